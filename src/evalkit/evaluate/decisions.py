"""What people decided: the grades of the deciding body, and that no decision stands without its reason."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import numpy as np

from evalkit.diagnostics import Diagnostic
from evalkit.diagnostics import outcome as kinds
from evalkit.expression.data import UNKNOWN_CODE, Array
from evalkit.plan.model import Plan
from evalkit.result import NO_GRADE, Judgement, State
from evalkit.scheme.decisions import Decision

if TYPE_CHECKING:
    from evalkit.inputs.units import Units


def refused(plan: Plan, units: Units, vetoes: Sequence[Judgement]) -> Iterator[Diagnostic]:
    """Decisions with a blank cell, and decided grades that there are not."""
    for veto, judgement in zip(plan.vetoes, vetoes, strict=True):
        if veto.veto.decided is not None:
            yield from _blanks(units, veto.veto.decided, veto.name, judgement.states == State.FIRED)
    decided = plan.scheme.decided
    if decided is None:
        return
    cells = units.attributes[decided.grade]
    names = tuple(plan.scheme.grades)
    for row in np.flatnonzero(cells.values != UNKNOWN_CODE):
        if (found := cells.labels[cells.values[row]]) not in names:
            place = units.origin(int(row), decided.grade)
            yield kinds.DECIDED_GRADE(place, unit=units.names[row], found=found, grades=names)
    yield from _blanks(units, decided, decided.grade, cells.values != UNKNOWN_CODE)


def _blanks(units: Units, decision: Decision, what: str, where: Array) -> Iterator[Diagnostic]:
    """The cells of a decision that are blank where it is made."""
    for heading in decision.headings:
        for row in map(int, np.flatnonzero(where & (units.attributes[heading].values == UNKNOWN_CODE))):
            place = units.origin(row, heading)
            yield kinds.DECISION_BLANK(place, unit=units.names[row], what=what, heading=heading)


def decided(plan: Plan, units: Units, computed: Array) -> Array:
    """The grades that come out: the decided ones, and where nothing is decided, those that were computed."""
    if plan.scheme.decided is None:
        return computed
    cells, names = units.attributes[plan.scheme.decided.grade], list(plan.scheme.grades)
    places = [names.index(label) if label in names else NO_GRADE for label in cells.labels]
    found = np.array([*places, NO_GRADE])[cells.values]  # the last is that of the unknown, -1
    return np.where(cells.values == UNKNOWN_CODE, computed, found).astype(np.int16)
