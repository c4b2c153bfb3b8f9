"""Quotas: how many units of each group of a scope there is place for, and who has one, in the order of ranks."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np

from evalkit.diagnostics.message import round_half_up
from evalkit.evaluate.ranking import ranks
from evalkit.evaluate.stages import Computed
from evalkit.expression.data import Array
from evalkit.expression.nodes import Node
from evalkit.plan.context import CROSSING
from evalkit.plan.model import GradePlan, ListPlan, Plan
from evalkit.scheme import Grade, Listing

if TYPE_CHECKING:
    from evalkit.inputs.units import Units

ROUND: dict[str, Callable[[Fraction], int]] = {"down": math.floor, "up": math.ceil, "half_up": round_half_up}


@dataclass(frozen=True, slots=True)
class Quota:
    """How many units of each group of a scope there is place for."""

    codes: Array
    """The group of each unit, -1 for none."""
    places: Array
    """Places of each group."""
    admit: bool
    """Whether equals at the last place are all in."""

    def of_units(self) -> Array:
        """How many places the group of each unit has; 0 outside of all groups."""
        return np.append(self.places, 0)[self.codes]


def codes(units: Units, scope: str) -> Array:
    """The group of each unit in a scope, -1 where it is in none."""
    column = units.scope(scope)
    return np.zeros(len(units), dtype=np.int32) if column is None else column.values


def amounts(plan: Plan, parts: Sequence[GradePlan | ListPlan]) -> list[Node]:
    """What must be computed before the quotas of some grades or lists are known."""
    limits = [limit for part in parts for limit in part.limits]
    return [_crossing(plan, node) for node, _ in limits if node.constant is None]


def quota(
    plan: Plan, part: GradePlan | ListPlan, said: Grade | Listing, units: Units, ranked: Array, found: Computed
) -> Quota | None:
    """The quota of a grade or a list, where it has one: of a share and a number of places the smaller counts."""
    if not part.limits:
        return None
    scopes = {"all": "all", "class": "class", **plan.scopes}
    groups = codes(units, scopes[said.within or ("class" if plan.scheme.units.class_ else "all")])
    count = int(groups.max(initial=-1)) + 1
    sizes = np.bincount(groups[ranked & (groups >= 0)], minlength=count)
    places = np.full(count, len(units), dtype=np.int64)
    for node, is_share in part.limits:
        for group, amount in enumerate(_amounts(plan, node, groups, count, found)):
            exact = amount * int(sizes[group]) if is_share else amount
            # No group has more units than there are, and a number beyond them may be larger than int64.
            places[group] = min(int(places[group]), max(ROUND[said.round](exact), 0))
    return Quota(groups, places, said.ties == "admit")


def _amounts(plan: Plan, node: Node, groups: Array, count: int, found: Computed) -> list[Fraction]:
    """The number of each group; where units of one differ, the smallest that any of them tells, 0 where none does."""
    amounts = [node.constant or Fraction(0)] * count
    if node.constant is None:
        scores = found.scores[_crossing(plan, node)]
        rows = np.flatnonzero(scores.known & (groups >= 0))
        rows = rows[np.argsort(scores.wholes[rows], kind="stable")]
        present, first = np.unique(groups[rows], return_index=True)
        for group, row in zip(present, rows[first], strict=True):
            amounts[group] = scores[row] or Fraction(0)
    return amounts


def _crossing(plan: Plan, node: Node) -> Node:
    return plan.graph.round(node, "half_up", CROSSING)


def within(limit: Quota, candidates: Array, order: Array) -> Array:
    """Those of the candidates who have a place, in the order of ranks; outside of all groups there is none."""
    candidates = candidates & (limit.codes >= 0)
    rank, _ = ranks(order, candidates, limit.codes)
    allowed = limit.places[limit.codes] if len(limit.places) else np.zeros(len(order), dtype=np.int64)
    if limit.admit:
        return candidates & (rank <= allowed)
    # All equals must fit: the last of them has the rank of the first plus their number, less one.
    last = np.zeros(len(order), dtype=np.int64)
    rows = np.flatnonzero(candidates)
    key = limit.codes[rows].astype(np.int64) * (len(order) + 1) + rank[rows]
    _, inverse, counts = np.unique(key, return_inverse=True, return_counts=True)
    last[rows] = rank[rows] + counts[inverse] - 1
    return candidates & (last <= allowed)
