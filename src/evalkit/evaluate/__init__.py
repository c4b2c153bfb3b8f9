"""From values to results: types, scores, total, rewards and vetoes, ranks, grades, in the order of the language.

What happens here sees whole numbers and truths only; it is written once, for every back end.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from evalkit.diagnostics import EvalkitError
from evalkit.evaluate import effects
from evalkit.evaluate.failing import failing, failures
from evalkit.evaluate.grading import Quota, grades, quota
from evalkit.evaluate.ranking import ordering, ranks
from evalkit.evaluate.stages import Computed, Progress, compute, staged
from evalkit.expression.data import Array, Column, Data
from evalkit.expression.nodes import Node, Type
from evalkit.plan import TOTAL
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
    data = Data(len(units), _columns(units))
    codes = partial(_codes, units)
    judged: list[VetoPlan | RewardPlan] = [*plan.vetoes, *plan.rewards]
    numbers = [node for part in judged for node in part.numbers.values()]
    conditions = [node for part in judged for node in part.conditions]
    groups = {child.criterion.name: _shown(plan, child.score) for child in plan.top.children}
    must = list(failing(plan).values())
    roots = [plan.total, plan.total_zeroed, plan.base, plan.missing, *groups.values(), *numbers, *conditions, *must]
    data = staged(roots, data, codes, progress)
    found = compute(roots, data, progress=progress)
    refused = tuple(failures(plan, units, found))
    if refused:
        raise EvalkitError(refused)

    vetoes = _judgements(plan.vetoes, found)
    rewards = _judgements(plan.rewards, found)
    total, low, high, provisional = _totals(plan, data, found, vetoes, rewards)

    exact_total = np.where(total.known, total.wholes / 10.0**total.decimals, np.nan)
    column = Column(Type.NUMBER, exact_total, decimals=max(total.decimals, 0))
    data = Data(data.count, {**data.columns, TOTAL: column}, data.gathered)
    last = [plan.ranked, *(grade.condition for grade in plan.grades), *(node for node, _ in plan.keys)]
    data = staged(last, data, codes)
    settled = compute(last, data)

    order = ordering([_key(node, higher, total, settled) for node, higher in plan.keys])
    ranked = total.known & (settled.states[plan.ranked] == State.FIRED)
    order, ranked = _vetoed_ranks(plan, vetoes, order, ranked)
    dense = plan.scheme.ranking is not None and plan.scheme.ranking.ties == "dense"
    by_scope = {name: ranks(order, ranked, codes(scope), dense=dense) for name, scope in plan.scopes.items()}

    best = effects.best_grades(plan, vetoes, len(units))
    quotas = [_quota(plan, number, units, ranked) for number in range(len(plan.grades))]
    holds = [settled.states[grade.condition] for grade in plan.grades]
    earned = grades(holds, quotas, order, ranked, best, provisional)
    after = effects.lowered(plan, vetoes, effects.raised(plan, rewards, earned))
    return Result(
        plan=plan,
        units=units,
        data=data,
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
        ranks={name: rank for name, (rank, _) in by_scope.items()},
        ranked_in={name: size for name, (_, size) in by_scope.items()},
        earned_grades=earned,
        grades=after,
    )


def _columns(units: Units) -> dict[str, Column]:
    """The inputs, and the class and parent of each unit where the data tell them."""
    nobody = Column(Type.TEXT, np.full(len(units), -1, dtype=np.int32))
    return {**units.columns, CLASS: units.class_ or nobody, PARENT: units.parent or nobody}


def _codes(units: Units, scope: str) -> Array:
    """The group of each unit in a scope, -1 where it is in none."""
    column = units.scope(scope)
    return np.zeros(len(units), dtype=np.int32) if column is None else column.values


def _shown(plan: Plan, node: Node) -> Node:
    return plan.graph.round(node, "half_up", plan.decimals)


def _judgements(parts: Sequence[VetoPlan | RewardPlan], found: Computed) -> tuple[Judgement, ...]:
    return tuple(
        Judgement(
            part.veto.name if isinstance(part, VetoPlan) else part.reward.name,
            tuple(found.states[condition] for condition in part.conditions),
        )
        for part in parts
    )


def _totals(
    plan: Plan, data: Data, found: Computed, vetoes: Sequence[Judgement], rewards: Sequence[Judgement]
) -> tuple[Scores, Scores, Scores, Array]:
    """The total after rewards and vetoes, its lowest and highest possible value, and who is provisional."""
    numbers = {node: (scores.wholes, scores.known) for node, scores in found.scores.items()}
    zeroed = found.scores[plan.total_zeroed]
    total = effects.punished(plan, vetoes, effects.lifted(plan, rewards, zeroed.wholes, numbers), numbers, worst=False)
    open_ = np.any([judgement.states() == State.UNDETERMINED for judgement in (*vetoes, *rewards)], axis=0)
    provisional = ~zeroed.known | (open_ if len(vetoes) + len(rewards) else False)
    low, high = total.copy(), total.copy()
    low_known, high_known = zeroed.known.copy(), zeroed.known.copy()
    rows = np.flatnonzero(provisional)
    if len(rows):
        bounds = compute([plan.low, plan.high], data, rows=rows)
        for node, wholes, known, worst in ((plan.low, low, low_known, True), (plan.high, high, high_known, False)):
            whole = zeroed.wholes.copy()
            whole[rows] = bounds.scores[node].wholes
            whole = effects.punished(plan, vetoes, effects.lifted(plan, rewards, whole, numbers), numbers, worst=worst)
            wholes[rows], known[rows] = whole[rows], bounds.scores[node].known
    decimals = plan.decimals
    return (
        Scores(total, zeroed.known, decimals),
        Scores(low, low_known, decimals),
        Scores(high, high_known, decimals),
        provisional,
    )


def _key(node: Node, higher: bool, total: Scores, settled: Computed) -> tuple[Array, Array, bool]:
    if node.operation == "column":
        return total.wholes, total.known, higher
    scores = settled.scores[node]
    return scores.wholes, scores.known, higher


def _vetoed_ranks(plan: Plan, vetoes: Sequence[Judgement], order: Array, ranked: Array) -> tuple[Array, Array]:
    """Vetoed units keep their rank, come last, all equal, or are not ranked, as the scheme says."""
    what = "keep" if plan.scheme.ranking is None else plan.scheme.ranking.vetoed
    if what == "keep" or not vetoes:
        return order, ranked
    fired = np.any([judgement.states() == State.FIRED for judgement in vetoes], axis=0)
    if what == "out":
        return order, ranked & ~fired
    return np.where(fired, order.max(initial=0) + 1, order), ranked


def _quota(plan: Plan, number: int, units: Units, ranked: Array) -> Quota | None:
    grade = plan.grades[number]
    scopes = {**plan.scopes, "all": "all", "class": "class"}
    within = grade.grade.within or next(iter(plan.scopes))
    share, places = (_constant(node) for node in (grade.top, grade.places))
    return quota(grade.grade, _codes(units, scopes[within]), ranked, share, places)


def _constant(node: Node | None) -> Fraction | None:
    return None if node is None else node.constant
