"""Bounds of powers, roots, logarithms and exponentials."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import cast

from evalkit.expression import reals
from evalkit.expression.bounds.facts import NOTHING, Bound, Bounds
from evalkit.expression.nodes import Node


def power(_: Node, arguments: list[Bounds]) -> Bounds:
    """Between the powers of the ends; without such ends, anything up to the largest that is allowed."""
    base, exponent = arguments
    whole = exponent.constant and cast("Fraction", exponent.low).denominator == 1
    straddles = base.low <= 0 <= base.high
    corners = [_corner(x, y) for x in (base.low, base.high) for y in (exponent.low, exponent.high)]
    if (base.low < 0 and not whole) or (straddles and exponent.low < 0) or None in corners:
        return Bounds(-reals.LARGEST, reals.LARGEST, unknown=True)
    return Bounds.around([*cast("list[Bound]", corners), *([Fraction(0)] if straddles and exponent.high > 0 else [])])


def _corner(base: Bound, exponent: Bound) -> Bound | None:
    if isinstance(base, float) or isinstance(exponent, float):
        return None
    return reals.power(base, exponent)


def real(node: Node, arguments: list[Bounds]) -> Bounds:
    """Between the values at the ends, as far as these are in the domain: none of the functions ever falls."""
    function, x = str(node.data[0]), arguments[0]
    if function == "normal_cdf":
        low, high = (_whole_cdf(end) for end in (x.low, x.high))
        return Bounds(low, high)
    first, last = DOMAINS[function]
    if x.high < first or x.low > last or (function in ("ln", "log") and x.high <= 0):
        return NOTHING
    low, high = (
        _inside(function, max(x.low, first, x.least if first == 0 else first)),
        _inside(function, min(x.high, last)),
    )
    outside = x.low < first or x.high > last or (function in ("ln", "log") and x.low <= 0)
    if function == "sqrt" and x.low <= 0:
        low = Fraction(0)
    return Bounds(low, high, unknown=outside)


DOMAINS: dict[str, tuple[Bound, Bound]] = {
    "sqrt": (Fraction(0), math.inf),
    "ln": (Fraction(0), math.inf),
    "log": (Fraction(0), math.inf),
    "exp": (-math.inf, Fraction(69)),
}
"""Between which arguments each function has a value."""


def _inside(function: str, x: Bound) -> Bound:
    if isinstance(x, float):
        if x > 0:
            return math.inf
        return Fraction(0) if function == "exp" else -math.inf
    result = reals.real(function, x)
    return -math.inf if result is None else result


def _whole_cdf(x: Bound) -> Bound:
    if isinstance(x, float):
        return Fraction(int(x > 0))
    return cast("Fraction", reals.real("normal_cdf", x))
