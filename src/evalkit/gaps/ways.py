"""The way to the next better grade: the fewest changes that together bring a unit there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from evalkit.account import Reader
from evalkit.evaluate.effects import best_grades
from evalkit.evaluate.quotas import codes
from evalkit.expression import exact
from evalkit.expression.nodes import Node, reachable
from evalkit.expression.values import Value
from evalkit.gaps import Gap, Kind
from evalkit.plan.model import GradePlan
from evalkit.result import NO_GRADE, Result, State

CAN_BE_EARNED = (Kind.MISSING, Kind.NOT_DUE, Kind.BELOW)


@dataclass(frozen=True, slots=True)
class NextGrade:
    """The way to the next better grade."""

    grade: str
    distance: Fraction
    """Points that the total lacks; 0 where only other conditions or places are lacking."""
    steps: tuple[Gap, ...]
    """Gaps that, once closed, are enough for the total and for the parts that it needs; empty where they are not."""
    limited: bool
    """Whether there are only so many places, so that the others decide too."""
    veto: str | None = None
    """The veto that holds the total below the grade, so that no points lift it."""


def next_grade(result: Result, row: int) -> tuple[GradePlan, Fraction] | None:
    """The next better grade, and the points that the total lacks for it, or 0; None where there is none to reach."""
    total, barrier = result.total[row], ceiling(result, row)
    if total is None:
        return None
    graded = int(result.computed_grades[row]) != NO_GRADE
    for plan in _better(result, row):
        if _beyond(plan, total) or (barrier is not None and lacking(result, plan, barrier[1]) > 0):
            continue
        distance = lacking(result, plan, total)
        if distance > 0 or graded:
            return plan, max(distance, _to_a_place(result, row, plan))
    return None


def _better(result: Result, row: int) -> list[GradePlan]:
    """The better grades that no veto on grades closes, the nearest first."""
    earned, final = int(result.earned_grades[row]), int(result.computed_grades[row])
    if result.total[row] is None or final > earned >= 0:
        return []  # where a veto decides, no score offsets it
    open_to_it = int(best_grades(result.plan, [veto.of(np.array([row])) for veto in result.vetoes], 1)[0])
    return list(reversed(result.plan.grades[open_to_it : final if final != NO_GRADE else None]))


def ceiling(result: Result, row: int) -> tuple[str, Fraction] | None:
    """The lowest total at which fired vetoes hold a unit, whatever it earns, and the veto that does so."""
    found: list[tuple[str, Fraction]] = []
    for plan, judgement in zip(result.plan.vetoes, result.vetoes, strict=True):
        nodes = [plan.numbers[key] for key in ("cap_score", "score") if key in plan.numbers]
        if nodes and judgement.state(row) is State.FIRED:
            values = exact.compute(nodes, Reader(result, row))
            found.extend((plan.name, value) for value in map(values.get, nodes) if isinstance(value, Fraction))
    return min(found, key=lambda each: each[1], default=None)


def _to_a_place(result: Result, row: int, plan: GradePlan) -> Fraction:
    """The points by which a unit that meets all else is behind the last of those who have a place, and a bit more."""
    key, higher = result.plan.keys[0]
    total, scheme = result.total[row], result.plan.scheme
    if not plan.limits or total is None or key.operation != "column" or not higher:
        return Fraction(0)
    if exact.compute([plan.condition], Reader(result, row))[plan.condition] is not True:
        return Fraction(0)
    scopes = {"all": "all", "class": "class", **result.plan.scopes}
    groups = codes(result.units, scopes[plan.grade.within or ("class" if scheme.units.class_ else "all")])
    beside = (result.earned_grades == result.plan.grades.index(plan)) & (groups == groups[row])
    totals = [found for other in np.flatnonzero(beside).tolist() if (found := result.total[other]) is not None]
    last = min(totals, default=None)
    if last is None or last < total:
        return Fraction(0)
    return last - total + Fraction(1, 10**result.plan.decimals)


def _beyond(plan: GradePlan, total: Fraction) -> bool:
    """Whether a total is too high for a grade, as in a hole above it."""
    ends = [(key, node.constant) for key, node in plan.bounds if node.constant is not None]
    return any((key == "at_most" and total > end) or (key == "below" and total >= end) for key, end in ends)


def lacking(result: Result, plan: GradePlan, total: Fraction) -> Fraction:
    """The points that a total lacks for a grade, or 0."""
    for key, node in plan.bounds:
        bound = node.constant
        if bound is not None and key == "above" and total <= bound:
            return bound - total + Fraction(1, 10**result.plan.decimals)
        if bound is not None and key == "at_least" and total < bound:
            return bound - total
    return Fraction(0)


def way(result: Result, row: int, found: Sequence[Gap]) -> NextGrade | None:
    """The shortest way to the next grade: what its parts need first, then the largest gaps, as few as are enough."""
    following = next_grade(result, row)
    if following is None:
        return _barred(result, row)
    plan, distance = following
    gaps = sorted((g for g in found if g.kind in CAN_BE_EARNED and g.worth), key=lambda gap: -gap.gain)
    steps = _steps(_Outlook(result, row, plan, distance), gaps)
    return NextGrade(plan.grade.name, distance, steps, limited=bool(plan.limits))


def _barred(result: Result, row: int) -> NextGrade | None:
    """That a veto holds the total below the next grade."""
    barrier, total, better = ceiling(result, row), result.total[row], _better(result, row)
    if barrier is None or total is None or not better:
        return None
    plan = better[0]
    return NextGrade(plan.grade.name, lacking(result, plan, total), (), limited=False, veto=barrier[0])


def _steps(outlook: _Outlook, gaps: Sequence[Gap]) -> tuple[Gap, ...]:
    chosen: list[Gap] = []
    now = outlook.missing(chosen)
    for target in range(len(now)):
        for gap in gaps:
            if not now[target]:
                break
            if gap not in chosen and outlook.moves(gap, target):
                after = outlook.missing([*chosen, gap])
                if after[target] < now[target]:
                    chosen, now = [*chosen, gap], after
    return tuple(chosen) if not any(now) else ()


class _Outlook:
    """What a unit would lack for a grade, if some of its gaps were closed."""

    def __init__(self, result: Result, row: int, plan: GradePlan, distance: Fraction) -> None:
        self.result, self.plan, self.reader = result, plan, Reader(result, row)
        self.total = result.plan.total_zeroed
        before = exact.compute([self.total], self.reader)[self.total]
        total = result.total[row]
        # What rewards and vetoes have made of the total stays as it is.
        self.shift = total - before if total is not None and isinstance(before, Fraction) else Fraction(0)
        self.aim = (total or Fraction(0)) + distance
        self.below = [set(reachable([score])) for _, score, _ in plan.needs]

    def moves(self, gap: Gap, target: int) -> bool:
        """Whether a gap is inside what a grade needs; the total, the last target, is moved by all."""
        return target == len(self.below) or (gap.line is not None and gap.line.plan.score in self.below[target])

    def missing(self, closed: Sequence[Gap]) -> list[Fraction]:
        """What each part that the grade needs would lack, and last the total."""
        given: dict[Node, Value] = {}
        for gap in closed:
            if gap.line is not None:
                score = given.get(gap.line.plan.score, gap.line.score)
                raised = (score if isinstance(score, Fraction) else Fraction(0)) + gap.worth
                most = gap.line.points
                given[gap.line.plan.score] = min(raised, most) if isinstance(most, Fraction) else raised
        parts = [node for _, score, needed in self.plan.needs for node in (score, needed)]
        values = exact.compute([self.total, *parts], self.reader, given)
        found = [_short(values[needed], values[score]) for _, score, needed in self.plan.needs]
        total = values[self.total]
        if not isinstance(total, Fraction):
            return [*found, Fraction(1)]
        return [*found, max(self.aim - total - self.shift, lacking(self.result, self.plan, total + self.shift))]


def _short(needed: Value, score: Value) -> Fraction:
    if isinstance(needed, Fraction) and isinstance(score, Fraction):
        return max(needed - score, Fraction(0))
    return Fraction(1)
