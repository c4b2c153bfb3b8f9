"""The data that the columns back end reads: a column for every input, all units at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cached_property
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from evalkit.expression.nodes import Node, Type
from evalkit.expression.spread import Spread
from evalkit.expression.values import Reason, Unknown, Value

Array: TypeAlias = npt.NDArray[Any]
UNKNOWN_CODE = -1
"""In texts and truths; in numbers and dates NaN is the unknown."""
PIECE = 65_536
"""Values that are looked over at a time: they stay in the processor's cache."""


@dataclass(frozen=True, slots=True)
class Extent:
    """What is certain of all values of a column, and so of every batch of its rows."""

    low: float
    """The smallest known value; NaN where none is known."""
    high: float
    unknown: bool
    """Whether some value may be unknown."""
    not_applicable: bool
    """Whether some value may be unknown because it does not apply."""


@dataclass(frozen=True)
class Column:
    """The values of one input.

    NUMBER and DATE are float64 with NaN for unknown; TRUTH is int8, 0, 1 or -1; TEXT is int32, a place in `labels`
    or -1. Every number is a whole number of 10^-decimals with at most 15 significant digits, so its shortest
    decimal is the exact value.
    """

    type: Type
    values: Array
    labels: tuple[str, ...] = ()
    decimals: int = 0
    states: Mapping[int, Reason] = field(default_factory=dict)
    """Why a row is unknown, where the reason is not `not_reported`."""
    within: Extent | None = None
    """The extent of the whole column, where this is a batch of it."""

    @cached_property
    def extent(self) -> Extent:
        return self.within or _extent(self)

    def exact(self, row: int, name: str) -> Value:
        """The value of one unit, or why it is unknown; `name` is the input that an unknown blames."""
        value = self.values[row]
        if self.type in (Type.NUMBER, Type.DATE):
            known: Value | None = None if np.isnan(value) else Fraction(repr(float(value)))
        elif value == UNKNOWN_CODE:
            known = None
        else:
            known = self.labels[value] if self.type is Type.TEXT else bool(value)
        return Unknown(self.states.get(row, Reason.NOT_REPORTED), (name,)) if known is None else known

    def at(self, rows: Array, reason: Reason = Reason.NOT_REPORTED) -> Column:
        """The values of these rows, in their order; where there is no row, -1, nothing is known, for this reason."""
        absent = rows < 0
        values = self.values[rows] if len(self.values) else np.zeros(len(rows), self.values.dtype)
        values[absent] = np.nan if values.dtype.kind == "f" else UNKNOWN_CODE
        states: dict[int, Reason] = {}
        if self.states:
            special = np.isin(rows, list(self.states))
            states = {new: self.states[int(rows[new])] for new in np.flatnonzero(special & ~absent).tolist()}
        if reason is not Reason.NOT_REPORTED:
            states |= dict.fromkeys(np.flatnonzero(absent).tolist(), reason)
        return Column(self.type, values, self.labels, self.decimals, states)

    def batch(self, start: int, stop: int) -> Column:
        """The rows from `start` to `stop`, as a column of its own that knows the extent of the whole."""
        states = {row - start: reason for row, reason in self.states.items() if start <= row < stop}
        return replace(self, values=self.values[start:stop], states=states, within=self.extent)

    @property
    def may_not_apply(self) -> bool:
        return self.extent.not_applicable

    def not_applicable(self) -> Array:
        """For each row, whether it is unknown because it does not apply."""
        mask = np.zeros(len(self.values), dtype=bool)
        mask[[row for row, reason in self.states.items() if reason is Reason.NOT_APPLICABLE]] = True
        return mask


def _extent(column: Column) -> Extent:
    of = _of_numbers if column.type in (Type.NUMBER, Type.DATE) else _of_codes
    return Extent(*of(column.values), Reason.NOT_APPLICABLE in column.states.values())


