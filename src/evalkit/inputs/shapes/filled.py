"""Merged cells whose value is that of each of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from evalkit.expression.data import Array
from evalkit.inputs.block import Block, Texts, texts_of
from evalkit.inputs.sheet import Grid, Line, Part
from evalkit.inputs.source import Source
from evalkit.inputs.workbook.marks import Merged


@dataclass(frozen=True)
class FilledGrid:
    """A table in whose rows merged cells are filled; but not a text across a whole row, which heads a group."""

    _grid: Grid
    _width: int
    """How many columns have a heading."""

    @property
    def merged(self) -> Sequence[Merged]:
        """Those that are not filled."""
        return [one for one in self._grid.merged if self._is_across(one)]

    def _is_across(self, one: Merged) -> bool:
        return one.first_row == one.last_row and one.first_column == 0 and one.last_column >= self._width - 1

    @property
    def source(self) -> Source:
        return self._grid.source

    @property
    def hidden(self) -> tuple[int, int]:
        return self._grid.hidden

    def lines(self) -> Iterator[Line]:
        return self._grid.lines()

    def trusted(self, heading: Sequence[str], is_id: Callable[[str], bool]) -> bool:
        return self._grid.trusted(heading, is_id)

    def last(self, count: int, first_row: int) -> int | None:
        return self._grid.last(count, first_row)

    def blocks(self, part: Part) -> Iterator[Block]:
        merged = [
            replace(one, last_column=min(one.last_column, part.width - 1))
            for one in self._grid.merged
            if one.first_row >= part.first_row and one.first_column < part.width and not self._is_across(one)
        ]
        values: dict[Merged, str] = {}
        for block in self._grid.blocks(part):
            yield _FilledBlock(block, _areas(block, merged, values))


@dataclass(frozen=True)
class _Area:
    """The cells of a block that show a value which stands elsewhere."""

    start: int
    """Places of rows of the block; `stop` is behind the last."""
    stop: int
    columns: range
    value: str


def _areas(block: Block, merged: Sequence[Merged], values: dict[Merged, str]) -> list[_Area]:
    """The merged cells in a block; `values` remembers those that reach into the next."""
    found = []
    for one in merged:
        start, stop = map(int, np.searchsorted(block.rows, (one.first_row, one.last_row + 1)))
        if start == stop:
            continue
        if one not in values:
            cells = block.row(start) if block.rows[start] == one.first_row else ()
            values[one] = cells[one.first_column] if one.first_column < len(cells) else ""
        found.append(_Area(start, stop, range(one.first_column, one.last_column + 1), values[one]))
    return found


@dataclass(frozen=True)
class _FilledBlock:
    """A block, its merged cells filled."""

    _block: Block
    _areas: Sequence[_Area] = field(repr=False)

    @property
    def rows(self) -> Array:
        return self._block.rows

    def number(self, column: int) -> Array | None:
        return None if self._of(column) else self._block.number(column)

    def texts(self, columns: Sequence[int]) -> dict[int, Texts]:
        return {column: self._filled(texts, column) for column, texts in self._block.texts(columns).items()}

    def row(self, place: int) -> Sequence[str]:
        cells = list(self._block.row(place))
        for area in self._areas:
            if area.start <= place < area.stop:
                cells.extend([""] * (area.columns.stop - len(cells)))
                cells[area.columns.start : area.columns.stop] = [area.value] * len(area.columns)
        return cells

    def beyond(self, width: int) -> Iterable[int]:
        return self._block.beyond(width)

    def _of(self, column: int) -> list[_Area]:
        return [area for area in self._areas if column in area.columns]

    def _filled(self, texts: Texts, column: int) -> Texts:
        areas = self._of(column)
        if not areas:
            return texts
        cells = list(texts)
        for area in areas:
            cells[area.start : area.stop] = [area.value] * (area.stop - area.start)
        return texts_of(cells)
