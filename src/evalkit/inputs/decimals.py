"""Floats that were read from decimals: how many decimals they need, and percents divided as decimals."""

from __future__ import annotations

import numpy as np

from evalkit.expression.data import Array
from evalkit.inputs.numbers import LIMIT, MOST_DECIMALS

SAMPLE = 256


def decimals_of(values: Array) -> int | None:
    """The fewest decimals that all known values need; None unless every one, scaled so, is a whole number below 10^15.

    v needs at most d decimals if the float nearest to rint(v · 10^d) / 10^d is v: both numbers of the division
    are exact, so its quotient is the nearest float to that decimal.
    """
    decimals = _needed(values[:SAMPLE], 0)
    if decimals is not None:
        decimals = _needed(values, decimals)
    if decimals is None:
        return None
    with np.errstate(invalid="ignore"):
        largest = max(np.fmax.reduce(values, initial=0.0), -np.fmin.reduce(values, initial=0.0))
    return decimals if largest < LIMIT / 10**decimals else None


def _needed(values: Array, decimals: int) -> int | None:
    rest = values
    for enough in range(decimals, MOST_DECIMALS + 1):
        power = 10.0**enough
        rest = rest[np.rint(rest * power) / power != rest]
        rest = rest[~np.isnan(rest)]  # the unknown needs nothing
        if not rest.size:
            return enough
    return None


def hundredths(values: Array, decimals: int) -> tuple[Array, int]:
    """Numbers of percent that need `decimals` decimals -> the decimals they stand for, and what those need.

    v / 100 is not always the nearest float to the decimal; m / 10^(d + 2) is.
    """
    whole = np.rint(values * 10.0**decimals)
    divided = whole / 10.0 ** (decimals + 2)
    return divided, decimals + 2 if decimals else _needed(divided, 0) or 0
