import pytest
from sample_tables import RANKING, TREE, names

from evalkit.formats.md import escape, write


def test_a_table_as_github_reads_it():
    assert write([RANKING], "zh").data.decode() == (
        "## 排名\n"
        "\n"
        "| 名次 | 编码 | 单位 | 总分 | 得分率 | 原因 |\n"
        "| --: | :-- | :-- | --: | --: | :-- |\n"
        "| 1 | 001 | 城关镇卫生院 | 94.50 | 94.51% |  |\n"
        "| 2 | 002 | Hill | -0.50 | 33.3333% | 迟报1次<br>迟报2次 |\n"
        "\n"
        "共2个单位\n"
    )


def test_a_tree_is_indented_by_spaces_that_markdown_keeps():
    assert "| &emsp;&emsp;甲一 | 2 |" in write([TREE], "zh").data.decode()


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("A-1 乡镇, 3.5%", "A-1 乡镇, 3.5%"),
        ("a|b", r"a\|b"),
        ("`x` *y* _z_ ~w~", r"\`x\` \*y\* \_z\_ \~w\~"),
        ("[a](javascript:x)", r"\[a\](javascript:x)"),
        ("![a](x)", r"!\[a\](x)"),
        ("<script>&amp;", "&lt;script&gt;&amp;amp;"),
        ("{{7*7}} $x$ @you #1", r"\{\{7\*7\}\} \$x\$ \@you \#1"),
        ("a\\|b", r"a\\\|b"),
        ("- a", r"\- a"),
        ("1. a", r"1\. a"),
        ("12) a", r"12\) a"),
        ("===", r"\==="),
        ("https://x.cn www.x.cn", r"https\://x.cn www\.x.cn"),
        ("a\nb", r"a\\nb"),
    ],
)
def test_nothing_from_outside_comes_alive(text, written):
    assert escape(text) == written


def test_a_name_stays_in_its_cell():
    line = write([names("a | b\n| c")], "en").data.decode().splitlines()[4]
    assert line == r"| a \| b\\n\| c |"
