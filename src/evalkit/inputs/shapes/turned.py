"""A table turned by 90 degrees, its headings in a column: read as if it stood upright, each cell with its own place."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from evalkit.diagnostics import Place
from evalkit.inputs.block import Block, ListBlock
from evalkit.inputs.sheet import Grid, Line, Part
from evalkit.inputs.source import Source
from evalkit.inputs.workbook.marks import Merged

MOST_ROWS, MOST_COLUMNS = 5_000, 16_384
"""More rows than a table of inputs has; more columns than a sheet can have."""


def turned(grid: Grid, lines: Sequence[Line]) -> TurnedGrid | None:
    """The table turned upright, or None where it is too large; `lines` are its first rows."""
    width = max((len(line.cells) for line in lines), default=0)
    if width > MOST_COLUMNS:
        return None
    first = next((line.row for line in lines if len(line.cells) == width), 1)
    rows = {line.row: line.cells for line in lines if line.row < first}  # titles, of a cell or two
    for block in grid.blocks(Part(first, None, width, (), ())):
        if len(rows) + len(block.rows) > MOST_ROWS:
            return None
        rows |= {row: block.row(place) for place, row in enumerate(block.rows.tolist())}
    return TurnedGrid(grid, rows, width)


@dataclass(frozen=True, kw_only=True)
class TurnedSource(Source):
    """Where a turned table came from: its rows are columns of the file, and its columns rows."""

    original: Source

    def place(self, row: int, column: int) -> Place:
        return self.original.place(column + 1, row - 1)

    def row_name(self, row: int) -> str:
        return self.original.column_name(row - 1)

    def column_name(self, column: int) -> str:
        return str(self.original.row_name(column + 1))


@dataclass(frozen=True)
class TurnedGrid:
    """The columns of a table as rows."""

    _grid: Grid
    _rows: dict[int, Sequence[str]]
    """Row of the file -> its cells."""
    _width: int

    @cached_property
    def source(self) -> Source:
        source = self._grid.source
        return TurnedSource(
            source.file, source.sheet, source.content_hash, source.encoding, source.separator, original=source
        )

    @property
    def merged(self) -> Sequence[Merged]:
        return [
            Merged(one.first_column + 1, one.first_row - 1, one.last_column + 1, one.last_row - 1)
            for one in self._grid.merged
        ]

    @property
    def hidden(self) -> tuple[int, int]:
        rows, columns = self._grid.hidden
        return columns, rows

    def lines(self) -> Iterator[Line]:
        for row in range(1, self._width + 1):
            cells = self._cells(row)
            if any(cell.strip() for cell in cells):
                yield Line(row, row + 1, cells)

    def trusted(self, heading: Sequence[str], is_id: Callable[[str], bool]) -> bool:
        return self._grid.trusted(heading, is_id)

    def last(self, count: int, first_row: int) -> int | None:
        last = deque((line.row for line in self.lines() if line.row >= first_row), maxlen=count + 1)
        return last[1] if len(last) > count else None

    def blocks(self, part: Part) -> Iterator[Block]:
        rows = range(part.first_row, part.end_row or self._width + 1)
        yield ListBlock(rows, [self._cells(row) for row in rows])

    def _cells(self, row: int) -> list[str]:
        """A column of the file, from its first row on."""
        cells = [""] * max(self._rows, default=0)
        for place, found in self._rows.items():
            if row <= len(found):
                cells[place - 1] = found[row - 1]
        return cells
