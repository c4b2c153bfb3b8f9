"""The fast road through a sheet, the careful one and openpyxl read the same."""

import re
from datetime import date, datetime
from io import BytesIO
from pathlib import Path

import numpy as np
import openpyxl
import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from workbooks_by_hand import DATE, DURATION, GENERAL, MAIN, MONTH, PERCENT, ZEROS, by_openpyxl, sheet_of, workbook

from evalkit.diagnostics import Problems
from evalkit.inputs.cells.decimals import measured
from evalkit.inputs.readers.xlsx import open_book
from evalkit.inputs.sheet import Part
from evalkit.inputs.workbook import markup, worksheet
from evalkit.inputs.workbook.digits import fifteen, numbers
from evalkit.inputs.workbook.regular import regular_cells

pytestmark = pytest.mark.filterwarnings("ignore:Cell .* is marked as a date")


def grid_of(content: bytes):
    problems = Problems()
    book = open_book(Path("x.xlsx"), content, None, problems)
    grid = None if book is None else book.grid("数据")
    return grid, problems


def codes(problems: Problems) -> list[str]:
    return [f"{p.kind.code} {p.place.cell or ''}".strip() for p in problems]


def read(content: bytes) -> tuple[dict[tuple[int, int], str], list[str]]:
    """Every cell that is not blank, by its place, as blocks give it column by column; they agree with the rows."""
    grid, problems = grid_of(content)
    if grid is None:
        return {}, codes(problems)
    lines = {(line.row, c): cell for line in grid.lines() for c, cell in enumerate(line.cells) if cell}
    if problems.errors:
        return lines, codes(problems)
    found = {}
    for block in grid.blocks(Part(1, None, 1, (), ())):
        columns = sorted(block.beyond(0))
        for column, texts in block.texts(columns).items():
            found |= {(int(row), column): text for row, text in zip(block.rows, texts, strict=True) if text}
            assert len(set(texts.distinct)) == len(texts.distinct)
            if (values := block.number(column)) is not None:
                check_numbers(values, list(texts))
        for place, row in enumerate(block.rows.tolist()):
            cells = block.row(place)
            assert {(row, c): cell for c, cell in enumerate(cells) if cell} == {
                k: v for k, v in found.items() if k[0] == row
            }
    assert found == lines
    return found, codes(problems)


def check_numbers(values: np.ndarray, texts: list[str]) -> None:
    """Numbers are what the texts say; those that need more decimals than are kept are read as texts."""
    for value, text in zip(values.tolist(), texts, strict=True):
        if measured(np.array([value])) is None:
            continue
        assert (value == float(text)) if text and text != "—" else np.isnan(value), (value, text)


