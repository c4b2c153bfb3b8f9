"""Where an argument must not be 0: how near to 0 its float tells nothing, and what holds beyond."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from evalkit.expression.bounds.facts import Bound, Bounds, Error

NEAR = 2.0**24
"""A float this many times its own error is known to 7 digits at least, which is enough to go on with."""


@dataclass(frozen=True, slots=True)
class Guard:
    """What the float of an argument says about 0."""

    below: float
    """A float of a smaller size than this is near 0; with 0.0, only 0 itself is, and it is exactly 0."""
    doubt: bool
    """Whether such a float leaves open if the exact value is 0: then it is computed again, exactly."""
    least: Bound
    """The size that the exact value has at least where its float is not near 0."""


def guard_of(bounds: Bounds, error: Error) -> Guard:
    """What the float of an argument with these bounds and this error says about 0."""
    least = bounds.least
    if not error.absolute:
        return Guard(0.0, doubt=False, least=least)
    if error.absolute * NEAR <= least:
        return Guard(float(least) / 2, doubt=False, least=least)
    below = error.absolute * NEAR * 2
    return Guard(below, doubt=True, least=max(least, below / 2))


def may_be_near(bounds: Bounds, guard: Guard) -> bool:
    """Whether any unit can come near 0."""
    if guard.doubt:
        return bounds.low <= 2 * guard.below and bounds.high >= -2 * guard.below
    return bounds.low <= Fraction(0) <= bounds.high
