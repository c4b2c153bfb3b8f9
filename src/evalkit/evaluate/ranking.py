"""Ranks inside scopes, by counting whole numbers: exact, and the same whatever the order of the rows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

import numpy as np

from evalkit.expression.data import Array
from evalkit.result import NOT_RANKED

ROOM = 8
"""Keys are counted in an array as long as they reach; where that were longer than so many units, they are sorted."""


def ordering(keys: Sequence[tuple[Array, Array, bool]]) -> Array:
    """One whole number for each unit, smaller for the better; equal only where all keys are equal.

    A key is its whole numbers, which of them are known, and whether higher is better. An unknown comes last.
    """
    places = np.zeros(len(keys[0][0]), dtype=np.int64)
    for wholes, known, higher in keys:
        code = _dense(wholes - wholes.min(initial=0))
        last = int(code.max(initial=0)) + 1
        code = np.where(known, last - 1 - code if higher else code, last)
        places = _dense(places * (last + 1) + code) if places.any() else code
    return places


def ranks(places: Array, counts: Array, codes: Array, *, dense: bool = False) -> tuple[Array, Array]:
    """The rank of each unit in its group of `codes`, and how many are ranked there.

    `places` come from `ordering`; where `counts` is false, a unit is not ranked and takes no rank.
    """
    counted = counts & (codes >= 0)
    groups = int(codes.max(initial=-1)) + 1
    found = np.full(len(places), NOT_RANKED, dtype=np.int32)
    group, place = codes[counted].astype(np.int64), places[counted]
    sizes = np.bincount(group, minlength=groups)
    if len(group):
        each = int(place.max()) + 1
        key, where = _counted(group * each + place)
        amount = np.minimum(key[1], 1) if dense else key[1]
        before = np.cumsum(amount) - amount
        in_group = np.bincount(key[0] // each, weights=amount, minlength=groups).astype(np.int64)
        found[counted] = before[where] - (np.cumsum(in_group) - in_group)[group] + 1
    # The last stands for those without a group, code -1.
    return found, np.append(sizes, 0)[codes].astype(np.int32)


def _counted(keys: Array) -> tuple[tuple[Array, Array], Array]:
    """The possible keys in order with how many units have each, and where among them the key of each unit stands."""
    reach = int(keys.max(initial=0)) + 1
    if reach <= ROOM * len(keys) + 1_000_000:
        return (np.arange(reach), np.bincount(keys, minlength=reach)), keys
    values, where, amount = np.unique(keys, return_inverse=True, return_counts=True)
    return (values, amount), cast("Array", where)


def _dense(keys: Array) -> Array:
    """The keys, none negative, as 0, 1, 2, … in the same order."""
    if keys.dtype == object:  # larger than int64
        return cast("Array", np.unique(keys, return_inverse=True)[1])
    (_, amount), where = _counted(keys)
    present = amount > 0
    return cast("Array", (np.cumsum(present) - 1)[where])
