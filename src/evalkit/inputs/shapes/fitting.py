"""Which of the first rows are the heading: those that fit most of what a form asks for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property
from itertools import pairwise

from evalkit.diagnostics import Problems
from evalkit.inputs.cells.tidy import fold
from evalkit.inputs.form import Form
from evalkit.inputs.shapes.layout import Layout, lay_out
from evalkit.inputs.shapes.monthly import are_months
from evalkit.inputs.shapes.stacked import is_units, shortest, stacked
from evalkit.inputs.sheet import Grid, Line, Sheet

DIGIT = re.compile(r"\d")
HIGHEST = 3
"""Rows that a heading may have."""
LIKE, LOOKED_AT = 0.6, 200
"""How like a heading a cell must be, and in how many cells of a row that is looked for."""


@dataclass(frozen=True)
class Rows:
    """Some rows, one below the other, as a heading."""

    grid: Grid
    lines: Sequence[Line]
    form: Form

    @cached_property
    def paths(self) -> list[tuple[str, ...]]:
        """For every column the texts that head it."""
        if len(self.lines) == 1:
            return [(cell,) for cell in self.lines[0].cells]
        return stacked(self.lines, self.grid.merged)

    @cached_property
    def sheet(self) -> Sheet:
        """The table below this heading."""
        paths = {column: path for column, path in enumerate(self.paths) if len(path) > 1}
        names = shortest(self.paths) if len(self.lines) > 1 else self.lines[0].cells
        return Sheet(self.grid, names, self.last_row, self.lines[-1].next_row, paths=paths)

    @cached_property
    def _laid_out(self) -> tuple[Layout, int]:
        """The columns that are asked for, and how many headings could be two of them."""
        doubts = Problems()
        layout = lay_out(self.form, self.sheet, doubts)
        return layout, len(doubts.errors)

    @property
    def id_column(self) -> int | None:
        """The column of the ids."""
        return self._laid_out[0].who.get("id")

    @property
    def fit(self) -> tuple[bool, int, int]:
        """Whether it has the ids, how many columns that are asked for, and (below 0) how many doubts."""
        layout, doubts = self._laid_out
        return "id" in layout.who, len(layout.who) + len(layout.attributes) + len(layout.inputs), -doubts

    @property
    def fits(self) -> bool:
        """Whether anything in it is asked for."""
        return self.fit != (False, 0, 0)

    @property
    def fits_all(self) -> bool:
        """Whether nothing that is asked for is lacking or doubtful."""
        return self.fit == (True, self.form.size, 0)

    @property
    def like(self) -> int:
        """How many cells are like what is asked for."""
        wanted = [fold(heading) for heading in self.form.headings]
        cells = [fold(cell) for line in self.lines for cell in line.cells[:LOOKED_AT]]
        return sum(bool(get_close_matches(cell, wanted, n=1, cutoff=LIKE)) for cell in cells if cell)

    def further(self, below: Line) -> Rows | None:
        """These rows with the one below, if that can be none of a unit: words alone or months, and no id."""
        column = self.id_column
        if column is None or len(self.lines) == HIGHEST or below.row != self.lines[-1].next_row:
            return None
        months = are_months(below.cells)
        numbers = any(map(DIGIT.search, below.cells)) and not months
        if numbers or any(text.strip() for text in below.cells[column : column + 1]):
            return None
        found = Rows(self.grid, [*self.lines, below], self.form)
        return found if months or is_units(below) or found.fit >= self.fit else None

    @property
    def first_row(self) -> int:
        return self.lines[0].row

    @property
    def last_row(self) -> int:
        return self.lines[-1].row

    @property
    def named(self) -> str:
        """The rows as `--header-row` takes them."""
        return rows_named(self.first_row, self.last_row)

    def apart(self, other: Rows) -> bool:
        """Whether they have no row in common."""
        return self.last_row < other.first_row or other.last_row < self.first_row

    def beside(self, other: Rows) -> bool:
        """Whether they stand one directly below the other."""
        ends = {self.lines[-1].next_row, other.lines[-1].next_row}
        return self.first_row in ends or other.first_row in ends

    def serves(self, other: Rows) -> bool:
        """Whether it is a part of the other, and fits as well."""
        within = other.first_row <= self.first_row and self.last_row <= other.last_row
        return within and len(self.lines) < len(other.lines) and self.fit >= other.fit

    def repeats(self, other: Rows) -> bool:
        """Whether the same is written in both."""
        here, there = ([[cell.strip() for cell in line.cells] for line in rows.lines] for rows in (self, other))
        return here == there


def rows_named(first: int, last: int) -> str:
    """One row, or the first and the last of several."""
    return f"{first}" if first == last else f"{first}-{last}"


def candidates(grid: Grid, lines: Sequence[Line], form: Form) -> list[Rows]:
    """Every row as a heading, and where none fits all, two and three rows together; the best first."""
    found = [Rows(grid, [line], form) for line in lines]
    if not any(rows.fits_all for rows in found):
        found += [Rows(grid, together, form) for size in range(2, HIGHEST + 1) for together in _together(lines, size)]
    needed = [rows for rows in found if not any(other.serves(rows) for other in found)]
    return sorted(needed, key=lambda rows: rows.fit, reverse=True)  # of equals the first stays in front


def _together(lines: Sequence[Line], size: int) -> Iterator[Sequence[Line]]:
    """Rows with no blank one between them."""
    for start in range(len(lines) - size + 1):
        some = lines[start : start + size]
        if all(above.next_row == below.row for above, below in pairwise(some)):
            yield some
