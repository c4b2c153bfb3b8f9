"""Grades from the top, the first whose bounds, needs, condition and quota hold; then what vetoes make of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from evalkit.evaluate.quotas import Quota, within
from evalkit.expression.data import Array
from evalkit.result import NO_GRADE, State


@dataclass(frozen=True, slots=True)
class Given:
    """The grades that units earn."""

    grades: Array
    """The place of each unit's grade, or `NO_GRADE`."""
    undecided: Array
    """Who has no grade because a condition is not known."""
    held: Array
    """The place of the grade in whose quota a unit has a place, given or kept for it, or `NO_GRADE`."""

    def but(self, rows: Array, other: Given) -> Given:
        """The same, but of some units what `other` says."""
        pairs = ((self.grades, other.grades), (self.undecided, other.undecided), (self.held, other.held))
        return Given(*(np.where(rows, theirs, own) for own, theirs in pairs))


def grades(
    conditions: Sequence[Array],
    quotas: Sequence[Quota | None],
    order: Array,
    ranked: Array,
    best: Array,
    lowered: Array,
) -> Given:
    """Give every unit its grade.

    Args:
        conditions: for each grade the int8 `State` of its bounds, needs and `when` (FIRED: they hold).
        quotas: for each grade its quota, or None.
        order: the order of the units, smaller is better.
        ranked: who is ranked.
        best: for each unit the place of the best grade that no veto bars it from; it uses no place above that.
        lowered: whose grade a veto lowers: they drop from the grade that is theirs, and use no place of it.
    """
    found = _given(conditions, quotas, order, ranked, best)
    if lowered.any() and any(quotas):
        found = _given(conditions, quotas, order, ranked, np.where(lowered, len(conditions), best)).but(lowered, found)
    return found


def _given(
    conditions: Sequence[Array], quotas: Sequence[Quota | None], order: Array, ranked: Array, best: Array
) -> Given:
    """Grade by grade from the top. Whose condition is not known holds a place, for it may come to have it."""
    found, held = (np.full(len(order), NO_GRADE, dtype=np.int16) for _ in range(2))
    undecided = np.zeros(len(order), dtype=bool)
    for number, (condition, limit) in enumerate(zip(conditions, quotas, strict=True)):
        may = (found == NO_GRADE) & ~undecided & (condition != State.PASSED)
        if limit is not None:
            may = within(limit, may & ranked & (best <= number), order)
            held[may] = number
        found[may & (condition == State.FIRED)] = number
        undecided |= may & (condition == State.UNDETERMINED)
    return Given(found, undecided, held)
