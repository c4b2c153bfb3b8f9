"""What a veto takes from a unit, and how near one is that has not fired."""

from __future__ import annotations

from fractions import Fraction

from evalkit.account import Reader
from evalkit.expression import exact
from evalkit.expression.nodes import Node, Type, within
from evalkit.expression.values import Value
from evalkit.gaps.goals import Goal
from evalkit.plan.model import VetoPlan
from evalkit.result import Result, State

NEAR, NEAR_SHARE, NEAR_DAYS = Fraction(1, 20), Fraction(1, 100), Fraction(30)
"""A veto is near where a value is within 5 % of its bound; a rate within a percentage point, a date within 30 days."""


def taken(result: Result, reader: Reader, veto: VetoPlan) -> Fraction | None:
    """What a veto that fired took off the total; where several took something together, the first of them has it."""
    before, after = result.before[reader.row], result.total[reader.row]
    fired = [p for p, j in zip(result.plan.vetoes, result.vetoes, strict=True) if j.state(reader.row) is State.FIRED]
    deducting = [plan for plan in fired if set(plan.numbers) == {"deduct"} and not plan.veto.effect.zero]
    deducted = exact.compute([plan.numbers["deduct"] for plan in deducting], reader)
    if veto in deducting:
        own = deducted[veto.numbers["deduct"]]
        return own if isinstance(own, Fraction) else None
    others = [plan for plan in fired if plan not in deducting and (plan.numbers or plan.veto.effect.zero)]
    if before is None or after is None or not others or veto is not others[0]:
        return None
    parts = (deducted[plan.numbers["deduct"]] for plan in deducting)
    rest = before - after - sum((part for part in parts if isinstance(part, Fraction)), Fraction(0))
    return rest if rest > 0 else None


def near(plan: VetoPlan, values: dict[Node, Value], reader: Reader) -> Goal | None:
    """A value close to a bound beyond which a veto that has not fired would fire: what must be kept."""
    for node in within(plan.conditions):
        if node.operation not in ("lt", "le"):
            continue
        left, right = (values[argument] for argument in node.arguments)
        if not (isinstance(left, Fraction) and isinstance(right, Fraction)):
            continue
        lever = next((a for a in node.arguments if a.constant is None), None)
        bound = right if lever is node.arguments[0] else left
        if lever is not None and bound and abs(left - right) <= _reach(lever, bound):
            beyond = exact.compute(plan.conditions, reader, {node: values[node] is False})
            if any(beyond[condition] is True for condition in plan.conditions):
                return Goal(lever, values[lever], bound, Fraction(0))
    return None


def _reach(lever: Node, bound: Fraction) -> Fraction:
    """How far from a bound is near."""
    if lever.type is Type.DATE:
        return NEAR_DAYS
    return NEAR_SHARE if abs(bound) <= 1 else NEAR * abs(bound)
