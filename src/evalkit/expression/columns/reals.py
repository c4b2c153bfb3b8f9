"""Steps of powers, roots, logarithms and exponentials, undefined where the exact back end says so."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np

from evalkit.expression import reals
from evalkit.expression.columns.assembler import Assembler, Lanes
from evalkit.expression.columns.guards import Guard, guard_of, may_be_near
from evalkit.expression.columns.numbers import forget, near_zero
from evalkit.expression.columns.truths import unknown_of
from evalkit.expression.data import Array
from evalkit.expression.nodes import Node

LARGEST = float(reals.LARGEST)
LARGEST_EXPONENT = 69.0


def power(asm: Assembler, node: Node) -> Lanes:
    """A power; where the base is near 0 or the result near the largest allowed, it is computed exactly."""
    base, exponent = node.arguments
    x, y = (asm.lanes[a][0] for a in node.arguments)
    guard, out = guard_of(*asm.fact(base)), asm.buffer("f8")
    asm.call(np.power, x, y, out=out)
    doubtful = asm.scratch("?")
    constant = exponent.constant
    plain = constant is not None and constant > 0 and not guard.below
    if not plain and may_be_near(asm.bounds[base], guard):
        near_zero(asm, x, guard.below, doubtful)
        asm.redo(node, doubtful, (out,))
    if constant is None or (constant.denominator == 1 and abs(constant) > reals.LARGEST_WHOLE_EXPONENT):
        asm.step(lambda s, _: np.less(s[x], 0.0, out=s[doubtful]))
        asm.redo(node, doubtful, (out,))
    _redo_large(asm, node, out, doubtful)
    for argument in node.arguments:  # in NumPy 1 to an unknown, and an unknown to 0, are 1
        unknown = unknown_of(asm, argument)
        if unknown is not None:
            forget(asm, out, unknown)
    return (out,)


def _redo_large(asm: Assembler, node: Node, out: int, doubtful: int) -> None:
    if asm.bounds[node].size >= LARGEST * 0.5:
        size = asm.scratch("f8")
        asm.call(np.abs, out, out=size)
        asm.step(lambda s, _: np.greater(s[size], LARGEST * 0.5, out=s[doubtful]))
        asm.redo(node, doubtful, (out,))


def real(asm: Assembler, node: Node) -> Lanes:
    """A function of one number, by its name."""
    return REALS[str(node.data[0])](asm, node)


def _root(asm: Assembler, node: Node) -> Lanes:
    """Below 0 a root is NaN by itself; what is exactly 0 has the root 0."""
    x = node.arguments[0]
    guard, out = guard_of(*asm.fact(x)), asm.buffer("f8")
    asm.call(np.sqrt, asm.lanes[x][0], out=out)
    if guard.below and may_be_near(asm.bounds[x], guard):
        _redo_near(asm, node, guard, out)
    return (out,)


def _logarithm(function: Callable[..., Any]) -> Callable[[Assembler, Node], Lanes]:
    def emit(asm: Assembler, node: Node) -> Lanes:
        x = node.arguments[0]
        guard, out = guard_of(*asm.fact(x)), asm.buffer("f8")
        asm.call(function, asm.lanes[x][0], out=out)
        if may_be_near(asm.bounds[x], guard):
            if guard.doubt:
                _redo_near(asm, node, guard, out)
            else:
                near = asm.scratch("?")
                near_zero(asm, asm.lanes[x][0], guard.below, near)
                forget(asm, out, near)
        return (out,)

    return emit


def _redo_near(asm: Assembler, node: Node, guard: Guard, out: int) -> None:
    near = asm.scratch("?")
    near_zero(asm, asm.lanes[node.arguments[0]][0], guard.below, near)
    asm.redo(node, near, (out,))


def _exponential(asm: Assembler, node: Node) -> Lanes:
    x = node.arguments[0]
    source, out = asm.lanes[x][0], asm.buffer("f8")
    asm.call(np.exp, source, out=out)
    edge = LARGEST_EXPONENT - asm.errors[x].at(LARGEST_EXPONENT) - 1e-12
    if asm.bounds[x].high > edge:
        doubtful = asm.scratch("?")
        asm.step(lambda s, _: np.greater(s[source], edge, out=s[doubtful]))
        asm.redo(node, doubtful, (out,))
    return (out,)


def _normal_cdf(asm: Assembler, node: Node) -> Lanes:
    source, out = asm.lanes[node.arguments[0]][0], asm.buffer("f8")
    asm.step(lambda s, _: np.copyto(s[out], _phi(s[source])))
    return (out,)


def _phi(x: Array) -> Array:
    return np.fromiter((0.5 * math.erfc(-v / math.sqrt(2)) for v in x), np.float64, len(x))


REALS: dict[str, Callable[[Assembler, Node], Lanes]] = {
    "sqrt": _root,
    "ln": _logarithm(np.log),
    "log": _logarithm(np.log10),
    "exp": _exponential,
    "normal_cdf": _normal_cdf,
}
