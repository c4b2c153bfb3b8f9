"""A table beside the units: where each of them stands in it, and its columns in their order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from evalkit.diagnostics import Place
from evalkit.expression.data import Array, Column
from evalkit.inputs.cells.tidy import cut
from evalkit.inputs.table import Table


@dataclass(frozen=True)
class Placed:
    """A table, and for each unit its first row there."""

    table: Table
    rows: Array
    """-1 where a unit is not there."""

    @classmethod
    def among(cls, ids: Sequence[str], table: Table) -> Placed:
        """The table beside units with these ids."""
        if table.who["id"] == ids:
            return cls(table, np.arange(len(ids)))
        first: dict[str, int] = {}
        for place, unit in enumerate(table.who["id"]):
            first.setdefault(unit, place)
        return cls(table, np.array([first.get(unit, -1) for unit in ids], dtype=np.intp))

    @cached_property
    def present(self) -> Array:
        """Which units are there, as a mask."""
        return self.rows >= 0

    @cached_property
    def units(self) -> dict[int, int]:
        """Row of the table -> the unit that stands in it."""
        return {row: unit for unit, row in enumerate(self.rows.tolist()) if row >= 0}

    @property
    def others(self) -> bool:
        """Whether the table has rows that are of none of the units, or of one again."""
        return int(self.present.sum()) < len(self.table.rows)

    @property
    def called(self) -> str:
        """How messages call the table: by its file, and its sheet."""
        return self.table.called

    @cached_property
    def _same(self) -> bool:
        """Whether the units are the rows of the table in its own order."""
        count = len(self.table.rows)
        return len(self.rows) == count and bool((self.rows == np.arange(count)).all())

    def column(self, column: Column) -> Column:
        """A column of the table in the order of the units; nothing is copied where it has that order already."""
        return column if self._same else column.at(self.rows)

    def texts(self, part: str) -> list[str]:
        """Who the units are, `""` where one is not there."""
        texts = self.table.who[part]
        return texts if self._same else [texts[row] if row >= 0 else "" for row in self.rows.tolist()]

    @property
    def lines(self) -> Array:
        """The row of the file in which each unit stands; 0 where it is not there."""
        lines = self.table.rows
        return np.where(self.present, lines[self.rows], 0) if len(lines) else np.zeros(len(self.rows), np.int64)

    def unit(self, unit: int) -> str:
        """The id of a unit that is there, as messages show it."""
        return cut(self.table.who["id"][int(self.rows[unit])])

    def cell(self, unit: int, column: int) -> Place:
        """The cell of a unit that is there."""
        return self.table.sheet.source.place(int(self.table.rows[self.rows[unit]]), column)

    @property
    def heading_place(self) -> Place:
        """Where the ids have their heading."""
        sheet = self.table.sheet
        return sheet.source.place(sheet.heading_row, self.table.layout.who["id"])
