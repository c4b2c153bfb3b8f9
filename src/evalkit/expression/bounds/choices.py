"""Bounds of what is chosen among several: the hull of all that the bounds of the condition leave possible."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from typing import cast

from evalkit.expression.bounds.facts import NOTHING, Bounds
from evalkit.expression.nodes import Node


def hull(possible: list[Bounds], *, unknown: bool) -> Bounds:
    """One of these values, or none at all if `unknown`."""
    known = [p for p in possible if not p.empty]
    unknown = unknown or any(p.unknown for p in possible)
    if not known:
        return NOTHING
    texts = frozenset[str]().union(*(p.texts for p in known))
    sizes = [p.least for p in known if p.low or p.high]
    nonzero = min(sizes, default=Fraction(0))
    return Bounds(min(p.low for p in known), max(p.high for p in known), unknown, texts, nonzero=nonzero)


def _bands(node: Node, arguments: list[Bounds]) -> Bounds:
    count = len(arguments) // 2 - 1
    x, edges, values = arguments[0], arguments[1 : count + 1], arguments[count + 1 :]
    if any(a.empty for a in (x, *edges)):
        return NOTHING
    first, last = 0, count
    if all(a.high <= b.low for a, b in itertools.pairwise(edges)):
        left = node.data[0] == "left"
        first = sum(e.high <= x.low if left else e.high < x.low for e in edges)
        last = sum(e.low <= x.high if left else e.low < x.high for e in edges)
    return hull(values[first : last + 1], unknown=any(a.unknown for a in (x, *edges)))


def _interp(node: Node, arguments: list[Bounds]) -> Bounds:
    if any(a.empty for a in arguments):
        return NOTHING
    x, rest = arguments[0], arguments[1:]
    count = len(rest) // 2
    xs, ys = rest[:count], rest[count:]
    unknown = any(a.unknown for a in arguments)
    if all(p.constant for p in rest):
        ends = [_line(end, xs, ys) for end in (x.low, x.high)]
        inside = [y.low for p, y in zip(xs, ys, strict=True) if x.low < p.low < x.high]
        return replace(Bounds.around([*ends, *inside]), unknown=unknown)
    return hull(ys, unknown=unknown)


def _line(x: Fraction | float, xs: list[Bounds], ys: list[Bounds]) -> Fraction:
    place = sum(p.low <= x for p in xs)
    if place in (0, len(xs)):
        return cast("Fraction", ys[max(place - 1, 0)].low)
    left, right = cast("Fraction", xs[place - 1].low), cast("Fraction", xs[place].low)
    low, high = cast("Fraction", ys[place - 1].low), cast("Fraction", ys[place].low)
    return low + (high - low) * (cast("Fraction", x) - left) / (right - left)


def _if(_: Node, arguments: list[Bounds]) -> Bounds:
    condition, then, otherwise = arguments
    if condition.empty:
        return NOTHING
    possible = ([then] if condition.high >= 1 else []) + ([otherwise] if condition.low <= 0 else [])
    return hull(possible, unknown=condition.unknown)


def _pick(node: Node, arguments: list[Bounds]) -> Bounds:
    key, *branches = arguments
    if key.empty:
        return NOTHING
    possible = [branches[place] for place, label in enumerate(node.data) if label in key.texts]
    if key.texts - frozenset(node.data):
        possible.append(branches[-1])
    return hull(possible, unknown=key.unknown)


def _known(_: Node, arguments: list[Bounds]) -> Bounds:
    possible = []
    for argument in arguments:
        possible.append(argument)
        if not argument.unknown:
            break
    bounds = hull(possible, unknown=False)
    if possible[-1].unknown or bounds.empty:
        return bounds
    return Bounds(bounds.low, bounds.high, unknown=False, texts=bounds.texts, nonzero=bounds.nonzero)


CHOICES: dict[str, Callable[[Node, list[Bounds]], Bounds]] = {
    "bands": _bands,
    "interp": _interp,
    "if": _if,
    "pick": _pick,
    "known": _known,
}
