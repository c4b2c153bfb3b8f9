"""What is certain of a node before a single unit is computed.

Of its exact value: between which bounds it lies, and what its denominator divides. Of its float64: how far it may
be from the exact value. Two different values whose denominators are known differ by a least distance; where that
is more than the float can be wrong, a decision on floats is a decision on exact values.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias

Bound: TypeAlias = Fraction | float
"""A fraction, or an infinity."""

LARGEST_DENOMINATOR = 10**40
UNIT = 2.0**-53
"""The largest relative error of one rounding."""
EXACT_WHOLE = 2**53
"""Whole numbers up to here are float64 without error."""


@dataclass(frozen=True, slots=True)
class Denominator:
    """The exact value is a fraction whose denominator divides fixed · e for a whole e, 1 <= e <= bound."""

    fixed: int
    bound: int = 1


def denominator(fixed: int, bound: int = 1) -> Denominator | None:
    """A denominator, or None where it is too large to be of use."""
    return Denominator(fixed, bound) if max(fixed, bound) <= LARGEST_DENOMINATOR else None


@dataclass(frozen=True, slots=True)
class Bounds:
    """Where the exact value of a node lies, if it has one. Truths are 0 and 1."""

    low: Bound
    high: Bound
    unknown: bool = False
    """Whether it may have no value. It never has one where `low` is above `high`."""
    texts: frozenset[str] = frozenset()
    """Of a text: all that it may be."""
    denominator: Denominator | None = None
    nonzero: Bound = Fraction(0)
    """What its size is at least, if it is not 0 (beyond what the other facts say)."""

    @classmethod
    def around(cls, values: Iterable[Bound]) -> Bounds:
        """From the least to the greatest of some values."""
        given = list(values)
        return cls(min(given), max(given))

    @property
    def empty(self) -> bool:
        return self.low > self.high

    @property
    def constant(self) -> bool:
        return self.low == self.high and not self.unknown and not self.texts

    @property
    def size(self) -> float:
        """The largest absolute value, rounded up."""
        return 0.0 if self.empty else upward(max(self.high, -self.low))

    @property
    def least(self) -> Bound:
        """A value that is not 0 is at least so large in size."""
        sizes: list[Bound] = [self.nonzero, self.low, -self.high]
        if self.denominator is not None:
            sizes.append(Fraction(1, self.denominator.fixed * self.denominator.bound))
        return max(sizes)


NOTHING = Bounds(math.inf, -math.inf, unknown=True)


@dataclass(frozen=True, slots=True)
class Error:
    """|float - exact| <= absolute + relative · |exact|."""

    absolute: float = 0.0
    relative: float = 0.0
    nearest: bool = False
    """Whether the float is always the nearest to the exact value."""

    def at(self, size: float) -> float:
        """The largest error of a value of at most this size."""
        return self.absolute + times(self.relative, size)


def times(a: float, b: float) -> float:
    """The product, where 0 times an infinity is 0."""
    return a * b if a and b else 0.0


def upward(value: Bound) -> float:
    """A float that is not below `value`, which is not negative."""
    try:
        return float(value) * (1 + 4 * UNIT)
    except OverflowError:
        return math.inf


def dyadic(bounds: Bounds, size: float) -> bool:
    """Whether all values up to `size` with this denominator are float64 without error."""
    divisor = bounds.denominator
    if divisor is None or divisor.bound != 1 or divisor.fixed & (divisor.fixed - 1):
        return False
    return size * divisor.fixed <= EXACT_WHOLE


def nearest(bounds: Bounds) -> Error:
    """The error of a float that is the nearest to the exact value."""
    return Error(0.0, 0.0 if dyadic(bounds, bounds.size) else UNIT, nearest=True)
