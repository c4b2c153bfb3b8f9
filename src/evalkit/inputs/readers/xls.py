"""Reads .xls, the workbooks of Excel before 2007: cells as they are shown."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from io import StringIO
from pathlib import Path
from typing import Any

from evalkit.diagnostics import Place, Problems, files, other_files
from evalkit.inputs.grids.extras import library
from evalkit.inputs.grids.rows import Row, RowsGrid
from evalkit.inputs.source import Source
from evalkit.inputs.workbook.marks import Merged
from evalkit.inputs.workbook.stored import date, error
from evalkit.inputs.workbook.styles import typed

FORMULAS = (0x0006, 0x0206, 0x0406)
END = 0x000A
"""The last record of a sheet."""


def open_book(path: Path, content: bytes, encoding: str | None, problems: Problems) -> XlsBook | None:
    """A workbook, or None where the file is none."""
    xlrd = library("xlrd", path)
    try:
        book = xlrd.open_workbook(
            file_contents=content, formatting_info=True, ragged_rows=True, on_demand=True, logfile=StringIO(),
            encoding_override=encoding,
        )  # fmt: skip
        sheets = {name: not shown for name, shown in zip(book.sheet_names(), book._sheet_visibility, strict=True)}
    except MemoryError:
        raise
    except Exception as failure:  # whatever its parsing trips over
        problems.add(_protected(path) if "encrypted" in str(failure) else _damaged(path))
        return None
    return XlsBook(path, sha256(content).hexdigest(), book, sheets, problems)


@dataclass(frozen=True)
class XlsBook:
    """The sheets of a workbook."""

    _path: Path
    _hash: str
    _book: Any
    sheets: Mapping[str, bool]
    _problems: Problems

    def grid(self, sheet: str | None) -> RowsGrid | None:
        try:
            found = self._book.sheet_by_name(sheet)
            formulas = list(_formulas(self._book, found.number))
        except MemoryError:
            raise
        except Exception:
            self._problems.add(_damaged(self._path))
            return None
        source = Source(str(self._path), sheet, self._hash)
        if len(formulas) > 1 and not any(formulas):
            self._problems.add(other_files.ALL_ZERO(Place(source.file, sheet=sheet), count=len(formulas)))
        merged = [Merged(top + 1, left, bottom, right - 1) for top, bottom, left, right in found.merged_cells]
        return RowsGrid(source, lambda: _rows(self._book, found), merged, _hidden(found))


def _rows(book: Any, sheet: Any) -> Iterator[Row]:
    for row in range(sheet.nrows):
        yield row + 1, [_text(book, cell) for cell in sheet.row(row)]


def _text(book: Any, cell: Any) -> str:
    from_1904 = book.datemode == 1
    match cell.ctype:
        case 1:
            return str(cell.value)
        case 2:
            return typed(cell.value, _format(book, cell), from_1904=from_1904)
        case 3:
            return date(cell.value, from_1904=from_1904)
        case 4:
            return "TRUE" if cell.value else "FALSE"
        case 5:
            return error(cell.value)
    return ""


def _format(book: Any, cell: Any) -> str:
    found = book.format_map.get(book.xf_list[cell.xf_index].format_key)
    return "General" if found is None else str(found.format_str)


def _hidden(sheet: Any) -> tuple[int, int]:
    """How many of its rows and columns nobody sees."""
    rows = sum(bool(found.hidden) for row, found in sheet.rowinfo_map.items() if row < sheet.nrows)
    return rows, sum(bool(found.hidden) for column, found in sheet.colinfo_map.items() if column < sheet.ncols)


def _formulas(book: Any, sheet: int) -> Iterator[bool]:
    """Of each formula whether its value is other than 0, which is what programs write that do not calculate."""
    memory, at = book.mem, book._sh_abs_posn[sheet]
    while at + 4 <= len(memory):
        code, size = struct.unpack_from("<HH", memory, at)
        if code == END:
            return
        if code in FORMULAS and at + 18 <= len(memory):
            yield any(memory[at + 10 : at + 18])
        at += 4 + size


def _damaged(path: Path) -> Any:
    return other_files.DAMAGED(Place(str(path)), what=files.AN_OLD_WORKBOOK())


def _protected(path: Path) -> Any:
    return files.PROTECTED(Place(str(path)))
