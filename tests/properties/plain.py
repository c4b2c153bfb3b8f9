"""The plainest possible evaluation of a plan: unit by unit in fractions, peers by brute force. Slow and obvious."""

from __future__ import annotations

from fractions import Fraction
from statistics import mean, pvariance
from typing import cast

from evalkit.expression import exact
from evalkit.expression.nodes import Node, along, reachable
from evalkit.expression.reals import real
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

    gathers = [node for node in reachable(roots) if node.operation == "gather"]
    for stage in sorted({node.stage for node in gathers}):
        here = [node for node in gathers if node.stage == stage]
        arguments = [argument for node in here for argument in node.arguments]
        values = [row_values(arguments, row) for row in range(len(units))]
        for node in here:
            _gather(node, values, [group_of(units, along(node).of, row) for row in range(len(units))], gathered)
    return [row_values(roots, row) for row in range(len(units))]


def _gather(node: Node, values: list[Row], groups: list[str | None], gathered: list[Row]) -> None:
    members: list[Fraction | None] = []
    for row_value in values:
        x = row_value[node.arguments[0]]
        counted = len(node.arguments) == 1 or row_value[node.arguments[1]] is True
        members.append(x if counted and isinstance(x, Fraction) else None)
    for row, own in enumerate(members):
        if groups[row] is None:  # in no group: nobody's peer
            gathered[row][node] = Unknown(Reason.NOT_REPORTED)
            continue
        peers = [m for m, g in zip(members, groups, strict=True) if m is not None and g == groups[row]]
        gathered[row][node] = of_peers(str(node.data[0]), node.data[2], own, peers)


def group_of(units: Units, scope: str, row: int) -> str | None:
    """The group of a unit in a scope, None where it has none."""
    if scope == "all":
        return ""
    column = units.scope(scope)
    assert column is not None
    code = int(column.values[row])
    return None if code < 0 else column.labels[code]


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
                return undefined
            return ascending[-n] if function == "largest" else ascending[n - 1]
    simple = {"mean": mean, "max": max, "min": min, "sum": sum}
    return Fraction(simple[function](peers))  # type: ignore[operator]


def ranks(keys: list[tuple[tuple[Fraction, ...] | None, str]]) -> list[int]:
    """1 for the largest keys of a group, ties sharing the better rank; 0 for those without a key."""
    return [
        0 if key is None else 1 + sum(k is not None and g == group and k > key for k, g in keys) for key, group in keys
    ]
