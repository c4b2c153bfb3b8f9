"""What every reader gives: the rows of a table as they are written; and the table, when its heading is found.

Columns are counted from 0 here, rows from 1 as in the file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol, runtime_checkable

from evalkit.diagnostics import Place, Problems
from evalkit.inputs.block import Block
from evalkit.inputs.file_bytes import FileBytes
from evalkit.inputs.source import Source
from evalkit.inputs.workbook.marks import Merged


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a file that is not blank."""

    row: int
    next_row: int
    """Where the row behind it begins: a row of a text file may have several lines."""
    cells: Sequence[str]


@dataclass(frozen=True)
class Part:
    """The rows and columns of a table that are asked for."""

    first_row: int
    end_row: int | None
    """The first that is not asked for; None: all to the end."""
    width: int
    """How many columns have a heading."""
    numbers: Sequence[int]
    """Columns wanted as numbers, if they are."""
    texts: Sequence[int]


class Grid(Protocol):
    """A table as it is written: rows of cells, and nothing known of headings."""

    @property
    def source(self) -> Source: ...

    @property
    def merged(self) -> Sequence[Merged]:
        """The merged cells, anywhere."""

    @property
    def hidden(self) -> tuple[int, int]:
        """How many rows and columns are hidden."""

    def lines(self) -> Iterator[Line]:
        """The rows from the top that are not blank; told where one cannot be read."""

    def trusted(self, heading: Sequence[str], is_id: Callable[[str], bool]) -> bool:
        """Whether the file was read as it was meant, now that its heading is known; told where it was not.

        `is_id` knows the cell that heads the ids.
        """

    def last(self, count: int, first_row: int) -> int | None:
        """Where the last `count` rows that are not blank begin; None where `first_row` is no longer above them."""

    def blocks(self, part: Part) -> Iterator[Block]:
        """The rows that are asked for, blank ones too."""


class Book(Protocol):
    """An opened file."""

    @property
    def sheets(self) -> Mapping[str, bool]:
        """Every sheet of a workbook, and whether it is visible; none where the file is one table."""

    def grid(self, sheet: str | None) -> Grid | None:
        """The table of a sheet, or of a file that is one table; None where the problems found leave nothing."""


class Reader(Protocol):
    """What a module of this folder that is named like a suffix offers."""

    def open_book(self, path: Path, content: bytes, encoding: str | None, problems: Problems) -> Book | None:
        """A file, or None where the problems found leave nothing to read; `encoding` is that of a text file."""


@runtime_checkable
class PieceReader(Protocol):
    """A reader that need not have all of a file in memory."""

    def open_pieces(self, content: FileBytes, encoding: str | None, problems: Problems) -> Book | None:
        """As `open_book`."""


@dataclass(frozen=True)
class Sheet:
    """A table of a file, its heading found and its rows still to be read."""

    grid: Grid
    heading: Sequence[str]
    """What each column is called, as it is written."""
    heading_row: int
    """The last of its rows."""
    first_row: int
    """Where the rows below the heading begin."""
    end_row: int | None = None
    """Where the rows begin that are no units; None: nowhere."""
    paths: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    """Column -> all that heads it, from the top down, where that is more than one text."""
    above: Sequence[Line] = ()
    """The titles and the rows of the heading."""

    def path(self, column: int) -> tuple[str, ...]:
        """All that heads a column."""
        return self.paths.get(column, (self.heading[column],))

    @property
    def height(self) -> int:
        """How many rows the heading has."""
        return max((len(path) for path in self.paths.values()), default=1)

    @property
    def titles(self) -> Sequence[Line]:
        """The rows above those of the heading."""
        return [line for line in self.above if line.row <= self.heading_row - self.height]

    @property
    def source(self) -> Source:
        return self.grid.source

    @property
    def heading_place(self) -> Place:
        """Where the headings begin."""
        return self.source.place(self.heading_row, 0)

    @property
    def merged(self) -> Sequence[Merged]:
        """The merged cells below the heading."""
        return [one for one in self.grid.merged if one.first_row >= self.first_row]

    def blocks(self, numbers: Sequence[int], texts: Sequence[int]) -> Iterator[Block]:
        """The rows below the heading; `numbers` are the columns wanted as numbers, if they are."""
        return self.grid.blocks(Part(self.first_row, self.end_row, len(self.heading), numbers, texts))
