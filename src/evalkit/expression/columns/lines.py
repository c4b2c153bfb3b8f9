"""Steps of straight lines between constant points, flat outside."""

from __future__ import annotations

import itertools
from fractions import Fraction
from typing import cast

import numpy as np

from evalkit.expression.columns.assembler import Assembler, Lanes
from evalkit.expression.nodes import Node

Point = tuple[Fraction, Fraction]


def interp(asm: Assembler, node: Node) -> Lanes:
    """The sum of what each piece rises until x; one piece alone is a line cut off at its ends."""
    x, rest = asm.lanes[node.arguments[0]][0], [cast("Fraction", p.constant) for p in node.arguments[1:]]
    count = len(rest) // 2
    points = list(zip(rest[:count], rest[count:], strict=True))
    flat = points[0], (points[0][0] + 1, points[0][1])
    pieces = [(a, b) for a, b in itertools.pairwise(points) if a[1] != b[1]] or [flat]
    if len(pieces) == 1:
        out = asm.over(node, node.arguments[0])
        _line(asm, x, pieces[0], out)
        return (out,)
    out, piece = asm.buffer("f8"), asm.scratch("f8")
    for place, ends in enumerate(pieces):
        _rise(asm, x, ends, piece if place else out)
        if place:
            asm.call(np.add, out, piece, out=out)
    first = asm.constant(float(points[0][1]))
    asm.call(np.add, out, first, out=out)
    return (out,)


def _slope(ends: tuple[Point, Point]) -> Fraction:
    (left, low), (right, high) = ends
    return (high - low) / (right - left)


def _line(asm: Assembler, x: int, ends: tuple[Point, Point], out: int) -> None:
    (left, low), (_, high) = ends
    slope, start = float(_slope(ends)), float(low - _slope(ends) * left)
    bottom, top = sorted((float(low), float(high)))
    asm.step(lambda s, _: np.multiply(s[x], slope, out=s[out]))
    if start:
        asm.step(lambda s, _: np.add(s[out], start, out=s[out]))
    asm.step(lambda s, _: np.clip(s[out], bottom, top, out=s[out]))


def _rise(asm: Assembler, x: int, ends: tuple[Point, Point], out: int) -> None:
    left, right, slope = float(ends[0][0]), float(ends[1][0]), float(_slope(ends))
    asm.step(lambda s, _: np.clip(s[x], left, right, out=s[out]))
    asm.step(lambda s, _: np.subtract(s[out], left, out=s[out]))
    asm.step(lambda s, _: np.multiply(s[out], slope, out=s[out]))
