"""`gather`: what a function makes of the values of a unit's peers. Written once, for every back end.

Values arrive as whole numbers of 10^-9, so that sums, means, ranks and ties are exact whatever the order of rows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction

import numpy as np

from evalkit.expression import reals
from evalkit.expression.data import Array, Column, Grouped, Source
from evalkit.expression.nodes import Type
from evalkit.expression.values import Reason, Unknown, Value


def gather(
    function: str,
    parameter: Fraction | None,
    wholes: Array,
    decimals: int,
    counts: Array,
    codes: Array,
) -> Source:
    """Apply `function` inside each group of `codes` (-1: no group).

    `wholes` are the values in units of 10^-decimals, int64 or object; `counts` tells which of them are known
    and belong to the peers.
    """
    counts = counts & (codes >= 0)
    if function in PLACES:
        return _places(function, wholes, counts, codes)
    rows = np.flatnonzero(counts)
    rows = rows[np.lexsort((wholes[rows], codes[rows]))] if wholes.dtype != object else _sorted(rows, wholes, codes)
    groups = int(codes.max(initial=-1)) + 1
    values: list[Value] = [Fraction(0) if function == "count" else Unknown(Reason.UNDEFINED)] * groups
    for code, members in _groups(wholes[rows], codes[rows]):
        values[code] = FUNCTIONS[function](members, Fraction(10) ** decimals, parameter)
    return Grouped(codes, tuple(values))


def _sorted(rows: Array, wholes: Array, codes: Array) -> Array:
    return np.array(sorted(rows, key=lambda row: (codes[row], wholes[row])), dtype=np.intp)


def _groups(wholes: Array, codes: Array) -> Iterator[tuple[int, Array]]:
    """Each group's code with its values, smallest first."""
    if not len(codes):
        return
    starts = np.flatnonzero(np.r_[True, codes[1:] != codes[:-1]])
    for start, stop in zip(starts, [*starts[1:], len(codes)], strict=True):
        yield int(codes[start]), wholes[start:stop]


PLACES = ("rank_up", "rank_down", "order_up", "order_down")


def _places(function: str, wholes: Array, counts: Array, codes: Array) -> Column:
    """The place of each row in its group, 1 for the smallest (up) or the largest (down) number: as a rank, equals share
    the better place; as an order, the first row goes first.
    """
    keys = wholes if function.endswith("up") else -wholes
    places = np.full(len(keys), np.nan)
    rows = np.flatnonzero(counts)
    if len(rows):
        rows = rows[np.lexsort((keys[rows], codes[rows]))] if keys.dtype != object else _sorted(rows, keys, codes)
        new_group = np.r_[True, codes[rows][1:] != codes[rows][:-1]]
        new_value = new_group | np.r_[True, keys[rows][1:] != keys[rows][:-1]]
        position = np.arange(len(rows))
        first_of_group = np.maximum.accumulate(np.where(new_group, position, 0))
        first_of_value = np.maximum.accumulate(np.where(new_value, position, 0))
        places[rows] = (first_of_value if function.startswith("rank") else position) - first_of_group + 1
    return Column(Type.NUMBER, places)


def _sum(members: Array) -> int:
    """The exact sum; int64 is split, so that it cannot overflow."""
    if members.dtype == object:
        return sum(members.tolist())
    return (int((members >> 32).sum()) << 32) + int((members & 0xFFFFFFFF).sum())


def _mean(members: Array, unit: Fraction, _: Fraction | None) -> Value:
    return Fraction(_sum(members)) / len(members) / unit


def _std(members: Array, unit: Fraction, _: Fraction | None) -> Value:
    """The standard deviation of the population."""
    values = members.tolist()
    mean = Fraction(_sum(members), len(values))
    variance = Fraction(sum(value * value for value in values), len(values)) - mean * mean
    root = reals.real("sqrt", variance / unit**2)
    return Unknown(Reason.UNDEFINED) if root is None else root


def _quantile(members: Array, unit: Fraction, share: Fraction | None) -> Value:
    """The inclusive quantile: straight between the two values around share × (n - 1)."""
    if share is None or not 0 <= share <= 1:
        return Unknown(Reason.UNDEFINED)
    place = share * (len(members) - 1)
    below = int(place)
    above = min(below + 1, len(members) - 1)
    return (int(members[below]) + (place - below) * (int(members[above]) - int(members[below]))) / unit


def _nth(from_end: bool, members: Array, unit: Fraction, n: Fraction | None) -> Value:
    if n is None or n.denominator != 1 or not 1 <= n <= len(members):
        return Unknown(Reason.UNDEFINED)
    return Fraction(int(members[-int(n) if from_end else int(n) - 1])) / unit


FUNCTIONS: dict[str, Callable[[Array, Fraction, Fraction | None], Value]] = {
    "mean": _mean,
    "sum": lambda members, unit, _: Fraction(_sum(members)) / unit,
    "min": lambda members, unit, _: Fraction(int(members[0])) / unit,
    "max": lambda members, unit, _: Fraction(int(members[-1])) / unit,
    "count": lambda members, unit, _: Fraction(len(members)),
    "std": _std,
    "quantile": _quantile,
    "largest": lambda members, unit, n: _nth(True, members, unit, n),
    "smallest": lambda members, unit, n: _nth(False, members, unit, n),
}
"""Each is given the known values of one group, smallest first, as whole numbers, and how many make 1."""
