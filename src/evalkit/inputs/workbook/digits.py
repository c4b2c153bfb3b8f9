"""Numbers that stand in a piece of bytes -> floats of at most 15 digits, all of one length and form at a time."""

from __future__ import annotations

import re

import numpy as np

from evalkit.expression.data import Array
from evalkit.inputs.cells.decimals import POWERS
from evalkit.inputs.cells.numbers import LIMIT

FORM = rb"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]{1,4})?"
WRITTEN = re.compile(FORM)
"""A number as a program writes it."""
SEVERAL = re.compile(rb"(?:%s )*" % FORM)
LONGEST = 22
"""Characters: 17 digits behind 0.00 and a little more."""
MOST_DIGITS = 18
"""Together they are surely an integer of 64 bits."""
MOST_DECIMALS = len(POWERS) - 1
HALF_STEP = 1.12e-16
"""How far a float is from the decimal that was written, at most, as a part of it: a little above 2^-53."""
POINT, MINUS, E, ZERO, NINE = b".-E09"


def fifteen(value: float) -> float:
    """The float nearest to the 15 digits that a spreadsheet shows of a number; never -0."""
    return float(format(value, ".15g")) + 0.0


def numbers(piece: bytes, letters: Array, starts: Array, ends: Array) -> Array | None:
    """The numbers that stand from `starts` to `ends`, as `fifteen` gives them; None if one is no number.

    `letters` are those of the piece, and a few more behind.
    """
    negative = letters[starts] == MINUS
    power = letters[ends - 1] - ZERO
    powers = (letters[ends - 3] == E) & (letters[ends - 2] == MINUS) & (power <= NINE - ZERO) & (ends - starts > 4)
    exponents = np.where(powers, power, 0).astype(np.int64)
    first, last = starts + negative, ends - 3 * powers
    values = np.full(len(starts), np.nan)
    lengths = np.minimum(last - first, LONGEST + 1).astype(np.uint8)
    order = np.argsort(lengths, kind="stable")
    bounds = np.searchsorted(lengths[order], np.arange(LONGEST + 2))
    for length in range(1, LONGEST + 1):
        which = order[bounds[length] : bounds[length + 1]]
        if which.size:
            values[which] = _of_length(letters, first[which], length, exponents[which])
    np.subtract(0.0, values, out=values, where=negative)
    left = np.flatnonzero(np.isnan(values))
    texts = [piece[start:end] for start, end in zip(starts[left].tolist(), ends[left].tolist(), strict=True)]
    if SEVERAL.fullmatch(b" ".join([*texts, b""])) is None:
        return None
    values[left] = [fifteen(float(text)) for text in texts]
    return values


def _of_length(letters: Array, starts: Array, length: int, exponents: Array) -> Array:
    """Numbers without a sign that are equally long; NaN where they are not plain, or are not sure."""
    values = np.full(len(starts), np.nan)
    digits = letters[starts + np.arange(length)[:, None]] - ZERO  # a letter below 0 becomes a large number
    others = (digits > NINE - ZERO).sum(axis=0, dtype=np.uint8)
    whole = np.flatnonzero(others == 0)
    if whole.size:
        values[whole] = _valued(digits[:, whole], exponents[whole])
    if length == 1:
        return values
    broken = np.flatnonzero(others == 1)
    points = np.argmax(digits[:, broken] == np.uint8((POINT - ZERO) % 256), axis=0)
    for point in range(1, length - 1):
        which = broken[points == point]
        if which.size:
            rest = np.delete(digits[:, which], point, axis=0)
            values[which] = _valued(rest, exponents[which] + (length - 1 - point))
    return values


def _valued(digits: Array, decimals: Array) -> Array:
    """Rows of digits, a column a number, as the floats of 15 digits; NaN where more than 15 are not surely rounded."""
    mantissa = np.zeros(digits.shape[1], dtype=np.int64)
    for row in digits:
        mantissa *= 10
        mantissa += row
    sure = (decimals <= MOST_DECIMALS) & ~digits[:-MOST_DIGITS].any(axis=0)
    if len(digits) > 15:
        sure &= mantissa < LIMIT * 100
        for more in (2, 1):
            long, step = np.flatnonzero(mantissa >= LIMIT * 10 ** (more - 1)), 10**more
            shortened, rest = np.divmod(mantissa[long], step)
            sure[long] &= np.abs(rest - step // 2) > mantissa[long] * HALF_STEP
            mantissa[long] = shortened + (rest > step // 2)
            decimals[long] -= more
        sure &= decimals >= 0
    return np.where(sure, mantissa / POWERS[np.clip(decimals, 0, MOST_DECIMALS)], np.nan)
