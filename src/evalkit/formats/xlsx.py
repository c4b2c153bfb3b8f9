"""Tables as a workbook: a sheet for each, numbers as numbers, and no text that can become a formula."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

import xlsxwriter
from rich.cells import cell_len

from evalkit.diagnostics import run
from evalkit.diagnostics.diagnostic import EvalkitError
from evalkit.diagnostics.message import Fixed, Language, Percent, show
from evalkit.formats import Written
from evalkit.formats.cell import EXACT_DIGITS, content, exact, texts, tone
from evalkit.formats.pen import MADE, OPTIONS, Pen
from evalkit.formats.sheet_name import sheet_name
from evalkit.table import Cell, Column, Table, Tone

MOST_ROWS, MOST_COLUMNS, DEEPEST = 1_048_576, 16_384, 15
WIDEST = 60
"""A column is at most this wide, in Latin characters; longer texts are wrapped inside their cells."""

COLOURS = {Tone.GOOD: "#1A7F37", Tone.WARNING: "#9A6700", Tone.BAD: "#CF222E", Tone.FAINT: "#777777"}


def write(tables: Sequence[Table], language: Language) -> Written:
    """A sheet for each table: its heading frozen, its tree indented, its notes below.

    Raises:
        EvalkitError: R108, a table is larger than a sheet.
    """
    _check_size(tables)
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, OPTIONS) as workbook:
        workbook.set_properties({"created": MADE})
        book = _Book(workbook, language, Pen(workbook))
        for table in tables:
            book.add(table)
    return Written(buffer.getvalue(), book.pen.quoted)


def _check_size(tables: Sequence[Table]) -> None:
    too_large = [
        run.SHEET_FULL(
            title=table.title,
            rows=len(table.rows),
            columns=len(table.columns),
            most_rows=MOST_ROWS,
            most_columns=MOST_COLUMNS,
        )
        for table in tables
        if 2 + len(table.rows) + len(table.notes) > MOST_ROWS or len(table.columns) > MOST_COLUMNS
    ]
    if too_large:
        raise EvalkitError(tuple(too_large))


@dataclass(slots=True)
class _Book:
    """A workbook that is being written."""

    workbook: Any
    language: Language
    pen: Pen
    names: set[str] = field(default_factory=set)

    def add(self, table: Table) -> None:
        """Write `table` as one more sheet."""
        sheet = self.workbook.add_worksheet(sheet_name(table.title.text(self.language), self.names))
        sheet.freeze_panes(1, 0)
        widths = [self._heading(sheet, at, column) for at, column in enumerate(table.columns)]
        depths = table.indent or [0] * len(table.rows)
        for line, (row, depth) in enumerate(zip(table.rows, depths, strict=True), start=1):
            for at, (cell, column) in enumerate(zip(row, table.columns, strict=True)):
                indent = 0 if at else min(depth, DEEPEST)
                wide = self._cell(sheet, line, at, cell, {**_aligned(column), "valign": "top", "indent": indent})
                widths[at] = max(widths[at], wide + 2 * indent)
        for at, width in enumerate(widths):
            sheet.set_column(at, at, min(width, WIDEST) + 2)
        for line, note in enumerate(table.notes, start=len(table.rows) + 2):
            self.pen.text(sheet, line, 0, [note.text(self.language)], {})

    def _heading(self, sheet: Any, at: int, column: Column) -> int:
        look = {**_aligned(column), "bold": True, "bottom": 1, "text_wrap": True}
        return self.pen.text(sheet, 0, at, [column.heading.text(self.language)], look)

    def _cell(self, sheet: Any, line: int, at: int, cell: Cell, look: dict[str, object]) -> int:
        """Write a cell; gives the width that it would like, in Latin characters."""
        if tone(cell) in COLOURS:
            look["font_color"] = COLOURS[tone(cell)]
        match content(cell):
            case None:
                return 0
            case int() | Fixed() | Percent() as number:
                return self._number(sheet, line, at, number, look)
        raw = texts(cell, self.language) or []
        look["text_wrap"] = len(raw) > 1 or any(cell_len(text) > WIDEST for text in raw)
        return self.pen.text(sheet, line, at, raw, look)

    def _number(self, sheet: Any, line: int, at: int, number: int | Fixed | Percent, look: dict[str, object]) -> int:
        shown, digits = show(number, self.language), exact(number)
        value = float(digits)
        if Decimal(f"{value:.{EXACT_DIGITS}G}") != Decimal(digits):
            # Excel would round the last digits away: as a text they stay.
            return self.pen.text(sheet, line, at, [shown], look)
        _, point, places = shown.rstrip("%").partition(".")
        look["num_format"] = "0" + point + "0" * len(places) + "%" * isinstance(number, Percent)
        sheet.write_number(line, at, value, self.pen.look(look))
        return len(shown)


def _aligned(column: Column) -> dict[str, object]:
    return {"align": "right" if column.numeric else "left"}
