"""Rows with nothing in the columns that are read: blank ones, and those with a word in a column that nobody reads."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from evalkit.expression.data import Array
from evalkit.inputs.cells.states import NOT_REPORTED
from evalkit.inputs.shapes.aside import What, what_is


class BlankRows:
    """How many were skipped; those below everything else are not worth a word."""

    def __init__(self) -> None:
        self.count = 0
        self._below = 0
        """Met since the last row that has anything in it."""

    def add(self, skipped: Array, empty: Array) -> None:
        """Count the next rows that are `skipped`; the `empty` ones among them have nothing in any column."""
        filled = np.flatnonzero(~empty)
        end = int(filled[-1]) + 1 if filled.size else 0
        if end:
            self.count += self._below + int(skipped[:end].sum())
            self._below = 0
        self._below += len(empty) - end


def unread(texts: Iterable[str]) -> tuple[What, str] | None:
    """What a row is that has only these texts, in columns that are not read; None where none of them has a word: a
    serial number stands in a form before anybody fills it in.
    """
    words = [text for text in texts if text not in NOT_REPORTED and any(map(str.isalpha, text))]
    if not words:
        return None
    found = what_is("", "", lambda: words)
    return found if found is not None and found[0] is What.NOTE else (What.UNREAD, words[0])
