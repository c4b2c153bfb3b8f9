"""Whole numbers that float64 does not hold, as money at nine decimals: taken from the data, or computed exactly."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import cast

import numpy as np

from evalkit.expression import exact
from evalkit.expression.data import Array, Column, Data
from evalkit.expression.nodes import Node
from evalkit.expression.values import Value
from evalkit.result import Scores

LONGEST = 1e15
"""Inputs have at most 15 digits; a column of more decimals than one of its numbers has may count it beyond them."""
LARGEST_FLOAT = 2.0**53
"""From here on float64 does not tell a whole number from the next."""
LARGEST_WHOLE = 2**62
"""From here on whole numbers are Python's own, in an array of objects; below, the difference of two is an int64."""


def as_they_stand(roots: Iterable[Node], data: Data, rows: Array | None) -> dict[Node, Scores]:
    """Inputs that are only rounded, at no fewer decimals than they have: nothing needs to be computed."""
    found = {}
    for node in dict.fromkeys(roots):
        if node.operation == "round" and node.arguments[0].operation == "column":
            column, decimals = data.source(node.arguments[0]), cast("int", node.data[1])
            if isinstance(column, Column) and column.decimals <= decimals:
                found[node] = _counted(column, decimals, rows)
    return found


def _counted(column: Column, decimals: int, rows: Array | None) -> Scores:
    """A column in units of 10^-decimals. In its own a number of 15 digits is the nearest whole number, and exact."""
    values = column.values if rows is None else column.values[rows]
    known = ~np.isnan(values)
    counts = np.where(known, values, 0.0) * 10.0**column.decimals
    fine = np.flatnonzero(np.abs(counts) >= LONGEST)  # large beside others that have more decimals
    counts[fine] = 0.0
    own, factor = np.rint(counts).astype(np.int64), 10 ** (decimals - column.decimals)
    exact_ones = [int(Fraction(repr(float(values[place]))) * 10**decimals) for place in fine]
    largest = max(int(np.abs(own).max(initial=0)) * factor, *(abs(whole) for whole in exact_ones), 0)
    wholes = (own if largest < LARGEST_WHOLE else own.astype(object)) * factor
    wholes[fine] = exact_ones
    return Scores(wholes, known, decimals)


def exactly(node: Node, data: Data, wholes: Array, places: Sequence[int], rows: Array | None) -> Array:
    """The whole numbers of a `round` node, those at some places computed in fractions."""
    unit = Fraction(10) ** cast("int", node.data[1])
    found = {}
    for place in places:
        row = place if rows is None else int(rows[place])

        def read(leaf: Node, row: int = row) -> Value:
            return data.source(leaf).exact(row, str(leaf.data[0]))

        found[place] = int(cast("Fraction", exact.compute([node], read)[node]) * unit)
    if any(abs(whole) >= LARGEST_WHOLE for whole in found.values()):
        wholes = wholes.astype(object)
    wholes[list(found)] = list(found.values())
    return wholes
