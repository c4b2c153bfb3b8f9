"""Floats that were read from decimals: how many decimals they need, and percents divided as decimals.

Mostly all values of a column, scaled by the decimals of the longest, are whole numbers below 10^15. Quotients of 15
digits are not, if some are large and some small: those are looked at one by one, each with its own decimals.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

import numpy as np

from evalkit.expression.data import Array
from evalkit.inputs.cells.numbers import LIMIT, MOST_DECIMALS, MOST_DIGITS

SAMPLE = 256
POWERS = np.array([float(10**power) for power in range(MOST_DECIMALS + 3)])


@dataclass(frozen=True, slots=True)
class Measure:
    """What is known of floats that all are decimals of at most 15 digits."""

    decimals: int
    """As few as will do for all."""
    low: float
    """The smallest known value; NaN where none is known."""
    high: float
    each: Array | None = None
    """The decimals of each value, where not all are whole numbers below 10^15 when scaled by those of the longest."""


def measured(values: Array) -> Measure | None:
    """The fewest decimals that all known values need; None if one has more than 15 digits.

    v needs at most d decimals if the float nearest to rint(v · 10^d) / 10^d is v: both numbers of the division
    are exact, so its quotient is the nearest float to that decimal.
    """
    decimals = _needed(values[:SAMPLE], 0)
    if decimals is not None:
        decimals = _needed(values, decimals)
    low, high = float(np.fmin.reduce(values, initial=np.nan)), float(np.fmax.reduce(values, initial=np.nan))
    if decimals is not None and not max(-low, high) >= LIMIT / 10**decimals:
        return Measure(decimals, low, high)
    each = _each(values)
    return None if each is None else Measure(int(each.max(initial=0)), low, high, each)


def _each(values: Array) -> Array | None:
    """The decimals that each value needs, scaled by which it is a whole number below 10^15; None if one is none.

    Each is tried with 15 digits; the zeros at their end are not needed.
    """
    known = np.flatnonzero(~np.isnan(values) & (values != 0))
    large = np.abs(values[known])
    with np.errstate(invalid="ignore"):  # inf is none
        decimals = np.clip(MOST_DIGITS - np.floor(np.log10(large)), 0, MOST_DECIMALS).astype(np.int64)
    for _ in range(2):  # a logarithm may be rounded to the next whole number
        decimals -= (np.rint(large * POWERS[decimals]) >= LIMIT) & (decimals > 0)
    whole = np.rint(large * POWERS[decimals])
    if not ((whole < LIMIT) & (whole / POWERS[decimals] == large)).all():
        return None
    digits, left = whole.astype(np.int64), np.arange(len(known))
    while left.size:
        left = left[(decimals[left] > 0) & (digits[left] % 10 == 0)]
        digits[left] //= 10
        decimals[left] -= 1
    each = np.zeros(len(values), dtype=np.int64)
    each[known] = decimals
    return each


def _needed(values: Array, decimals: int) -> int | None:
    rest = values
    for enough in range(decimals, MOST_DECIMALS + 1):
        rest = rest[scaled(rest, enough, enough) != rest]
        rest = rest[~np.isnan(rest)]  # the unknown needs nothing
        if not rest.size:
            return enough
    return None


def scaled(values: Array, up: int, down: int) -> Array:
    """rint(v · 10^up) / 10^down, an array of its own."""
    whole = np.multiply(values, 10.0**up) if up else np.rint(values)
    if up:
        np.rint(whole, out=whole)
    return np.divide(whole, 10.0**down, out=whole) if down else whole


def hundredths(values: Array, measure: Measure) -> tuple[Array, int]:
    """Numbers of percent -> the decimals they stand for, and how many decimals those need.

    v / 100 is not always the nearest float to the decimal; m / 10^(d + 2) is.
    """
    decimals, each = measure.decimals, measure.each
    if each is not None:
        return np.rint(values * POWERS[each]) / POWERS[each + 2], decimals + 2
    divided = scaled(values, decimals, decimals + 2)
    return divided, decimals + 2 if decimals else _needed(divided, 0) or 0


def hundredth(value: float) -> float:
    """One number of percent as the decimal it stands for."""
    return float(Decimal(repr(value)).scaleb(-2))
