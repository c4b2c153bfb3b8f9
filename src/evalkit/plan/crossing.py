"""Equal is equal: what other rows see of a value is rounded, so where it meets what they make of it, it is rounded too.

Of two units with 2/3 nobody is below their mean, which is 0.666666667.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from evalkit.expression.graph import Graph
from evalkit.expression.nodes import Node, Type, within
from evalkit.plan.context import CROSSING


def as_others_see(roots: Iterable[Node], closed: Collection[Node]) -> dict[Node, Node]:
    """Each value that `roots` look at in other rows -> what those see of it. What is closed is not looked into."""
    staged = [root for root in roots if root.stage]
    looks = (node.arguments[0] for node in within(staged, closed) if node.operation == "gather")
    crossing = (seen for seen in looks if seen.operation == "round" and seen.data == ("half_up", CROSSING))
    return {seen.arguments[0]: seen for seen in crossing if _may_have_more_decimals(seen.arguments[0])}


def _may_have_more_decimals(node: Node) -> bool:
    return node.type is Type.NUMBER and node.constant is None and node.operation not in ("round", "indicator")


def alike(graph: Graph, root: Node, seen: Mapping[Node, Node], closed: Collection[Node]) -> Node:
    """`root` with each value as others see it."""
    leaves = {*closed, *seen, *seen.values()}
    found = dict(seen)
    for node in within([root], leaves):
        if node not in found:
            is_leaf = node in leaves or node.operation == "gather"
            new = node if is_leaf else graph.rebuild(node, tuple(found[a] for a in node.arguments))
            found[node] = seen.get(new, new)
    return found[root]
