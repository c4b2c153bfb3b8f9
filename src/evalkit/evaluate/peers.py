"""What a look at peers would give, if one unit had another value: its own value moves a mean, a best, a rank."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import cast

import numpy as np

from evalkit.evaluate.large import LARGEST_WHOLE
from evalkit.evaluate.quotas import codes
from evalkit.evaluate.stages import compute
from evalkit.expression.data import Array
from evalkit.expression.gather import gather
from evalkit.expression.nodes import Node
from evalkit.expression.values import Value
from evalkit.result import Result, State


@dataclass(frozen=True, slots=True)
class Peers:
    """Looks at the peers of the units of a result, which keeps what was computed for a look."""

    result: Result

    def others(self, node: Node, row: int) -> list[Fraction]:
        """The values of the peers of a unit, without its own, smallest first."""
        wholes, counts, groups = self._looked_at(node)
        inside = counts & (groups == groups[row])
        inside[row] = False
        unit = 10 ** int(cast("int", node.arguments[0].data[1]))
        return [Fraction(int(whole), unit) for whole in np.sort(wholes[inside])]

    def if_it_were(self, node: Node, row: int, own: Value, counted: Value) -> Value:
        """What the look gives a unit whose own value is `own`, and which is a peer where `counted` is true."""
        wholes, counts, groups = self._looked_at(node)
        rows = np.flatnonzero(groups == groups[row])
        wholes, counts = wholes[rows].copy(), counts[rows].copy()
        decimals = cast("int", node.arguments[0].data[1])
        place = int(np.searchsorted(rows, row))
        counts[place] = isinstance(own, Fraction) and counted is True
        if isinstance(own, Fraction):
            whole = int(own * 10**decimals)
            wholes = wholes.astype(object) if abs(whole) >= LARGEST_WHOLE else wholes
            wholes[place] = whole
        function, _, parameter = cast("tuple[str, str, Fraction | None]", node.data)
        group = np.zeros(len(rows), dtype=np.int32)
        return gather(function, parameter, wholes, decimals, counts, group).exact(place, "")

    def _looked_at(self, node: Node) -> tuple[Array, Array, Array]:
        """The whole numbers of all units, which of them count, and their groups."""
        memory = self.result.memory
        if node not in memory:
            found = compute(node.arguments, self.result.data)
            scores = found.scores[node.arguments[0]]
            counts = scores.known
            if len(node.arguments) > 1:
                counts = counts & (found.states[node.arguments[1]] == State.FIRED)
            memory[node] = (scores.wholes, counts, codes(self.result.units, str(node.data[1])))
        return memory[node]
