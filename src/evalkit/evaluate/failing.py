"""Values with which nothing may be scored: missing where the scheme says `fail`, or refused by their rule."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from evalkit.diagnostics import Diagnostic, Kind
from evalkit.diagnostics import data as kinds
from evalkit.evaluate.stages import Computed
from evalkit.expression.nodes import Node, columns
from evalkit.expression.values import Unknown
from evalkit.plan.model import Plan
from evalkit.result import State

if TYPE_CHECKING:
    from evalkit.inputs.units import Units


def failing(plan: Plan) -> list[tuple[str, Node, Kind]]:
    """Criterion, condition and what is told where it holds."""
    found = []
    for name, part in plan.criteria.items():
        for node, kind in ((part.failing, kinds.MUST_BE_REPORTED), (part.refused, kinds.MARK_REFUSED)):
            if node.operation != "truth":
                found.append((name, node, kind))
    return found


def failures(plan: Plan, units: Units, found: Computed) -> Iterator[Diagnostic]:
    """Findings at the cells of each unit and criterion with such a value; for a group where none in it has one."""
    told: dict[str, set[int]] = {}
    for name, node, kind in failing(plan):  # inner criteria come first
        part = plan.criteria[name]
        inside = set[int]().union(*(told.get(child.criterion.name, ()) for child in part.children))
        here = set(map(int, np.flatnonzero(found.states[node] == State.FIRED))) - inside
        told[name] = told.get(name, set()) | here | inside
        inputs = [input_ for input_ in columns([part.raw]) if input_ in plan.scheme.inputs]
        for row in sorted(here):
            unknown = [i for i in inputs if isinstance(units.columns[i].exact(row, i), Unknown)] or inputs
            place = next((place for i in unknown if (place := units.origin(row, i)) is not None), None)
            yield kind(place, unit=units.names[row], criterion=part.criterion.called, inputs=tuple(unknown))
