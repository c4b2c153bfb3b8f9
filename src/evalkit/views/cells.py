"""How views show values: numbers with their type, unknowns with their reason, scores at the scheme's decimals."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from evalkit.diagnostics import Message, Words
from evalkit.diagnostics.message import Fixed, Percent
from evalkit.expression.nodes import Node, Type
from evalkit.expression.values import Unknown, Value
from evalkit.plan.context import in_table
from evalkit.reasons import bare_reason, reason
from evalkit.result import Result
from evalkit.scheme import Input
from evalkit.table import Cell, Content, Marked, Tone

NOTHING = Words("—", "—")
ALIKE = ("sum", "mean", "min", "max", "value")
"""Looks at other rows that give what is in these."""
YES, NO = Words("yes", "是"), Words("no", "否")


def score(value: Fraction | None, decimals: int) -> Content:
    """A score with the decimals of the scheme, — where there is none."""
    return NOTHING() if value is None else Fixed(value, max(decimals, 0))


def value(result: Result, node: Node | None, found: Value | None, *, percent: bool = False) -> Cell:
    """A value as its kind is written: 94.51%, a day, yes or no; an unknown with its reason.

    With `percent` a number is one of percent, whatever it was made of.
    """
    if isinstance(found, Unknown):
        own = node is not None and node.operation == "column" and found.inputs == (node.data[0],)
        return Marked(bare_reason(found) if own else reason(found), Tone.WARNING)
    if found is None:
        return NOTHING()
    if isinstance(found, bool):
        return (YES if found else NO)()
    if isinstance(found, str):
        return found
    if node is not None and node.type is Type.DATE:
        return date.fromordinal(int(found)).isoformat()
    return Percent(rounded(found, 6)) if percent or (node is not None and is_share(result, node)) else shown(found)


def blank(input_: Input) -> Message | str:
    """What a blank of an input stands for, as it says so."""
    assert input_.missing is not None
    said = input_.missing.text
    return (YES if said in ("yes", "是") else NO)() if input_.type == "flag" else said


def shown(found: Fraction) -> Message:
    """A number with at most four decimals."""
    return Words("{number}", "{number}")(number=found)


def rounded(found: Fraction, decimals: int) -> Fraction:
    """A fraction short enough to be shown."""
    from evalkit.diagnostics.message import round_half_up

    return Fraction(round_half_up(found * 10**decimals), 10**decimals)


def is_share(result: Result, node: Node) -> bool:
    """Whether a value reads as a percentage: a percent input, a part of a whole of its kind, what remains of 1."""
    node = result.plan.filled.get(node, node)
    if (look := result.plan.looks.get(node)) is not None:
        return look.function == "share" or (look.function in ALIKE and is_share(result, look.x))
    if node.operation == "column":
        return _input_type(result, node) == "percent"
    if node.operation == "div":
        kinds = [_input_type(result, argument) for argument in node.arguments]
        return kinds[0] is not None and kinds[0] == kinds[1]
    if node.operation in ("known", "min", "max", "add", "sub", "neg", "abs", "round"):
        parts = [argument for argument in node.arguments if argument.constant is None]
        return bool(parts) and all(is_share(result, argument) for argument in parts)
    return False


def _input_type(result: Result, node: Node) -> str | None:
    node = result.plan.filled.get(node, node)
    if node.operation != "column":
        return None
    scheme, name = result.plan.scheme, str(node.data[0])
    declared = scheme.records[node.table].columns if node.table else scheme.inputs
    input_ = declared.get(name.removeprefix(in_table(node.table, "")) if node.table else name)
    return None if input_ is None else input_.type
