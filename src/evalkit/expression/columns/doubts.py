"""Decides again, on exact values, the few rows of a block whose floats are too near to an edge."""

from __future__ import annotations

import numpy as np

from evalkit.expression import exact
from evalkit.expression.columns.assembler import Write
from evalkit.expression.columns.lowering import Lowering
from evalkit.expression.data import Array, Data
from evalkit.expression.nodes import Node
from evalkit.expression.values import Value


class Doubts:
    """The exact values of the rows of one block that were needed so far; called, it computes more."""

    def __init__(self, lowering: Lowering, data: Data) -> None:
        self.lowering = lowering
        self.data = data
        self.decided = 0
        """How many rows have been decided again, for those who wonder where time goes."""
        self._rows: Array = np.zeros(0, dtype=np.intp)
        self._known: dict[int, dict[Node, Value]] = {}

    def block(self, rows: Array) -> None:
        """From now on, places count within these rows."""
        self._rows = rows
        self._known = {}

    def __call__(self, node: Node, doubtful: Array, lanes: list[Array], write: Write) -> None:
        """Puts the exact values of `node` into its lanes, at the places that a mask marks."""
        for place in np.flatnonzero(doubtful).tolist():
            write(lanes, place, self.value(node, place))
            self.decided += 1

    def value(self, node: Node, place: int) -> Value:
        row = int(self._rows[place])
        known = self._known.get(place, {})
        if node not in known:
            known = exact.compute([node], lambda leaf: self.lowering.read(self.data, leaf, row), known)
            self._known[place] = known
        return known[node]
