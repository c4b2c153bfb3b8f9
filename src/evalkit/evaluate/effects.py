"""What rewards and vetoes do to totals and grades. Rewards lift first; nothing lifts after a veto."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from evalkit.expression.data import Array
from evalkit.expression.nodes import Node
from evalkit.plan.model import Plan
from evalkit.result import NO_GRADE, Judgement, State

Wholes = Mapping[Node, tuple[Array, Array]]
"""`round` node -> whole numbers, known."""


def lifted(plan: Plan, judgements: Sequence[Judgement], wholes: Array, numbers: Wholes) -> Array:
    """The totals with what fired rewards add."""
    for reward, judgement in zip(plan.rewards, judgements, strict=True):
        if "add" in reward.numbers:
            added, known = numbers[reward.numbers["add"]]
            wholes = np.where((judgement.states() == State.FIRED) & known, wholes + added, wholes)
    return wholes


def punished(plan: Plan, judgements: Sequence[Judgement], wholes: Array, numbers: Wholes, *, worst: bool) -> Array:
    """The totals after vetoes: deductions add up, then the lowest cap, then the lowest fixed score.

    With `worst` an undetermined veto counts as fired, which gives the lowest possible total.
    """
    states = [_fired(judgement, worst) for judgement in judgements]
    for veto, fired in zip(plan.vetoes, states, strict=True):
        if "deduct" in veto.numbers:
            wholes = np.where(fired, wholes - numbers[veto.numbers["deduct"]][0], wholes)
    for veto, fired in zip(plan.vetoes, states, strict=True):
        if "cap_score" in veto.numbers:
            wholes = np.where(fired, np.minimum(wholes, numbers[veto.numbers["cap_score"]][0]), wholes)
    fixed = np.full(len(wholes), np.iinfo(np.int64).max)
    for veto, fired in zip(plan.vetoes, states, strict=True):
        if "score" in veto.numbers:
            fixed = np.where(fired, np.minimum(fixed, numbers[veto.numbers["score"]][0]), fixed)
    return np.where(fixed < np.iinfo(np.int64).max, fixed, wholes)


def _fired(judgement: Judgement, worst: bool) -> Array:
    states = judgement.states()
    fired: Array = states == State.FIRED
    return fired | (states == State.UNDETERMINED) if worst else fired


def raised(plan: Plan, judgements: Sequence[Judgement], places: Array) -> Array:
    """Grades after rewards; a place counts from the best, so a better grade is a smaller one."""
    names = list(plan.scheme.grades)
    for reward, judgement in zip(plan.rewards, judgements, strict=True):
        fired = (judgement.states() == State.FIRED) & (places != NO_GRADE)
        if reward.reward.effect.raise_grade is not None:
            places = np.where(fired, np.maximum(places - reward.reward.effect.raise_grade, 0), places)
        if reward.reward.effect.grade is not None:
            places = np.where(fired, np.minimum(places, names.index(reward.reward.effect.grade)), places)
    return places


def best_grades(plan: Plan, judgements: Sequence[Judgement], count: int) -> Array:
    """For each unit the place of the best grade that fired vetoes leave open."""
    names = list(plan.scheme.grades)
    best = np.zeros(count, dtype=np.int64)
    for veto, judgement in zip(plan.vetoes, judgements, strict=True):
        for name in (veto.veto.effect.grade, veto.veto.effect.cap_grade):
            if name is not None:
                fired = judgement.states() == State.FIRED
                best = np.where(fired, np.maximum(best, names.index(name)), best)
    return best


def lowered(plan: Plan, judgements: Sequence[Judgement], places: Array) -> Array:
    """Grades after vetoes: steps down add up; of caps and fixed grades the worst holds."""
    last = len(plan.scheme.grades) - 1
    names = list(plan.scheme.grades)
    graded = places != NO_GRADE
    down = np.zeros(len(places), dtype=np.int64)
    for veto, judgement in zip(plan.vetoes, judgements, strict=True):
        if veto.veto.effect.lower_grade is not None:
            down += np.where(judgement.states() == State.FIRED, veto.veto.effect.lower_grade, 0)
    found = np.where(graded, np.minimum(places + down, last), places)
    found = np.where(graded, np.maximum(found, best_grades(plan, judgements, len(places))), found)
    for veto, judgement in zip(plan.vetoes, judgements, strict=True):
        if veto.veto.effect.grade is not None:
            # A grade that a veto fixes holds also where the total itself is not known.
            fired = (judgement.states() == State.FIRED) & ~graded
            found = np.where(fired, np.maximum(found, names.index(veto.veto.effect.grade)), found)
    return found.astype(np.int16)
