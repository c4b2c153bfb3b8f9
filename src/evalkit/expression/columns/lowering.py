"""Prepares nodes for the columns: constants computed, sums and choices of many taken two by two.

The lowered nodes mean what the given ones mean; only the reasons of unknowns, which columns do not carry, may
differ. Whether something does not apply is spelled out as a truth on the states of its inputs.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from functools import reduce

from evalkit.expression import exact
from evalkit.expression.columns.absence import absence
from evalkit.expression.data import Data, Source
from evalkit.expression.graph import Graph
from evalkit.expression.nodes import Node, Type, within
from evalkit.expression.values import Reason, Unknown, Value

CONSTANTS = ("number", "text", "truth", "date", "nothing")
FEW = 16
CHAINED = ("add", "min", "max", "and", "or", "known", "sum_known")


class Lowering:
    """Lowered nodes, in a graph of their own, for data like these."""

    def __init__(self, data: Data) -> None:
        self.data = data
        self.graph = Graph()
        self.lowered: dict[Node, Node] = {}
        self.absent: dict[Node, Node] = {}
        self.originals: dict[Node, Node] = {}
        """For each lowered leaf the leaf that the data know."""

    def lower(self, roots: Iterable[Node]) -> list[Node]:
        """The lowered nodes of `roots`, in their order."""
        given = list(roots)
        for node in within(given):
            if node not in self.lowered:
                self.lowered[node] = self._lower(node)
        return [self.lowered[root] for root in given]

    def source(self, data: Data, leaf: Node) -> Source:
        """What a lowered leaf reads from `data`."""
        return data.source(self.originals[leaf])

    def read(self, data: Data, leaf: Node, row: int) -> Value:
        """The exact value of a lowered leaf for one unit."""
        return self.source(data, leaf).exact(row, str(leaf.data[0]))

    def _lower(self, node: Node) -> Node:
        if node.operation in ("column", "gather"):
            return self.leaf(node)
        if node.operation == "not_applicable":
            return self._absence(node.arguments[0])
        arguments = [self.lowered[a] for a in node.arguments]
        if node.operation not in CONSTANTS and all(a.operation in CONSTANTS for a in arguments):
            return self._folded(node, arguments)
        return LOWERINGS.get(node.operation, _same)(self.graph, node, arguments)

    def leaf(self, node: Node) -> Node:
        data = node.data if node.operation == "column" else (*node.data, node.serial)
        lowered = self.graph.make(node.operation, data=data, type=node.type)
        self.originals[lowered] = node
        return lowered

    def _absence(self, node: Node) -> Node:
        for part in within([node]):
            if part not in self.absent:
                self.absent[part] = absence(self, part)
        return self.absent[node]

    def _folded(self, node: Node, arguments: list[Node]) -> Node:
        whole = self.graph.make(node.operation, *arguments, data=node.data, type=node.type)
        value = exact.compute([whole], _no_leaf)[whole]
        return constant(self.graph, value, node.type)


def _no_leaf(node: Node) -> Value:
    raise AssertionError(f"{node} is no constant")


def constant(graph: Graph, value: Value, type_: Type) -> Node:
    """The node of a value that is the same for all units."""
    if isinstance(value, Unknown):
        return graph.nothing(value.reason, type_)
    operation = {Type.TRUTH: "truth", Type.TEXT: "text", Type.DATE: "date"}.get(type_, "number")
    return graph.make(operation, data=(value,), type=type_)


def _same(graph: Graph, node: Node, arguments: list[Node]) -> Node:
    return graph.make(node.operation, *arguments, data=node.data, type=node.type)


def _chain(graph: Graph, node: Node, arguments: list[Node]) -> Node:
    """Two by two from the left, so that each argument can be let go as soon as it is used."""
    return reduce(
        lambda left, right: graph.make(node.operation, left, right, data=node.data, type=node.type), arguments
    )


def _if(graph: Graph, _: Node, arguments: list[Node]) -> Node:
    return graph.choose(*arguments)


def _steps(graph: Graph, node: Node, arguments: list[Node]) -> Node:
    """Whole numbers of the quotient, so that a size of 0 is found where it is divided by."""
    return graph.make("steps", graph.div(*arguments), graph.number(1), data=node.data)


def _count_known(graph: Graph, _: Node, arguments: list[Node]) -> Node:
    return _tallied(graph, [graph.is_known(a) for a in arguments])


def _count_true(graph: Graph, _: Node, arguments: list[Node]) -> Node:
    return _tallied(graph, arguments)


def _tallied(graph: Graph, truths: list[Node]) -> Node:
    """Counts of a few at a time, so that no truth is kept for long."""
    counts = [graph.make("count_true", *truths[at : at + FEW]) for at in range(0, len(truths), FEW)]
    return _chain(graph, graph.make("add", *counts), counts)


def _interp(graph: Graph, node: Node, arguments: list[Node]) -> Node:
    """Lines whose points are not all constant: bands of which each has its line."""
    x, rest = arguments[0], arguments[1:]
    if all(p.operation == "number" for p in rest):
        return _same(graph, node, arguments)
    count = len(rest) // 2
    points = list(zip(rest[:count], rest[count:], strict=True))
    lines = [_line(graph, x, *left, *right) for left, right in itertools.pairwise(points)]
    bands = graph.bands(x, rest[:count], [points[0][1], *lines, points[-1][1]], "left")
    known = reduce(graph.both, [graph.is_known(p) for p in rest])
    return graph.choose(known, bands, graph.nothing(Reason.UNDEFINED))


def _line(graph: Graph, x: Node, left: Node, low: Node, right: Node, high: Node) -> Node:
    rise = graph.mul(graph.sub(high, low), graph.sub(x, left))
    return _chain(graph, graph.make("add", low), [low, graph.div(rise, graph.sub(right, left))])


LOWERINGS = {
    **dict.fromkeys(CHAINED, _chain),
    "if": _if,
    "steps": _steps,
    "count_known": _count_known,
    "count_true": _count_true,
    "interp": _interp,
}
