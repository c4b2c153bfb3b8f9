"""Operators with two sides -> nodes; what constants alone make of nothing is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evalkit.diagnostics import Words
from evalkit.diagnostics import expression as kinds
from evalkit.expression import reals, syntax
from evalkit.expression.nodes import Node, Type

if TYPE_CHECKING:
    from evalkit.plan.reading import Reading

BY_ZERO = Words("it divides by 0", "除以0")
POWER = Words("its power is too large, or no real number", "乘方过大, 或不是实数")
SIZE = Words("it is too large, or has too many digits", "数值过大, 或位数过多")
FINEST = 10**100
"""A denominator that no scheme needs; the largest number is that of powers."""


def chain(at: Reading, part: syntax.Operation) -> Node:
    """The node of an operation. A long chain of them leans to the left: it is read along its spine."""
    spine = [part]
    while isinstance(left := spine[-1].operands[0], syntax.Operation) and len(left.operands) > 1:
        spine.append(left)
    node = at.read(spine[-1].operands[0], _sides(spine[-1]))
    for one in reversed(spine):
        wanted = _sides(one)
        if node.type is not wanted and node.operation != "nothing":
            node = at.fail(at.names.mistyped(wanted, node.type), one.operands[0], wanted)
        node = _joined(at, one, node, at.read(one.operands[1], wanted))
    return node


def _sides(part: syntax.Operation) -> Type:
    return Type.TRUTH if part.operator in ("and", "or") else Type.NUMBER


def _joined(at: Reading, part: syntax.Operation, left: Node, right: Node) -> Node:
    graph = at.graph
    match part.operator:
        case "and":
            return graph.both(left, right)
        case "or":
            return graph.either(left, right)
        case "+":
            node = graph.add(left, right)
        case "-":
            node = graph.sub(left, right)
        case "*":
            node = graph.mul(left, right)
        case "/" if right.constant == 0:
            return at.fail(kinds.ARITHMETIC(why=BY_ZERO()), part.operands[1])
        case "/":
            node = graph.div(left, right)
        case _ if left.constant is None or right.constant is None:
            return graph.make("pow", left, right)
        case _:
            power = reals.power(left.constant, right.constant)
            if power is None:
                return at.fail(kinds.ARITHMETIC(why=POWER()), part)
            node = graph.number(power)
    number = node.constant
    if number is not None and (abs(number) > reals.LARGEST or number.denominator > FINEST):
        return at.fail(kinds.ARITHMETIC(why=SIZE()), part)
    return node
