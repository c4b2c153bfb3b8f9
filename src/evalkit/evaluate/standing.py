"""Where units stand with their totals: ranks in every scope, and the grades that they earn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np

from evalkit.evaluate.effects import best_grades, steps_down
from evalkit.evaluate.grading import Quota, grades, quota
from evalkit.evaluate.ranking import ordering, ranks
from evalkit.evaluate.stages import Computed, compute, staged
from evalkit.expression.data import Array, Column, Data
from evalkit.expression.nodes import Node, Type
from evalkit.plan import TOTAL
from evalkit.plan.context import CROSSING
from evalkit.plan.model import Plan
from evalkit.result import NO_GRADE, Judgement, Scores, State

if TYPE_CHECKING:
    from evalkit.inputs.units import Units


@dataclass(frozen=True, slots=True)
class Standing:
    """Ranks and grades for some totals."""

    data: Data
    """With the column of these totals, and what was gathered on the way."""
    ranks: Mapping[str, Array]
    ranked_in: Mapping[str, Array]
    grades: Array
    undecided: Array
    """Whose grade hangs on a condition that is not known."""

    def grade_column(self, names: Sequence[str]) -> Column:
        """The grades as a text column."""
        return Column(Type.TEXT, np.where(self.grades == NO_GRADE, -1, self.grades).astype(np.int32), tuple(names))


def standing(
    plan: Plan, units: Units, data: Data, total: Scores, vetoes: Sequence[Judgement], open_: Array
) -> Standing:
    """Rank the units by `total`, and give the grades that their totals, parts and places earn.

    Args:
        plan: the compiled scheme.
        units: who they are.
        data: their data.
        total: what they have.
        vetoes: those that fired bar a unit from grades and, as the scheme says, from ranks.
        open_: units whose grade is withheld.
    """
    values = np.where(total.known, total.wholes / 10.0**total.decimals, np.nan)
    column = Column(Type.NUMBER, values, decimals=max(total.decimals, 0))
    data = replace(data, columns={**data.columns, TOTAL: column})
    amounts = [node for grade in plan.grades for node in (grade.top, grade.places) if node is not None]
    roots = [plan.ranked, *(_amount(plan, node) for node in amounts if node.constant is None)]
    roots += [*(grade.condition for grade in plan.grades), *(node for node, _ in plan.keys)]
    data = staged(roots, data)
    found = compute(roots, data)

    order = ordering([_key(plan, number, total, found) for number in range(len(plan.keys))])
    ranked = total.known & (found.states[plan.ranked] == State.FIRED)
    order, ranked = _vetoed(plan, vetoes, order, ranked)
    dense = plan.scheme.ranking is not None and plan.scheme.ranking.ties == "dense"
    by_scope = {name: ranks(order, ranked, codes(units, by), dense=dense) for name, by in plan.scopes.items()}
    quotas = [_quota(plan, number, units, ranked, found) for number in range(len(plan.grades))]
    holds = [found.states[grade.condition] for grade in plan.grades]
    best, lowered = best_grades(plan, vetoes, len(units)), steps_down(plan, vetoes, len(units)) > 0
    earned, undecided = grades(holds, quotas, order, ranked, best, lowered)
    return Standing(
        data,
        {name: rank for name, (rank, _) in by_scope.items()},
        {name: size for name, (_, size) in by_scope.items()},
        np.where(open_, NO_GRADE, earned).astype(np.int16),
        undecided,
    )


def codes(units: Units, scope: str) -> Array:
    """The group of each unit in a scope, -1 where it is in none."""
    column = units.scope(scope)
    return np.zeros(len(units), dtype=np.int32) if column is None else column.values


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


def _quota(plan: Plan, number: int, units: Units, ranked: Array, found: Computed) -> Quota | None:
    """The quota of a grade, where it has one; its number may differ from group to group."""
    grade = plan.grades[number]
    node = grade.top if grade.top is not None else grade.places
    if node is None:
        return None
    scopes = {"all": "all", "class": "class", **plan.scopes}
    groups = codes(units, scopes[grade.grade.within or ("class" if plan.scheme.units.class_ else "all")])
    amounts: list[Fraction | None] = [node.constant] * (int(groups.max(initial=-1)) + 1)
    if node.constant is None:
        # Units of one group that differ leave it the smallest number that any of them tells.
        scores = found.scores[_amount(plan, node)]
        rows = np.flatnonzero(scores.known & (groups >= 0))
        rows = rows[np.argsort(scores.wholes[rows], kind="stable")]
        present, first = np.unique(groups[rows], return_index=True)
        for group, row in zip(present, rows[first], strict=True):
            amounts[group] = scores[row]
    return quota(grade.grade, groups, ranked, amounts, share=grade.top is not None)


def _amount(plan: Plan, node: Node) -> Node:
    return plan.graph.round(node, "half_up", CROSSING)
