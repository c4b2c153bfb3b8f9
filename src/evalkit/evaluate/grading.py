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


def quota(grade: Grade, codes: Array, ranked: Array, share: Fraction | None, places: Fraction | None) -> Quota | None:
    """The quota of a grade: a share of the ranked units of its scope, or a number of places."""
    if share is None and places is None:
        return None
    sizes = np.bincount(codes[ranked & (codes >= 0)], minlength=int(codes.max(initial=-1)) + 1)
    if share is not None:
        found = [ROUND[grade.round](share * int(size)) for size in sizes]
    else:
        found = [math.floor(places or 0)] * len(sizes)
    return Quota(codes, np.array(found, dtype=np.int64), grade.ties == "admit")


def grades(
    conditions: Sequence[Array], quotas: Sequence[Quota | None], places: Array, ranked: Array, best: Array, open_: Array
) -> Array:
    """The place of each unit's grade, or `NO_GRADE`.

    Args:
        conditions: for each grade the int8 `State` of its bounds, needs and `when` (FIRED: they hold).
        quotas: for each grade its quota, or None.
        places: the order of the units, smaller is better.
        ranked: who is ranked.
        best: for each unit the place of the best grade that no veto bars it from; it uses no place above that.
        open_: units whose result is provisional; they hold a place, but their grade is withheld.
    """
    found = np.full(len(places), NO_GRADE, dtype=np.int16)
    undecided = np.zeros(len(places), dtype=bool)
    for number, (condition, limit) in enumerate(zip(conditions, quotas, strict=True)):
        free = (found == NO_GRADE) & ~undecided
        holds = free & (condition == State.FIRED)
        if limit is not None:
            holds = _within(limit, holds & ranked & (best <= number), places)
        found[holds] = number
        undecided |= free & (condition == State.UNDETERMINED)
    found[undecided | open_] = NO_GRADE
    return found


def _within(limit: Quota, candidates: Array, places: Array) -> Array:
    """Those of the candidates who have a place, in the order of ranks."""
    rank, _ = ranks(places, candidates, limit.codes)
    allowed = limit.places[limit.codes] if len(limit.places) else np.zeros(len(places), dtype=np.int64)
    if limit.admit:
        return candidates & (rank <= allowed)
    # All equals must fit: the last of them has the rank of the first plus their number, less one.
    last = np.zeros(len(places), dtype=np.int64)
    rows = np.flatnonzero(candidates)
    key = limit.codes[rows].astype(np.int64) * (len(places) + 1) + rank[rows]
    _, inverse, counts = np.unique(key, return_inverse=True, return_counts=True)
    last[rows] = rank[rows] + counts[inverse] - 1
    return candidates & (last <= allowed)
