"""What a blank stands for, where an input says so: a value that counts where nothing was reported."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evalkit.diagnostics import expression as kinds
from evalkit.expression.nodes import Node, Type
from evalkit.expression.syntax import Name, Number, Text, said
from evalkit.plan.context import Context

if TYPE_CHECKING:
    from evalkit.plan.names import Names
    from evalkit.scheme import Input

TRUTHS = {"yes": True, "是": True, "no": False, "否": False}


def filled(names: Names, column: Node, input_: Input) -> Node:
    """A column with what its blanks stand for. A cell that does not apply is none of them."""
    if input_.missing is None:
        return column
    graph, value = names.graph, _value(names, input_)
    if value.type is not column.type:
        names.problems.add(names.mistyped(column.type, value.type).at(input_.missing.place))
        return column
    blank = graph.both(graph.is_unknown(column), graph.negate(graph.not_applicable(column)))
    node = graph.choose(blank, value, column)
    names.filled[node] = column
    return node


def _value(names: Names, input_: Input) -> Node:
    graph, expression = names.graph, input_.missing
    assert expression is not None
    word = said(expression.syntax)
    if input_.type == "flag" and word in TRUTHS:
        return graph.truth(TRUTHS[word])
    if isinstance(expression.syntax, Name | Text):
        if input_.levels and word not in input_.levels:
            label = kinds.UNKNOWN_LABEL(name=input_.name, label=word or "", levels=tuple(input_.levels))
            names.problems.add(label.at(expression.place))
        return graph.text(word or "")
    found = names.node(expression, None, Context())
    plain = isinstance(expression.syntax, Number) or found.constant is not None
    return found if plain and input_.type != "judged" else graph.nothing("undefined", Type.TEXT)
