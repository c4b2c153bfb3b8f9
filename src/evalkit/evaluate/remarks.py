"""What is odd about a result, and has to be told beside it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

import numpy as np

from evalkit.diagnostics import Diagnostic
from evalkit.diagnostics import outcome as kinds
from evalkit.evaluate.effects import best_grades
from evalkit.expression.data import Array
from evalkit.result import NO_GRADE, Result, State
from evalkit.scheme.criteria import CHILDREN

NAMED = 20
"""How many units a warning names."""


def remarks(result: Result) -> Iterator[Diagnostic]:
    """Units that are among the first and the last at once, decided grades that a veto rules out, and more rows than
    there can be.
    """
    yield from _on_both(result)
    yield from _over_vetoes(result)
    yield from _too_many_rows(result)


def _too_many_rows(result: Result) -> Iterator[Diagnostic]:
    """Where a criterion says how many rows there are, as many months, and all of them count."""
    for name, part in result.plan.criteria.items():
        each, said = part.account(None).each, part.criterion.for_each
        wanted = None if each is None or each.wanted is None else each.wanted.constant
        if each is None or said is None or wanted is None or said.where is not None or said.in_ == CHILDREN:
            continue
        counts = np.bincount(result.units.records[said.in_].owners, minlength=len(result))
        if len(units := _named(result, np.flatnonzero(counts > float(wanted)))):
            yield kinds.TOO_MANY_ROWS(said.place, units=units, wanted=wanted, records=said.in_, criterion=name)


def _named(result: Result, rows: Array) -> tuple[str, ...]:
    names = tuple(result.units.names[row] for row in rows[:NAMED])
    return (*names, "…") if len(rows) > NAMED else names


def _on_both(result: Result) -> Iterator[Diagnostic]:
    lists = [
        (part, found.states == State.FIRED)
        for part, found in zip(result.plan.lists, result.listed, strict=True)
        if part.limits
    ]
    for (one, on_one), (other, on_other) in combinations(lists, 2):
        rows = np.flatnonzero(on_one & on_other)
        if len(rows) and (one.listing.top is None) != (other.listing.top is None):
            units = _named(result, rows)
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
