"""Tables without a grid of cells: their rows are records, and their headings the names in those."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from evalkit.diagnostics import Place
from evalkit.inputs.grids.rows import RowsGrid
from evalkit.inputs.sheet import Line
from evalkit.inputs.source import Source


@dataclass(frozen=True)
class KeyedSource(Source):
    """Where records came from: a cell is told by the number of its record and its name, `#3.rate`."""

    keys: Sequence[str] = ()

    def place(self, row: int, column: int) -> Place:
        record = f"#{row}" if row else ""
        key = f".{self.keys[column]}" if column < len(self.keys) and (row or column) else ""
        return Place(self.file, sheet=self.sheet, cell=record + key or None)


@dataclass(frozen=True)
class KeyedGrid(RowsGrid):
    """Records as rows, from 1; nothing but their names can be the heading, which is row 0."""

    heading: Sequence[str] = ()

    def lines(self) -> Iterator[Line]:
        yield Line(0, 1, self.heading)
