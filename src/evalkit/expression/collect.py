"""What a function makes of the rows that belong to each unit: its records, or the units below it.

Values arrive as whole numbers of 10^-9, so that sums are exact whatever the order of rows.
"""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

import numpy as np

from evalkit.expression.data import UNKNOWN_CODE, Array, Column, Grouped, Source
from evalkit.expression.nodes import Type
from evalkit.expression.values import Reason, Unknown, Value

LONGEST = 10**15
"""A column holds whole numbers below this."""
LARGEST_SUM, EXACT_FLOAT = 2**62, 2**53


def collect(
    function: str, wholes: Array, decimals: int, known: Array, states: Rows | None, owners: Array, count: int
) -> Source:
    """`function` (sum, min, max) of the rows of each of `count` units.

    Nothing is left out silently: a unit with a row whose number, or whose condition, is not known has no result.

    Args:
        function: sum, which is 0 of no rows; min and max have then no value.
        wholes: the numbers, in units of 10^-decimals.
        decimals: see there.
        known: which numbers are known.
        states: which rows count, where not all do.
        owners: for each row the row of its unit, -1 where it has none.
        count: how many units there are.
    """
    counted = known if states is None else known & states.holds
    hidden = np.zeros(count, dtype=bool)
    if not (counted.all() and owners.min(initial=0) >= 0):
        lost = ~known if states is None else states.open | (states.holds & ~known)
        hidden[owners[lost & (owners >= 0)]] = True
        rows = np.flatnonzero(counted & (owners >= 0))
        wholes, owners = wholes[rows], owners[rows]
    if function == "sum":
        return decimal(_sums(wholes, owners, count), ~hidden, decimals)
    found = np.zeros(count, dtype=wholes.dtype)
    order = np.argsort(wholes, kind="stable")
    order = order[::-1] if function == "min" else order
    found[owners[order]] = wholes[order]  # the last that is written stays
    empty = np.ones(count, dtype=bool)
    empty[owners] = False
    reasons = dict.fromkeys(np.flatnonzero(empty & ~hidden).tolist(), Reason.UNDEFINED)
    return decimal(found, ~hidden & ~empty, decimals, reasons)


class Rows(NamedTuple):
    """Which rows count."""

    holds: Array
    open: Array
    """Of which nobody can tell."""


def _sums(values: Array, owners: Array, count: int) -> Array:
    """The exact sum of each unit: in float64 as long as no sum can be longer than it holds."""
    if not len(values):
        return np.zeros(count, dtype=np.int64)
    largest = max(abs(int(values.max())), abs(int(values.min()))) * int(np.bincount(owners).max())
    if largest < EXACT_FLOAT:
        return np.bincount(owners, weights=values, minlength=count).astype(np.int64)
    found = np.zeros(count, dtype=np.int64 if largest < LARGEST_SUM else object)
    np.add.at(found, owners, values.astype(found.dtype))
    return found


def decimal(wholes: Array, known: Array, decimals: int, reasons: dict[int, Reason] | None = None) -> Source:
    """Whole numbers of 10^-decimals as a column with no more decimals than they need."""
    wholes = np.where(known, wholes, 0)
    divisor = int(np.gcd.reduce(wholes)) if len(wholes) and wholes.any() else 10**decimals
    spared = 0
    while spared < decimals and divisor % 10 ** (spared + 1) == 0:
        spared += 1
    wholes, decimals = wholes // 10**spared, decimals - spared
    if len(wholes) and max(abs(int(wholes.max())), abs(int(wholes.min()))) >= LONGEST:
        distinct, codes = np.unique(wholes, return_inverse=True)
        exact: list[Value] = [Fraction(int(whole), 10**decimals) for whole in distinct]
        why = list(dict.fromkeys([Reason.NOT_REPORTED, *(reasons or {}).values()]))
        codes = np.where(known, codes, len(exact)).astype(np.int32)
        for row, reason in (reasons or {}).items():
            codes[row] = len(exact) + why.index(reason)
        return Grouped(codes, (*exact, *map(Unknown, why)))
    values = np.where(known, wholes.astype(np.float64) / 10.0**decimals, np.nan)
    return Column(Type.NUMBER, values, decimals=decimals, states=reasons or {})


def joined(parts: list[Array]) -> Array:
    """One code for each different combination of several codes; -1 where any of them is."""
    whole = parts[0].astype(np.int64)
    for part in parts[1:]:
        span = int(part.max(initial=-1)) + 1
        whole = np.where((whole < 0) | (part < 0), UNKNOWN_CODE, whole * max(span, 1) + part)
        whole = _close(whole)
    return whole.astype(np.int32)


def coded(wholes: Array, known: Array) -> Array:
    """A code for each different number; -1 where it is not known."""
    return np.where(known, np.unique(wholes, return_inverse=True)[1], UNKNOWN_CODE)


def _close(codes: Array) -> Array:
    """The same groups with small codes."""
    found = np.unique(np.where(codes < 0, UNKNOWN_CODE, codes), return_inverse=True)
    return found[1] - int(len(found[0]) > 0 and found[0][0] < 0)
