"""Whose a record is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from evalkit.expression.data import Array
from evalkit.inputs.block import Texts


class Owners:
    """The ids of records, a number each; those that are no unit come behind those that are."""

    def __init__(self, known: Iterable[str]) -> None:
        self._places = {unit: place for place, unit in enumerate(dict.fromkeys(known))}
        self._parts: list[Array] = [np.empty(0, dtype=np.int64)]

    def add(self, texts: Texts) -> None:
        """Add the ids of the next rows; each different one is looked up once."""
        places = self._places
        found = [places.setdefault(unit, len(places)) for unit in texts.distinct]
        self._parts.append(np.array(found, dtype=np.int64)[texts.codes])

    @property
    def codes(self) -> Array:
        """For each record the number of its id."""
        if len(self._parts) > 1:
            self._parts = [np.concatenate(self._parts)]
        return self._parts[0]

    @property
    def ids(self) -> tuple[str, ...]:
        """Number -> id."""
        return tuple(self._places)

    def rows_in(self, ids: Sequence[str]) -> Array:
        """Number of an id -> its row among the units `ids`, -1 where it is none of them."""
        rows = np.full(len(self._places), -1, dtype=np.int64)
        for row, unit in enumerate(ids):
            rows[self._places[unit]] = row
        return rows
