"""What a scheme gives to others that take a part of its result: the nodes that have to be computed for it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from evalkit.diagnostics import Words
from evalkit.diagnostics import scheme as kinds
from evalkit.expression.nodes import Node, Type
from evalkit.plan.context import CROSSING
from evalkit.plan.outcomes import TOTAL
from evalkit.plan.tree import TreeCompiler
from evalkit.scheme import Scheme
from evalkit.scheme.taken import Taken

SHARE_TAKEN = Words("another scheme takes its share", "另一方案取其得分率")


def taken_of(scheme: Scheme, schemes: Iterable[Scheme]) -> Sequence[Taken]:
    """What any of `schemes` takes of a scheme, each once."""
    taken = [declared.taken for one in schemes for declared in one.inputs.values() if declared.taken is not None]
    return tuple({one.text: one for one in taken if one.scheme is scheme}.values())


def given(taken: Taken, tree: TreeCompiler, decimals: int) -> Node | None:
    """The node of a share, or of the score of a criterion; None where the result has it already.

    A score comes with the decimals of the total, a share with those of all that crosses from unit to unit.
    """
    graph = tree.graph
    match taken.what, taken.criterion:
        case "share", None:
            points = tree.points(tree.names.scheme.top)
            if points is None:
                top = tree.names.scheme.top
                tree.names.problems.add(kinds.NO_POINTS(top.place, name=top.called, why=SHARE_TAKEN()))
                return None
            return graph.round(graph.div(graph.column(TOTAL, Type.NUMBER), points), "half_up", CROSSING)
        case "score" | "share", str(name):
            node = tree.asked(taken.what, name)
            return (
                None if node is None else graph.round(node, "half_up", decimals if taken.what == "score" else CROSSING)
            )
    return None
