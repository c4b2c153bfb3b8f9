"""What is odd or wrong about vetoes, rewards, grades, lists and scopes."""

from __future__ import annotations

import math
from collections.abc import Iterator
from difflib import get_close_matches
from fractions import Fraction
from itertools import pairwise

from evalkit.diagnostics import Diagnostic, Words, form, outcome
from evalkit.diagnostics import expression as expression_kinds
from evalkit.diagnostics import scheme as kinds
from evalkit.expression.syntax import Number
from evalkit.plan.context import CLASS, PARENT
from evalkit.plan.lint_numbers import plain
from evalkit.plan.model import GradePlan, Plan
from evalkit.plan.names import Names
from evalkit.scheme import Grade, Listing
from evalkit.scheme.shapes import Expression

MEANS_ITSELF = Words("as a scope it can only be {name}: {name}", "作为排名范围只能写 {name}: {name}")


def outcomes(plan: Plan, names: Names) -> Iterator[Diagnostic]:
    """Everything about what follows from a score."""
    yield from _grades(plan)
    yield from _holes(plan)
    yield from _effects(plan)
    yield from _negative(plan)
    yield from _lists(plan)
    yield from _scopes(plan, names)


def _negative(plan: Plan) -> Iterator[Diagnostic]:
    """Numbers below 0 that would make a veto lift, a deduction add, or a quota nothing."""
    for veto in plan.scheme.vetoes.values():
        effect = veto.effect
        if effect.deduct is not None and _below(effect.deduct, 0):
            yield kinds.NEGATIVE(effect.deduct.place, key="deduct", found=effect.deduct.text, least=0)
        if effect.lower_grade is not None and effect.lower_grade < 1:
            yield kinds.NEGATIVE(effect.place, key="lower_grade", found=effect.lower_grade, least=1)
    for criterion in plan.scheme.criteria:
        for terms in (criterion.deduct, criterion.add):
            for term in terms.terms if terms is not None else ():
                if term.points is not None and _below(term.points, 0):
                    yield kinds.NEGATIVE(term.points.place, key="points", found=term.points.text, least=0)
        if criterion.combine is not None and criterion.combine.best is not None and criterion.combine.best < 1:
            yield kinds.NEGATIVE(criterion.combine.place, key="best", found=criterion.combine.best, least=1)


def _below(expression: Expression, least: int) -> bool:
    """Whether an expression is a plain number below a bound."""
    number = plain(expression)
    return number is not None and number < least


def _grades(plan: Plan) -> Iterator[Diagnostic]:
    """Grades that are never reached, and totals that get none."""
    lower_is_better = plan.scheme.ranking is not None and plan.scheme.ranking.better == "lower"
    grades = list(plan.scheme.grades.values())
    bounded = [grade for grade in grades if grade.at_least is not None or grade.above is not None]
    for upper, lower in pairwise(bounded):
        high, low = upper.at_least or upper.above, lower.at_least or lower.above
        if high is None or low is None or lower_is_better:
            continue
        if not (isinstance(high.syntax, Number) and isinstance(low.syntax, Number)):
            continue
        alone = not (upper.needs or upper.when or upper.top or upper.places)
        if high.is_share == low.is_share and low.syntax.value >= high.syntax.value and alone:
            yield kinds.GRADES_ORDER(lower.place, others=(upper.place,), upper=upper.name, lower=lower.name)
    if not grades:
        return
    last = grades[-1]
    bound = last.at_least or last.above or last.at_most or last.below
    if bound is not None:
        yield kinds.GRADES_END(last.place, bound=bound.text)


def _holes(plan: Plan) -> Iterator[Diagnostic]:
    """Totals between two grades that have neither; the lowest of them is told."""
    last_decimal = Fraction(1, 10**plan.decimals) if plan.decimals >= 0 else Fraction(10**-plan.decimals)
    for upper, lower in pairwise(plan.grades):
        least, most = _end(upper, "at_least", "above"), _end(lower, "at_most", "below")
        if least is None or most is None:
            continue
        total = last_decimal * (math.floor(most[1] / last_decimal) + 1)
        if most[0] == "below" and most[1] % last_decimal == 0:
            total = most[1]
        if total < least[1] or (least[0] == "above" and total == least[1]):
            yield kinds.GRADES_HOLE(lower.grade.place, total=total, lower=lower.grade.name, upper=upper.grade.name)


def _end(plan: GradePlan, *keys: str) -> tuple[str, Fraction] | None:
    """One end of a grade, where it is a number of the scheme."""
    return next(((key, node.constant) for key, node in plan.bounds if key in keys and node.constant is not None), None)


def _effects(plan: Plan) -> Iterator[Diagnostic]:
    """Effects that name a grade which is not there, and vetoes that do nothing."""
    known = tuple(plan.scheme.grades)
    for veto in plan.scheme.vetoes.values():
        effect = veto.effect
        for name in (effect.grade, effect.cap_grade):
            if name is not None and name not in known:
                near = get_close_matches(name, known, n=1)
                hint = expression_kinds.DID_YOU_MEAN(names=tuple(near)) if near else None
                yield kinds.GRADE_UNKNOWN(effect.place, hint=hint, name=name)
        said = (effect.zero, effect.deduct, effect.cap_score, effect.score, effect.unscored, effect.lower_grade,
                effect.cap_grade, effect.grade, effect.bar, effect.status)  # fmt: skip
        if not any(said):
            yield kinds.NO_EFFECT(veto.place, name=veto.name)
        if effect.score is not None and (plain(effect.score) or 0) > 0:
            yield outcome.FIXED_LIFTS(effect.score.place, name=veto.name, score=effect.score.text)
    for reward in plan.scheme.rewards.values():
        if reward.effect.grade is not None and reward.effect.grade not in known:
            yield kinds.GRADE_UNKNOWN(reward.effect.place, name=reward.effect.grade)


def _lists(plan: Plan) -> Iterator[Diagnostic]:
    """Lists of nobody, or of the first and the last at once."""
    for listing in plan.scheme.lists.values():
        ends = [end for end in (listing.top, listing.bottom) if end is not None]
        if len(ends) > 1 or not (ends or listing.when):
            yield outcome.LIST_FORM(listing.place, name=listing.name)
        for key, end in (("top", listing.top), ("bottom", listing.bottom)):
            if end is not None and _below(end, 0):
                yield kinds.NEGATIVE(end.place, key=key, found=end.text, least=0)


def _scopes(plan: Plan, names: Names) -> Iterator[Diagnostic]:
    known = tuple(names.scopes)
    for name in (CLASS, PARENT):
        if plan.scheme.scopes.get(name, name) != name:
            yield form.BAD_NAME(plan.scheme.place, name=name, why=MEANS_ITSELF(name=name))
    for name in plan.previous:
        if name not in plan.scopes and plan.scheme.ranking is not None:
            yield kinds.QUOTA_SCOPE(plan.scheme.ranking.place, name=name, scopes=tuple(plan.scopes))
    parts: list[Grade | Listing] = [*plan.scheme.grades.values(), *plan.scheme.lists.values()]
    for part in parts:
        if part.within is not None and part.within not in known:
            yield kinds.QUOTA_SCOPE(part.place, name=part.within, scopes=known)
