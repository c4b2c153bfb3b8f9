import io
from fractions import Fraction

import openpyxl
import pytest
from sample_tables import HOSTILE, RANKING, TREE, column, names

from evalkit.diagnostics.diagnostic import EvalkitError
from evalkit.diagnostics.message import Fixed, Percent, Words, literally
from evalkit.formats.safe import safe
from evalkit.formats.sheet_name import sheet_name
from evalkit.formats.xlsx import write
from evalkit.table import Table


def book(*tables, language="zh"):
    return openpyxl.load_workbook(io.BytesIO(write(tables, language).data))


def test_a_sheet_for_each_table_named_by_its_title():
    assert book(RANKING, TREE).sheetnames == ["排名", "结构"]


def test_numbers_are_numbers_and_ids_keep_their_noughts():
    sheet = book(RANKING)["排名"]
    assert [cell.value for cell in sheet[2]] == [1, "001", "城关镇卫生院", 94.5, 0.9451, None]
    assert [cell.number_format for cell in sheet[2]][3:5] == ["0.00", "0.00%"]
    assert sheet["D3"].value == -0.5
    assert sheet["B2"].data_type == "s"


def test_the_heading_is_bold_and_frozen_and_columns_fit():
    sheet = book(RANKING)["排名"]
    assert sheet.freeze_panes == "A2"
    assert sheet["A1"].font.bold
    # 城关镇卫生院 is twelve cells wide; two are added for the air around it.
    assert 14 <= sheet.column_dimensions["C"].width < 15


def test_several_messages_stand_under_each_other_and_notes_below():
    sheet = book(RANKING)["排名"]
    assert sheet["F3"].value == "迟报1次\n迟报2次"
    assert sheet["F3"].alignment.wrap_text
    assert sheet["A5"].value == "共2个单位"


def test_a_tree_is_indented():
    sheet = book(TREE)["结构"]
    assert [sheet.cell(line, 1).alignment.indent for line in range(2, 8)] == [0, 1, 2, 2, 1, 2]


@pytest.mark.parametrize(
    "text", ["=1+1", '=HYPERLINK("http://x")', "{=1}", "+1", "@x", "＝1", "http://x.cn", "12", "1e5"]
)
def test_a_text_never_becomes_a_formula_a_link_or_a_number(text):
    cell = book(names(text))["名称"]["A2"]
    assert (cell.value, cell.data_type, cell.hyperlink) == (text, "s", None)


def test_a_text_that_would_run_is_marked_as_text_and_counted():
    assert write([names("=1", "x")], "en").quoted == 1
    sheet = book(names("=1", "x"))["名称"]
    assert (sheet["A2"].quotePrefix, sheet["A3"].quotePrefix) == (True, False)


def test_hostile_names_come_back_letter_for_letter_as_they_are_shown():
    sheet = book(names(*HOSTILE))["名称"]
    assert [sheet.cell(line, 1).value for line in range(2, len(HOSTILE) + 2)] == [safe(name) for name in HOSTILE]


def test_a_number_longer_than_a_float_holds_stays_whole_as_text():
    table = Table("t", Words("T", "表")(), (column("a", "A", "甲"),), [(12345678901234567,), (123456789012345,)])
    sheet = book(table)["表"]
    assert (sheet["A2"].value, sheet["A3"].value) == ("12345678901234567", 123456789012345)


@pytest.mark.parametrize(
    ("cell", "value", "number_format"),
    [
        (Fixed(Fraction(3), 0), 3, "0"),
        (Fixed(Fraction(1, 200), 2), 0.01, "0.00"),
        (Percent(Fraction(95, 100)), 0.95, "0%"),
        (Percent(Fraction(-1, 3)), -0.333333333333333, "0.0000%"),
    ],
)
def test_a_number_looks_in_excel_as_it_does_elsewhere(cell, value, number_format):
    table = Table("t", Words("T", "表")(), (column("a", "A", "甲"),), [(cell,)])
    found = book(table)["表"]["A2"]
    assert (found.value, found.number_format) == (value, number_format)


def test_a_text_longer_than_a_cell_ends_in_dots():
    value = book(names("长" * 40_000))["名称"]["A2"].value
    assert len(value) == 32_767
    assert value.endswith("长…")


def test_sheet_names_follow_the_rules_of_excel():
    taken = set()
    assert sheet_name("a/b[c]:*?'", taken) == "a b c"
    assert sheet_name("A B C", taken) == "A B C 2"
    assert sheet_name("'", taken) == "-"
    assert sheet_name("History", taken) == "History 2"
    assert sheet_name("长" * 40, taken) == "长" * 30 + "…"
    assert sheet_name("长" * 50, taken) == "长" * 28 + "… 2"
    assert sheet_name("😀" * 16, taken) == "😀" * 15 + "…"
    assert sheet_name("a\x00b", taken) == "a x00b"


def test_a_table_that_is_larger_than_a_sheet_is_refused():
    table = Table("t", literally("大"), (column("a", "A", "甲"),), [(1,)] * 1_048_575)
    with pytest.raises(EvalkitError) as raised:
        write([table], "en")
    assert raised.value.diagnostics[0].kind.code == "R108"
