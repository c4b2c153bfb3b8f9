"""The table of a reader that gives its rows one after the other, each with its number and its cells as texts."""

from __future__ import annotations

import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import dropwhile, islice, takewhile
from typing import TypeAlias

from evalkit.inputs.block import Block, ListBlock
from evalkit.inputs.sheet import Line, Part
from evalkit.inputs.source import Source
from evalkit.inputs.workbook.marks import Merged

BLOCK = 8192
"""Rows that are held as texts at a time."""

Row: TypeAlias = tuple[int, Sequence[str]]
"""The number of a row, from 1, and its cells."""


@dataclass(frozen=True)
class RowsGrid:
    """A table read row by row; blank rows may be left out."""

    source: Source
    rows: Callable[[], Iterable[Row]]
    """Begins anew each time."""
    merged: Sequence[Merged] = ()
    hidden: tuple[int, int] = (0, 0)

    def lines(self) -> Iterator[Line]:
        for row, cells in self.rows():
            if any(cell.strip() for cell in cells):
                yield Line(row, row + 1, cells)

    def trusted(self, heading: Sequence[str], is_id: Callable[[str], bool]) -> bool:
        return True

    def last(self, count: int, first_row: int) -> int | None:
        below = (row for row, cells in self.rows() if row >= first_row and any(cell.strip() for cell in cells))
        last = deque(below, maxlen=count + 1)
        return last[1] if len(last) > count else None

    def blocks(self, part: Part) -> Iterator[Block]:
        end = part.end_row or sys.maxsize
        below = dropwhile(lambda row: row[0] < part.first_row, self.rows())
        rows = takewhile(lambda row: row[0] < end, below)
        while taken := list(islice(rows, BLOCK)):
            yield ListBlock([row for row, _ in taken], [cells for _, cells in taken])
