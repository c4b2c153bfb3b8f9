"""Floats that were read from decimals: how many decimals they need, and percents divided as decimals."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from evalkit.expression.data import Array
from evalkit.inputs.numbers import LIMIT, MOST_DECIMALS

SAMPLE = 256


@dataclass(frozen=True, slots=True)
class Measure:
    """What is known of floats that all are whole numbers of 10^-`decimals`, below 10^15 when scaled so."""

    decimals: int
    """As few as will do."""
    low: float
    """The smallest known value; NaN where none is known."""
    high: float


def measured(values: Array) -> Measure | None:
    """The fewest decimals that all known values need; None unless every one, scaled so, is a whole number below 10^15.

    v needs at most d decimals if the float nearest to rint(v · 10^d) / 10^d is v: both numbers of the division
    are exact, so its quotient is the nearest float to that decimal.
    """
    decimals = _needed(values[:SAMPLE], 0)
    if decimals is not None:
        decimals = _needed(values, decimals)
    if decimals is None:
        return None
    low, high = np.fmin.reduce(values, initial=np.nan), np.fmax.reduce(values, initial=np.nan)
    return None if max(-low, high) >= LIMIT / 10**decimals else Measure(decimals, float(low), float(high))


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


def hundredths(values: Array, decimals: int) -> tuple[Array, int]:
    """Numbers of percent that need `decimals` decimals -> the decimals they stand for, and what those need.

    v / 100 is not always the nearest float to the decimal; m / 10^(d + 2) is.
    """
    divided = scaled(values, decimals, decimals + 2)
    return divided, decimals + 2 if decimals else _needed(divided, 0) or 0
