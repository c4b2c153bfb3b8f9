"""An input that several tables have: brought together unit by unit, and told where the tables differ."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

import numpy as np

from evalkit.diagnostics import Diagnostic, Kind, joins
from evalkit.diagnostics.message import Percent, Value
from evalkit.expression.data import UNKNOWN_CODE, Array, Column
from evalkit.expression.nodes import Type
from evalkit.expression.values import Reason, Unknown
from evalkit.inputs.cells.tidy import cut
from evalkit.inputs.findings import MOST_CELLS, Where
from evalkit.inputs.joining.placed import Placed
from evalkit.scheme.data import Input


@dataclass(frozen=True)
class Together:
    """What some tables say of one input."""

    column: Column
    given: Array
    """For each unit the place, among these tables, of the one that its value is from."""
    present: Array
    """Which units are in some of these tables, as a mask."""
    agreeing: tuple[int, ...] = ()
    """The places of tables that say the same as those before them."""


@dataclass(frozen=True)
class Overlap:
    """An input in the tables that have it, in their order."""

    name: str
    input: Input
    tables: Sequence[Placed]

    def together(self, findings: list[Diagnostic]) -> Together:
        """The values of all tables; `findings` takes what differs, and how often a blank gave way to a value."""
        first = self.tables[0]
        found = Together(self._column(first), np.zeros(len(first.rows), dtype=np.int32), first.present)
        for number in range(1, len(self.tables)):
            found = self._with(found, number, findings)
        return found

    def _column(self, placed: Placed) -> Column:
        return placed.column(placed.table.columns[self.name])

    def _with(self, before: Together, number: int, findings: list[Diagnostic]) -> Together:
        """What was found before, with what one more table says."""
        placed = self.tables[number]
        column = self._column(placed)
        said, here = _said(before.column), _said(column)
        differing = differ(before.column, column)
        findings.extend(self._differing(np.flatnonzero(differing).tolist(), before, number, column))
        blank = (said & ~here & placed.present) | (here & ~said & before.present)
        findings.extend(self._told(joins.BLANK_FILLED, blank, before, number))
        fresh = (here & ~said) | (placed.present & ~before.present)
        return Together(
            overlaid(before.column, column, here & ~said),
            np.where(fresh, number, before.given).astype(np.int32),
            before.present | placed.present,
            before.agreeing + (number,) * bool((said & here).any() and not differing.any()),
        )

    def _differing(self, units: Sequence[int], before: Together, number: int, column: Column) -> Iterator[Diagnostic]:
        """Every cell that says something else than one before it."""
        placed = self.tables[number]
        where = self._where(placed)
        for unit in units[:MOST_CELLS]:
            first = self.tables[int(before.given[unit])]
            row, at = int(placed.rows[unit]), first.cell(unit, first.table.layout.inputs[self.name])
            yield joins.INPUT_TWICE(
                where.place(row),
                others=(at,),
                unit=where.unit(row),
                heading=where.heading,
                file=first.called,
                first=self._shown(before.column, unit),
                second=self._shown(column, unit),
            )
        if (more := len(units) - MOST_CELLS) > 0:
            unit = units[MOST_CELLS]
            file = self.tables[int(before.given[unit])].called
            yield joins.MORE_DIFFER(where.place(int(placed.rows[unit])), heading=where.heading, count=more, file=file)

    def not_counted(self, others: Sequence[Placed], counted: Together, source: str) -> Iterator[Diagnostic]:
        """Tells how many cells of other tables say something else than those that count."""
        for placed in others:
            column = self._column(placed)
            unlike = differ(counted.column, column) | (_said(column) & ~_said(counted.column))
            both = Overlap(self.name, self.input, (*self.tables, placed))
            yield from both._told(joins.NOT_COUNTED, unlike, counted, len(self.tables), source=source)

    def _told(self, kind: Kind, units: Array, before: Together, number: int, source: str = "") -> Iterator[Diagnostic]:
        """Tells how many units there are of a kind, at the first of them."""
        if not units.any():
            return
        unit, placed = int(np.flatnonzero(units)[0]), self.tables[number]
        first = self.tables[int(before.given[unit])]
        others = (first.cell(unit, first.table.layout.inputs[self.name]),) if first.present[unit] else ()
        where = self._where(placed)
        yield kind(where.place(int(placed.rows[unit])), others=others, count=int(units.sum()), heading=where.heading,
                   file=first.called, source=source)  # fmt: skip

    def _where(self, placed: Placed) -> Where:
        table = placed.table
        return Where(table.sheet, table.layout.inputs[self.name], table.rows, table.who["id"], table.names)

    def _shown(self, column: Column, unit: int) -> Value:
        """A value as a person would write it."""
        value = column.exact(unit, self.name)
        match value:
            case Unknown():
                return joins.NOT_APPLICABLE()
            case bool():
                return joins.YES() if value else joins.NO()
            case str():
                return cut(value)
            case Fraction() if column.type is Type.DATE:
                return date.fromordinal(int(value))
            case Fraction() if self.input.type == "percent":
                return Percent(value)
        return value


def continued(columns: Sequence[Column], present: Sequence[Array]) -> Together:
    """A column in which each unit is from the first table that says something of it."""
    found = Together(columns[0], np.zeros(len(present[0]), dtype=np.int32), present[0])
    for number in range(1, len(columns)):
        unsaid = _said(columns[number]) & ~_said(found.column)
        fresh = (present[number] & ~found.present) | unsaid
        given = np.where(fresh, number, found.given).astype(np.int32)
        found = Together(overlaid(found.column, columns[number], fresh), given, found.present | fresh)
    return found


def overlaid(base: Column, other: Column, rows: Array) -> Column:
    """`base`, with what `other` has in these rows, a mask."""
    if not rows.any():
        return base
    labels = tuple(dict.fromkeys((*base.labels, *other.labels)))
    values = np.where(rows, with_labels(other, labels), with_labels(base, labels))
    states = {row: reason for row, reason in base.states.items() if not rows[row]}
    states |= {row: reason for row, reason in other.states.items() if rows[row]}
    decimals = max(base.decimals, other.decimals)
    return replace(base, values=values, labels=labels, decimals=decimals, states=states)


def differ(one: Column, other: Column) -> Array:
    """The rows in which both say something, and not the same, as a mask; what cannot be read has been told."""
    labels = tuple(dict.fromkeys((*one.labels, *other.labels)))
    both = _said(one) & _said(other)
    unlike: Array = both & (with_labels(one, labels) != with_labels(other, labels))
    for row in one.states.keys() | other.states.keys():
        reasons = one.states.get(row), other.states.get(row)
        unlike[row] = both[row] and reasons[0] is not reasons[1] and Reason.NOT_READABLE not in reasons
    return unlike


def with_labels(column: Column, labels: tuple[str, ...]) -> Array:
    """The values; texts as places in `labels`."""
    if column.labels == labels or column.type is not Type.TEXT:
        return column.values
    places = {label: place for place, label in enumerate(labels)}
    codes = np.array([*(places[label] for label in column.labels), UNKNOWN_CODE], dtype=column.values.dtype)
    found: Array = codes[column.values]
    return found


def _said(column: Column) -> Array:
    """The rows that are not blank, as a mask."""
    numbers = column.values.dtype.kind == "f"
    said: Array = ~np.isnan(column.values) if numbers else column.values != UNKNOWN_CODE
    said[list(column.states)] = True
    return said
