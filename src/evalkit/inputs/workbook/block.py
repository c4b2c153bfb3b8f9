"""Rows of a sheet with their cells, asked for column by column."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

import numpy as np
import pandas as pd

from evalkit.expression.data import Array
from evalkit.inputs.block import Texts, texts_of
from evalkit.inputs.sheet import Line
from evalkit.inputs.workbook.strings import Strings
from evalkit.inputs.workbook.styles import Styles
from evalkit.inputs.workbook.written import NUMBER, SHARED, Written

BLOCK = 1 << 23
"""Cells, blank ones too, that a block may have where there are headings."""

FEW = 200
"""Rows."""


class WrittenBlock:
    """Rows one below the other, blank ones too, and the cells that are in them."""

    def __init__(self, cells: Written, strings: Strings, styles: Styles, first_row: int, end_row: int) -> None:
        self.rows: Array = np.arange(first_row, end_row)
        self._cells, self._strings, self._styles = cells, strings, styles
        self._first_row = first_row

    def number(self, column: int) -> Array | None:
        cells = self._of(column)
        numbers = cells.kinds == NUMBER
        values, styles = cells.values, cells.styles
        if not numbers.all():
            others = cells.kinds == SHARED
            if not (numbers | others).all() or not self._strings.unreported[values[others].astype(np.int64)].all():
                return None
            values, styles = np.where(numbers, values, np.nan), styles[numbers]
        if not self._styles.plain[styles].all():
            return None
        found = np.full(len(self.rows), np.nan)
        found[cells.rows - self._first_row] = values
        return found

    def texts(self, columns: Sequence[int]) -> dict[int, Texts]:
        return {column: self._texts(self._of(column)) for column in columns}

    def _texts(self, cells: Written) -> Texts:
        if len(self.rows) < FEW:
            return self._few_texts(cells)
        places = {"": 0}
        codes = np.zeros(len(self.rows), np.intp)
        groups = cells.kinds.astype(np.int64) << 32 | np.where(cells.kinds == NUMBER, cells.styles, 0)
        for group in pd.unique(groups):
            which = np.flatnonzero(groups == group)
            of_each, different = pd.factorize(cells.values[which])
            kind, style = int(group) >> 32, int(group) & 0xFFFFFFFF
            texts = (self._text(kind, style, value, cells.texts) for value in different.tolist())
            found = np.array([places.setdefault(text, len(places)) for text in texts], np.intp)
            codes[cells.rows[which] - self._first_row] = found[of_each]
        distinct = list(places)
        order, used = pd.factorize(codes)
        return Texts(order, [distinct[code] for code in used.tolist()])

    def _few_texts(self, cells: Written) -> Texts:
        """The same without what costs more than a few cells are worth: there may be thousands of such columns."""
        found = [""] * len(self.rows)
        each = zip(*(part.tolist() for part in (cells.rows, cells.kinds, cells.styles, cells.values)), strict=True)
        for row, kind, style, value in each:
            found[row - self._first_row] = self._text(kind, style, value, cells.texts)
        return texts_of(found)

    def _text(self, kind: int, style: int, value: float, texts: Sequence[str]) -> str:
        if kind == NUMBER:
            return self._styles.text(value, style)
        return self._strings.texts[int(value)] if kind == SHARED else texts[int(value)]

    def row(self, place: int) -> Sequence[str]:
        return self._line(int(self._starts[place]), int(self._starts[place + 1]))

    def _line(self, start: int, stop: int) -> list[str]:
        cells = self._cells
        if start == stop:
            return []
        found = [""] * (int(cells.columns[stop - 1]) + 1)
        for at in range(start, stop):
            kind, style, value = int(cells.kinds[at]), int(cells.styles[at]), float(cells.values[at])
            found[cells.columns[at]] = self._text(kind, style, value, cells.texts)
        return found

    def lines(self) -> Iterator[Line]:
        """The rows that are not blank."""
        rows = self._cells.rows
        starts = np.flatnonzero(np.diff(rows, prepend=0)).tolist()
        for start, stop in zip(starts, [*starts[1:], len(rows)], strict=True):
            row = int(rows[start])
            yield Line(row, row + 1, self._line(start, stop))

    def beyond(self, width: int) -> Iterable[int]:
        columns: list[int] = self._columns[0].tolist()
        return [column for column in columns if column >= width]

    @cached_property
    def _starts(self) -> Array:
        """Where the cells of each row begin, and where those of the last end."""
        starts: Array = np.searchsorted(self._cells.rows, np.append(self.rows, self._first_row + len(self.rows)))
        return starts

    @cached_property
    def _columns(self) -> tuple[Array, Array, Written]:
        """The columns with something in them, where the cells of each begin, and the cells column by column."""
        cells = self._cells
        by_column = cells.some(np.argsort(cells.columns.astype(np.uint16), kind="stable"))
        columns, starts = np.unique(by_column.columns, return_index=True)
        return columns, np.append(starts, len(cells.rows)), by_column

    def _of(self, column: int) -> Written:
        """The cells of a column from top to bottom."""
        columns, starts, cells = self._columns
        at = int(np.searchsorted(columns, column))
        there = at < len(columns) and columns[at] == column
        return cells.some(slice(starts[at], starts[at + 1]) if there else slice(0, 0))


def blocks_of(cells: Written, strings: Strings, styles: Styles, rows: range, width: int) -> Iterator[WrittenBlock]:
    """Rows with their cells as blocks, so small that all their columns together are no more than `BLOCK` cells."""
    step = max(1, BLOCK // max(1, width))
    for first in range(rows.start, rows.stop, step):
        end = min(first + step, rows.stop)
        start, stop = np.searchsorted(cells.rows, [first, end])
        yield WrittenBlock(cells.some(slice(start, stop)), strings, styles, first, end)
