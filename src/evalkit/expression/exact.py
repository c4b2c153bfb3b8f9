"""The exact back end: fractions, one unit at a time. It is the meaning of the language.

Unknown stays unknown, and keeps its reason.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from fractions import Fraction
from typing import cast

from evalkit.diagnostics.message import round_half_up
from evalkit.expression import reals
from evalkit.expression.nodes import Node, within
from evalkit.expression.values import Reason, Unknown, Value, unknown_of

Read = Callable[[Node], Value]
"""Gives the value of a `column` or `gather` node for the unit in question."""


def compute(roots: Iterable[Node], read: Read, given: Mapping[Node, Value] | None = None) -> dict[Node, Value]:
    """The values of `roots` and of all that they need, for one unit.

    `given` replaces the values of some nodes: what would be, if this were so.
    """
    values: dict[Node, Value] = dict(given or {})
    for node in within(roots):
        if node not in values:
            is_leaf = node.operation in ("column", "gather")
            values[node] = read(node) if is_leaf else _value(node, [values[a] for a in node.arguments])
    return values


def _value(node: Node, arguments: list[Value]) -> Value:
    match node.operation:
        case "number" | "text" | "truth" | "date":
            return cast("Value", node.data[0])
        case "nothing":
            return Unknown(Reason(str(node.data[0])))
    if node.operation in LENIENT:
        return LENIENT[node.operation](node, arguments)
    unknown = unknown_of(*arguments)
    if unknown is not None:
        return unknown
    return STRICT[node.operation](node, *arguments)


def _bands(node: Node, arguments: list[Value]) -> Value:
    """`bands` and `interp` share the order of their arguments: x, the edges, the values."""
    count = len(node.arguments) // 2 - 1
    x, edges, values = arguments[0], arguments[1 : count + 1], arguments[count + 1 :]
    unknown = unknown_of(x, *edges)
    if unknown is not None:
        return unknown
    place = (bisect_right if node.data[0] == "left" else bisect_left)(
        cast("list[Fraction]", edges), cast("Fraction", x)
    )
    return values[place]


def _interp(_: Node, x: Fraction, *rest: Fraction) -> Value:
    count = len(rest) // 2
    xs, ys = rest[:count], rest[count:]
    place = bisect_right(xs, x)
    if place in (0, count):
        return ys[0] if place == 0 else ys[-1]
    left, right = xs[place - 1], xs[place]
    return ys[place - 1] + (ys[place] - ys[place - 1]) * (x - left) / (right - left)


def _if(_: Node, arguments: list[Value]) -> Value:
    condition, then, otherwise = arguments
    if isinstance(condition, Unknown):
        return condition
    return then if condition else otherwise


def _pick(node: Node, arguments: list[Value]) -> Value:
    key, *nodes = arguments
    if isinstance(key, Unknown):
        return key
    return nodes[node.data.index(key)] if key in node.data else nodes[-1]


def _first_known(arguments: list[Value]) -> Value:
    return next(
        (v for v in arguments if not isinstance(v, Unknown)), unknown_of(*arguments) or Unknown(Reason.UNDEFINED)
    )


def _junction(node: Node, arguments: list[Value]) -> Value:
    decisive = node.operation == "or"
    if any(v is decisive for v in arguments):
        return decisive
    return unknown_of(*arguments) or not decisive


def _sum_known(_: Node, arguments: list[Value]) -> Value:
    known = [v for v in arguments if isinstance(v, Fraction)]
    return sum(known, Fraction(0)) if known else _first_known(arguments)


def _trimmed_mean(node: Node, arguments: list[Value]) -> Value:
    dropped, best = cast("tuple[int, int]", node.data)
    known = sorted(v for v in arguments if isinstance(v, Fraction))
    kept = known[dropped : len(known) - dropped][-best:]
    return sum(kept, Fraction(0)) / len(kept) if kept else unknown_of(*arguments) or Unknown(Reason.UNDEFINED)


def _divide(_: Node, a: Fraction, b: Fraction) -> Value:
    return a / b if b else Unknown(Reason.UNDEFINED)


def _power(_: Node, a: Fraction, b: Fraction) -> Value:
    result = reals.power(a, b)
    return Unknown(Reason.UNDEFINED) if result is None else result


def _real(node: Node, x: Fraction) -> Value:
    result = reals.real(str(node.data[0]), x)
    return Unknown(Reason.UNDEFINED) if result is None else result


def _round(node: Node, x: Fraction) -> Value:
    mode, decimals = cast("tuple[str, int]", node.data)
    return rounded(x, mode, decimals)


def rounded(x: Fraction, mode: str, decimals: int) -> Fraction:
    """`x` at so many decimals (negative: tens, hundreds). `up` is away from zero, `down` towards it."""
    unit = Fraction(10) ** -decimals
    count = x / unit
    match mode:
        case "half_up":
            whole = round_half_up(count)
        case "half_even":
            whole = round(count)
        case "up":
            whole = math.ceil(count) if count > 0 else math.floor(count)
        case _:
            whole = math.trunc(count)
    return whole * unit


def _steps(node: Node, x: Fraction, size: Fraction) -> Value:
    if not size:
        return Unknown(Reason.UNDEFINED)
    count = x / size
    return Fraction(math.floor(count) if node.data[0] == "whole" else math.ceil(count))


def _calendar(node: Node, day: Fraction) -> Value:
    if not 1 <= day <= date.max.toordinal():
        return Unknown(Reason.UNDEFINED)
    moment = date.fromordinal(int(day))
    return Fraction({"year": moment.year, "quarter": (moment.month + 2) // 3, "month": moment.month}[str(node.data[0])])


def _is_not_applicable(_: Node, arguments: list[Value]) -> Value:
    return isinstance(arguments[0], Unknown) and arguments[0].reason is Reason.NOT_APPLICABLE


LENIENT: dict[str, Callable[[Node, list[Value]], Value]] = {
    "bands": _bands,
    "if": _if,
    "pick": _pick,
    "known": lambda _, arguments: _first_known(arguments),
    "and": _junction,
    "or": _junction,
    "is_unknown": lambda _, arguments: isinstance(arguments[0], Unknown),
    "not_applicable": _is_not_applicable,
    "sum_known": _sum_known,
    "count_known": lambda _, arguments: Fraction(sum(not isinstance(v, Unknown) for v in arguments)),
    "count_true": lambda _, arguments: Fraction(sum(v is True for v in arguments)),
    "trimmed_mean": _trimmed_mean,
}
"""What may have a value although an argument has none."""

STRICT: dict[str, Callable[..., Value]] = {
    "add": lambda _, *terms: sum(terms, Fraction(0)),
    "sub": lambda _, a, b: a - b,
    "mul": lambda _, a, b: a * b,
    "div": _divide,
    "neg": lambda _, a: -a,
    "abs": lambda _, a: abs(a),
    "min": lambda _, *values: min(values),
    "max": lambda _, *values: max(values),
    "pow": _power,
    "round": _round,
    "real": _real,
    "calendar": _calendar,
    "interp": _interp,
    "steps": _steps,
    "lt": lambda _, a, b: a < b,
    "le": lambda _, a, b: a <= b,
    "eq": lambda _, a, b: a == b,
    "not": lambda _, a: not a,
    "indicator": lambda _, a: Fraction(bool(a)),
}
"""What is unknown as soon as an argument is."""
