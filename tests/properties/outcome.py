"""Vetoes, ranks and grades by brute force, from the text of the language: unit by unit, comparing each with all."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from plain import Row, evaluated, group_of

from evalkit.expression.nodes import Node
from evalkit.expression.values import Reason, Unknown, Value
from evalkit.inputs.units import Units
from evalkit.plan import GRADE, TOTAL
from evalkit.plan.model import Plan, RewardPlan, VetoPlan
from evalkit.result import State

NOT_KNOWN = Unknown(Reason.NOT_REPORTED)
Key = tuple[Fraction, ...]
LAST = Fraction(-(10**30))
"""Stands for a key that is not known: it comes last."""


@dataclass
class Final:
    """What comes out for one unit."""

    before: Fraction | None
    total: Fraction | None
    vetoes: list[State]
    rewards: list[State]
    ranks: dict[str, int] = field(default_factory=dict)
    grade: str | None = None


@dataclass
class Standing:
    """Grades and ranks for some totals."""

    grades: list[str | None]
    ranks: list[dict[str, int]]


def outcomes(plan: Plan, units: Units) -> list[Final]:
    """What comes out for all units. Vetoes may look at the grades that there would be without them."""
    judged: list[VetoPlan | RewardPlan] = [*plan.vetoes, *plan.rewards]
    numbers = [node for part in judged for node in part.numbers.values()]
    conditions = [node for part in judged for node in part.conditions]
    plain_totals = [known(row[plan.total]) for row in evaluated(plan, units, [plan.total])]
    passed = [[State.PASSED] * len(plan.vetoes) for _ in plain_totals]
    extra: list[dict[str, Value]] = [{GRADE: NOT_KNOWN} for _ in plain_totals]
    first = standing(plan, units, plain_totals, passed, [total is None for total in plain_totals], extra)
    extra = [{GRADE: grade or NOT_KNOWN} for grade in first.grades]
    rows = evaluated(plan, units, [plan.total, plan.total_zeroed, *numbers, *conditions], extra)
    finals = []
    for row in rows:
        vetoes = [state([row[c] for c in veto.conditions]) for veto in plan.vetoes]
        rewards = [state([row[c] for c in reward.conditions]) for reward in plan.rewards]
        finals.append(Final(known(row[plan.total]), total_of(plan, row, vetoes, rewards), vetoes, rewards))
    withheld = [f.total is None or State.UNDETERMINED in (*f.vetoes, *f.rewards) for f in finals]
    stand = standing(plan, units, [f.total for f in finals], [f.vetoes for f in finals], withheld, extra)
    for final, grade, ranks in zip(finals, stand.grades, stand.ranks, strict=True):
        final.grade, final.ranks = grade_after(plan, final, grade), ranks
    return finals


def known(value: Value) -> Fraction | None:
    return value if isinstance(value, Fraction) else None


def state(conditions: Sequence[Value]) -> State:
    if any(value is True for value in conditions):
        return State.FIRED
    return State.UNDETERMINED if any(isinstance(value, Unknown) for value in conditions) else State.PASSED


def fired(states: Sequence[State], parts: Sequence[VetoPlan | RewardPlan]) -> list[VetoPlan | RewardPlan]:
    return [part for part, found in zip(parts, states, strict=True) if found is State.FIRED]


def total_of(plan: Plan, row: Row, vetoes: list[State], rewards: list[State]) -> Fraction | None:
    """The total: rewards lift it; deductions add up, the lowest cap and the lowest fixed score hold."""
    total = known(row[plan.total_zeroed])
    if total is None:
        return None

    if any(part.veto.effect.unscored for part in fired(vetoes, plan.vetoes) if isinstance(part, VetoPlan)):
        return None

    def amounts(parts: Sequence[VetoPlan | RewardPlan], key: str) -> list[Value]:
        return [row[part.numbers[key]] for part in parts if key in part.numbers]

    lifting, punishing = fired(rewards, plan.rewards), fired(vetoes, plan.vetoes)
    added, taken = amounts(lifting, "add"), amounts(punishing, "deduct")
    caps, fixed = amounts(punishing, "cap_score"), amounts(punishing, "score")
    if any(isinstance(value, Unknown) for value in (*added, *taken, *caps, *fixed)):
        return None
    total += sum(added, Fraction(0))  # type: ignore[arg-type]
    lowered = min([total - sum(taken, Fraction(0)), *caps])  # type: ignore[arg-type, type-var]
    if not fixed:
        return lowered
    zeroes = any(part.veto.effect.zero for part in punishing if isinstance(part, VetoPlan))
    score = min(fixed)  # type: ignore[type-var]
    return min(score, lowered) if zeroes or lowered < total else score  # type: ignore[return-value, type-var]


def standing(
    plan: Plan,
    units: Units,
    totals: list[Fraction | None],
    vetoes: list[list[State]],
    withheld: list[bool],
    graded: list[dict[str, Value]],
) -> Standing:
    """Ranks in every scope, and the grades that totals earn, before rewards lift and vetoes lower them."""
    scheme, count = plan.scheme, len(totals)
    amounts = [node for grade in plan.grades for node in (grade.top, grade.places) if node is not None]
    roots: list[Node] = [plan.ranked, *amounts, *(g.condition for g in plan.grades), *(node for node, _ in plan.keys)]
    extra = [
        {**grade, TOTAL: NOT_KNOWN if total is None else total} for grade, total in zip(graded, totals, strict=True)
    ]
    rows = evaluated(plan, units, roots, extra)
    has_veto = [State.FIRED in states for states in vetoes]
    what = "keep" if scheme.ranking is None else scheme.ranking.vetoed

    keys: list[Key | None] = []
    for row, total, barred in zip(rows, totals, has_veto, strict=True):
        if total is None or row[plan.ranked] is not True or (barred and what == "out"):
            keys.append(None)
            continue
        parts = []
        for node, higher in plan.keys:
            value = known(row[node])
            parts.append(LAST if value is None else value if higher else -value)
        keys.append(tuple([LAST - 1] * len(parts)) if barred and what == "last" else tuple(parts))

    dense = scheme.ranking is not None and scheme.ranking.ties == "dense"
    ranks: list[dict[str, int]] = [{} for _ in rows]
    for scope, by in plan.scopes.items():
        groups = [group_of(units, by, number) for number in range(count)]
        for number in range(count):
            better = [
                key
                for key, group in zip(keys, groups, strict=True)
                if key is not None and group == groups[number] and keys[number] is not None and key > keys[number]
            ]
            ranked = keys[number] is not None and groups[number] is not None
            ranks[number][scope] = 1 + len(set(better) if dense else better) if ranked else 0
    bars = [barred_above(plan, states) for states in vetoes]
    lowers = [
        any(v.veto.effect.lower_grade for v, s in zip(plan.vetoes, states, strict=True) if s is State.FIRED)
        for states in vetoes
    ]
    found = given(plan, units, rows, keys, bars)
    if any(lowers):  # who is lowered drops from the grade that would be theirs, and leaves its place to the next
        bottom = len(plan.grades)
        others = given(plan, units, rows, keys, [bottom if low else bar for low, bar in zip(lowers, bars, strict=True)])
        found = [own if low else other for own, other, low in zip(found, others, lowers, strict=True)]
    return Standing([None if hide else grade for grade, hide in zip(found, withheld, strict=True)], ranks)


def barred_above(plan: Plan, states: list[State]) -> int:
    """The place of the best grade that fired vetoes leave open."""
    names = list(plan.scheme.grades)
    effects = [v.veto.effect for v, s in zip(plan.vetoes, states, strict=True) if s is State.FIRED]
    return max([0, *(names.index(name) for e in effects for name in (e.grade, e.cap_grade) if name is not None)])


def given(plan: Plan, units: Units, rows: list[Row], keys: list[Key | None], bars: list[int]) -> list[str | None]:
    """Grade by grade from the top, to those who meet all else in rank order while there are places."""
    found: list[str | None] = [None] * len(rows)
    waiting = set(range(len(rows)))
    for place, (name, grade) in enumerate(zip(plan.scheme.grades, plan.grades, strict=True)):
        meets = {n: rows[n][grade.condition] for n in waiting}
        candidates = [n for n in sorted(waiting) if meets[n] is True or isinstance(meets[n], Unknown)]
        if grade.top is not None or grade.places is not None:
            scope = grade.grade.within or "class"
            by = {"all": "all", "class": "class", **plan.scopes}[scope]
            groups = [group_of(units, by, n) for n in range(len(rows))]
            candidates = [n for n in candidates if keys[n] is not None and bars[n] <= place and groups[n] is not None]
            inside = []
            for n in candidates:
                ranked = sum(k is not None and g == groups[n] for k, g in zip(keys, groups, strict=True))
                exact = []
                if grade.top is not None:
                    exact.append(Fraction(rows[n][grade.top]) * ranked)  # type: ignore[arg-type]
                if grade.places is not None:
                    exact.append(Fraction(rows[n][grade.places]))  # type: ignore[arg-type]
                rounding = {"down": math.floor, "up": math.ceil, "half_up": lambda x: math.floor(x + Fraction(1, 2))}
                places = min(map(rounding[grade.grade.round], exact))
                rivals = [m for m in candidates if groups[m] == groups[n]]
                ahead = sum(keys[m] > keys[n] for m in rivals)  # type: ignore[operator]
                equal = sum(keys[m] == keys[n] for m in rivals)
                if ahead + (1 if grade.grade.ties == "admit" else equal) <= places:
                    inside.append(n)
            candidates = inside
        for n in candidates:
            waiting.discard(n)
            found[n] = name if meets[n] is True else None
    return found


def grade_after(plan: Plan, final: Final, grade: str | None) -> str | None:
    """Rewards lift, then vetoes lower: steps add up, of the rest the worst holds."""
    names = list(plan.scheme.grades)
    place = None if grade is None else names.index(grade)
    if place is not None:
        for reward, found in zip(plan.rewards, final.rewards, strict=True):
            effect = reward.reward.effect
            if found is State.FIRED:
                place = max(0, place - (effect.raise_grade or 0))
                place = place if effect.grade is None else min(place, names.index(effect.grade))
    effects = [v.veto.effect for v, s in zip(plan.vetoes, final.vetoes, strict=True) if s is State.FIRED]
    if place is not None:
        place = min(len(names) - 1, place + sum(e.lower_grade or 0 for e in effects))
        place = max([place, *(names.index(n) for e in effects for n in (e.cap_grade, e.grade) if n is not None)])
    else:  # a grade that a veto fixes needs no total
        fixed = [names.index(e.grade) for e in effects if e.grade is not None]
        place = max(fixed) if fixed else None
    return None if place is None else names[place]
