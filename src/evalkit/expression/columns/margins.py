"""By how much an edge is shifted so that a decision on floats is the decision on the exact values.

Exact values whose denominators are known lie on an edge or at least a step away from it. Where the floats are wrong
by less than a quarter of that step, an edge shifted by half a step separates the two without fail, at no cost.
Otherwise there are two edges, and what lies between them is in doubt and decided again on the exact values.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction

from evalkit.expression.bounds.facts import UNIT, Bounds, Error, times, upward


@dataclass(frozen=True, slots=True)
class Margin:
    """What is added to an edge: below `low` it is surely not reached, from `high` on it surely is."""

    low: float
    high: float
    direct: bool = False
    """Whether the floats compare exactly as they are."""

    @property
    def doubt(self) -> bool:
        return self.low != self.high


def margin(x: tuple[Bounds, Error], edge: tuple[Bounds, Error], *, strict: bool) -> Margin:
    """How `x` is compared with `edge`; `strict` where x on the edge does not pass it."""
    (xb, xe), (eb, ee) = x, edge
    size = min(xb.size, eb.size)
    step = _step(xb, eb)
    if step:
        wrong = _wrong(xe, ee, size + step)
        if wrong < step / 4:
            shift = step / 2 if strict else -step / 2
            return Margin(shift, shift, direct=xe.nearest and ee.nearest)
    wrong = _wrong(xe, ee, size)
    return Margin(-wrong, wrong)


def to_wholes(x: tuple[Bounds, Error], halves: bool, scale: Fraction) -> Margin:
    """How x · scale is compared with the whole numbers, or with all halves of them, from below."""
    bounds, error = x
    size = times(bounds.size, upward(scale)) + 1
    wrong = (error.absolute * upward(scale) + times(error.relative + 4 * UNIT, size)) * (1 + 2.0**-20)
    divisor = bounds.denominator
    if divisor is not None:
        fixed = math.lcm((scale / divisor.fixed).denominator, 2 if halves else 1)
        step = 1 / (fixed * divisor.bound)
        if wrong < step / 4:
            return Margin(step / 2, step / 2)
    return Margin(-wrong, wrong)


def _step(x: Bounds, edge: Bounds) -> float:
    """The least distance of two different values; 0.0 where it is unknown."""
    if x.denominator is None or edge.denominator is None:
        return 0.0
    return 1 / (math.lcm(x.denominator.fixed, edge.denominator.fixed) * x.denominator.bound * edge.denominator.bound)


def _wrong(x: Error, edge: Error, size: float) -> float:
    """By how much the difference of two floats can be wrong, and the edge that it is compared with."""
    relative = x.relative + edge.relative + 4 * UNIT
    return (x.absolute + edge.absolute + times(relative, size)) * (1 + 2.0**-20)
