"""Where units stand with their totals: ranks in every scope, and the grades that they earn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from evalkit.evaluate.effects import best_grades, steps_down
from evalkit.evaluate.grading import grades
from evalkit.evaluate.quotas import amounts, codes, quota
from evalkit.evaluate.ranking import ordering, ranks
from evalkit.evaluate.stages import Computed, compute, staged
from evalkit.expression.data import Array, Column, Data
from evalkit.expression.nodes import Node, Type, columns
from evalkit.plan import RANK, TOTAL
from evalkit.plan.model import Plan
from evalkit.result import NO_GRADE, NOT_RANKED, Judgement, Scores, State

if TYPE_CHECKING:
    from evalkit.inputs.units import Units


@dataclass(frozen=True, slots=True)
class Standing:
    """Ranks and grades for some totals."""

    data: Data
    """With the column of these totals and of the ranks that conditions look at, and what was gathered on the way."""
    order: Array
    """The order of the units, smaller is better."""
    ranked: Array
    """Who is ranked."""
    ranks: Mapping[str, Array]
    ranked_in: Mapping[str, Array]
    grades: Array
    undecided: Array
    """Whose grade hangs on a condition that is not known."""
    reserved: Array
    """The grade in whose quota a place is kept for a unit whose own grade is withheld, or `NO_GRADE`."""
    places: tuple[Array | None, ...]
    """For each grade with a quota, how many places the group of each unit has."""


def standing(
    plan: Plan, units: Units, data: Data, total: Scores, vetoes: Sequence[Judgement], open_: Array, unscored: Array
) -> Standing:
    """Rank the units by `total`, and give the grades that their totals, parts and places earn.

    Args:
        plan: the compiled scheme.
        units: who they are.
        data: their data.
        total: what they have.
        vetoes: those that fired bar a unit from grades and, as the scheme says, from ranks.
        open_: units whose grade is withheld.
        unscored: units that are not scored, and so have no rank and earn no grade.
    """
    values = np.where(total.known, total.wholes / 10.0**total.decimals, np.nan)
    column = Column(Type.NUMBER, values, decimals=max(total.decimals, 0))
    data = replace(data, columns={**data.columns, TOTAL: column})
    order, ranked, data = _ranked(plan, units, data, total, vetoes)
    dense = plan.scheme.ranking is not None and plan.scheme.ranking.ties == "dense"
    by_scope = {name: ranks(order, ranked, codes(units, by), dense=dense) for name, by in plan.scopes.items()}

    conditions = [grade.condition for grade in plan.grades]
    roots = [*amounts(plan, plan.grades), *conditions]
    looked_at = columns([*roots, *amounts(plan, plan.lists), *(part.condition for part in plan.lists)])
    places = {name: codes(units, name.removeprefix(RANK)) for name in looked_at if name.startswith(RANK)}
    given = {name: _column(ranks(order, ranked, groups, dense=dense)[0]) for name, groups in places.items()}
    data = staged(roots, replace(data, columns={**data.columns, **given}))
    found = compute(roots, data)

    quotas = [quota(plan, grade, grade.grade, units, ranked, found) for grade in plan.grades]
    holds = [np.where(unscored, State.PASSED, found.states[condition]) for condition in conditions]
    best, lowered = best_grades(plan, vetoes, len(units)), steps_down(plan, vetoes, len(units)) > 0
    earned = grades(holds, quotas, order, ranked, best, lowered)
    return Standing(
        data,
        order,
        ranked,
        {name: rank for name, (rank, _) in by_scope.items()},
        {name: size for name, (_, size) in by_scope.items()},
        np.where(open_, NO_GRADE, earned.grades).astype(np.int16),
        earned.undecided,
        np.where(open_ | earned.undecided, earned.held, NO_GRADE).astype(np.int16),
        tuple(None if limit is None else limit.of_units() for limit in quotas),
    )


def grade_column(plan: Plan, grades: Array) -> Column:
    """Grades as a text column."""
    return Column(Type.TEXT, np.where(grades == NO_GRADE, -1, grades).astype(np.int32), tuple(plan.scheme.grades))


def _column(rank: Array) -> Column:
    """Ranks as a column of numbers; who has none has no value."""
    return Column(Type.NUMBER, np.where(rank == NOT_RANKED, np.nan, rank.astype(float)))


def _ranked(
    plan: Plan, units: Units, data: Data, total: Scores, vetoes: Sequence[Judgement]
) -> tuple[Array, Array, Data]:
    """The order of the units, who is ranked, and the data with what that looked at."""
    roots: list[Node] = [plan.ranked, *(node for node, _ in plan.keys)]
    data = staged(roots, data)
    found = compute(roots, data)
    order = ordering([_key(plan, number, total, found) for number in range(len(plan.keys))])
    return *_vetoed(plan, vetoes, order, total.known & (found.states[plan.ranked] == State.FIRED)), data


def _key(plan: Plan, number: int, total: Scores, found: Computed) -> tuple[Array, Array, bool]:
    """A key of the ranking: its whole numbers, which are known, and whether higher is better."""
    node, higher = plan.keys[number]
    scores = total if node.operation == "column" else found.scores[node]
    return scores.wholes, scores.known, higher


def _vetoed(plan: Plan, vetoes: Sequence[Judgement], order: Array, ranked: Array) -> tuple[Array, Array]:
    """Vetoed units keep their rank, come last, all equal, or are not ranked, as the scheme says."""
    what = "keep" if plan.scheme.ranking is None else plan.scheme.ranking.vetoed
    if what == "keep" or not vetoes:
        return order, ranked
    fired = np.any([judgement.states == State.FIRED for judgement in vetoes], axis=0)
    if what == "out":
        return order, ranked & ~fired
    return np.where(fired, order.max(initial=0) + 1, order), ranked
