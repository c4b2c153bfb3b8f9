"""Which units there are, and how those of each table differ from them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from evalkit.diagnostics import Kind, Problems, joins
from evalkit.expression.data import Array
from evalkit.inputs.cells.tidy import cut
from evalkit.inputs.joining.partners import MOST_NEAR, Partners, likeness
from evalkit.inputs.joining.placed import Placed
from evalkit.inputs.table import Table

NAMED = 20
"""How many units a warning names."""


def few(units: Sequence[str]) -> tuple[str, ...]:
    """The first of some ids, as a warning names them."""
    return (*map(cut, units[:NAMED]), *(["…"] if len(units) > NAMED else []))


def united(tables: Sequence[Table], problems: Problems) -> tuple[list[str], list[Table]]:
    """The units of the first table and of those that have the same inputs for other units, a file for each town; and
    these tables. One id that is nearly that of another unit makes it doubtful, and they are not taken together.
    """
    first = tables[0]
    ids, found = first.ids, [first]
    known = dict.fromkeys(ids)
    near: set[str] | None = None
    for table in tables[1:]:
        if not same_inputs(first, table) or not known.keys().isdisjoint(table.ids):
            continue
        near, keys = likeness(ids) if near is None else near, likeness(table.ids)
        if near.isdisjoint(keys):
            known |= dict.fromkeys(table.ids)
            near |= keys
            found.append(table)
    if len(found) > 1:
        problems.add(joins.UNITS_TOGETHER(found[1].heading_place, first=first.called, count=len(found)))
    return (list(known) if len(found) > 1 else ids), found


def same_inputs(one: Table, other: Table) -> bool:
    """Whether all inputs of one of two tables are in the other."""
    return bool(one.columns) and (
        one.columns.keys() <= other.columns.keys() or other.columns.keys() <= one.columns.keys()
    )


@dataclass(frozen=True)
class Members:
    """The units that there are, to be compared with those of every table."""

    ids: Sequence[str]
    names: Sequence[str]
    first: str
    """The file that says which there are."""
    problems: Problems

    @cached_property
    def _known(self) -> frozenset[str]:
        return frozenset(self.ids)

    @cached_property
    def _partners(self) -> Partners:
        return Partners(self.ids, self.names)

    def compared(
        self,
        tables: Sequence[Placed],
        saying: Sequence[Placed],
        counted: Mapping[str, Collection[int]],
        *,
        roster: bool,
    ) -> tuple[str, ...]:
        """Tell how the units of the tables differ from those that there are, and return what is left out; `saying` are
        the tables that say which there are, and which are a `roster` or not, and `counted` tells for each input the
        places of the tables that count.
        """
        reporting = [
            (one, {name for name in one.table.columns if place in counted[name]})
            for place, one in enumerate(tables)
            if one.table.columns or not (roster and any(one is each for each in saying))
        ]
        reported = np.logical_or.reduce([np.zeros(len(self.ids), dtype=bool), *(one.present for one, _ in reporting)])
        if roster:
            self._tell(joins.UNITS_UNREPORTED, self._of(~reported), saying)
        left_out: dict[str, None] = {}
        for placed, inputs in reporting:
            left_out |= dict.fromkeys(self._strangers(placed))
            self._tell_absent(placed, inputs, reporting, reported)
        return tuple(left_out)

    def _strangers(self, placed: Placed) -> list[str]:
        """Tell of the ids of a table that are those of no unit, and return them."""
        table = placed.table
        ids, names = table.who["id"], table.names
        rows = [row for row, unit in enumerate(ids) if unit not in self._known] if placed.others else []
        absent = dict.fromkeys(self._of(~placed.present)) if rows else {}
        alone = []
        for number, row in enumerate(rows):
            partner = self._partners.likely(ids[row], names[row], absent, search=number < MOST_NEAR)
            if partner is None:
                alone.append(ids[row])
            else:
                place = table.sheet.source.place(int(table.rows[row]), table.layout.who["id"])
                kind = joins.ZERO_LOST if partner.as_number else joins.NEAR_UNIT
                found = kind(place, unit=cut(ids[row]), known=partner.shown, why=partner.why, first=self.first)
                self.problems.found.append(found)
        self._tell(joins.UNITS_LEFT_OUT, alone, [placed])
        return [ids[row] for row in rows]

    def _tell_absent(
        self, placed: Placed, inputs: Set[str], tables: Sequence[tuple[Placed, Set[str]]], reported: Array
    ) -> None:
        """Tell of the units, those `reported` somewhere, for which no table gives all inputs that this one gives; of
        tables that give the same the first speaks for all.
        """
        if placed.table.columns and not inputs:
            return  # other tables count for all that it has
        whole = [(one, given) for one, given in tables if one is placed or (inputs and given >= inputs)]
        equal = [one for one, given in whole if one is placed or given == inputs]
        if equal[0] is placed:
            present = np.logical_or.reduce([one.present for one, _ in whole])
            self._tell(joins.UNITS_MISSING, self._of(reported & ~present), equal)

    def _of(self, units: Array) -> list[str]:
        return [self.ids[unit] for unit in np.flatnonzero(units).tolist()]

    def _tell(self, kind: Kind, units: Sequence[str], tables: Sequence[Placed]) -> None:
        if units:
            first, *others = (placed.heading_place for placed in tables)
            named, every = few(units), tuple(units)
            found = kind(first, others=tuple(others), count=len(units), first=self.first, units=named, all=every)
            self.problems.add(found)
