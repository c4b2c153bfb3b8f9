"""Fills in a workbook as a person does: finds the heading of each sheet, and types below it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl

Rows = Iterable[Mapping[str, str]]
Typed = Callable[[Any, str], None]
"""Puts a text into a cell."""
NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")
PERCENT = re.compile(r"(-?[0-9.]+)%")
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def in_excel(cell: Any, text: str) -> None:
    """What Excel makes of what is typed: numbers and days, unless the cell is one for texts; `94.5%` where there is
    no other format becomes a percent.
    """
    if cell.number_format == "@":
        cell.value = text
    elif NUMBER.fullmatch(text):
        cell.value = float(text) if "." in text else int(text)
    elif (found := PERCENT.fullmatch(text)) and cell.number_format == "General":
        cell.value, cell.number_format = float(f"{float(found[1]) / 100:.12g}"), "0.00%"
    elif DAY.fullmatch(text):
        cell.value = datetime.fromisoformat(text)
    else:
        cell.value = text


def in_wps(cell: Any, text: str) -> None:
    """Another hand and another program: numbers as floats, a percent without its sign, days in Chinese, full width."""
    if cell.number_format == "@":
        cell.value = f" {text}　"
    elif (found := PERCENT.fullmatch(text)) and cell.number_format == "General":
        cell.value = float(found[1])
    elif DAY.fullmatch(text):
        cell.value, cell.number_format = date.fromisoformat(text), 'yyyy"年"m"月"d"日"'
    elif NUMBER.fullmatch(text) and len(text) < 3:
        cell.value, cell.number_format = "".join(chr(ord(sign) + 0xFEE0) for sign in text), "@"
    else:
        cell.value = float(text) if NUMBER.fullmatch(text) else text


def plain(heading: str) -> str:
    """A heading without the unit behind it."""
    return re.sub(r"[(（](?!社区)[^()（）]+[)）]$", "", heading)


def fill(path: Path, unit: str, units: Rows, records: Mapping[str, Rows], typed: Typed = in_excel) -> set[str]:
    """Type values into every sheet; gives the headings that found a place. `unit` is the heading of the ids."""
    book = openpyxl.load_workbook(path)
    found: set[str] = set()
    for sheet in book.worksheets[1:]:
        if sheet.sheet_state == "visible":
            rows = list(records.get(sheet.title, ()) if sheet.title in records else units)
            found |= _fill(sheet, unit, rows, sheet.title in records, typed)
    book.save(path)
    return found


def _fill(sheet: Any, unit: str, rows: list[Mapping[str, str]], is_records: bool, typed: Typed) -> set[str]:
    example = next(row[0].row for row in sheet.iter_rows() if row[0].value in ("example", "示例"))
    heading = sheet[example + 1]
    columns = {}
    for cell in heading:
        if cell.value:
            names = (cell.value, plain(cell.value), cell.value.rpartition("·")[2])
            columns |= dict.fromkeys(names, cell.column)
    first = heading[0].row + 1
    places = {sheet.cell(row, 1).value: row for row in range(first, sheet.max_row + 1) if sheet.cell(row, 1).value}
    found = set()
    for place, row in enumerate(rows):
        line = first + place if is_records else places.get(row[unit], first + place)
        for name, text in row.items():
            column = columns.get(name)
            if column is not None:
                found.add(name)
                cell = sheet.cell(line, column)
                if not cell.has_style:  # below the rows that are laid out the column says how its cells are
                    cell.number_format = sheet.column_dimensions[cell.column_letter].number_format
                if text and cell.value != text:
                    typed(cell, text)
    return found
