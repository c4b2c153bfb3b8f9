"""Where a table came from, and what its cells are called.

Columns are counted from 0 here, rows from 1 as in the file.
"""

from __future__ import annotations

from dataclasses import dataclass

from evalkit.diagnostics import Place


@dataclass(frozen=True, slots=True)
class Source:
    """Where a table came from."""

    file: str
    sheet: str | None
    content_hash: str
    """SHA-256 of the bytes that were read, in hexadecimal."""
    encoding: str | None = None
    """Of a text file."""
    separator: str | None = None
    """What stands between the cells of a text file."""

    def row_name(self, row: int) -> str | int:
        """What a person calls a row."""
        return row

    def column_name(self, column: int) -> str:
        """What a person calls a column."""
        return letters(column)

    def place(self, row: int, column: int) -> Place:
        """A cell, as `B7` of a workbook, or by line and column of a text file; `row` from 1, `column` from 0."""
        if self.sheet is None:
            return Place(self.file, line=row, column=column + 1)
        return Place(self.file, sheet=self.sheet, cell=f"{letters(column)}{row}")


def letters(column: int) -> str:
    """The name of a column, counted from 0, in a workbook: A, B, … Z, AA."""
    name = ""
    while column >= 0:
        name = chr(ord("A") + column % 26) + name
        column = column // 26 - 1
    return name
