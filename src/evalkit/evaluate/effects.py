"""What rewards and vetoes do to totals and grades. Rewards lift first; nothing lifts after a veto."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from evalkit.expression.data import Array
from evalkit.expression.nodes import Node
from evalkit.plan.model import Plan
from evalkit.result import NO_GRADE, Judgement, State

Wholes = Mapping[Node, tuple[Array, Array]]
"""`round` node -> whole numbers, known."""
NO_SCORE = np.iinfo(np.int64).max


def fired(judgements: Sequence[Judgement]) -> list[Array]:
    """For each veto or reward, where it has fired."""
    return [judgement.states == State.FIRED for judgement in judgements]


def possible(judgements: Sequence[Judgement]) -> list[Array]:
    """For each veto or reward, where it has fired or nobody can tell."""
    return [judgement.states != State.PASSED for judgement in judgements]


def unscored(plan: Plan, vetoes: Sequence[Judgement], count: int) -> Array:
    """Where a veto that fired stops the scoring."""
    found = np.zeros(count, dtype=bool)
    for veto, here in zip(plan.vetoes, fired(vetoes), strict=True):
        if veto.veto.effect.unscored:
            found |= here
    return found


def lifted(plan: Plan, holds: Sequence[Array], wholes: Array, known: Array, numbers: Wholes) -> tuple[Array, Array]:
    """The totals with what rewards add where they hold, and which of them are known."""
    for reward, here in zip(plan.rewards, holds, strict=True):
        if "add" in reward.numbers:
            added, is_known = numbers[reward.numbers["add"]]
            wholes, known = np.where(here, wholes + added, wholes), known & (is_known | ~here)
    return wholes, known


def punished(plan: Plan, holds: Sequence[Array], wholes: Array, known: Array, numbers: Wholes) -> tuple[Array, Array]:
    """The totals after vetoes where they hold: deductions add up, then the lowest cap, then the lowest fixed score.

    A fixed score is the total, whatever it was; but what another veto has lowered it does not lift.
    """
    before, zeroed = wholes, np.zeros(len(wholes), dtype=bool)
    for veto, here in zip(plan.vetoes, holds, strict=True):
        for node in veto.numbers.values():
            known = known & (numbers[node][1] | ~here)
        if veto.veto.effect.zero:
            zeroed |= here
        if "deduct" in veto.numbers:
            wholes = np.where(here, wholes - numbers[veto.numbers["deduct"]][0], wholes)
    cap = _lowest(plan, holds, "cap_score", numbers, len(wholes))
    wholes = np.where(cap < NO_SCORE, np.minimum(wholes, cap), wholes)
    fixed = _lowest(plan, holds, "score", numbers, len(wholes))
    lowered = zeroed | (wholes < before)
    found = np.where(lowered, np.minimum(fixed, wholes), fixed)
    return np.where(fixed < NO_SCORE, found, wholes), known


def _lowest(plan: Plan, holds: Sequence[Array], effect: str, numbers: Wholes, count: int) -> Array:
    """The lowest number that vetoes set where they hold; `NO_SCORE` where none does."""
    found = np.full(count, NO_SCORE)
    for veto, here in zip(plan.vetoes, holds, strict=True):
        if effect in veto.numbers:
            found = np.where(here, np.minimum(found, numbers[veto.numbers[effect]][0]), found)
    return found


def outcomes(
    plan: Plan,
    vetoes: Sequence[Judgement],
    rewards: Sequence[Judgement],
    scores: tuple[Array, Array],
    numbers: Wholes,
) -> Iterator[tuple[Array, Array]]:
    """What the totals may become, as those who are undetermined fire or not; the extremes are among them."""
    sure, maybe = fired(vetoes), possible(vetoes)
    fixing = [
        late if "score" in veto.numbers else now for veto, now, late in zip(plan.vetoes, sure, maybe, strict=True)
    ]
    for lifting in (fired(rewards), possible(rewards)):
        raised_scores = lifted(plan, lifting, *scores, numbers)
        for holds in (sure, maybe, fixing):
            yield punished(plan, holds, *raised_scores, numbers)


def raised(plan: Plan, judgements: Sequence[Judgement], places: Array) -> Array:
    """Grades after rewards; a place counts from the best, so a better grade is a smaller one."""
    names = list(plan.scheme.grades)
    for reward, judgement in zip(plan.rewards, judgements, strict=True):
        fired = (judgement.states == State.FIRED) & (places != NO_GRADE)
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
                fired = judgement.states == State.FIRED
                best = np.where(fired, np.maximum(best, names.index(name)), best)
    return best


def steps_down(plan: Plan, judgements: Sequence[Judgement], count: int) -> Array:
    """For each unit by how many grades fired vetoes lower it."""
    down = np.zeros(count, dtype=np.int64)
    for veto, here in zip(plan.vetoes, fired(judgements), strict=True):
        if veto.veto.effect.lower_grade is not None:
            down += np.where(here, veto.veto.effect.lower_grade, 0)
    return down


def lowered(plan: Plan, judgements: Sequence[Judgement], places: Array) -> Array:
    """Grades after vetoes: steps down add up; of caps and fixed grades the worst holds."""
    last = len(plan.scheme.grades) - 1
    names = list(plan.scheme.grades)
    graded = places != NO_GRADE
    down = steps_down(plan, judgements, len(places))
    found = np.where(graded, np.minimum(places + down, last), places)
    found = np.where(graded, np.maximum(found, best_grades(plan, judgements, len(places))), found)
    for veto, judgement in zip(plan.vetoes, judgements, strict=True):
        if veto.veto.effect.grade is not None:
            # A grade that a veto fixes holds also where the total itself is not known.
            fired = (judgement.states == State.FIRED) & ~graded
            found = np.where(fired, np.maximum(found, names.index(veto.veto.effect.grade)), found)
    return found.astype(np.int16)
