"""What every reader gives: a heading and, below it, blocks of rows.

Columns are counted from 0 here, rows from 1 as in the file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Protocol, TypeVar

import numpy as np

from evalkit.diagnostics import Place, Problems
from evalkit.expression.data import Array
from evalkit.inputs.marks import Merged
from evalkit.inputs.tidy import fold

Row = TypeVar("Row")

LOOKED_THROUGH = 20
"""Rows that are not blank among which the heading is."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where a table came from."""

    file: str
    sheet: str | None
    content_hash: str
    """SHA-256 of the bytes that were read, in hexadecimal."""

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
class Choice:
    """What the caller says about a file, so that nothing need be found out."""

    sheet: str | None = None
    encoding: str | None = None
    id_heading: str | None = None
    """What the row of the headings holds, and the titles above it do not."""
    apart: frozenset[str] = frozenset()
    """Sheets that hold records and are not meant where no sheet is named."""
    of_earlier: bool = False
    """A sheet is meant only where there is one of that name: the one of the year before may be called otherwise."""
    footer: int = 0
    """Rows at the end that are no units; blank ones do not count."""
    fill_merged: bool = False
    """Whether the value of merged cells is that of each of them."""

    def is_id(self, heading: str) -> bool:
        """Whether this is the heading of the ids."""
        return self.id_heading is not None and fold(heading) == fold(self.id_heading)


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


def down_to_heading(rows: Iterable[Row], cells: Callable[[Row], Sequence[str]], choice: Choice) -> list[Row]:
    """Of rows that are not blank the titles and, last, the heading: the one that heads the ids, or else the first."""
    wanted = choice.id_heading and fold(choice.id_heading)
    above: list[Row] = []
    for row in islice(rows, LOOKED_THROUGH):
        above.append(row)
        if not wanted or wanted in map(fold, cells(row)):
            return above
    return above[:1]


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


class Sheet(Protocol):
    """A table of a file, its heading found and its rows still to be read."""

    @property
    def source(self) -> Source: ...

    @property
    def heading(self) -> Sequence[str]:
        """The texts of the heading, as they are written."""

    @property
    def heading_row(self) -> int: ...

    @property
    def merged(self) -> Sequence[Merged]:
        """The merged cells below the heading."""

    def blocks(self, numbers: Sequence[int], texts: Sequence[int]) -> Iterator[Block]:
        """The rows below the heading; `numbers` are the columns wanted as numbers, if they are."""


class Reader(Protocol):
    """What a module of this folder that is named like a suffix offers."""

    def sheets(self, content: bytes) -> Mapping[str, bool]:
        """The sheets of a workbook, and whether each is visible; none where a file is one table, or is damaged."""

    def open_sheet(self, path: Path, content: bytes, choice: Choice, problems: Problems) -> Sheet | None:
        """The table of a file, or None where the problems found leave nothing to read."""


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
