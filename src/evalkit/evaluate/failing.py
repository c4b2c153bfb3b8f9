"""Values with which nothing may be scored: missing where the scheme says `fail`, or refused by their rule."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from evalkit.diagnostics import Diagnostic, Kind, Message, Words, literally
from evalkit.diagnostics import data as kinds
from evalkit.evaluate.stages import Computed
from evalkit.expression.nodes import Node, columns
from evalkit.expression.values import Unknown
from evalkit.plan.model import CriterionPlan, Plan
from evalkit.result import State

if TYPE_CHECKING:
    from evalkit.inputs.units import Units


Check = tuple[str, Node, Kind]
"""Criterion, condition and what is told where it holds."""
WITH_POINTS = Words("{rule} (full points are {points})", "{rule}(满分{points}分)")


def missing(plan: Plan) -> list[Check]:
    """What must be there."""
    return _checks((name, part.failing, kinds.MUST_BE_REPORTED) for name, part in plan.criteria.items())


def refused(plan: Plan) -> list[Check]:
    """What no mark may be."""
    return _checks((name, part.refused, kinds.MARK_REFUSED) for name, part in plan.criteria.items())


def _checks(found: Iterable[Check]) -> list[Check]:
    return [check for check in found if check[1].operation != "truth"]


def failures(plan: Plan, units: Units, found: Computed, checks: Sequence[Check]) -> Iterator[Diagnostic]:
    """Findings at the cells of each unit and criterion with such a value; for a group where none in it has one."""
    seen: dict[str, set[int]] = {}
    for name, node, kind in checks:  # inner criteria come first
        part = plan.criteria[name]
        inside = set[int]().union(*(seen.get(child.criterion.name, ()) for child in part.children))
        here = set(map(int, np.flatnonzero(found.states[node] == State.FIRED))) - inside
        seen[name] = here | inside
        inputs = [input_ for input_ in columns([part.raw]) if input_ in plan.scheme.inputs]
        for row in sorted(here):
            unknown = [i for i in inputs if isinstance(units.columns[i].exact(row, i), Unknown)] or inputs
            place = next((place for i in unknown if (place := units.origin(row, i)) is not None), None)
            told = partial(kind, place, unit=units.names[row], criterion=part.criterion.called, inputs=tuple(unknown))
            yield told(rule=_rule(part, units, row)) if kind is kinds.MARK_REFUSED else told()


def _rule(part: CriterionPlan, units: Units, row: int) -> Message:
    """The rule that refuses a mark, with the points that it speaks of."""
    column = units.columns.get(part.criterion.by) or units.class_
    label = None if column is None else column.exact(row, part.criterion.by)
    account = part.account(label if isinstance(label, str) else None)
    rule = account.rule or literally("?")
    points = None if account.points is None else account.points.constant
    return rule if points is None else WITH_POINTS(rule=rule, points=points)
