from html.parser import HTMLParser

from sample_tables import HOSTILE, RANKING, TREE, names

from evalkit.diagnostics.message import Words, literally
from evalkit.formats.html import fragment, write
from evalkit.formats.safe import safe
from evalkit.table import Table


class Reader(HTMLParser):
    """Collects the tags of a page and the texts of its body cells."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.cells = [], []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        if tag == "td":
            self.cells.append("")

    def handle_data(self, data):
        if self.cells and self.get_starttag_text().startswith("<td"):
            self.cells[-1] += data.strip("\n")


def test_hostile_names_are_only_text():
    page = Reader(write([names(*HOSTILE)], "en").data.decode())
    assert page.cells == [safe(name) for name in HOSTILE]
    assert "script" not in page.tags


def test_a_hostile_title_and_note_are_only_text():
    table = Table("t", literally("</title><script>x"), (), [], (Words("{n}", "{n}")(n="<img src=x>"),))
    tags = Reader(write([table], "en").data.decode()).tags
    assert not {"script", "img"} & set(tags)
    assert tags.count("title") == 1


def test_the_page_says_its_language_and_needs_nothing_else():
    page = write([RANKING], "zh").data.decode()
    assert '<html lang="zh-CN">' in page
    assert "<title>排名</title>" in page
    assert not {"link", "img", "script"} & set(Reader(page).tags)
    assert "default-src 'none'" in page


def test_a_fragment_is_a_table_without_a_page():
    text = fragment([RANKING], "en")
    assert text.startswith('<div class="evalkit" lang="en">')
    assert '<td class="number bad">-0.50</td>' in text
    assert "<td>late: 1<br>late: 2</td>" in text
    assert "html" not in Reader(text).tags


def test_a_tree_is_indented():
    assert '<td style="padding-left: 3.8em">甲一</td>' in fragment([TREE], "en")


def test_a_formula_is_a_text_where_excel_opens_the_page():
    written = write([names("=1+1", "x")], "en")
    assert written.quoted == 1
    assert r"""<td style="mso-number-format: '\@'">=1+1</td>""" in written.data.decode()
