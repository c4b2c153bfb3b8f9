"""The result of one scheme as columns of another: exact, and unknown where it is still open."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from evalkit.evaluate.stages import compute, staged
from evalkit.expression.data import UNKNOWN_CODE, Array, Column
from evalkit.expression.nodes import Type
from evalkit.expression.values import Reason
from evalkit.plan.model import Plan
from evalkit.result import NO_GRADE, NOT_RANKED, Result, Scores
from evalkit.scheme.taken import Taken

if TYPE_CHECKING:
    from evalkit.inputs.units import Units

LONGEST = 10**15
"""A column holds numbers of at most 15 digits."""


def with_taken(plan: Plan, units: Units, results: Mapping[str, Result]) -> Units:
    """The units with a column for every input that takes the result of another scheme; `results` are by its file."""
    columns = dict(units.columns)
    for name, declared in plan.scheme.inputs.items():
        if declared.taken is not None:
            other = results[declared.taken.scheme.place.file]
            places = {unit: row for row, unit in enumerate(other.units.ids)}
            rows = np.array([places.get(unit, -1) for unit in units.ids], dtype=np.intp)
            columns[name] = _column(other, declared.taken).at(rows)
    return replace(units, columns=columns, earlier=_earlier(plan, units.earlier))


def _earlier(plan: Plan, units: Units | None) -> Units | None:
    """The periods before, of which no other scheme has a result."""
    if units is None:
        return None
    taken = {name: declared.node_type for name, declared in plan.scheme.inputs.items() if declared.taken is not None}
    nobody = np.full(len(units), UNKNOWN_CODE)
    columns = {
        name: Column(Type.TEXT, np.zeros(0, np.int32)).at(nobody)
        if type_ is Type.TEXT
        else Column(type_, np.zeros(0)).at(nobody)
        for name, type_ in taken.items()
    }
    return replace(units, columns={**units.columns, **columns}, earlier=_earlier(plan, units.earlier))


def _column(result: Result, taken: Taken) -> Column:
    """A part of a result, for all its units."""
    if taken.what == "grade":
        known = ~result.provisional & (result.grades != NO_GRADE)
        places = np.where(known, result.grades, UNKNOWN_CODE).astype(np.int32)
        return Column(Type.TEXT, places, tuple(result.plan.scheme.grades), states=_states(result, known))
    scores = _scores(result, taken)
    known = ~result.provisional & scores.known & (np.abs(scores.wholes) < LONGEST)
    values = np.where(known, scores.wholes, 0).astype(np.float64) / 10.0**scores.decimals
    numbers = np.where(known, values, np.nan)
    return Column(Type.NUMBER, numbers, decimals=scores.decimals, states=_states(result, known))


def _scores(result: Result, taken: Taken) -> Scores:
    """A number of a result, as whole numbers of its last decimal."""
    node = result.plan.given.get(taken.text)
    if node is not None:
        return compute([node], staged([node], result.data)).scores[node]
    if taken.what == "rank":
        ranks = next(iter(result.ranks.values()))
        return Scores(ranks, ranks != NOT_RANKED, 0)
    return result.total


def _states(result: Result, known: Array) -> dict[int, Reason]:
    """Why units have nothing to take."""
    return {
        int(row): Reason.PROVISIONAL if result.provisional[row] else Reason.UNDEFINED for row in np.flatnonzero(~known)
    }
