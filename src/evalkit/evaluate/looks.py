"""What rows see of other rows: peers, records below, units below and above, the period before."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Protocol, cast

import numpy as np

from evalkit.expression.collect import Rows, coded, collect, decimal, joined
from evalkit.expression.data import Array, Column, Data, Source
from evalkit.expression.gather import gather
from evalkit.expression.nodes import Along, Node, Type, along
from evalkit.expression.values import Reason
from evalkit.result import Scores, State

UNIT = "unit"
"""The scope of a record that holds the other records of its unit."""


class Computed(Protocol):
    """What the arguments of looks gave for all rows."""

    @property
    def scores(self) -> Mapping[Node, Scores]: ...

    @property
    def states(self) -> Mapping[Node, Array]: ...


Compute = Callable[[Sequence[Node], Data], tuple[Data, Computed]]
"""Computes nodes for all rows of some data, which it gives back with all that was gathered for them."""


def looked(nodes: Sequence[Node], data: Data, compute: Compute) -> dict[Node, Source]:
    """What looks at other rows give the rows of `data`. Looks at the same rows are computed together."""
    places: defaultdict[tuple[str, str], list[Node]] = defaultdict(list)
    for node in nodes:
        kind, of = along(node)
        earlier = kind == "earlier"
        table = "" if earlier else of if kind == "records" else node.table
        places[("earlier" if earlier else "", table)].append(node)
    found: dict[Node, Source] = {}
    for (when, table), here in places.items():
        if when and data.earlier is None:
            found |= {node: _nothing(node, data.count, Reason.NO_EARLIER) for node in here}
            continue
        if table and table not in data.below:  # an earlier period need not have all records
            counts = {node: 0 if node.table else data.count for node in here}
            found |= {node: _nothing(node, count, Reason.NOT_REPORTED) for node, count in counts.items()}
            continue
        there = data.earlier.data if when and data.earlier else data.table(table) if table else data
        wanted = [a for node in here for a in (*node.arguments, *_again(node)) if a.type is not Type.TEXT]
        there, computed = compute(wanted, there)
        for node in here:
            found[node] = _Look(node, data, there, computed).source()
    return found


def _again(node: Node) -> list[Node]:
    """A streak looks at the streak of the period before."""
    return [node] if node.data[0] == "streak" else []


def _nothing(node: Node, count: int, reason: Reason) -> Source:
    """What there is where no period is earlier, or no table of records: no value, and no streak."""
    if node.data[0] == "streak":
        return Column(Type.NUMBER, np.zeros(count))
    return _empty(node.type).at(np.full(count, -1), reason)


def _empty(type_: Type) -> Column:
    return Column(type_, np.zeros(0, dtype=np.int32 if type_ is Type.TEXT else np.float64))


@dataclass(frozen=True, slots=True)
class _Look:
    """One look, its arguments computed."""

    node: Node
    data: Data
    there: Data
    computed: Computed

    def source(self) -> Source:
        match along(self.node):
            case Along("peers", scope):
                function, _, parameter = cast("tuple[str, Along, Fraction | None]", self.node.data)
                x = self.numbers
                counts = x.known & self.holds
                return gather(function, parameter, x.wholes, x.decimals, counts, self.groups(scope))
            case Along("records", table):
                return self.collected(self.data.below[table].owners)
            case Along("children"):
                return self.collected(self.above)
            case Along("parent"):
                return self.taken(self.above, Reason.NOT_REPORTED)
        rows = self.data.earlier.rows if self.data.earlier is not None else self.above
        return self.streak(rows) if self.node.data[0] == "streak" else self.taken(rows, Reason.NO_EARLIER)

    @property
    def numbers(self) -> Scores:
        return self.computed.scores[self.node.arguments[0]]

    @property
    def states(self) -> Array | None:
        """Of each row whether it counts; None where all do."""
        where = self.node.arguments[1] if len(self.node.arguments) > 1 else None
        return None if where is None else self.computed.states[where]

    @property
    def holds(self) -> Array:
        return np.ones(self.there.count, dtype=bool) if self.states is None else self.states == State.FIRED

    @property
    def above(self) -> Array:
        return np.full(self.data.count, -1) if self.data.above is None else self.data.above

    def groups(self, scope: str) -> Array:
        """The group of each row: those of its scope that agree with it in all keys."""
        table = self.node.table
        if scope == UNIT:  # what each unit has once is alone there
            whole = self.data.below[table].owners if table else np.arange(self.there.count)
        else:
            whole = self.there.groups(scope)
        return joined([whole, *map(self.codes, self.node.arguments[2:])]) if len(self.node.arguments) > 2 else whole

    def codes(self, key: Node) -> Array:
        if key.type is Type.TEXT:
            return cast("Column", self.there.source(key)).values
        scores = self.computed.scores[key]
        return coded(scores.wholes, scores.known)

    def collected(self, owners: Array) -> Source:
        x, states = self.numbers, self.states
        rows = None if states is None else Rows(states == State.FIRED, states == State.UNDETERMINED)
        return collect(str(self.node.data[0]), x.wholes, x.decimals, x.known, rows, owners, self.data.count)

    def taken(self, rows: Array, reason: Reason) -> Source:
        """The value of another row."""
        if self.node.type is Type.TEXT:
            return cast("Column", self.there.source(self.node.arguments[0])).at(rows, reason)
        x = self.numbers
        here = np.where(rows < 0, 0, rows)
        known = (rows >= 0) & (x.known[here] if len(x.known) else False)
        wholes = x.wholes[here] if len(x.wholes) else np.zeros(len(rows), dtype=np.int64)
        reasons = dict.fromkeys(np.flatnonzero(rows < 0).tolist(), reason)
        return decimal(wholes, known, x.decimals, reasons)

    def streak(self, rows: Array) -> Source:
        """For how many periods in a row before this one something held; unknown where it is not known whether."""
        x, before = self.numbers, cast("Column", self.there.source(self.node))
        longer = np.where(x.known, np.where(x.wholes > 0, before.values + 1, 0.0), np.nan)
        return Column(Type.NUMBER, np.where(rows < 0, 0.0, longer[rows] if len(longer) else 0.0))
