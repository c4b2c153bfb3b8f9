"""From values to results: scores, total, rewards and vetoes, ranks, grades, in the order of the language.

What happens here sees whole numbers and truths only; it is written once, for every back end.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from evalkit.diagnostics import EvalkitError
from evalkit.evaluate import effects
from evalkit.evaluate.failing import failing, failures
from evalkit.evaluate.stages import Computed, Progress, compute, staged
from evalkit.evaluate.standing import codes, standing
from evalkit.expression.data import Array, Column, Data
from evalkit.expression.nodes import Node, Type, columns
from evalkit.plan import GRADE
from evalkit.plan.model import Plan, RewardPlan, VetoPlan
from evalkit.plan.names import CLASS, PARENT
from evalkit.result import Judgement, Result, Scores, State

if TYPE_CHECKING:
    from evalkit.inputs.units import Units

__all__ = ["Progress", "evaluate"]


def evaluate(plan: Plan, units: Units, progress: Progress | None = None) -> Result:
    """Score all units.

    Args:
        plan: a compiled scheme without errors.
        units: the data, with a column for every input of the scheme.
        progress: is told how many units are done, now and then.

    Raises:
        EvalkitError: a value is missing that the scheme says must be there.
    """
    judged: list[VetoPlan | RewardPlan] = [*plan.vetoes, *plan.rewards]
    conditions = [node for part in judged for node in part.conditions]
    numbers = [node for part in judged for node in part.numbers.values()]
    groups = {child.criterion.name: _shown(plan, child.score) for child in plan.top.children}
    roots = [plan.total, plan.total_zeroed, plan.base, plan.missing, *groups.values(), *numbers, *conditions]
    roots += [node for _, node, _ in failing(plan)]

    data = Data(len(units), _columns(units))
    if GRADE in columns(conditions):
        data = _with_grades(plan, units, data)
    data = staged(roots, data, partial(codes, units), progress)
    found = compute(roots, data, progress=progress)
    refused = tuple(failures(plan, units, found))
    if refused:
        raise EvalkitError(refused)

    vetoes, rewards = _judgements(plan.vetoes, found), _judgements(plan.rewards, found)
    total, low, high, provisional = _totals(plan, data, found, vetoes, rewards)
    stand = standing(plan, units, data, total, vetoes, provisional)
    return Result(
        plan=plan,
        units=units,
        data=stand.data,
        before=found.scores[plan.total],
        total=total,
        low=low,
        high=high,
        base=found.scores[plan.base],
        groups={name: found.scores[node] for name, node in groups.items()},
        missing=found.scores[plan.missing].wholes,
        vetoes=vetoes,
        rewards=rewards,
        provisional=provisional,
        ranks=stand.ranks,
        ranked_in=stand.ranked_in,
        earned_grades=stand.grades,
        grades=effects.lowered(plan, vetoes, effects.raised(plan, rewards, stand.grades)),
    )


def _columns(units: Units) -> dict[str, Column]:
    """The inputs, and the class and parent of each unit where the data tell them."""
    nobody = Column(Type.TEXT, np.full(len(units), -1, dtype=np.int32))
    return {**units.columns, CLASS: units.class_ or nobody, PARENT: units.parent or nobody}


def _with_grades(plan: Plan, units: Units, data: Data) -> Data:
    """The data with the grades that would be given if there were no rewards and vetoes, which look at them."""
    data = staged([plan.total], data, partial(codes, units))
    total = compute([plan.total], data).scores[plan.total]
    stand = standing(plan, units, data, total, (), ~total.known)
    column = stand.grade_column(list(plan.scheme.grades))
    return replace(data, columns={**data.columns, GRADE: column})


def _shown(plan: Plan, node: Node) -> Node:
    return plan.graph.round(node, "half_up", plan.decimals)


def _judgements(parts: Sequence[VetoPlan | RewardPlan], found: Computed) -> tuple[Judgement, ...]:
    return tuple(Judgement(part.name, tuple(found.states[node] for node in part.conditions)) for part in parts)


def _totals(
    plan: Plan, data: Data, found: Computed, vetoes: Sequence[Judgement], rewards: Sequence[Judgement]
) -> tuple[Scores, Scores, Scores, Array]:
    """The total after rewards and vetoes, its lowest and highest possible value, and who is provisional."""
    numbers = {node: (scores.wholes, scores.known) for node, scores in found.scores.items()}

    def judged(wholes: Array, *, worst: bool) -> Array:
        lifted = effects.lifted(plan, rewards, wholes, numbers)
        return effects.punished(plan, vetoes, lifted, numbers, worst=worst)

    zeroed = found.scores[plan.total_zeroed]
    total = judged(zeroed.wholes, worst=False)
    open_ = np.zeros(len(total), dtype=bool)
    for judgement in (*vetoes, *rewards):
        open_ |= judgement.states() == State.UNDETERMINED
    provisional = ~zeroed.known | open_
    rows = np.flatnonzero(provisional)
    bounds = compute([plan.low, plan.high], data, rows=rows)
    found_bounds = []
    for node, worst in ((plan.low, True), (plan.high, False)):
        wholes, known = zeroed.wholes.copy(), zeroed.known.copy()
        wholes[rows], known[rows] = bounds.scores[node].wholes, bounds.scores[node].known
        found_bounds.append(Scores(np.where(provisional, judged(wholes, worst=worst), total), known, plan.decimals))
    return Scores(total, zeroed.known, plan.decimals), found_bounds[0], found_bounds[1], provisional
