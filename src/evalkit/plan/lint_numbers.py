"""Plain numbers of a scheme that leave a rule without meaning: no step, no weight, a floor above its cap."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from evalkit.diagnostics import Diagnostic
from evalkit.diagnostics import numbers as kinds
from evalkit.diagnostics import scheme as scheme_kinds
from evalkit.expression.syntax import Number, Operation
from evalkit.scheme import Criterion
from evalkit.scheme.shapes import Expression


def numbers(criterion: Criterion) -> Iterator[Diagnostic]:
    """What is wrong with the numbers of a criterion, or of what it is for a class."""
    yield from _weights(criterion)
    for each in (criterion, *criterion.variants.values()):
        yield from _negative(each)
        yield from _steps(each)
        yield from _bounds(each)
        yield from _counts(each)


def plain(expression: Expression | None) -> Fraction | None:
    """The number that an expression is, where it is nothing else."""
    match expression and expression.syntax:
        case Number(value=value):
            return value
        case Operation("neg", (Number(value=value),)):
            return -value
    return None


def _negative(criterion: Criterion) -> Iterator[Diagnostic]:
    """Points and weights are what can be earned: what takes away is a deduction."""
    for key in ("points", "out_of", "weight"):
        expression = getattr(criterion, key)
        if (number := plain(expression)) is not None and number < 0:
            yield scheme_kinds.NEGATIVE(expression.place, key=key, found=expression.text, least=0)


def _steps(criterion: Criterion) -> Iterator[Diagnostic]:
    for terms in (criterion.deduct, criterion.add):
        for term in terms.terms if terms is not None else ():
            size = plain(term.per)
            if term.per is not None and size is not None and size <= 0:
                yield kinds.STEP_SIZE(term.per.place, found=term.per.text)


def _counts(criterion: Criterion) -> Iterator[Diagnostic]:
    """`each: 1` may be meant to say: for each one of the value."""
    meant = criterion.name if criterion.value is None else criterion.value.text
    for terms in (criterion.deduct, criterion.add):
        for term in terms.terms if terms is not None else ():
            if term.each is not None and plain(term.each) is not None:
                yield kinds.SAME_COUNT(term.each.place, found=term.each.text, meant=meant)


def _weights(criterion: Criterion) -> Iterator[Diagnostic]:
    weights = [child.weight for child in criterion.children]
    if weights and all(plain(weight) == 0 for weight in weights) and weights[0] is not None:
        yield kinds.NO_WEIGHT(weights[0].place, name=criterion.called)


def _bounds(criterion: Criterion) -> Iterator[Diagnostic]:
    """An indicator is between 0 and its points where nothing else is said."""
    points = plain(criterion.points)
    floor, cap = _bound(criterion.floor, points), _bound(criterion.cap, points)
    if criterion.is_leaf:
        floor = Fraction(0) if criterion.floor is None else floor
        cap = points if criterion.cap is None else cap
    said = criterion.floor or criterion.cap
    if said is not None and floor is not None and cap is not None and floor > cap:
        yield kinds.FLOOR_ABOVE_CAP(said.place, name=criterion.called, floor=floor, cap=cap)


def _bound(expression: Expression | None, points: Fraction | None) -> Fraction | None:
    """A bound that is a plain number; none where there is none."""
    number = plain(expression)
    if expression is None or number is None or expression.text == "none":
        return None
    if not expression.is_share:
        return number
    return None if points is None else number * points
