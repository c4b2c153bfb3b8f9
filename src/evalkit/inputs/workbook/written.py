"""The cells of some rows of a sheet, as they are written: what both roads through its XML give."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from evalkit.expression.data import Array

NUMBER, SHARED, TEXT = range(3)
"""What `values` hold of a cell: itself, the number of a shared text, the place of its text."""
TRUTHS = ("FALSE", "TRUE")
LAST_ROW, LAST_COLUMN = 1 << 20, (1 << 14) - 1
"""XFD1048576."""


class Misplaced(Exception):  # noqa: N818
    """A cell is where none can be, or not where it would be looked for."""

    def __init__(self, row: int, column: int, *, far: bool = False) -> None:
        """`far` from all others; else outside of a sheet, twice or out of order."""
        super().__init__(row, column)
        self.row, self.column, self.far = row, column, far

    @property
    def outside(self) -> bool:
        """Whether no sheet has this place."""
        return self.row > LAST_ROW or self.column > LAST_COLUMN


def column_of(letters: str) -> int:
    """The column, counted from 0, that letters name in a workbook."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _none(kind: type) -> Array:
    return np.empty(0, kind)


@dataclass(frozen=True)
class Written:
    """Cells that have something in them, row by row and in each row from left to right."""

    first_row: int = 0
    last_row: int = 0
    """The last row that was begun, blank or not; so the first."""
    rows: Array = field(default_factory=lambda: _none(np.int64))
    """Of each cell its row from 1."""
    columns: Array = field(default_factory=lambda: _none(np.int64))
    """From 0."""
    kinds: Array = field(default_factory=lambda: _none(np.uint8))
    styles: Array = field(default_factory=lambda: _none(np.int64))
    values: Array = field(default_factory=lambda: _none(np.float64))
    texts: Sequence[str] = TRUTHS

    def some(self, cells: Array | slice) -> Written:
        """Some of the cells, in their order."""
        return Written(self.first_row, self.last_row,
                       self.rows[cells], self.columns[cells], self.kinds[cells], self.styles[cells],
                       self.values[cells], self.texts)  # fmt: skip


def joined(pieces: Sequence[Written]) -> Written:
    """The cells of several pieces, one behind the other."""
    if len(pieces) == 1:
        return pieces[0]
    texts: list[str] = []
    values = []
    for piece in pieces:
        values.append(np.where(piece.kinds == TEXT, piece.values + len(texts), piece.values))
        texts.extend(piece.texts)
    rows, columns, kinds, styles = (
        np.concatenate([getattr(piece, part) for piece in pieces]) for part in ("rows", "columns", "kinds", "styles")
    )
    return Written(pieces[0].first_row, pieces[-1].last_row, rows, columns, kinds, styles, np.concatenate(values),
                   texts)  # fmt: skip
