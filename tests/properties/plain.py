"""The plainest possible evaluation of a plan: unit by unit in fractions, peers by brute force. Slow and obvious."""

from __future__ import annotations

from fractions import Fraction
from statistics import mean

from evalkit.expression import exact
from evalkit.expression.nodes import Node, reachable
from evalkit.expression.values import Reason, Unknown, Value
from evalkit.inputs.units import Units
from evalkit.plan.model import Plan

Row = dict[Node, Value]


def evaluated(plan: Plan, units: Units, roots: list[Node], extra: list[dict[str, Value]] | None = None) -> list[Row]:
    """The values of `roots` for every unit; `extra` has further columns for each unit, such as its final total."""
    gathered: list[Row] = [{} for _ in units.ids]

    def row_values(nodes: list[Node], row: int) -> Row:
        def read(node: Node) -> Value:
            if node.operation == "gather":
                return gathered[row][node]
            name = str(node.data[0])
            if extra is not None and name in extra[row]:
                return extra[row][name]
            if name in ("class", "parent"):
                labels = units.classes if name == "class" else units.parents
                return labels[row] if labels and labels[row] else Unknown(Reason.NOT_REPORTED, (name,))
            return units.columns[name].exact(row, name)

        return exact.compute(nodes, read)

    gathers = sorted((n for n in reachable(roots) if n.operation == "gather"), key=lambda n: (n.stage, n.serial))
    for node in gathers:
        values = [row_values(list(node.arguments), row) for row in range(len(units))]
        groups = [group_of(units, str(node.data[1]), row) for row in range(len(units))]
        members: list[Fraction | None] = []
        for row_value in values:
            x = row_value[node.arguments[0]]
            counted = len(node.arguments) == 1 or row_value[node.arguments[1]] is True
            members.append(x if counted and isinstance(x, Fraction) else None)
        for row, own in enumerate(members):
            peers = [m for m, g in zip(members, groups, strict=True) if m is not None and g == groups[row]]
            gathered[row][node] = of_peers(str(node.data[0]), node.data[2], own, peers)
    return [row_values(roots, row) for row in range(len(units))]


def group_of(units: Units, scope: str, row: int) -> str:
    if scope == "all":
        return ""
    return (units.classes or ())[row] if scope == "class" else (units.parents or ())[row]


def of_peers(function: str, parameter: object, own: Fraction | None, peers: list[Fraction]) -> Value:
    undefined = Unknown(Reason.UNDEFINED)
    if function in ("rank_up", "rank_down"):
        if own is None:
            return undefined
        return Fraction(1 + sum(p < own if function == "rank_up" else p > own for p in peers))
    if function == "count":
        return Fraction(len(peers))
    if not peers:
        return undefined
    simple = {"mean": mean, "max": max, "min": min, "sum": sum}
    return Fraction(simple[function](peers))  # type: ignore[operator]


def ranks(keys: list[tuple[tuple[Fraction, ...] | None, str]]) -> list[int]:
    """1 for the largest keys of a group, ties sharing the better rank; 0 for those without a key."""
    return [
        0 if key is None else 1 + sum(k is not None and g == group and k > key for k, g in keys) for key, group in keys
    ]
