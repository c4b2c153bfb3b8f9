"""Ranks inside scopes, from whole numbers: exact, and the same whatever the order of the rows."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from evalkit.expression.data import Array
from evalkit.result import NOT_RANKED


def ordering(keys: Sequence[tuple[Array, Array, bool]]) -> Array:
    """One whole number for each unit, smaller for the better; equal only where all keys are equal.

    A key is its whole numbers, which of them are known, and whether higher is better. An unknown comes last.
    """
    places = np.zeros(len(keys[0][0]), dtype=np.int64)
    for wholes, known, higher in keys:
        _, code = np.unique(wholes, return_inverse=True)
        code = np.where(known, -code if higher else code, len(wholes))
        pairs = np.lexsort((code, places))
        new = np.r_[False, (np.diff(places[pairs]) != 0) | (np.diff(code[pairs]) != 0)]
        places = np.empty_like(places)
        places[pairs] = np.cumsum(new)
    return places


def ranks(places: Array, counts: Array, codes: Array, *, dense: bool = False) -> tuple[Array, Array]:
    """The rank of each unit in its group of `codes`, and how many are ranked there.

    `places` come from `ordering`; where `counts` is false, a unit is not ranked and takes no rank.
    """
    found = np.full(len(places), NOT_RANKED, dtype=np.int32)
    rows = np.flatnonzero(counts & (codes >= 0))
    size = np.bincount(codes[rows], minlength=int(codes.max(initial=-1)) + 2)
    if len(rows):
        rows = rows[np.lexsort((places[rows], codes[rows]))]
        group, place = codes[rows], places[rows]
        new_group = np.r_[True, group[1:] != group[:-1]]
        new_place = new_group | np.r_[True, place[1:] != place[:-1]]
        counted = np.cumsum(new_place) if dense else np.arange(1, len(rows) + 1)
        at_new = np.maximum.accumulate(np.where(new_place, counted, 0))
        before = np.maximum.accumulate(np.where(new_group, counted - 1, 0))
        found[rows] = at_new - before
    return found, size[codes].astype(np.int32)
