"""What is odd about a scheme as a whole: points that do not add up, inputs that nothing uses, grades with a hole."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from fractions import Fraction

from evalkit.diagnostics import Diagnostic, Problems
from evalkit.diagnostics import expression as expression_kinds
from evalkit.diagnostics import scheme as kinds
from evalkit.diagnostics.message import Percent
from evalkit.expression.syntax import Number
from evalkit.plan import words as say
from evalkit.plan.lint_data import data
from evalkit.plan.lint_numbers import numbers
from evalkit.plan.lint_outcomes import outcomes
from evalkit.plan.lint_points import points_off
from evalkit.plan.lint_sources import sources
from evalkit.plan.model import CriterionPlan, Plan
from evalkit.plan.names import Names
from evalkit.scheme import Term
from evalkit.scheme.shapes import Expression


def lint(plan: Plan, names: Names, problems: Problems) -> None:
    """Add everything that is odd or wrong about a whole scheme."""
    for criterion in plan.criteria.values():
        for diagnostic in (
            *points_off(criterion, names),
            *_weights(criterion),
            *_policy(criterion),
            *_deduct(criterion),
            *_deducts_nothing(criterion),
            *_classes(plan, criterion),
            *numbers(criterion.criterion),
        ):
            problems.add(diagnostic)
    for diagnostic in (*outcomes(plan, names), *data(plan.scheme), *sources(plan.scheme)):
        problems.add(diagnostic)
    if not problems.errors:  # what could not be read may have used them
        for diagnostic in _unused(plan, names):
            problems.add(diagnostic)


def _weights(plan: CriterionPlan) -> Iterator[Diagnostic]:
    """Weights written in % that do not add up to 100 %."""
    expressions = [child.criterion.weight for child in plan.children]
    given = [expression for expression in expressions if expression is not None]
    if not given or not all(expression.is_share for expression in given):
        return
    total = sum((e.syntax.value for e in given if isinstance(e.syntax, Number)), Fraction(0))
    if total != 1 or len(given) < len(expressions):
        yield kinds.WEIGHTS_OFF(given[0].place, name=plan.criterion.called, sum=Percent(total))


def _policy(plan: CriterionPlan) -> Iterator[Diagnostic]:
    """A criterion that may not apply needs a word about its points."""
    criterion = plan.criterion
    if criterion.applies is None:
        return
    account = plan.account(None)
    if account.policies["not_applicable"] == say.NOT_APPLICABLE(policy=say.OPEN()):
        yield kinds.NO_POLICY(criterion.applies.place, name=criterion.called)


def _deduct(plan: CriterionPlan) -> Iterator[Diagnostic]:
    """An indicator that can lose only a part of its points."""
    criterion, points = plan.criterion, plan.points.constant if plan.points is not None else None
    terms, others = criterion.deduct, (criterion.rule, criterion.start, criterion.add, criterion.times, criterion.floor)
    if terms is None or points is None or not criterion.is_leaf or any(other is not None for other in others):
        return
    lines = [_most(term, points) for term in terms.terms]
    known = [line for line in lines if line is not None]
    most = None if len(known) < len(lines) else max(known) if terms.combine == "max" else sum(known, Fraction(0))
    together = _number(terms.cap, points)
    bounds = [bound for bound in (most, together) if bound is not None]
    if bounds and min(bounds) < points and criterion.zero_if is None:
        yield kinds.DEDUCT_SHORT(terms.place, name=criterion.name, points=points, most=min(bounds))


def _deducts_nothing(plan: CriterionPlan) -> Iterator[Diagnostic]:
    """An indicator that only deducts, from 0, and has no floor below that."""
    criterion = plan.criterion
    if criterion.deduct is None or criterion.add is not None or criterion.rule is not None or not criterion.is_leaf:
        return
    floor = criterion.floor
    at_nothing = floor is None or (floor.text != "none" and _number(floor, Fraction(0)) == 0)
    if at_nothing and _number(criterion.start, Fraction(0)) == 0:
        yield kinds.DEDUCTS_NOTHING(criterion.deduct.place, name=criterion.name)


def _most(term: Term, points: Fraction) -> Fraction | None:
    """What a line takes at most, where the scheme itself says so."""
    if all(form is None for form in (term.each, term.below, term.above, term.if_)):
        return None
    once = term.each is None and term.per is None and term.times is None
    found = [_number(bound, points) for bound in (term.cap, term.points if once else None)]
    return min((bound for bound in found if bound is not None), default=None)


def _number(expression: Expression | None, points: Fraction) -> Fraction | None:
    """A number of the scheme where a score stands."""
    if expression is None or not isinstance(expression.syntax, Number):
        return None
    return expression.syntax.value * points if expression.is_share else expression.syntax.value


def _classes(plan: Plan, criterion: CriterionPlan) -> Iterator[Diagnostic]:
    classes = plan.scheme.classes
    for label, variant in criterion.criterion.variants.items():
        if criterion.criterion.by == "class" and classes and label not in classes:
            near = get_close_matches(label, classes, n=1)
            hint = expression_kinds.DID_YOU_MEAN(names=tuple(near)) if near else None
            yield kinds.CLASS_UNKNOWN(variant.place, hint=hint, label=label, classes=classes)


def _unused(plan: Plan, names: Names) -> Iterator[Diagnostic]:
    for name, input_ in plan.scheme.inputs.items():
        if name not in names.used and name not in plan.scheme.scopes.values():
            yield kinds.UNUSED_INPUT(input_.place, name=name)
