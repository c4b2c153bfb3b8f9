"""Rows of a table, one after the other, asked for column by column."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from evalkit.expression.data import Array


@dataclass(frozen=True, slots=True)
class Texts:
    """The cells of a column as texts, each different text once."""

    codes: Array
    """For each row its place in `distinct`."""
    distinct: Sequence[str]

    def __iter__(self) -> Iterator[str]:
        return iter([self.distinct[code] for code in self.codes.tolist()])

    def __getitem__(self, row: int) -> str:
        return self.distinct[int(self.codes[row])]

    def keep(self, rows: Array) -> Texts:
        """The rows that a mask holds true, with only those texts that are left."""
        used, first, codes = np.unique(self.codes[rows], return_index=True, return_inverse=True)
        order = np.argsort(first)
        place = np.empty_like(order)
        place[order] = np.arange(len(order))
        return Texts(place[codes], [self.distinct[code] for code in used[order].tolist()])


def texts_of(cells: Iterable[str]) -> Texts:
    """The cells of a column, equal ones brought together."""
    places: dict[str, int] = {}
    codes = [places.setdefault(cell, len(places)) for cell in cells]
    return Texts(np.array(codes, dtype=np.intp), list(places))


class Block(Protocol):
    """Some rows of a table, one after the other. Columns are those that `Sheet.blocks` was asked for."""

    @property
    def rows(self) -> Array:
        """The row of the file, from 1, where each of these rows begins."""

    def number(self, column: int) -> Array | None:
        """The column as floats, NaN where nothing is reported; None if a cell holds anything but a plain number.

        Numbers without end (`inf`) and with too many digits may be among them.
        """

    def texts(self, columns: Sequence[int]) -> dict[int, Texts]:
        """These columns as texts."""

    def row(self, place: int) -> Sequence[str]:
        """One row as texts; it may have fewer or more cells than there are headings."""

    def beyond(self, width: int) -> Iterable[int]:
        """The columns, from `width` on, that have something in them."""


class ListBlock:
    """Rows that are texts already."""

    def __init__(self, rows: Sequence[int], cells: Sequence[Sequence[str]]) -> None:
        self.rows: Array = np.array(rows, dtype=np.int64)
        self._cells = cells

    def number(self, column: int) -> Array | None:
        """None: texts are read one by one."""
        return None

    def texts(self, columns: Sequence[int]) -> dict[int, Texts]:
        return {c: texts_of(row[c] if c < len(row) else "" for row in self._cells) for c in columns}

    def row(self, place: int) -> Sequence[str]:
        return self._cells[place]

    def beyond(self, width: int) -> Iterable[int]:
        wide = (row for row in self._cells if len(row) > width)
        return sorted({column for row in wide for column in range(width, len(row)) if row[column].strip()})


class BlankBlock:
    """Rows with nothing in them."""

    def __init__(self, rows: Array) -> None:
        self.rows = rows

    def number(self, column: int) -> Array:
        return np.full(len(self.rows), np.nan)

    def texts(self, columns: Sequence[int]) -> dict[int, Texts]:
        return dict.fromkeys(columns, Texts(np.zeros(len(self.rows), np.intp), [""]))

    def row(self, place: int) -> Sequence[str]:
        return []

    def beyond(self, width: int) -> Iterable[int]:
        return ()
