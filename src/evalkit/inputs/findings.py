"""What was odd in the cells of a table -> diagnostics that name unit, heading and cell, in the order of the sheet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from evalkit.diagnostics import Diagnostic, Place, Problems, data, run
from evalkit.expression.data import UNKNOWN_CODE, Array, Column
from evalkit.inputs.cells.reading import Oddities, fraction_like
from evalkit.inputs.cells.spelling import UNCALCULATED
from evalkit.inputs.cells.tidy import cut
from evalkit.inputs.sheet import Sheet
from evalkit.scheme import Input

MOST_CELLS = 2000
"""Bad cells of one column that are told one by one."""


@dataclass(frozen=True, slots=True)
class Where:
    """A column of a sheet, and the rows that its units or records stand in."""

    sheet: Sheet
    column: int
    rows: Array
    ids: Sequence[str]
    names: Sequence[str]

    @property
    def heading(self) -> str:
        return cut(self.sheet.heading[self.column].strip())

    def place(self, row: int) -> Place:
        return self.sheet.source.place(int(self.rows[row]), self.column)

    def unit(self, row: int) -> str:
        """How a person knows the unit: `001 城关镇`."""
        unit, name = self.ids[row], self.names[row]
        return cut(unit if name in ("", unit) or name.startswith(UNCALCULATED) else f"{unit} {name}")


def refusals(odd: Oddities, where: Where) -> Iterator[tuple[int, int, Diagnostic]]:
    """(row, column, finding) of every cell that cannot be read."""
    for row, text, refused in odd.refused[:MOST_CELLS]:
        value = cut(text.strip().removeprefix(UNCALCULATED))
        values = {"unit": where.unit(row), "heading": where.heading, "value": value, **refused.values}
        kind = refused.kind
        hint = refused.hint or (kind.hint(**values) if kind.hint else None)
        yield row, where.column, Diagnostic(kind, kind.sentence(**values), where.place(row), hint=hint)
    if (more := len(odd.refused) - MOST_CELLS) > 0:
        row = odd.refused[MOST_CELLS][0]
        yield row, where.column, data.MORE_CELLS(where.place(row), heading=where.heading, count=more)


def warnings(odd: Oddities, column: Column, where: Where, *, percent: bool) -> Iterator[Diagnostic]:
    """What is odd but was read, told once for the column."""
    for kind, cells in odd.remarks.items():
        row, text = cells[0]
        value = cut(text.strip())
        yield kind(where.place(row), count=len(cells), heading=where.heading, value=value)
    rows = fraction_like(column, odd) if percent else []
    if rows:
        value = format(column.values[rows[0]] * 100, ".6g")
        place = where.place(rows[0])
        yield data.LOOKS_LIKE_FRACTION(place, count=len(rows), heading=where.heading, value=value)


def blanks(input_: Input, column: Column, where: Where) -> Iterator[Diagnostic]:
    """How many cells are not reported that count as something."""
    if input_.missing is None:
        return
    numbers = column.values.dtype.kind == "f"
    unknown = np.isnan(column.values) if numbers else column.values == UNKNOWN_CODE
    count = int(unknown.sum()) - len(column.states)
    if count:
        first = next(row for row in np.flatnonzero(unknown).tolist() if row not in column.states)
        yield data.BLANKS_COUNT(where.place(first), count=count, heading=where.heading, value=input_.missing.text)


@dataclass(frozen=True, slots=True)
class Tidied:
    """The cells of a table that were tidied, told one by one; nothing is made of them before somebody asks."""

    columns: Mapping[int, Mapping[int, str]]
    """Column -> row -> what is written there."""
    where: Where

    def __iter__(self) -> Iterator[Diagnostic]:
        cells = ((row, column) for column, written in self.columns.items() for row in written)
        for row, column in sorted(cells):
            at = replace(self.where, column=column)
            written = cut(self.columns[column][row])
            yield run.TIDIED_CELL(at.place(row), unit=at.unit(row), heading=at.heading, written=written)


def tell_tidied(columns: Mapping[int, Mapping[int, str]], where: Where, problems: Problems) -> None:
    """Note how many cells of a table were tidied, and where the first is."""
    if count := sum(map(len, columns.values())):
        row, column = min((min(written), column) for column, written in columns.items() if written)
        first = data.TIDIED(replace(where, column=column).place(row), count=count)
        problems.add(replace(first, each=Tidied(columns, where)))
