from datetime import date, datetime
from io import BytesIO

import openpyxl
import pytest
import xlsxwriter
from schemes_by_hand import scheme_of

from evalkit.diagnostics import EvalkitError, Problems
from evalkit.expression.values import Reason
from evalkit.inputs import read_units


def workbook(rows, formats=None, sheets=(), hidden=()):
    """A workbook as openpyxl writes it; `formats` are number formats by cell."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "数据"
    for row in rows:
        sheet.append(row)
    for cell, number_format in (formats or {}).items():
        sheet[cell].number_format = number_format
    for name in sheets:
        book.create_sheet(name).append(["编码"])
    for name in hidden:
        book[name].sheet_state = "hidden"
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def test_cells_are_read_as_a_person_would_have_typed_them(read):
    scheme = scheme_of({"个": "count", "率": "percent", "级": "level", "否决": "flag", "日": "date"})
    rows = [
        ["编码", "个", "率", "级", "否决", "日"],
        [1, 5.0, 0.945, 2, True, date(2025, 12, 31)],
        ["002", "１２", 94.5, "优", "×", "2025/1/2"],
        [None, None, None, None, None, None],
        [3, None, "94.51%", "不涉及", None, datetime(2025, 3, 1, 8, 30)],
    ]
    found = read(scheme, workbook(rows, {"A2": "000", "C2": "0.00%", "A5": "000"}), suffix=".xlsx")
    assert found.lines() == [
        "D165 数据!A1 1 blank row is skipped",
        "D164 数据!B3 1 cell was tidied: full-width digits, thousands commas, unusual blanks, units",
    ]
    assert found.units.ids == ("001", "002", "003")
    assert found.values("个") == [5, 12, Reason.NOT_REPORTED]
    assert found.units.columns["率"].values.tolist() == [0.945, 0.945, 0.9451]
    assert found.values("级") == ["2", "优", Reason.NOT_APPLICABLE]
    assert found.values("否决") == [True, False, Reason.NOT_REPORTED]
    assert found.values("日") == [date(2025, 12, 31).toordinal(), date(2025, 1, 2).toordinal(), 739311]


def test_bad_cells_are_named_as_excel_names_them(read):
    scheme = scheme_of({"个": "count", "数": "number"})
    rows = [["编码", "个", "数"], ["001", 0.5, date(2025, 1, 1)], ["002", 0.3, "#DIV/0!"], ["003", True, "=B2+1"]]
    found = read(scheme, workbook(rows, {"B3": "0%"}), suffix=".xlsx")
    assert found.lines() == [
        "D144 数据!B2 001: 0.5 under 个 is not a whole number from 0",
        "D141 数据!C2 001: 2025-01-01 under 数 is not a number",
        "D142 数据!B3 002: 30% under 个 has a %, and this is a count",
        "D150 数据!C3 002: the formula under 数 has failed: #DIV/0!",
        "D141 数据!B4 003: TRUE under 个 is not a number",
        "D151 数据!C4 003: the formula under 数 was never calculated: =B2+1",
    ]


def test_a_formula_gives_the_value_that_was_saved_with_it(read):
    out = BytesIO()
    book = xlsxwriter.Workbook(out)
    sheet = book.add_worksheet("数据")
    sheet.write_row(0, 0, ["编码", "数"])
    sheet.write_row(1, 0, ["001"])
    sheet.write_formula(1, 1, "=0.1+0.2", None, 0.30000000000000004)
    book.close()
    assert read(scheme_of({"数": "number"}), out.getvalue(), suffix=".xlsx").units.columns["数"].values.tolist() == [
        0.3
    ]


def test_the_first_visible_sheet_is_read_and_named(read):
    rows = [["编码", "数"], ["001", 1]]
    scheme = scheme_of({"数": "number"})
    plain = workbook(rows, sheets=["说明", "旧"], hidden=["旧"])
    assert read(scheme, plain, suffix=".xlsx").lines() == [
        "D111  read: 数据; not read: 说明; --sheet names one",
        "D340  read: 数据; hidden and not read: 旧; --sheet names one",
    ]
    assert read(scheme, plain, suffix=".xlsx", sheet="数据").lines() == []


def test_what_stops_a_workbook(tmp_path):
    path = tmp_path / "x.xlsx"

    def stopped(content, **options):
        path.write_bytes(content)
        with pytest.raises(EvalkitError) as caught:
            read_units(scheme_of({"数": "number"}), [path], problems=Problems(), **options)
        return [f"{d.kind.code} {d.message.text('en')}" for d in caught.value.diagnostics]

    assert stopped(b"\x89PNG") == ["D119 this is an image, whatever its name says"]
    assert stopped(workbook([])) == ["D112 there is no heading row: nothing is written here"]
    assert stopped(workbook([["编码"]]), sheet="没有") == ["D110 there is no sheet 没有"]


def test_a_long_code_that_became_a_number_is_refused(read):
    rows = [["编码", "数"], [110101199001011234, 1], [123456789012345, 2]]
    found = read(scheme_of({"数": "number"}), workbook(rows), suffix=".xlsx")
    assert found.codes == ["D134"]
    assert found.units.ids == ("123456789012345",)


def test_rows_beyond_the_declared_size_are_read(read):
    """Some programs write a wrong size into the sheet."""
    import zipfile

    content = workbook([["编码", "数"], ["001", 1], ["002", 2]])
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name.endswith("sheet1.xml"):
                part = part.replace(b'ref="A1:B3"', b'ref="A1"')
            new.writestr(name, part)
    assert read(scheme_of({"数": "number"}), out.getvalue(), suffix=".xlsx").values("数") == [1, 2]


def test_titles_above_the_heading_are_left_out_and_told(read):
    rows = [["某县考核数据表"], [], ["填报单位: 卫生局"], ["编码", "个"], ["1", 5]]
    found = read(scheme_of({"个": "count"}), workbook(rows), suffix=".xlsx")
    assert found.values("个") == [5]
    assert found.lines() == ["D113 数据!A4 2 rows are left out above the headings"]