def _of_numbers(values: Array) -> tuple[float, float, bool]:
    """The extremes, and whether some are unknown; piece by piece, so that each comes from memory only once."""
    lows, highs, unknown = [np.nan], [np.nan], False
    for start in range(0, len(values), PIECE):
        piece = values[start : start + PIECE]
        unknown = unknown or bool(np.isnan(piece.min()))
        lows.append(np.fmin.reduce(piece))
        highs.append(np.fmax.reduce(piece))
    return float(np.fmin.reduce(lows)), float(np.fmax.reduce(highs)), unknown


def _of_codes(values: Array) -> tuple[float, float, bool]:
    if not len(values) or (high := float(values.max())) == UNKNOWN_CODE:
        return np.nan, np.nan, len(values) > 0
    low = float(values.min())
    return max(low, 0.0), high, low == UNKNOWN_CODE


@dataclass(frozen=True)
class Grouped:
    """A number for every group of units, as a look at peers gives it: exact, and the same for all its rows."""

    codes: Array
    """int32: for each row its place in `values`, -1 where it has none."""
    values: tuple[Value, ...]

    def exact(self, row: int, name: str) -> Value:
        """The value of one unit, or why it is unknown; `name` is what an unknown without a group blames."""
        code = int(self.codes[row])
        return Unknown(Reason.NOT_REPORTED, (name,)) if code == UNKNOWN_CODE else self.values[code]

    def at(self, rows: Array) -> Grouped:
        """The values of these rows, in their order."""
        return replace(self, codes=np.where(rows < 0, UNKNOWN_CODE, self.codes[rows]))

    def batch(self, start: int, stop: int) -> Grouped:
        return replace(self, codes=self.codes[start:stop])

    @property
    def may_not_apply(self) -> bool:
        return any(isinstance(v, Unknown) and v.reason is Reason.NOT_APPLICABLE for v in self.values)

    def not_applicable(self) -> Array:
        """For each row, whether its group has no value because it does not apply."""
        reasons = [isinstance(v, Unknown) and v.reason is Reason.NOT_APPLICABLE for v in self.values]
        return np.array([*reasons, False], dtype=bool)[self.codes]


Source: TypeAlias = Column | Grouped


@dataclass(frozen=True)
class Below:
    """A table of records: rows below the units."""

    owners: Array
    """For each record the row of its unit."""
    columns: Mapping[str, Column]


@dataclass(frozen=True)
class Earlier:
    """The data of the period before."""

    data: Data
    rows: Array
    """For each unit its row there, -1 where it has none."""


@dataclass(frozen=True)
class Data:
    """All that a program reads: inputs by name, what looks at other rows have given, and where those rows are."""

    count: int
    columns: Mapping[str, Column]
    gathered: Mapping[Node, Source] = field(default_factory=dict)
    below: Mapping[str, Below] = field(default_factory=dict)
    above: Array | None = None
    """For each unit the row of the unit above it, -1 where there is none."""
    earlier: Earlier | None = None
    groups: Callable[[str], Array] = field(default=lambda _: np.zeros(0, dtype=np.int32), repr=False)
    """Scope -> the group of each unit in it, -1 where it is in none."""

    def source(self, node: Node) -> Source:
        """What a `column` or `gather` node reads."""
        return self.gathered[node] if node.operation == "gather" else self.columns[str(node.data[0])]

    def batch(self, start: int, stop: int) -> Data:
        """The rows from `start` to `stop`; a program made for the whole also fits every batch of it."""
        columns = {name: column.batch(start, stop) for name, column in self.columns.items()}
        gathered = {node: source.batch(start, stop) for node, source in self.gathered.items() if not node.table}
        return Data(stop - start, columns, gathered)

    def table(self, name: str) -> Data:
        """A table of records as data of its own, in which each record also has what its unit has."""
        below = self.below[name]
        columns = Spread(below.columns, self.columns, below.owners, lambda _: False)
        gathered = Spread({}, self.gathered, below.owners, lambda node: node.table == name)
        return Data(len(below.owners), columns, gathered, groups=lambda scope: self.groups(scope)[below.owners])
