"""Rows that belong to units: their records, and the units below them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np

from evalkit.diagnostics import Place
from evalkit.expression.data import Array, Column
from evalkit.inputs.source import Source


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
    """The records of one name: one table in the order of its file, or several, one after the other."""

    owners: Array
    """For each record the row of its unit in `Units`."""
    columns: Mapping[str, Column]
    """Every column that the scheme declares."""
    sources: Sequence[Source]
    """Of each table."""
    rows: Array = field(repr=False)
    """Where each record stands in its file, from 1."""
    origins: Sequence[Mapping[str, int]] = ()
    """For each table: column -> its place there, from 0."""
    given: Array | None = field(default=None, repr=False)
    """For each record the place of its table among them; None: all are from the first."""

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
        given = None if self.given is None else self.given[records]
        return replace(self, owners=owners[records], columns=columns, rows=self.rows[records], given=given)

    def place(self, record: int, column: str | None = None) -> Place:
        """The cell of a column in a record, or else its first."""
        table = 0 if self.given is None else int(self.given[record])
        origins = self.origins[table] if self.origins else {}
        return self.sources[table].place(int(self.rows[record]), origins.get(column or "", 0))

    def below(self, unit: int) -> list[int]:
        """The records of the unit of a row, in the order of the file."""
        return self._belonging.of(unit)

    @cached_property
    def _belonging(self) -> Belonging:
        return Belonging.sorted(self.owners)
