"""A table with formats, to be written as each kind of workbook: all of them must be read alike."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from importlib.util import find_spec
from io import BytesIO
from xml.sax.saxutils import escape, quoteattr

from case import Rows

ERRORS = {"#DIV/0!": 0x07, "#VALUE!": 0x0F, "#REF!": 0x17, "#N/A": 0x2A}
"""As the binary kinds store them."""
SHOWN = {datetime: "yyyy\\-mm\\-dd h:mm:ss", date: "yyyy\\-mm\\-dd", time: "h:mm:ss"}
DAY_ZERO = datetime(1899, 12, 30)


@dataclass(frozen=True)
class Error:
    """An error cell, as a formula leaves it."""

    text: str


@dataclass(frozen=True)
class Sheet:
    """The cells of a sheet, and how they are shown. Rows and columns are counted from 0."""

    rows: Rows
    name: str = "数据"
    formats: Mapping[str, str] = field(default_factory=dict)
    """`B2` -> `0.00%`."""
    merged: Sequence[tuple[int, int, int, int]] = ()
    """First and last row, first and last column."""
    hidden: bool = False
    hidden_rows: Sequence[int] = ()
    hidden_columns: Sequence[int] = ()

    def format(self, row: int, column: int) -> str:
        value = self.rows[row][column]
        return self.formats.get(f"{chr(ord('A') + column)}{row + 1}", SHOWN.get(type(value), "General"))


def serial(value: object) -> float:
    """A value as the number that a workbook stores."""
    match value:
        case datetime():
            return (value - DAY_ZERO).total_seconds() / 86400
        case date():
            return float((value - DAY_ZERO.date()).days)
        case time():
            return (value.hour * 3600 + value.minute * 60 + value.second) / 86400
        case int() | float():
            return float(value)
    raise AssertionError(value)


def xlsx(*sheets: Sheet) -> bytes:
    from openpyxl import Workbook
    from openpyxl.utils import get_column_letter

    made = Workbook()
    made.remove(made.active)
    for sheet in sheets:
        into = made.create_sheet(sheet.name)
        into.sheet_state = "hidden" if sheet.hidden else "visible"
        for row, cells in enumerate(sheet.rows):
            for column, value in enumerate(cells):
                cell = into.cell(row + 1, column + 1, value.text if isinstance(value, Error) else value)
                cell.number_format = sheet.format(row, column)
        for top, bottom, left, right in sheet.merged:
            into.merge_cells(start_row=top + 1, end_row=bottom + 1, start_column=left + 1, end_column=right + 1)
        for row in sheet.hidden_rows:
            into.row_dimensions[row + 1].hidden = True
        for column in sheet.hidden_columns:
            into.column_dimensions[get_column_letter(column + 1)].hidden = True
    out = BytesIO()
    made.save(out)
    return out.getvalue()


def xls(*sheets: Sheet) -> bytes:
    from xlwt import Workbook, easyxf

    made = Workbook(encoding="utf-8")
    styles: dict[str, object] = {}
    for sheet in sheets:
        into = made.add_sheet(sheet.name)
        into.visibility = int(sheet.hidden)
        for row, cells in enumerate(sheet.rows):
            for column, value in enumerate(cells):
                code = sheet.format(row, column)
                style = styles.get(code) or styles.setdefault(code, easyxf(num_format_str=code))
                if isinstance(value, Error):
                    into.row(row).set_cell_error(column, ERRORS[value.text], style)
                elif value is not None:
                    into.write(row, column, value, style)
        for area in sheet.merged:
            into.merge(*area)
        for row in sheet.hidden_rows:
            into.row(row).hidden = True
        for column in sheet.hidden_columns:
            into.col(column).hidden = True
    out = BytesIO()
    made.save(out)
    return out.getvalue()


SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text", "style")
) + ' xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'  # fmt: skip
MIMETYPE = b"application/vnd.oasis.opendocument.spreadsheet"


def ods(*sheets: Sheet) -> bytes:
    styles = "".join(
        f'<style:style style:name="{name}" style:family="table"><style:table-properties table:display="{shown}"/>'
        "</style:style>"
        for name, shown in (("shown", "true"), ("hidden", "false"))
    )
    return ods_of(
        f"<office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:spreadsheet>{''.join(map(_table, sheets))}</office:spreadsheet></office:body>"
    )


def ods_of(body: str, **parts: bytes) -> bytes:
    """An OpenDocument workbook with this content."""
    root = "office:document-content"
    content = f'<?xml version="1.0" encoding="UTF-8"?><{root} {SPACES}>{body}</{root}>'
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", MIMETYPE)
        archive.writestr("content.xml", content)
        for name, part in parts.items():
            archive.writestr(name, part)
    return out.getvalue()


def _table(sheet: Sheet) -> str:
    width = max(map(len, sheet.rows), default=1)
    columns = "".join(f"<table:table-column{_hidden(column in sheet.hidden_columns)}/>" for column in range(width))
    rows = "".join(
        f"<table:table-row{_hidden(row in sheet.hidden_rows)}>"
        + "".join(_cell(sheet, row, column) for column in range(len(cells)))
        + '<table:table-cell table:number-columns-repeated="16000"/></table:table-row>'
        for row, cells in enumerate(sheet.rows)
    )
    rest = '<table:table-row table:number-rows-repeated="1048000"><table:table-cell/></table:table-row>'
    style = "hidden" if sheet.hidden else "shown"
    named = f'table:name={quoteattr(sheet.name)} table:style-name="{style}"'
    return f"<table:table {named}>{columns}{rows}{rest}</table:table>"


def _hidden(hidden: bool) -> str:
    return ' table:visibility="collapse"' if hidden else ""


def _cell(sheet: Sheet, row: int, column: int) -> str:
    value = sheet.rows[row][column]
    kind, shown = _written(value, sheet.format(row, column))
    spans = [area for area in sheet.merged if (area[0], area[2]) == (row, column)]
    span = "".join(
        f' table:number-rows-spanned="{bottom - top + 1}" table:number-columns-spanned="{right - left + 1}"'
        for top, bottom, left, right in spans
    )
    lines = "".join(f"<text:p>{escape(line)}</text:p>" for line in shown.split("\n")) if value is not None else ""
    return f"<table:table-cell{kind}{span}>{lines}</table:table-cell>"


def _written(value: object, code: str) -> tuple[str, str]:
    """The attributes of a cell, and what it shows."""
    match value:
        case None:
            return "", ""
        case Error():
            return ' office:value-type="string" office:string-value="" calcext:value-type="error"', value.text
        case bool():
            return f' office:value-type="boolean" office:boolean-value="{str(value).lower()}"', str(value).upper()
        case str():
            return ' office:value-type="string"', value
        case datetime():
            return f' office:value-type="date" office:date-value="{value.isoformat()}"', str(value)
        case date():
            return f' office:value-type="date" office:date-value="{value.isoformat()}"', str(value)
        case time():
            return f' office:value-type="time" office:time-value="{value:PT%HH%MM%SS}"', str(value)
        case int() | float() if "%" in code:
            return f' office:value-type="percentage" office:value="{value!r}"', f"{value:.2%}"
        case int() if code.strip("0") == "":
            return f' office:value-type="float" office:value="{value}"', str(value).zfill(len(code))
    return f' office:value-type="float" office:value="{value!r}"', str(value)


def kinds() -> Mapping[str, Callable[..., bytes]]:
    """The kinds of workbook that can be written and read here."""
    from xlsb import xlsb

    return {"xlsx": xlsx, "ods": ods, "xlsb": xlsb} | ({} if "xls" in MISSING else {"xls": xls})


MISSING = [extra for extra, modules in {"xls": ("xlrd", "xlwt"), "arrow": ("pyarrow",)}.items()
           if not all(map(find_spec, modules))]  # fmt: skip
"""Extras that are not installed; their cases are left out."""
