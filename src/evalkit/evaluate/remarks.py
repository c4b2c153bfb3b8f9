"""What is odd about a result, and has to be told beside it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

import numpy as np

from evalkit.diagnostics import Diagnostic
from evalkit.diagnostics import outcome as kinds
from evalkit.evaluate.effects import best_grades
from evalkit.result import NO_GRADE, Result, State

NAMED = 20
"""How many units a warning names."""


def remarks(result: Result) -> Iterator[Diagnostic]:
    """Units that are among the first and the last at once, and decided grades that a veto rules out."""
    yield from _on_both(result)
    yield from _over_vetoes(result)


def _on_both(result: Result) -> Iterator[Diagnostic]:
    lists = [
        (part, found.states == State.FIRED)
        for part, found in zip(result.plan.lists, result.listed, strict=True)
        if part.limits
    ]
    for (one, on_one), (other, on_other) in combinations(lists, 2):
        rows = np.flatnonzero(on_one & on_other)
        if len(rows) and (one.listing.top is None) != (other.listing.top is None):
            names = tuple(result.units.names[row] for row in rows[:NAMED])
            units = (*names, "…") if len(rows) > NAMED else names
            yield kinds.ON_BOTH_LISTS(other.listing.place, units=units, first=one.name, second=other.name)


def _over_vetoes(result: Result) -> Iterator[Diagnostic]:
    if result.plan.scheme.decided is None:
        return
    best, names = best_grades(result.plan, result.vetoes, len(result)), list(result.plan.scheme.grades)
    for row in map(int, np.flatnonzero((result.grades != NO_GRADE) & (result.grades < best))):
        fired = tuple(judgement.name for judgement in result.vetoes if judgement.state(row) is State.FIRED)
        place = result.units.origin(row, result.plan.scheme.decided.grade)
        found, allowed = names[result.grades[row]], names[best[row]]
        yield kinds.DECIDED_OVER_VETO(place, unit=result.units.names[row], grade=found, best=allowed, vetoes=fired)
