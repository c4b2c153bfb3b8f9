"""Grades from the top, the first whose bounds, needs, condition and quota hold; then what vetoes make of them."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from evalkit.diagnostics.message import round_half_up
from evalkit.evaluate.ranking import ranks
from evalkit.expression.data import Array
from evalkit.result import NO_GRADE, State
from evalkit.scheme import Grade

ROUND: dict[str, Callable[[Fraction], int]] = {"down": math.floor, "up": math.ceil, "half_up": round_half_up}


@dataclass(frozen=True, slots=True)
class Quota:
    """How many units of each group of a scope may have a grade."""

    codes: Array
    """The group of each unit, -1 for none."""
    places: Array
    """Places of each group."""
    admit: bool
    """Whether equals at the last place are all in."""


def quota(grade: Grade, codes: Array, ranked: Array, amounts: Sequence[Fraction | None], *, share: bool) -> Quota:
    """The quota of a grade: for each group a share of its ranked units, or a number of places."""
    sizes = np.bincount(codes[ranked & (codes >= 0)], minlength=len(amounts))
    found = [
        0 if amount is None else ROUND[grade.round](amount * int(size)) if share else math.floor(amount)
        for amount, size in zip(amounts, sizes, strict=True)
    ]
    return Quota(codes, np.array(found, dtype=np.int64), grade.ties == "admit")


def grades(
    conditions: Sequence[Array],
    quotas: Sequence[Quota | None],
    order: Array,
    ranked: Array,
    best: Array,
    lowered: Array,
) -> tuple[Array, Array]:
    """The place of each unit's grade, or `NO_GRADE`, and for whom that is because a condition is not known.

    Args:
        conditions: for each grade the int8 `State` of its bounds, needs and `when` (FIRED: they hold).
        quotas: for each grade its quota, or None.
        order: the order of the units, smaller is better.
        ranked: who is ranked.
        best: for each unit the place of the best grade that no veto bars it from; it uses no place above that.
        lowered: whose grade a veto lowers: they drop from the grade that is theirs, and use no place of it.
    """
    found, undecided = _given(conditions, quotas, order, ranked, best)
    if lowered.any() and any(quotas):
        rest = _given(conditions, quotas, order, ranked, np.where(lowered, len(conditions), best))
        found, undecided = np.where(lowered, found, rest[0]), np.where(lowered, undecided, rest[1])
    return found, undecided


def _given(
    conditions: Sequence[Array], quotas: Sequence[Quota | None], order: Array, ranked: Array, best: Array
) -> tuple[Array, Array]:
    """Grade by grade from the top. Whose condition is not known holds a place, for it may come to have it."""
    found = np.full(len(order), NO_GRADE, dtype=np.int16)
    undecided = np.zeros(len(order), dtype=bool)
    for number, (condition, limit) in enumerate(zip(conditions, quotas, strict=True)):
        may = (found == NO_GRADE) & ~undecided & (condition != State.PASSED)
        if limit is not None:
            may = _within(limit, may & ranked & (best <= number), order)
        found[may & (condition == State.FIRED)] = number
        undecided |= may & (condition == State.UNDETERMINED)
    return found, undecided


def _within(limit: Quota, candidates: Array, order: Array) -> Array:
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
