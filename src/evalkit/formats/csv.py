"""Tables as CSV, for spreadsheets and for programs."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from evalkit.diagnostics.message import Language
from evalkit.formats import Written
from evalkit.formats.cell import lines, texts
from evalkit.formats.safe import could_run, safe
from evalkit.table import Cell, Table

QUOTE = "'"
"""Stands before a text that would run as a formula, and makes it a text."""


def write(tables: Sequence[Table], language: Language) -> Written:
    """One table is its heading row and its rows, nothing else, so that a program can read it.

    Several have a title line each, their notes below, and a blank line between them. A percentage is written
    with its sign: Excel and evalkit both read `94.51%` as 0.9451. A tree is indented by two spaces a level.
    """
    rows = _Rows(language)
    buffer = io.StringIO(newline="")
    # RFC 4180 ends lines with CRLF, and no program that reads CSV minds it.
    writer = csv.writer(buffer, lineterminator="\r\n")
    for number, table in enumerate(tables):
        if number:
            writer.writerow([])
        writer.writerows(rows.of(table, alone=len(tables) == 1))
    # Without a BOM, Excel reads Chinese in the code page of the machine.
    return Written(buffer.getvalue().encode("utf-8-sig"), rows.quoted)


@dataclass(slots=True)
class _Rows:
    """The rows of tables as texts; counts what had to be quoted."""

    language: Language
    quoted: int = 0

    def of(self, table: Table, *, alone: bool) -> Iterator[list[str]]:
        if not alone:
            yield [self._text(table.title)]
        yield [self._text(column.heading) for column in table.columns]
        for row, depth in zip(table.rows, table.indent or [0] * len(table.rows), strict=True):
            first, *rest = (self._text(cell) for cell in row)
            yield ["  " * depth + first, *rest]
        if not alone:
            yield from ([self._text(note)] for note in table.notes)

    def _text(self, cell: Cell) -> str:
        raw = texts(cell, self.language)
        if raw is None:
            return lines(cell, self.language)[0]
        text = "; ".join(raw)
        if not could_run(text):
            return safe(text)
        self.quoted += 1
        return QUOTE + safe(text)
