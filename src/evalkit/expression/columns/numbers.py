"""Steps of arithmetic. NaN, the unknown, goes through NumPy's own operations."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

import numpy as np

from evalkit.expression.columns.assembler import Again, Assembler, Lanes, Slots
from evalkit.expression.columns.guards import guard_of, may_be_near
from evalkit.expression.data import Array
from evalkit.expression.nodes import Node

DAY_ONE = 719_163
"""1970-01-01 in days from 0001-01-01, which is day 1."""


def simple(function: Callable[..., Any]) -> Callable[[Assembler, Node], Lanes]:
    """The steps of one NumPy function of all arguments."""

    def emit(asm: Assembler, node: Node) -> Lanes:
        out = asm.over(node, *node.arguments)
        asm.call(function, *(asm.lanes[a][0] for a in node.arguments), out=out)
        return (out,)

    return emit


def extreme(asm: Assembler, node: Node) -> Lanes:
    """The least or greatest of two, or simply the one that the bounds show to be it."""
    for one, other in (node.arguments, node.arguments[::-1]):
        x, y = asm.bounds[one], asm.bounds[other]
        if not y.unknown and (x.high <= y.low if node.operation == "min" else x.low >= y.high):
            return asm.lanes[one]
        if y.constant:
            return _clipped(asm, node, one, float(y.low))
    return simple(np.minimum if node.operation == "min" else np.maximum)(asm, node)


def _clipped(asm: Assembler, node: Node, one: Node, limit: float) -> Lanes:
    """With a constant NumPy's clip takes a third of the time of its minimum."""
    (x,), out = asm.lanes[one], asm.over(node, one)
    low, high = (-np.inf, limit) if node.operation == "min" else (limit, np.inf)
    asm.step(lambda s, _: np.clip(s[x], low, high, out=s[out]))
    return (out,)


def div(asm: Assembler, node: Node) -> Lanes:
    """A quotient; unknown where the denominator is exactly 0."""
    b = node.arguments[1]
    guard = guard_of(*asm.fact(b))
    if not may_be_near(asm.bounds[b], guard):
        return simple(np.divide)(asm, node)
    x, y = (asm.lanes[a][0] for a in node.arguments)
    near, out = asm.scratch("?"), asm.over(node, *node.arguments)
    near_zero(asm, y, guard.below, near)
    asm.call(np.divide, x, y, out=out)
    if guard.doubt:
        asm.redo(node, near, (out,))
    else:
        forget(asm, out, near)
    return (out,)


def near_zero(asm: Assembler, x: int, below: float, out: int) -> None:
    """Steps that mark in `out` where a float is nearer to 0 than `below`, or is 0."""
    if not below:
        asm.step(lambda s, _: np.equal(s[x], 0.0, out=s[out]))
        return
    size = asm.scratch("f8")
    asm.call(np.abs, x, out=size)
    asm.step(lambda s, _: np.less(s[size], below, out=s[out]))


def forget(asm: Assembler, out: int, mask: int) -> None:
    """A step that makes numbers unknown where a mask holds, which is nearly nowhere."""

    def step(s: Slots, _: Again) -> None:
        if s[mask].any():
            np.copyto(s[out], np.nan, where=s[mask])

    asm.step(step)


def sum_known(asm: Assembler, node: Node) -> Lanes:
    """The sum of two, or the one that is known."""
    a, b = (asm.lanes[n][0] for n in node.arguments)
    if not any(asm.bounds[n].unknown for n in node.arguments):
        return simple(np.add)(asm, node)
    out, unknown = asm.buffer("f8"), asm.scratch("?")
    asm.call(np.add, a, b, out=out)
    asm.call(np.isnan, a, out=unknown)
    asm.step(lambda s, _: np.copyto(s[out], s[b], where=s[unknown]))
    asm.call(np.isnan, b, out=unknown)
    asm.step(lambda s, _: np.copyto(s[out], s[a], where=s[unknown]))
    return (out,)


def trimmed_mean(asm: Assembler, node: Node) -> Lanes:
    """The mean of what is known, without the lowest and the highest."""
    dropped, best = cast("tuple[int, int]", node.data)
    lanes, out = [asm.lanes[a][0] for a in node.arguments], asm.buffer("f8")

    def step(s: Slots, _: Again) -> None:
        values = np.empty((len(lanes), len(s[out])))
        for place, lane in enumerate(lanes):
            values[place] = s[lane]
        s[out][:] = _trimmed(values, dropped, best)

    asm.step(step)
    return (out,)


def _trimmed(values: Array, dropped: int, best: int) -> Array:
    values.sort(axis=0)  # NaN goes last
    last = (~np.isnan(values)).sum(axis=0) - dropped
    first = np.maximum(last - best, dropped) if best else np.full(values.shape[1], dropped)
    total = np.zeros(values.shape[1])
    for place in range(dropped, len(values)):
        np.add(total, values[place], out=total, where=(place >= first) & (place < last))
    kept = last - first
    return np.where(kept > 0, total / np.maximum(kept, 1), np.nan)


def calendar(asm: Assembler, node: Node) -> Lanes:
    """The year, quarter or month of a date."""
    (x,), out = asm.lanes[node.arguments[0]], asm.over(node, *node.arguments)
    part = CALENDAR[str(node.data[0])]

    def step(s: Slots, _: Again) -> None:
        known = ~np.isnan(s[x])
        days = (np.where(known, s[x], DAY_ONE) - DAY_ONE).astype(np.int64).astype("datetime64[D]")
        s[out][:] = np.where(known, part(days), np.nan)

    asm.step(step)
    return (out,)


def _year(days: Array) -> Array:
    return days.astype("datetime64[Y]").astype(np.int64) + 1970


def _month(days: Array) -> Array:
    return days.astype("datetime64[M]").astype(np.int64) % 12 + 1


CALENDAR: dict[str, Callable[[Array], Array]] = {
    "year": _year,
    "month": _month,
    "quarter": lambda days: (_month(days) + 2) // 3,
}
