"""How far the float64 of a node may be from its exact value: the standard analysis of rounding errors."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable
from dataclasses import replace
from typing import cast

from evalkit.expression.bounds import facts
from evalkit.expression.bounds.facts import UNIT, Bounds, Error, times
from evalkit.expression.columns.guards import guard_of
from evalkit.expression.nodes import Node

EXACT = Error(nearest=True)
SLACK = 1 + 2.0**-30
"""Covers the products of errors and the roundings of the analysis itself."""
TINY = 1e-300
"""Covers results so small that they lose digits."""
FUNCTION = 16 * UNIT
"""The relative error of a power, logarithm or exponential of NumPy."""
LAST_DECIMAL = 1e-40
"""Exact roots, powers and logarithms are rounded to this."""


def computed(nodes: list[Node], bounds: dict[Node, Bounds]) -> dict[Node, Error]:
    """The errors of `nodes`, which come in an order in which they can be computed."""
    known: dict[Node, Error] = {}
    for node in nodes:
        own = bounds[node]
        if node.operation in RULES and not own.empty:
            pairs = [(bounds[a], known[a]) for a in node.arguments]
            known[node] = _usable(RULES[node.operation](node, pairs, own))
        else:
            known[node] = facts.nearest(own)
    return known


def _usable(error: Error) -> Error:
    """`error`, or where not even a sign is certain that nothing is."""
    return error if error.relative < 0.5 and error.absolute < math.inf else Error(math.inf)


Pairs = list[tuple[Bounds, Error]]


def _rounded(absolute: float, relative: float, roundings: int = 1) -> Error:
    return Error(absolute * SLACK, relative * SLACK + roundings * UNIT * SLACK)


def _add(node: Node, pairs: Pairs, own: Bounds) -> Error:
    if node.operation == "sub":
        pairs = [pairs[0], (_negated(pairs[1][0]), pairs[1][1])]
    sizes = sum(b.size for b, _ in pairs)
    if _all_exact(pairs) and facts.dyadic(own, sizes):
        return EXACT
    absolute = sum(e.absolute for _, e in pairs)
    if all(b.low >= 0 for b, _ in pairs) or all(b.high <= 0 for b, _ in pairs):
        error = _rounded(absolute, max(e.relative for _, e in pairs))
    else:
        (small, by), (_, most) = sorted(pairs, key=lambda pair: pair[0].size)
        # the larger is at most as large as the sum and the smaller together
        error = _rounded(absolute + times(by.relative + most.relative, small.size), most.relative)
    return replace(error, nearest=_all_exact(pairs))


def _negated(bounds: Bounds) -> Bounds:
    return replace(bounds, low=-bounds.high, high=-bounds.low)


def _all_exact(pairs: Pairs) -> bool:
    return all(not e.absolute and not e.relative for _, e in pairs)


def _mul(_: Node, pairs: Pairs, own: Bounds) -> Error:
    (a, ea), (b, eb) = pairs
    if _all_exact(pairs) and facts.dyadic(own, times(a.size, b.size)):
        return EXACT
    absolute = times(ea.absolute, b.size) * (1 + eb.relative) + times(eb.absolute, a.size) * (1 + ea.relative)
    absolute += times(ea.absolute, eb.absolute) + TINY
    error = _rounded(absolute, ea.relative + eb.relative + ea.relative * eb.relative)
    return replace(error, nearest=_all_exact(pairs))


def _div(_: Node, pairs: Pairs, __: Bounds) -> Error:
    (_a, ea), (b, eb) = pairs
    least = float(guard_of(b, eb).least)
    off = _off(b, eb)
    if math.isinf(least) or off >= 0.5:
        return Error(math.inf)
    absolute = ea.absolute / (least * (1 - off)) if least else times(math.inf, ea.absolute)
    error = _rounded(absolute + TINY, (ea.relative + off) / (1 - off))
    return replace(error, nearest=_all_exact(pairs))


def _off(x: Bounds, error: Error) -> float:
    """The relative error where the float is not near 0."""
    least = float(guard_of(x, error).least)
    return error.relative + (error.absolute / least if error.absolute < least else times(math.inf, error.absolute))


def _same(_: Node, pairs: Pairs, own: Bounds) -> Error:
    return pairs[0][1]


def _extreme(_: Node, pairs: Pairs, __: Bounds) -> Error:
    return _worst([e for _, e in pairs])


def _chosen(node: Node, pairs: Pairs, _: Bounds) -> Error:
    first = {"if": 1, "pick": 1, "bands": len(pairs) // 2, "known": 0}[node.operation]
    return _worst([e for b, e in pairs[first:] if not b.empty])


def _worst(errors: list[Error]) -> Error:
    return Error(
        max(e.absolute for e in errors), max(e.relative for e in errors), nearest=all(e.nearest for e in errors)
    )


def _sum_known(node: Node, pairs: Pairs, own: Bounds) -> Error:
    given = [(b, e) for b, e in pairs if not b.empty]
    return given[0][1] if len(given) == 1 else _add(node, given, own)


def _round(node: Node, _: Pairs, own: Bounds) -> Error:
    """The units of the last decimal are counted without error up to 2^53, then divided."""
    counts = times(own.size, 10.0 ** cast("int", node.data[1]))
    return facts.nearest(own) if counts <= facts.EXACT_WHOLE else _rounded(0.0, 0.0, roundings=2)


def _trimmed_mean(_: Node, pairs: Pairs, __: Bounds) -> Error:
    given = [(b, e) for b, e in pairs if not b.empty]
    size = max(b.size for b, _ in given)
    worst = max(e.at(b.size) for b, e in given)
    return Error((worst + (len(given) + 2) * UNIT * size) * SLACK)


def _interp(_: Node, pairs: Pairs, __: Bounds) -> Error:
    """Of lines between constants, summed piece by piece: see `columns.lines`."""
    x, rest = pairs[0], [b for b, _ in pairs[1:]]
    count = len(rest) // 2
    xs, ys = [float(b.low) for b in rest[:count]], [float(b.low) for b in rest[count:]]
    size = max(map(abs, xs))
    lengths = [right - left for left, right in itertools.pairwise(xs)]
    rises = [abs(high - low) for low, high in itertools.pairwise(ys)]
    slope = max((r / n for r, n in zip(rises, lengths, strict=True)), default=0.0)
    moved = x[1].at(size) + 4 * count * UNIT * size
    return Error((slope * moved + (count + 4) * UNIT * (sum(rises) + max(map(abs, ys)))) * SLACK)


def _pow(_: Node, pairs: Pairs, own: Bounds) -> Error:
    (a, ea), (b, eb) = pairs
    off = _off(a, ea)
    moved = times(b.size, off) / (1 - off) if off < 1 else math.inf
    if eb.absolute or eb.relative:
        moved += times(eb.at(b.size), _largest_logarithm(a, float(guard_of(a, ea).least)))
    relative = math.expm1(moved) if moved < 1 else math.inf
    return Error(LAST_DECIMAL, relative * SLACK + FUNCTION * max(1.0, math.log2(2 + b.size)))


def _largest_logarithm(x: Bounds, least: float) -> float:
    low = max(least, float(x.low))
    return max(abs(math.log(low)) if low else math.inf, abs(math.log(x.size)) if 0 < x.size < math.inf else math.inf)


def _real(node: Node, pairs: Pairs, own: Bounds) -> Error:
    x, error = pairs[0]
    off = _off(x, error)
    match node.data[0]:
        case "sqrt":
            return Error(LAST_DECIMAL, (off + FUNCTION) * SLACK)
        case "ln" | "log":
            return Error(off * SLACK * 1.001 + LAST_DECIMAL, FUNCTION)
        case "exp":
            size = min(max(abs(float(x.low)), 69.0), 200.0)
            return Error(LAST_DECIMAL, math.expm1(min(error.at(size), 1.0)) * SLACK + FUNCTION)
    return Error(error.at(min(x.size, 40.0)) * SLACK + 2 * FUNCTION)


RULES: dict[str, Callable[[Node, Pairs, Bounds], Error]] = {
    "add": _add,
    "sub": _add,
    "sum_known": _sum_known,
    "mul": _mul,
    "div": _div,
    "neg": _same,
    "abs": _same,
    "min": _extreme,
    "max": _extreme,
    "if": _chosen,
    "pick": _chosen,
    "known": _chosen,
    "bands": _chosen,
    "trimmed_mean": _trimmed_mean,
    "interp": _interp,
    "round": _round,
    "pow": _pow,
    "real": _real,
}
"""What is not here is made of whole numbers, or the nearest float to its exact value."""
