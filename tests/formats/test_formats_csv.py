import csv
import io

import pytest
from sample_tables import RANKING, TREE, column, names

from evalkit.diagnostics.message import Words
from evalkit.formats.csv import write
from evalkit.table import Table


def rows(*tables, language="en"):
    written = write(tables, language)
    return list(csv.reader(io.StringIO(written.data.decode("utf-8-sig"), newline="")))


def test_one_table_is_its_heading_and_its_rows():
    assert write([RANKING], "zh").data == (
        b"\xef\xbb\xbf"
        + (
            "名次,编码,单位,总分,得分率,原因\r\n"
            "1,001,城关镇卫生院,94.50,94.51%,\r\n"
            "2,002,Hill,-0.50,33.3333%,迟报1次; 迟报2次\r\n"
        ).encode()
    )


def test_several_tables_have_titles_notes_and_a_blank_line_between():
    assert [row[:1] for row in rows(RANKING, TREE)] == [
        *(["Ranking"], ["Rank"], ["1"], ["2"], ["2 units"]),
        [],
        *(["Tree"], ["Criterion"], ["总"], ["  甲"], ["    甲一"], ["    甲二"], ["  乙"], ["    乙一"]),
    ]


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", r"'\t=1"),
        ("\r=1", r"'\r=1"),
        ("＝1", "'＝1"),
        (" =1", "' =1"),
    ],
)
def test_a_text_that_would_run_is_quoted_and_counted(text, cell):
    assert rows(names(text, "plain")) == [["Name"], [cell], ["plain"]]
    assert write([names(text, "plain")], "en").quoted == 1


def test_headings_are_texts_from_outside_too():
    table = Table("t", Words("T", "表")(), (column("a", "=1", "=1"),), [(-5,)])
    assert rows(table) == [["'=1"], ["-5"]]
    assert write([table], "en").quoted == 1


def test_commas_quotes_and_line_breaks_stay_in_their_cell():
    assert rows(names('a,"b"', "a\nb")) == [["Name"], ['a,"b"'], [r"a\nb"]]
