"""Whether a node is unknown because it does not apply, spelled out as a truth on the states of its inputs."""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING

from evalkit.expression.nodes import Node
from evalkit.expression.values import Reason

if TYPE_CHECKING:
    from evalkit.expression.columns.lowering import Lowering

NEVER = ("number", "text", "truth", "date", "is_unknown", "not_applicable", "count_known", "count_true")
UNLESS_KNOWN = ("known", "and", "or", "sum_known", "trimmed_mean")
"""What has no value only if too few of its arguments have one."""
CHOOSERS = {"if": 1, "pick": 1}


def absence(lowering: Lowering, node: Node) -> Node:
    """The truth, for a node whose arguments have theirs in `lowering.absent`; it is known for every unit."""
    graph = lowering.graph
    if node.operation in NEVER:
        return graph.truth(False)
    if node.operation == "nothing":
        return graph.truth(node.data[0] == Reason.NOT_APPLICABLE)
    if node.operation in ("column", "gather"):
        return _of_leaf(lowering, node)
    absent = [lowering.absent[a] for a in node.arguments]
    first = len(absent) // 2 if node.operation == "bands" else CHOOSERS.get(node.operation, len(absent))
    deciding, chosen = _any(lowering, absent[:first]), absent[first:]
    if all(c.operation == "truth" and not c.data[0] for c in chosen):
        if node.operation in UNLESS_KNOWN:
            return graph.both(graph.is_unknown(lowering.lowered[node]), deciding)
        return deciding
    arguments = [*(lowering.lowered[a] for a in node.arguments[:first]), *chosen]
    choice = graph.make(node.operation, *arguments, data=node.data, type=chosen[0].type)
    return graph.make("known", choice, deciding)


def _any(lowering: Lowering, truths: list[Node]) -> Node:
    return reduce(lowering.graph.either, truths)


def _of_leaf(lowering: Lowering, node: Node) -> Node:
    leaf = lowering.leaf(node)
    if not lowering.source(lowering.data, leaf).may_not_apply:
        return lowering.graph.truth(False)
    return lowering.graph.make("not_applicable", leaf)
