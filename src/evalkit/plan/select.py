"""Classes that differ only in numbers become one rule with a class table; other differences a choice of rules."""

from __future__ import annotations

from evalkit.expression.graph import Graph
from evalkit.expression.nodes import Node

APART = ("number", "text", "truth", "date", "column", "nothing", "gather")
"""What is not merged: leaves, and looks at other rows, which may be of another class."""


def select(graph: Graph, key: Node, nodes: dict[str, Node], otherwise: Node) -> Node:
    """The node of the label that `key` has. What all labels share is computed once, for all."""
    return _Merge(graph, key, tuple(nodes)).of((*nodes.values(), otherwise))


class _Merge:
    def __init__(self, graph: Graph, key: Node, labels: tuple[str, ...]) -> None:
        self.graph, self.key, self.labels = graph, key, labels
        self.done: dict[tuple[int, ...], Node] = {}

    def of(self, nodes: tuple[Node, ...]) -> Node:
        """One node that is `nodes[i]` for the units of label i, and the last for all others."""
        first = nodes[0]
        if all(node is first for node in nodes):
            return first
        serials = tuple(node.serial for node in nodes)
        if serials not in self.done:
            self.done[serials] = self.merged(nodes) if self.alike(nodes) else self.picked(nodes)
        return self.done[serials]

    def alike(self, nodes: tuple[Node, ...]) -> bool:
        first = nodes[0]
        return first.operation not in APART and all(
            node.operation == first.operation
            and node.data == first.data
            and len(node.arguments) == len(first.arguments)
            for node in nodes
        )

    def merged(self, nodes: tuple[Node, ...]) -> Node:
        columns = zip(*(node.arguments for node in nodes), strict=True)
        return self.graph.rebuild(nodes[0], tuple(self.of(arguments) for arguments in columns))

    def picked(self, nodes: tuple[Node, ...]) -> Node:
        return self.graph.pick(self.key, dict(zip(self.labels, nodes[:-1], strict=True)), nodes[-1])
