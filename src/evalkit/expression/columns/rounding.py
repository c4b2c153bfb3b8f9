"""Steps of rounding, to decimals and to whole steps, with ties decided as on the exact values."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any, cast

import numpy as np

from evalkit.expression.columns.assembler import Assembler, Lanes, Write
from evalkit.expression.columns.margins import Margin, to_wholes
from evalkit.expression.data import Array
from evalkit.expression.nodes import Node
from evalkit.expression.values import Unknown, Value


def steps(asm: Assembler, node: Node) -> Lanes:
    """How many whole, or started, steps a quotient has."""
    x = node.arguments[0]
    out = asm.over(node, x) if to_wholes(asm.fact(x), halves=False, scale=Fraction(1)).low > 0 else asm.buffer("f8")
    mode = "floor" if node.data[0] == "whole" else "ceil"
    _whole(asm, node, asm.lanes[x][0], out, mode, scale=Fraction(1), write=None)
    return (out,)


def round_(asm: Assembler, node: Node) -> Lanes:
    """A number with so many decimals; what is counted, units of the last decimal, may be fetched too."""
    mode, decimals = cast("tuple[str, int]", node.data)
    x, scale = node.arguments[0], Fraction(10) ** decimals
    count = asm.buffer("f8")
    size, signed = _size(asm, node, count)
    _whole(asm, node, size, count, ROUNDINGS[mode], scale, _count_writer(scale), asm.lanes[x][0] if signed else None)
    if node in asm.counted:
        asm.counts[node] = count
        asm.keep(count)
        out = asm.buffer("f8")
    else:
        out = count
    _scaled(asm, count, 1 / scale, out)
    return (out,)


def _size(asm: Assembler, node: Node, count: int) -> tuple[int, bool]:
    """The slot of what is rounded, scaled and without its sign, and whether it may have had one."""
    x, (_, decimals) = node.arguments[0], cast("tuple[str, int]", node.data)
    scaled = asm.scratch("f8")
    _scaled(asm, asm.lanes[x][0], Fraction(10) ** decimals, scaled)
    signed = asm.bounds[x].low < asm.errors[x].absolute
    if signed:
        asm.call(np.abs, scaled, out=scaled)
    return scaled, signed


def _scaled(asm: Assembler, x: int, scale: Fraction, out: int) -> None:
    """A step that multiplies by a power of ten, or divides by one: either way with one rounding."""
    if scale >= 1:
        factor = float(scale)
        asm.step(lambda s, _: np.multiply(s[x], factor, out=s[out]))
    else:
        divisor = float(1 / scale)
        asm.step(lambda s, _: np.divide(s[x], divisor, out=s[out]))


ROUNDINGS = {"half_up": "half_up", "half_even": "half_even", "up": "ceil", "down": "floor"}


def _count_writer(scale: Fraction) -> Write:
    def write(lanes: list[Array], row: int, value: Value) -> None:
        lanes[0][row] = np.nan if isinstance(value, Unknown) else float(cast("Fraction", value) * scale)

    return write


def _whole(
    asm: Assembler,
    node: Node,
    x: int,
    out: int,
    mode: str,
    scale: Fraction,
    write: Write | None,
    sign: int | None = None,
) -> None:
    """Steps that make whole numbers of `x`, give them the sign of another slot, and decide doubts again."""
    margin = to_wholes(asm.fact(node.arguments[0]), mode.startswith("half"), scale)
    function, first, second = _shifts(mode, margin)
    if margin.doubt:
        low, doubtful = asm.scratch("f8"), asm.scratch("?")
        _shifted(asm, function, x, first, low)
        _shifted(asm, function, x, second, out)
        asm.call(np.not_equal, low, out, out=doubtful)
        _not_unknown(asm, node, x, doubtful)
    else:
        _shifted(asm, function, x, second, out)
    if mode == "half_even" and not margin.doubt:
        _even(asm, x, margin, out)
    if sign is not None:
        asm.call(np.copysign, out, sign, out=out)
    if margin.doubt:
        asm.redo(node, doubtful, (out,), write)


def _shifts(mode: str, margin: Margin) -> tuple[Callable[..., Any], float, float]:
    """The function that makes whole numbers, and what is added before: two that differ where there is doubt."""
    if mode == "ceil":
        return np.ceil, -margin.high, -margin.low
    half = 0.5 if mode.startswith("half") else 0.0
    return np.floor, half + margin.low, half + margin.high


def _shifted(asm: Assembler, function: Callable[..., Any], x: int, shift: float, out: int) -> None:
    asm.step(lambda s, _: np.add(s[x], shift, out=s[out]))
    asm.call(function, out, out=out)


def _not_unknown(asm: Assembler, node: Node, x: int, doubtful: int) -> None:
    """A step that takes unknowns, which differ from themselves, out of the doubtful."""
    if asm.bounds[node.arguments[0]].unknown:
        known = asm.scratch("?")
        asm.step(lambda s, _: np.equal(s[x], s[x], out=s[known]))
        asm.call(np.logical_and, doubtful, known, out=doubtful)


def _even(asm: Assembler, x: int, margin: Margin, out: int) -> None:
    """Steps that take 1 from an odd number that a tie was rounded up to."""
    lower, odd = asm.scratch("f8"), asm.scratch("f8")
    _shifted(asm, np.floor, x, 0.5 - margin.high, lower)
    asm.step(lambda s, _: np.mod(s[out], 2.0, out=s[odd]))
    asm.step(lambda s, _: np.subtract(s[out], s[lower], out=s[lower]))
    asm.call(np.multiply, odd, lower, out=odd)
    asm.call(np.subtract, out, odd, out=out)