def carefully(content: bytes):
    """By the careful road alone, cut anywhere."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(worksheet, "regular_cells", lambda piece: None)
        patch.setattr(markup, "FIRST", 1 << 6)
        patch.setattr(markup, "PIECE", 1 << 6)
        return read(content)


def regularly(content: bytes):
    """By the fast road, in small pieces; how many it did not take."""
    left = 0

    def counted(piece: bytes):
        nonlocal left
        found = regular_cells(piece)
        left += found is None
        return found

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(worksheet, "regular_cells", counted)
        patch.setattr(markup, "FIRST", 1 << 11)
        patch.setattr(markup, "PIECE", 1 << 9)
        return read(content), left


texts = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs"), exclude_characters="\ufffe\uffff"), max_size=8
).filter(lambda text: "_x" not in text and not text.startswith("="))
decimals = st.builds(lambda n, d: n / 10**d, st.integers(-(10**6), 10**6), st.integers(0, 4))
cells = st.one_of(
    decimals, decimals, st.integers(-(10**18), 10**18), st.floats(allow_nan=False, allow_infinity=False), st.none(),
    texts, st.booleans(), st.sampled_from(["—", "#DIV/0!", "=A1+1", "a & b < c > d", " ", "０", "两\n行"]),
    st.dates(date(1900, 3, 2), date(2100, 1, 1)),
    st.datetimes(datetime(1950, 1, 1), datetime(2100, 1, 1)).map(lambda moment: moment.replace(microsecond=0)),
)  # fmt: skip
tables = st.lists(st.lists(cells, max_size=6), min_size=1, max_size=25)
formats = st.sampled_from(["General", "0.0%", "000", "0.00", "yyyy-mm-dd", "#,##0.00_);[Red]\\(#,##0.00\\)"])


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(tables, st.lists(formats, min_size=6, max_size=6))
def test_what_openpyxl_writes(table, shown):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "数据"
    for row in table:
        sheet.append(row)
    for row in sheet.iter_rows():
        for cell in row:
            if cell.data_type == "n":
                cell.number_format = shown[cell.column - 1]
    out = BytesIO()
    book.save(out)
    expected = by_openpyxl(out.getvalue()), []
    assert carefully(out.getvalue()) == expected
    assert regularly(out.getvalue())[0] == expected


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(tables, st.lists(formats, min_size=6, max_size=6), st.booleans())
def test_what_xlsxwriter_writes(table, shown, inline):
    out = BytesIO()
    book = xlsxwriter.Workbook(
        out, {"constant_memory": inline, "in_memory": not inline, "default_date_format": "yyyy-mm-dd"}
    )
    sheet = book.add_worksheet("数据")
    formats = [book.add_format({"num_format": one}) for one in shown]
    for number, row in enumerate(table):
        for column, cell in enumerate(row):
            if cell == "=A1+1":
                sheet.write_formula(number, column, cell, formats[column], 12.5)
            elif isinstance(cell, date):
                sheet.write_datetime(number, column, cell)
            else:
                sheet.write(number, column, cell, formats[column] if isinstance(cell, int | float) else None)
    book.close()
    expected = by_openpyxl(out.getvalue()), []
    assert carefully(out.getvalue()) == expected
    assert regularly(out.getvalue())[0] == expected


# XML by hand

ROWS = (
    '<row r="1" spans="1:3"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>'
    '<row r="2"><c r="A2" s="3"><v>7</v></c><c r="B2"><v>12.5</v></c></row>'
    '<row r="4"><c r="A4" s="3"><v>8</v></c><c r="B4" s="1"><v>9.4500000000000001E-2</v></c></row>'
)
STRINGS = "<si><t>编码</t></si><si><t>数</t></si><si><t>—</t></si>"
READ = {(1, 0): "编码", (1, 1): "数", (2, 0): "007", (2, 1): "12.5", (4, 0): "008", (4, 1): "9.45%"}
SPACE = f'<x:worksheet xmlns:x="{MAIN}">'


def prefixed(sheet: str) -> str:
    head, _, rest = sheet.partition(f'<worksheet xmlns="{MAIN}">')
    return head + SPACE + rest.replace("</", "</x:").replace("<", "<x:").replace("<x:/x:", "</x:")


VARIANTS = {
    "as most programs write it": sheet_of(ROWS),
    "with a prefix": prefixed(sheet_of(ROWS)),
    "strict": sheet_of(ROWS).replace(MAIN, "http://purl.oclc.org/ooxml/spreadsheetml/main"),
    "without a namespace": sheet_of(ROWS, root="<worksheet>"),
    "single quotes": sheet_of(ROWS.replace('"', "'")),
    "in lines": sheet_of(ROWS.replace("><", ">\n  <").replace(">\n  </v", "></v")),
    "comments": sheet_of(ROWS.replace("<row", "<!-- <row r='3'><c r='A3'><v>5</v></c></row> --><row")),
    "a comment in a number": sheet_of(ROWS.replace("12.5", "12<!-- 7 -->.5")),
    "a long comment": sheet_of(
        ROWS.replace('<row r="4"', "<!--" + '<row r="3"><c r="A3"><v>5</v></c></row>' * 300 + '--><row r="4"')
    ),
    "CDATA": sheet_of(ROWS.replace("12.5", "<![CDATA[12.5]]>")),
    "a processing instruction": sheet_of(ROWS.replace("<row", "<?x <row?><row")),
    "other order of attributes": sheet_of(
        ROWS.replace('r="A1" t="s"', 't="s" r="A1"').replace('r="B4" s="1"', 's="1" r="B4"')
    ),
    "unknown attributes": sheet_of(ROWS.replace('<c r="B2"', '<c r="B2" vm="1"')),
    "blanks in tags": sheet_of(ROWS.replace('<c r="B2">', '<c  r="B2" >')),
    "an element of others": sheet_of(ROWS.replace("</row>", '<y:c xmlns:y="y" r="C1"><y:v>5</y:v></y:c></row>')),
    "no addresses": sheet_of(re.sub(' r="([12]|A1|B1|B2)"', "", ROWS)),
    "cells from right to left": sheet_of(
        re.sub('(<c r="A2".*?</c>)(<c r="B2".*?</c>)', r"\2\1", ROWS)
    ),
    "a lying size": sheet_of(ROWS, above='<dimension ref="A1:XFD1048576"/>'),
    "blank cells with a style": sheet_of(
        ROWS.replace('<row r="4">', '<row r="3"><c r="A3" s="1"/><c r="C3" s="2"></c></row><row r="4">')
    ),
    "blank rows to the end": sheet_of(
        ROWS + '<row r="9" s="1" customFormat="1"/><row r="1048576"><c r="A1048576" s="1"/></row>'
    ),
    "types that say nothing": sheet_of(ROWS.replace('<c r="B2"', '<c r="B2" t="n"')),
    "numbers with blanks": sheet_of(ROWS.replace("12.5", " 12.5 ")),
    "a formula with its value": sheet_of(ROWS.replace("<v>12.5", '<f>SUM(A2:A9)&gt;"1"</f><v>12.5')),
    "a shared formula": sheet_of(ROWS.replace("<v>12.5", '<f t="shared" si="0"/><v>12.5')),
    "a hidden blank row": sheet_of(ROWS.replace('<row r="4">', '<row r="3" hidden="1"/><row r="4">')),
    "UTF-16": sheet_of(ROWS).replace("UTF-8", "UTF-16").encode("utf-16"),
    "a mark of the order of bytes": "\ufeff" + sheet_of(ROWS),
    "no declaration": sheet_of(ROWS).partition("\n")[2],
}  # fmt: skip


@pytest.mark.parametrize("name", VARIANTS)
def test_other_ways_to_write_a_sheet(name):
    content = workbook(VARIANTS[name], STRINGS)
    assert carefully(content) == (READ, [])
    assert regularly(content)[0] == (READ, [])
    assert read(content) == (READ, [])


@pytest.mark.parametrize(
    "name",
    [
        "as most programs write it",
        "with a prefix",
        "a formula with its value",
        "a shared formula",
        "types that say nothing",
        "blank cells with a style",
    ],
)
def test_the_fast_road_is_taken(name):
    """What is left to the careful one is the tail, each time that the sheet is read: for its rows and its columns."""
    assert regularly(workbook(VARIANTS[name], STRINGS))[1] == 2


def one(cell: str, strings: str = "", properties: str = "") -> object:
    """The text of one cell below a heading, by both roads."""
    content = workbook(
        sheet_of(f'<row r="1"><c r="A1"><v>1</v></c></row><row r="2">{cell}</row>'), strings, properties=properties
    )
    found, problems = read(content)
    for other in (carefully(content), regularly(content)[0]):
        assert other == (found, problems) if not problems else other[1] == problems  # rows in front of damage are read
    return problems or found.get((2, 0), "")


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("<v>1</v>", "1"),
        ("<v>0.30000000000000004</v>", "0.3"),
        ("<v>1E3</v>", "1000"),
        ("<v>+.5</v>", "0.5"),
        ("<v>1e400</v>", "INF"),
        ("<v/>", ""),
        ("<v></v>", ""),
        ("<f>A1*2</f>", "\0=A1*2"),
        ("<f>A1*2</f><v></v>", "\0=A1*2"),
        ("<f/>", "\0="),
        ("<is><t>x</t></is>", ""),
    ],
)
def test_number_cells(cell, text):
    assert one(f'<c r="A2">{cell}</c>') == text


@pytest.mark.parametrize(
    ("style", "value", "text"),
    [
        (PERCENT, "0.945", "94.5%"),
        (DURATION, "1.5", "1 day, 12:00:00"),
        (PERCENT, "0.94510000000000005", "94.51%"),
        (DATE, "45658", "2025-01-01"),
        (DATE, "45658.5", "2025-01-01 12:00:00"),
        (DATE, "0.25", "06:00:00"),
        (DATE, "59", "1900-02-28"),
        (DATE, "1e9", "#VALUE!"),
        (DATE, "-5", "#VALUE!"),
        (MONTH, "45658", "2025-01-01"),
        (ZEROS, "7", "007"),
        (ZEROS, "7.5", "7.5"),
        (GENERAL, "1234567890123456", "1.23456789012346E+15"),
    ],
)
def test_numbers_are_shown_by_their_style(style, value, text):
    assert one(f'<c r="A2" s="{style}"><v>{value}</v></c>') == text


def test_a_workbook_may_count_from_1904():
    assert one('<c r="A2" s="2"><v>0</v></c>', properties='<workbookPr date1904="1"/>') == "00:00:00"
    assert one('<c r="A2" s="2"><v>44196</v></c>', properties='<workbookPr date1904="1"/>') == "2025-01-01"


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ('<c r="A2" t="b"><v>1</v></c>', "TRUE"),
        ('<c r="A2" t="b"><v>false</v></c>', "FALSE"),
        ('<c r="A2" t="e"><v>#DIV/0!</v></c>', "#DIV/0!"),
        ('<c r="A2" t="e"><f>1/0</f><v>#DIV/0!</v></c>', "#DIV/0!"),
        ('<c r="A2" t="str"><f>"a"</f><v>a&amp;b</v></c>', "a&b"),
        ('<c r="A2" t="str"><f>""</f><v></v></c>', ""),
        ('<c r="A2" t="str"><f>A1</f></c>', "\0=A1"),
        ('<c r="A2" t="d"><v>2025-03-01T08:30:00</v></c>', "2025-03-01 08:30:00"),
        ('<c r="A2" t="d"><v>2025-03-01</v></c>', "2025-03-01"),
        ('<c r="A2" t="inlineStr"><is><t>约 95</t></is></c>', "约 95"),
        ('<c r="A2" t="inlineStr"><is><t xml:space="preserve"> a</t></is></c>', " a"),
        ('<c r="A2" t="inlineStr"><is><r><rPr><b/></rPr><t>约</t></r><r><t>95</t></r></is></c>', "约95"),
        ('<c r="A2" t="inlineStr"><is><t>约</t><rPh sb="0" eb="1"><t>yue</t></rPh></is></c>', "约"),
        ('<c r="A2" t="inlineStr"><is><t>a&#10;b_x000D_c_x0000_</t></is></c>', "a\nb\rc_x0000_"),
        ('<c r="A2" t="s"><v>0</v></c>', "约95"),
        ('<c r="A2" t="s"><v>1</v></c>', "a<b"),
    ],
)  # fmt: skip
def test_cells_of_other_types(cell, text):
    strings = "<si><r><t>约</t></r><r><rPr><b/></rPr><t>95</t></r><phoneticPr fontId='1'/></si><si><t>a&lt;b</t></si>"
    assert one(cell, strings) == text


def test_formulas_that_are_shared_and_never_calculated_are_no_blanks():
    rows = (
        '<row r="1"><c r="A1"><f t="shared" ref="A1:A2" si="3">B1+1</f></c></row>'
        '<row r="2"><c r="A2"><f t="shared" si="3"/></c></row>'
    )
    assert read(workbook(sheet_of(rows)))[0] == {(1, 0): "\0=B1+1", (2, 0): "\0=B1+1"}


# Damage

DAMAGE = {
    "a text that is not there": '<c r="A2" t="s"><v>9</v></c>',
    "a text below 0": '<c r="A2" t="s"><v>-1</v></c>',
    "half a text": '<c r="A2" t="s"><v>0.5</v></c>',
    "a style that is not there": '<c r="A2" s="77"><v>1</v></c>',
    "a number that is none": '<c r="A2"><v>12a</v></c>',
    "nan": '<c r="A2"><v>nan</v></c>',
    "digits of others": '<c r="A2"><v>１２</v></c>',
    "an underscore": '<c r="A2"><v>1_000</v></c>',
    "a truth that is none": '<c r="A2" t="b"><v>2</v></c>',
    "a date that is none": '<c r="A2" t="d"><v>2025-13-01</v></c>',
    "an unknown type": '<c r="A2" t="x"><v>1</v></c>',
    "an address that is none": '<c r="2A"><v>1</v></c>',
    "a tag that is not closed": '<c r="A2"><v>1</c>',
    "a control character": '<c r="A2" t="str"><v>\x01</v></c>',
    "an unknown entity": '<c r="A2" t="str"><v>&x;</v></c>',
    "deep elements": '<c r="A2">' + "<a>" * 200 + "</a>" * 200 + "</c>",
}


@pytest.mark.parametrize("name", DAMAGE)
def test_a_damaged_sheet_is_refused(name):
    assert one(DAMAGE[name]) == ["D109"]


@pytest.mark.parametrize(
    "sheet",
    [
        sheet_of(ROWS).partition("</sheetData>")[0],
        sheet_of(ROWS)[:-5],
        sheet_of(ROWS) + "x",
        '<!DOCTYPE worksheet [<!ENTITY a "b">]>' + sheet_of(ROWS).partition("\n")[2],
        sheet_of(ROWS).encode()[:-200] + b"\xff\xfe" + sheet_of(ROWS).encode()[-200:],
        "",
    ],
)
def test_a_sheet_that_is_no_xml_is_refused(sheet):
    _, problems = read(workbook(sheet, STRINGS))
    assert problems == ["D109"]


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ('<row r="3"><c r="A3"><v>1</v></c></row><row r="2"><c r="A2"><v>1</v></c></row>', "D252 A2"),
        ('<row r="3"><c r="A3"><v>1</v></c></row><row r="3"><c r="B3"><v>1</v></c></row>', "D252 A3"),
        ('<row r="3"><c r="A3"><v>1</v></c><c r="A3"><v>2</v></c></row>', "D252 A3"),
        ('<row r="3"><c r="A4"><v>1</v></c></row>', "D252 A4"),
        ('<row r="1048577"><c r="A1048577"><v>1</v></c></row>', "D251 A1048577"),
        ('<row r="2"><c r="XFE2"><v>1</v></c></row>', "D251 XFE2"),
        ('<row r="2"><c r="ABCDEFG2"><v>1</v></c></row>', "D251 ABCDEFG2"),
        ('<row r="99999999999"><c r="A99999999999"><v>1</v></c></row>', "D109"),
        ('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>', "D250 XFD1048576"),
        ('<row r="2000"><c r="A2000" t="inlineStr"><is><t>x</t></is></c></row>', "D250 A2000"),
        ('<row r="2"><c r="A2"><v>1</v></c><c r="ZZZ2"><v>1</v></c></row>', "D251 ZZZ2"),
        ('<row r="2"><c r="A2"><v>1</v></c><c r="XFD2"><v>1</v></c></row>', "D250 XFD2"),
    ],
)  # fmt: skip
def test_cells_that_are_where_none_should_be(rows, told):
    content = workbook(sheet_of(f'<row r="1"><c r="A1"><v>1</v></c></row>{rows}'))
    for found in (read(content), carefully(content), regularly(content)[0]):
        assert found[1] == [told]


def test_rows_that_are_out_of_order_from_piece_to_piece():
    rows = "".join(f'<row r="{n}"><c r="A{n}"><v>{n}</v></c></row>' for n in [*range(1, 400), *range(350, 360)])
    assert regularly(workbook(sheet_of(rows)))[0][1] == ["D252 A350"]


def test_gaps_that_people_leave_are_read():
    rows = '<row r="1"><c r="A1"><v>1</v></c></row><row r="900"><c r="A900"><v>2</v></c></row>'
    assert read(workbook(sheet_of(rows)))[0] == {(1, 0): "1", (900, 0): "2"}


# Numbers


@settings(max_examples=300, deadline=None)
@given(
    st.lists(
        st.one_of(
            st.floats(allow_nan=False, allow_infinity=False).map(repr),
            st.floats(allow_nan=False, allow_infinity=False).map(lambda x: f"{x:.17G}"),
            st.builds(lambda n, d: f"{n / 10**d:.17g}", st.integers(-(10**17), 10**17), st.integers(0, 20)),
            st.builds(lambda n, d: f"{n}.{d}", st.integers(-(10**9), 10**9), st.text("0123456789", max_size=12)),
            st.builds(lambda n, k: f"{n}E-{k}", st.integers(1, 10**17), st.integers(0, 9)),
            st.sampled_from(
                ["0", "-0", "0.0", "999999999999999.9", "9999999999999995", "1000000000000000.5", "0.1", "100"]
            ),
        ),
        min_size=1,
        max_size=40,
    )
)
def test_numbers_have_the_fifteen_digits_that_a_spreadsheet_shows(written):
    text = "".join(f"<v>{number}" for number in written).encode()
    ends = np.cumsum([len(number) + 3 for number in written])
    starts = ends - [len(number) for number in written]
    found = numbers(text, np.frombuffer(text + bytes(64), np.uint8), starts, ends)
    assert [repr(value) for value in found.tolist()] == [repr(fifteen(float(number))) for number in written]
