"""What every reader gives: the rows of a table as they are written; and the table, when its heading is found.

Columns are counted from 0 here, rows from 1 as in the file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol, runtime_checkable

import numpy as np

from evalkit.diagnostics import Place, Problems
from evalkit.expression.data import Array
from evalkit.inputs.file_bytes import FileBytes
from evalkit.inputs.workbook.marks import Merged


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
    def source(self) -> Source:
        return self.grid.source

    @property
    def merged(self) -> Sequence[Merged]:
        """The merged cells below the heading."""
        return [one for one in self.grid.merged if one.first_row >= self.first_row]

    def blocks(self, numbers: Sequence[int], texts: Sequence[int]) -> Iterator[Block]:
        """The rows below the heading; `numbers` are the columns wanted as numbers, if they are."""
        return self.grid.blocks(Part(self.first_row, self.end_row, len(self.heading), numbers, texts))


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
