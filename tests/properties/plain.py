"""The plainest possible evaluation of a plan: row by row in fractions, looks at other rows by brute force. Slow and
obvious.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from statistics import mean, pvariance
from typing import cast

from evalkit.expression import exact
from evalkit.expression.nodes import Node, along
from evalkit.expression.reals import real
from evalkit.expression.values import Reason, Unknown, Value
from evalkit.inputs.units import Units
from evalkit.plan.model import Plan

Row = dict[Node, Value]
Group = tuple[Value | int | None, ...]
UNDEFINED, NOT_KNOWN = Unknown(Reason.UNDEFINED), Unknown(Reason.NOT_REPORTED)


def evaluated(plan: Plan, units: Units, roots: list[Node], extra: list[dict[str, Value]] | None = None) -> list[Row]:
    """The values of `roots` for every unit; `extra` has further columns for each unit, such as its final total."""
    period = Period(units, extra)
    return [period.row(roots, "", row) for row in range(len(units))]


@dataclass
class Period:
    """The units of one period, with their records. A row is known by its table, `""` for the units, and its number."""

    units: Units
    extra: list[dict[str, Value]] | None = None
    found: dict[tuple[Node, str, int], Value] = field(default_factory=dict)
    groups: dict[tuple[Node, str, int], Group | None] = field(default_factory=dict)
    before: Period | None = field(init=False)

    def __post_init__(self) -> None:
        self.before = None if self.units.earlier is None else Period(self.units.earlier)

    def row(self, nodes: list[Node], table: str, row: int) -> Row:
        """Nodes for one row."""
        return exact.compute(nodes, lambda leaf: self.leaf(leaf, table, row))

    def value(self, node: Node, table: str, row: int) -> Value:
        if (node, table, row) not in self.found:
            self.found[node, table, row] = self.row([node], table, row)[node]
        return self.found[node, table, row]

    def leaf(self, leaf: Node, table: str, row: int) -> Value:
        if table and leaf.table != table:  # a record also has what its unit has
            table, row = "", self.owner(table, row)
        if leaf.operation == "gather":
            if (leaf, table, row) not in self.found:
                self.found[leaf, table, row] = self.look(leaf, table, row)
            return self.found[leaf, table, row]
        return self.column(str(leaf.data[0]).removeprefix(f"{table}."), table, row)

    def column(self, name: str, table: str, row: int) -> Value:
        units = self.units
        if table:
            return Fraction(row) if name == "$order" else units.records[table].columns[name].exact(row, name)
        if self.extra is not None and name in self.extra[row]:
            return self.extra[row][name]
        if name in ("class", "parent"):
            labels = units.classes if name == "class" else units.parents
            return labels[row] if labels and labels[row] else Unknown(Reason.NOT_REPORTED, (name,))
        return units.columns[name].exact(row, name)

    def owner(self, table: str, row: int) -> int:
        """The unit of a record, or a unit itself."""
        return int(self.units.records[table].owners[row]) if table else row

    def rows(self, table: str) -> range:
        return range(len(self.units.records[table] if table else self.units))

    def look(self, node: Node, table: str, row: int) -> Value:
        function, way = str(node.data[0]), along(node)
        match way.kind:
            case "peers":
                return self.of_peers(node, table, row)
            case "records":
                return self.together(node, way.of, [r for r in self.rows(way.of) if self.owner(way.of, r) == row])
            case "children":
                return self.together(node, "", [r for r in self.rows("") if self.parent(r) == row])
            case "parent":
                above = self.parent(row)
                return NOT_KNOWN if above is None else without_reason(node, self.value(node.arguments[0], "", above))
        name = self.units.ids[row]
        if function == "streak":
            return self.streak(node.arguments[0], name)
        if self.before is None or name not in self.before.units.ids:
            return Unknown(Reason.NO_EARLIER)
        then = self.before.units.ids.index(name)
        return without_reason(node, self.before.value(node.arguments[0], "", then))

    def parent(self, row: int) -> int | None:
        """The unit whose code a unit gives as that above it, or else the only one of that name."""
        units = self.units
        said = units.parents[row] if units.parents else ""
        if said in units.ids:
            return units.ids.index(said)
        return units.names.index(said) if units.names.count(said) == 1 else None

    def streak(self, condition: Node, name: str) -> Value:
        """How often in a row it held, from the period before backwards."""
        count, then = 0, self.before
        while then is not None and name in then.units.ids:
            held = then.value(condition, "", then.units.ids.index(name))
            if isinstance(held, Unknown):
                return NOT_KNOWN
            if not held:
                break
            count, then = count + 1, then.before
        return Fraction(count)

    def together(self, node: Node, table: str, rows: list[int]) -> Value:
        """The sum, or an extreme, of rows of which all that counts must be known."""
        numbers: list[Fraction] = []
        for row in rows:
            counts = len(node.arguments) == 1 or self.value(node.arguments[1], table, row)
            x = self.value(node.arguments[0], table, row)
            if isinstance(counts, Unknown) or (counts and isinstance(x, Unknown)):
                return NOT_KNOWN
            if counts:
                numbers.append(cast("Fraction", x))
        if node.data[0] == "sum":
            return sum(numbers, Fraction(0))
        return (min if node.data[0] == "min" else max)(numbers) if numbers else UNDEFINED

    def of_peers(self, node: Node, table: str, row: int) -> Value:
        own_group = self.group(node, table, row)
        if own_group is None:  # in no group: nobody's peer
            return NOT_KNOWN
        own: Fraction | None = None
        peers, before = [], 0
        for other in self.rows(table):
            if self.group(node, table, other) != own_group:
                continue
            x = self.value(node.arguments[0], table, other)
            counts = len(node.arguments) == 1 or self.value(node.arguments[1], table, other) is True
            if counts and isinstance(x, Fraction):
                peers.append(x)
                before += other < row
                own = x if other == row else own
        function = str(node.data[0])
        if function.startswith("order"):
            if own is None:
                return UNDEFINED
            equal = sum(p == own for p in peers[:before])
            return 1 + equal + Fraction(sum(p < own if function == "order_up" else p > own for p in peers))
        return of_peers(function, node.data[2], own, peers)

    def group(self, node: Node, table: str, row: int) -> Group | None:
        """What rows must agree in to be peers; None where it is not known."""
        if (node, table, row) not in self.groups:
            scope, unit = along(node).of, self.owner(table, row)
            whole = unit if scope == "unit" else group_of(self.units, scope, unit)
            keys = [self.value(key, table, row) for key in node.arguments[2:]]
            nowhere = whole is None or any(isinstance(key, Unknown) for key in keys)
            self.groups[node, table, row] = None if nowhere else (whole, *keys)
        return self.groups[node, table, row]


def without_reason(node: Node, value: Value) -> Value:
    """A number of another row is known or not; why it is not stays there."""
    return NOT_KNOWN if isinstance(value, Unknown) and node.type != "text" else value


def group_of(units: Units, scope: str, row: int) -> str | None:
    """The group of a unit in a scope, None where it has none."""
    if scope == "all":
        return ""
    column = units.scope(scope)
    assert column is not None
    code = int(column.values[row])
    return None if code < 0 else column.labels[code]


def of_peers(function: str, parameter: object, own: Fraction | None, peers: list[Fraction]) -> Value:
    if function in ("rank_up", "rank_down"):
        if own is None:
            return UNDEFINED
        return Fraction(1 + sum(p < own if function == "rank_up" else p > own for p in peers))
    if function == "count":
        return Fraction(len(peers))
    if not peers:
        return UNDEFINED
    ascending = sorted(peers)
    match function:
        case "std":
            return cast("Fraction", real("sqrt", pvariance(peers)))
        case "quantile":
            place = cast("Fraction", parameter) * (len(peers) - 1)
            below = int(place)
            above = ascending[min(below + 1, len(peers) - 1)]
            return ascending[below] * (1 - (place - below)) + above * (place - below)
        case "largest" | "smallest":
            n = int(cast("Fraction", parameter))
            if n > len(peers):
                return UNDEFINED
            return ascending[-n] if function == "largest" else ascending[n - 1]
    simple = {"mean": mean, "max": max, "min": min, "sum": sum}
    return Fraction(simple[function](peers))  # type: ignore[operator]
