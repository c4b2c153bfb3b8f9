"""Rows that belong to units: their records, and the units below them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np

from evalkit.expression.data import Array, Column
from evalkit.inputs.sheet import Source


@dataclass(frozen=True, slots=True)
class Belonging:
    """Which rows belong to which unit, found without looking through all."""

    owners: Array
    """Sorted."""
    rows: Array

    @classmethod
    def sorted(cls, owners: Array) -> Belonging:
        order = np.argsort(owners, kind="stable")
        return cls(owners[order], order)

    def of(self, unit: int) -> list[int]:
        first, last = np.searchsorted(self.owners, [unit, unit + 1])
        found: list[int] = self.rows[first:last].tolist()
        return found


@dataclass(frozen=True, eq=False)
class RecordRows:
    """One table of records, in the order of the file."""

    owners: Array
    """For each record the row of its unit in `Units`."""
    columns: Mapping[str, Column]
    """Every column that the scheme declares."""
    source: Source
    rows: Array = field(repr=False)
    """Where each record stands in the file, from 1."""
    origins: Mapping[str, int] = field(default_factory=dict)
    """Column -> its place in the file, from 0."""

    def __len__(self) -> int:
        return len(self.owners)

    def of(self, owners: Array) -> RecordRows:
        """The records of some units, in the same order; `owners` is the new row of each unit, -1 of the others."""
        mine = owners[self.owners]
        return self.take(np.flatnonzero(mine >= 0), mine)

    def take(self, records: Array, owners: Array) -> RecordRows:
        """Some of the records, in their order; `owners` is for all of them the row of its unit."""
        if len(records) == len(self):
            return replace(self, owners=owners)
        columns = {name: column.at(records) for name, column in self.columns.items()}
        return replace(self, owners=owners[records], columns=columns, rows=self.rows[records])

    def below(self, unit: int) -> list[int]:
        """The records of the unit of a row, in the order of the file."""
        return self._belonging.of(unit)

    @cached_property
    def _belonging(self) -> Belonging:
        return Belonging.sorted(self.owners)
