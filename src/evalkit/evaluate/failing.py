"""Values that must be there: where the scheme says `missing: fail`, a run without them is refused."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from evalkit.diagnostics import Diagnostic
from evalkit.diagnostics import data as kinds
from evalkit.evaluate.stages import Computed
from evalkit.expression.nodes import Node, columns
from evalkit.expression.values import Unknown
from evalkit.plan.model import Plan
from evalkit.result import State

if TYPE_CHECKING:
    from evalkit.inputs.units import Units


def failing(plan: Plan) -> dict[str, Node]:
    """Criterion -> whether a value is missing that must be there, for those that say so."""
    return {name: part.failing for name, part in plan.criteria.items() if part.failing.operation != "truth"}


def failures(plan: Plan, units: Units, found: Computed) -> Iterator[Diagnostic]:
    """One finding for each unit and criterion that must be reported and is not."""
    for name, node in failing(plan).items():
        inputs = [input_ for input_ in columns([plan.criteria[name].raw]) if input_ in plan.scheme.inputs]
        for row in np.flatnonzero(found.states[node] == State.FIRED):
            unknown = [i for i in inputs if isinstance(units.columns[i].exact(int(row), i), Unknown)] or inputs
            place = next((p for i in unknown if (p := units.origin(int(row), i)) is not None), None)
            yield kinds.MUST_BE_REPORTED(place, unit=units.names[int(row)], criterion=name, inputs=tuple(unknown))
