"""Tables as a workbook: a sheet for each, numbers as numbers, and no text that can become a formula."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any

import xlsxwriter
from rich.cells import cell_len

from evalkit.diagnostics import run
from evalkit.diagnostics.diagnostic import EvalkitError
from evalkit.diagnostics.message import Fixed, Language, Percent, show
from evalkit.formats import Written
from evalkit.formats.cell import EXACT_DIGITS, content, exact, texts, tone
from evalkit.formats.safe import could_run, safe
from evalkit.formats.sheet_name import cut, sheet_name
from evalkit.table import Cell, Column, Table, Tone

MOST_ROWS, MOST_COLUMNS, DEEPEST = 1_048_576, 16_384, 15
LONGEST_TEXT = 32_767
"""What Excel takes in one cell, in UTF-16 units."""
WIDEST = 60
"""A column is at most this wide, in Latin characters; longer texts are wrapped inside their cells."""

MADE = datetime(2000, 1, 1)
"""The date in every workbook: the same tables give the same bytes."""
OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}

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
        book = _Book(workbook, language)
        for table in tables:
            book.add(table)
    return Written(buffer.getvalue(), book.quoted)


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
    quoted: int = 0
    names: set[str] = field(default_factory=set)
    looks: dict[frozenset[tuple[str, object]], Any] = field(default_factory=dict)

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
            self._text(sheet, line, 0, [note.text(self.language)], {})

    def _heading(self, sheet: Any, at: int, column: Column) -> int:
        look = {**_aligned(column), "bold": True, "bottom": 1, "text_wrap": True}
        return self._text(sheet, 0, at, [column.heading.text(self.language)], look)

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
        return self._text(sheet, line, at, raw, look)

    def _number(self, sheet: Any, line: int, at: int, number: int | Fixed | Percent, look: dict[str, object]) -> int:
        shown, digits = show(number, self.language), exact(number)
        value = float(digits)
        if Decimal(f"{value:.{EXACT_DIGITS}G}") != Decimal(digits):
            # Excel would round the last digits away: as a text they stay.
            return self._text(sheet, line, at, [shown], look)
        _, point, places = shown.rstrip("%").partition(".")
        look["num_format"] = "0" + point + "0" * len(places) + "%" * isinstance(number, Percent)
        sheet.write_number(line, at, value, self._look(look))
        return len(shown)

    def _text(self, sheet: Any, line: int, at: int, raw: Sequence[str], look: dict[str, object]) -> int:
        shown = list(map(safe, raw))
        text = cut("\n".join(shown), LONGEST_TEXT)
        if could_run("\n".join(raw)):
            # What Excel itself notes when somebody types ' before a text: it stays one when it is edited.
            look["quote_prefix"] = True
            self.quoted += 1
        if text.startswith("<r>") and text.endswith("</r>"):
            # xlsxwriter takes this for a rich text of its own and does not escape it; so make it one.
            sheet.write_rich_string(line, at, text[0], text[1], text[2:], self._look(look))
        else:
            sheet.write_string(line, at, text, self._look(look))
        return max(map(cell_len, shown), default=0)

    def _look(self, look: dict[str, object]) -> Any:
        """The format for `look`: one object for all cells that look alike."""
        key = frozenset(look.items())
        if key not in self.looks:
            self.looks[key] = self.workbook.add_format(look)
        return self.looks[key]


def _aligned(column: Column) -> dict[str, object]:
    return {"align": "right" if column.numeric else "left"}
