"""Bounds of arithmetic: what the operation makes of the ends of its arguments."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import cast

from evalkit.expression import exact
from evalkit.expression.bounds import reals as bounds_reals
from evalkit.expression.bounds.facts import NOTHING, Bound, Bounds
from evalkit.expression.nodes import Node

Rule = Callable[[Node, list[Bounds]], Bounds]
MONTHS = {"quarter": 4, "month": 12}


def _strict(rule: Rule) -> Rule:
    """`rule` of what has a value only where all arguments have one."""

    def strict(node: Node, arguments: list[Bounds]) -> Bounds:
        if any(a.empty for a in arguments):
            return NOTHING
        bounds = rule(node, arguments)
        return replace(bounds, unknown=bounds.unknown or any(a.unknown for a in arguments))

    return strict


def _product(a: Bound, b: Bound) -> Bound:
    return a * b if a and b else Fraction(0)


def _add(_: Node, arguments: list[Bounds]) -> Bounds:
    return Bounds(sum((a.low for a in arguments), Fraction(0)), sum((a.high for a in arguments), Fraction(0)))


def _sub(_: Node, arguments: list[Bounds]) -> Bounds:
    a, b = arguments
    return Bounds(a.low - b.high, a.high - b.low)


def _mul(_: Node, arguments: list[Bounds]) -> Bounds:
    a, b = arguments
    return Bounds.around([_product(x, y) for x in (a.low, a.high) for y in (b.low, b.high)])


def _div(_: Node, arguments: list[Bounds]) -> Bounds:
    a, b = arguments
    pieces = []
    if b.low < 0:
        pieces.append((b.low, min(b.high, -b.least)))
    if b.high > 0:
        pieces.append((max(b.low, b.least), b.high))
    corners = [_quotient(x, y, low < 0) for low, high in pieces for x in (a.low, a.high) for y in (low, high)]
    if not corners:
        return NOTHING
    return replace(Bounds.around(corners), unknown=b.low <= 0 <= b.high)


def _quotient(x: Bound, y: Bound, negative: bool) -> Bound:
    if not x or (math.isinf(y) and not math.isinf(x)):
        return Fraction(0)
    if not y or math.isinf(y):
        return -math.inf if (x < 0) is not negative else math.inf
    return x / y


def _neg(_: Node, arguments: list[Bounds]) -> Bounds:
    x = arguments[0]
    return Bounds(-x.high, -x.low, nonzero=x.nonzero)


def _abs(_: Node, arguments: list[Bounds]) -> Bounds:
    x = arguments[0]
    return Bounds(max(x.low, -x.high, Fraction(0)), max(-x.low, x.high), nonzero=x.nonzero)


def _extreme(node: Node, arguments: list[Bounds]) -> Bounds:
    choose = min if node.operation == "min" else max
    return Bounds(choose(a.low for a in arguments), choose(a.high for a in arguments))


def _round(node: Node, arguments: list[Bounds]) -> Bounds:
    mode, decimals = cast("tuple[str, int]", node.data)
    return _mapped(arguments[0], lambda x: exact.rounded(x, mode, decimals))


def _mapped(x: Bounds, function: Callable[[Fraction], Fraction]) -> Bounds:
    """What a function that never falls makes of `x`."""
    low, high = (end if isinstance(end, float) else function(end) for end in (x.low, x.high))
    return Bounds(low, high)


def _steps(node: Node, arguments: list[Bounds]) -> Bounds:
    toward = math.floor if node.data[0] == "whole" else math.ceil
    counts = _div(node, arguments)
    return replace(_mapped(counts, lambda x: Fraction(toward(x))), unknown=counts.unknown)


def _calendar(node: Node, arguments: list[Bounds]) -> Bounds:
    part = str(node.data[0])
    if part in MONTHS:
        return Bounds(Fraction(1), Fraction(MONTHS[part]))
    return _mapped(arguments[0], lambda day: Fraction(date.fromordinal(int(day)).year))


def _sum_known(_: Node, arguments: list[Bounds]) -> Bounds:
    given = [a for a in arguments if not a.empty]
    if not given:
        return NOTHING
    low = sum((min(a.low, Fraction(0)) if a.unknown else a.low for a in given), Fraction(0))
    high = sum((max(a.high, Fraction(0)) if a.unknown else a.high for a in given), Fraction(0))
    return Bounds(low, high, unknown=all(a.unknown for a in arguments))


def _count_known(_: Node, arguments: list[Bounds]) -> Bounds:
    always = sum(not a.unknown and not a.empty for a in arguments)
    return Bounds(Fraction(always), Fraction(sum(not a.empty for a in arguments)))


def _count_true(_: Node, arguments: list[Bounds]) -> Bounds:
    always = sum(not a.unknown and not a.empty and a.low == 1 for a in arguments)
    return Bounds(Fraction(always), Fraction(sum(not a.empty and a.high == 1 for a in arguments)))


def _trimmed_mean(node: Node, arguments: list[Bounds]) -> Bounds:
    given = [a for a in arguments if not a.empty]
    fewest = 2 * cast("int", node.data[0]) + 1
    if len(given) < fewest:
        return NOTHING
    unknown = sum(not a.unknown for a in given) < fewest
    return Bounds(min(a.low for a in given), max(a.high for a in given), unknown)


def _indicator(_: Node, arguments: list[Bounds]) -> Bounds:
    return Bounds(arguments[0].low, arguments[0].high)


NUMBERS: dict[str, Rule] = {
    "add": _strict(_add),
    "sub": _strict(_sub),
    "mul": _strict(_mul),
    "div": _strict(_div),
    "neg": _strict(_neg),
    "abs": _strict(_abs),
    "min": _strict(_extreme),
    "max": _strict(_extreme),
    "pow": _strict(bounds_reals.power),
    "real": _strict(bounds_reals.real),
    "round": _strict(_round),
    "steps": _strict(_steps),
    "calendar": _strict(_calendar),
    "indicator": _strict(_indicator),
    "sum_known": _sum_known,
    "count_known": _count_known,
    "count_true": _count_true,
    "trimmed_mean": _trimmed_mean,
}
