"""What the denominator of a node's exact value divides, from those of its arguments.

None where nothing is known: roots, logarithms, and products too large to be of use.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable
from fractions import Fraction
from typing import cast

from evalkit.expression.bounds.facts import Bounds, Denominator, denominator
from evalkit.expression.nodes import Node

WHOLE = Denominator(1)
LARGEST_EXPONENT = 16


def _sum(_: Node, arguments: list[Bounds]) -> Denominator | None:
    return _together(arguments, math.prod)


def _choice(values: list[Bounds]) -> Denominator | None:
    return _together([v for v in values if not v.empty], max)


def _together(arguments: list[Bounds], join: Callable[[list[int]], int]) -> Denominator | None:
    divisors = [a.denominator for a in arguments]
    if not divisors or None in divisors:
        return None
    known = cast("list[Denominator]", divisors)
    return denominator(math.lcm(*(d.fixed for d in known)), join([d.bound for d in known]))


def _product(_: Node, arguments: list[Bounds]) -> Denominator | None:
    a, b = arguments
    if a.constant:
        return _scaled(b, cast("Fraction", a.low))
    if b.constant:
        return _scaled(a, cast("Fraction", b.low))
    if a.denominator is None or b.denominator is None:
        return None
    return denominator(a.denominator.fixed * b.denominator.fixed, a.denominator.bound * b.denominator.bound)


def _scaled(x: Bounds, factor: Fraction) -> Denominator | None:
    if x.denominator is None:
        return None
    fixed = x.denominator.fixed
    common = math.gcd(factor.numerator, fixed) if factor else fixed
    return denominator(fixed // common * factor.denominator, x.denominator.bound)


def _quotient(_: Node, arguments: list[Bounds]) -> Denominator | None:
    a, b = arguments
    if b.constant:
        return _scaled(a, 1 / cast("Fraction", b.low)) if b.low else WHOLE
    if a.denominator is None or b.denominator is None or math.isinf(b.size):
        return None
    divisor = b.denominator
    largest = math.floor(
        max(abs(cast("Fraction", b.low)), abs(cast("Fraction", b.high))) * divisor.fixed * divisor.bound
    )
    # a / b = (na / (fa ea)) · (fb eb / nb), where nb, a whole number, is at most `largest`
    return denominator(a.denominator.fixed, a.denominator.bound * max(largest, 1))


def _power(_: Node, arguments: list[Bounds]) -> Denominator | None:
    base, exponent = arguments
    if base.denominator is None or not exponent.constant:
        return None
    power = cast("Fraction", exponent.low)
    if power.denominator != 1 or not 0 <= power <= LARGEST_EXPONENT:
        return None
    return denominator(base.denominator.fixed**power.numerator, base.denominator.bound**power.numerator)


def _interp(_: Node, arguments: list[Bounds]) -> Denominator | None:
    x, rest = arguments[0], arguments[1:]
    if x.denominator is None or not all(p.constant for p in rest):
        return None
    count = len(rest) // 2
    points = [
        (cast("Fraction", a.low), cast("Fraction", b.low)) for a, b in zip(rest[:count], rest[count:], strict=True)
    ]
    fixed = math.lcm(*(y.denominator for _, y in points))
    for (left, low), (right, high) in itertools.pairwise(points):
        slope = (high - low) / (right - left)
        fixed = math.lcm(fixed, (low - slope * left).denominator, slope.denominator * x.denominator.fixed)
    return denominator(fixed, x.denominator.bound)


def _trimmed_mean(_: Node, arguments: list[Bounds]) -> Denominator | None:
    total = _together([a for a in arguments if not a.empty], math.prod)
    if total is None:
        return None
    counts = math.lcm(*range(1, len(arguments) + 1))
    return denominator(total.fixed * counts, total.bound)


def _rounded(node: Node, _: list[Bounds]) -> Denominator | None:
    return denominator(10 ** max(cast("int", node.data[1]), 0))


def _bands(_: Node, arguments: list[Bounds]) -> Denominator | None:
    return _choice(arguments[len(arguments) // 2 :])


DENOMINATORS: dict[str, Callable[[Node, list[Bounds]], Denominator | None]] = {
    "add": _sum,
    "sub": _sum,
    "sum_known": lambda node, arguments: _sum(node, [a for a in arguments if not a.empty]),
    "mul": _product,
    "div": _quotient,
    "neg": _sum,
    "abs": _sum,
    "min": lambda _, arguments: _choice(arguments),
    "max": lambda _, arguments: _choice(arguments),
    "pow": _power,
    "round": _rounded,
    "real": lambda _, __: None,
    "calendar": lambda _, __: WHOLE,
    "count_known": lambda _, __: WHOLE,
    "count_true": lambda _, __: WHOLE,
    "trimmed_mean": _trimmed_mean,
    "bands": _bands,
    "interp": _interp,
    "steps": lambda _, __: WHOLE,
    "if": lambda _, arguments: _choice(arguments[1:]),
    "pick": lambda _, arguments: _choice(arguments[1:]),
    "known": lambda _, arguments: _choice(arguments),
    "indicator": lambda _, __: WHOLE,
}
