"""The bounds back end: between which bounds the exact value of every node lies, given those of the inputs.

Proves lints, gives the lowest and highest score of a provisional unit, and tells the columns back end which
decisions its floats cannot get wrong. A node that depends twice on one input may get wider bounds than it has.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import replace
from fractions import Fraction

from evalkit.expression.bounds.choices import CHOICES
from evalkit.expression.bounds.denominators import DENOMINATORS
from evalkit.expression.bounds.facts import NOTHING, Bound, Bounds, denominator
from evalkit.expression.bounds.numbers import NUMBERS
from evalkit.expression.bounds.truths import TRUTHS
from evalkit.expression.data import Column, Grouped, Source
from evalkit.expression.nodes import Node, Type, within
from evalkit.expression.values import Value

Leaf = Callable[[Node], Bounds]
"""Gives the bounds of a `column` or `gather` node."""

LONGEST = 2**4000
LARGEST = 10**300

RULES: dict[str, Callable[[Node, list[Bounds]], Bounds]] = {**NUMBERS, **TRUTHS, **CHOICES}


def compute(nodes: Iterable[Node], leaf: Leaf) -> dict[Node, Bounds]:
    """The bounds of `nodes`, which come in an order in which they can be computed."""
    known: dict[Node, Bounds] = {}
    for node in nodes:
        known[node] = _bounds(node, [known[a] for a in node.arguments if a in known], leaf)
    return known


def interval(root: Node, leaf: Leaf) -> tuple[Bound, Bound]:
    """The lowest and highest value that `root` can have; lowest above highest where it never has one."""
    bounds = compute(within([root]), leaf)[root]
    return bounds.low, bounds.high


def _bounds(node: Node, arguments: list[Bounds], leaf: Leaf) -> Bounds:
    match node.operation:
        case "column" | "gather":
            return leaf(node)
        case "number" | "text" | "truth" | "date":
            return of_values([node.data[0]])  # type: ignore[list-item]
        case "nothing":
            return NOTHING
    bounds = RULES[node.operation](node, arguments)
    if node.type in (Type.NUMBER, Type.DATE) and not bounds.empty:
        divisor = DENOMINATORS[node.operation](node, arguments)
        return replace(bounds, low=_end(bounds.low, -1), high=_end(bounds.high, 1), denominator=divisor)
    return bounds


def _end(value: Bound, side: int) -> Bound:
    """`value`, or where its digits have grown without measure a simpler number beyond it."""
    if isinstance(value, float) or max(abs(value.numerator), value.denominator) < LONGEST:
        return value
    if abs(value) > LARGEST:
        return math.copysign(math.inf, value) if (value > 0) is (side > 0) else Fraction(0)
    unit = Fraction(1, LARGEST)
    return (value // unit + (side > 0)) * unit


def between(low: Bound, high: Bound, *, decimals: int | None = None, unknown: bool = False) -> Bounds:
    """The bounds of a number, date or truth; `decimals` where it never has more than these."""
    divisor = None if decimals is None else denominator(10**decimals)
    return Bounds(low, high, unknown, denominator=divisor)


def of_texts(texts: Iterable[str], *, unknown: bool = False) -> Bounds:
    """The bounds of a text that is one of `texts`."""
    return Bounds(Fraction(0), Fraction(0), unknown, frozenset(texts))


def of_values(values: Iterable[Value]) -> Bounds:
    """The bounds of something that is one of `values`."""
    given = list(values)
    texts = [v for v in given if isinstance(v, str)]
    numbers = [Fraction(v) for v in given if isinstance(v, (Fraction, bool))]
    unknown = len(texts) + len(numbers) < len(given)
    if texts:
        return of_texts(texts, unknown=unknown)
    if not numbers:
        return NOTHING
    divisor = denominator(1)
    for number in numbers:
        divisor = divisor and denominator(math.lcm(divisor.fixed, number.denominator))
    nonzero = min((abs(n) for n in numbers if n), default=Fraction(0))
    return Bounds(min(numbers), max(numbers), unknown, denominator=divisor, nonzero=nonzero)


def of_source(source: Source) -> Bounds:
    """The bounds of a column or of the values of groups, as its data are."""
    if isinstance(source, Grouped):
        bounds = of_values(source.values)
        return bounds if bounds.empty else replace(bounds, unknown=True)
    return _of_column(source)


def _of_column(column: Column) -> Bounds:
    extent = column.extent
    if extent.low != extent.low:  # no value is known
        return NOTHING
    if column.type is Type.TEXT:
        return of_texts(column.labels, unknown=extent.unknown)
    low, high = Fraction(repr(extent.low)), Fraction(repr(extent.high))
    return between(low, high, decimals=column.decimals, unknown=extent.unknown)
