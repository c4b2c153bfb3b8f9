"""Bounds of truths: 0 is false, 1 is true, between them either."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction

from evalkit.expression.bounds.facts import NOTHING, Bounds
from evalkit.expression.nodes import Node, Type

FALSE, TRUE = Fraction(0), Fraction(1)


def _less(node: Node, arguments: list[Bounds]) -> Bounds:
    a, b = arguments
    if a.empty or b.empty:
        return NOTHING
    if node.operation == "lt":
        always, never = a.high < b.low, a.low >= b.high
    else:
        always, never = a.high <= b.low, a.low > b.high
    return truth(always=always, never=never, unknown=a.unknown or b.unknown)


def _equal(node: Node, arguments: list[Bounds]) -> Bounds:
    a, b = arguments
    if a.empty or b.empty:
        return NOTHING
    if node.arguments[0].type is Type.TEXT:
        never = not a.texts & b.texts
        always = a.texts == b.texts and len(a.texts) == 1
    else:
        never = a.high < b.low or b.high < a.low
        always = a.low == a.high == b.low == b.high
    return truth(always=always, never=never, unknown=a.unknown or b.unknown)


def truth(*, always: bool, never: bool, unknown: bool) -> Bounds:
    """The bounds of a truth that always, or never, or sometimes holds."""
    return Bounds(TRUE if always else FALSE, FALSE if never else TRUE, unknown)


def _and(_: Node, arguments: list[Bounds]) -> Bounds:
    always = all(a.low >= 1 and not a.empty for a in arguments)
    never = any(a.high <= 0 or a.empty for a in arguments)
    decided = any(a.high <= 0 and not a.unknown for a in arguments)
    return truth(always=always and not never, never=never, unknown=not decided and any(a.unknown for a in arguments))


def _or(node: Node, arguments: list[Bounds]) -> Bounds:
    return _not(node, [_and(node, [_not(node, [a]) for a in arguments])])


def _not(_: Node, arguments: list[Bounds]) -> Bounds:
    x = arguments[0]
    return NOTHING if x.empty else replace(x, low=1 - x.high, high=1 - x.low)


def _is_unknown(_: Node, arguments: list[Bounds]) -> Bounds:
    x = arguments[0]
    return truth(always=x.empty, never=not x.unknown and not x.empty, unknown=False)


def _not_applicable(_: Node, arguments: list[Bounds]) -> Bounds:
    possible = not arguments or arguments[0].unknown
    return truth(always=False, never=not possible, unknown=False)


TRUTHS: dict[str, Callable[[Node, list[Bounds]], Bounds]] = {
    "lt": _less,
    "le": _less,
    "eq": _equal,
    "and": _and,
    "or": _or,
    "not": _not,
    "is_unknown": _is_unknown,
    "not_applicable": _not_applicable,
}
