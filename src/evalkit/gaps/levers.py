"""What a unit can change about a criterion, and which values it can be brought to."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from datetime import date
from fractions import Fraction

from evalkit.account import Line, Reader, inputs_in
from evalkit.expression.nodes import Node, Type
from evalkit.expression.syntax import Number
from evalkit.expression.values import Value
from evalkit.plan.context import CLASS, PARENT
from evalkit.plan.look import Looks, own
from evalkit.plan.model import Plan
from evalkit.scheme import Input

BESIDE = {"count": Fraction(1), "date": Fraction(1), "percent": Fraction(1, 10_000)}
"""By type of input: how far beside a bound that itself does not count the next value is tried."""
ELSE_BESIDE, COMPUTED_BESIDE = Fraction(1, 100), Fraction(1, 10_000)
DECIMALS = {"count": 0, "percent": 4, "ratio": 4}
"""By type of input: the decimals with which a goal is written that does not come out even; else 2."""
EVEN = 10**9


def levers(line: Line, plan: Plan) -> tuple[Node, ...]:
    """What its rule and its terms look at, if the unit's own inputs or records make it."""
    looks = plan.looks
    found = [line.account.x, *(lever for entry in line.account.entries for lever in entry.levers)]
    looked_at = [node for node in found if node is not None]
    needed = set(own([line.plan.raw], looks))
    flags = [node for node in needed if node.type is Type.TRUTH and _is_leaf(node, looks)]
    opened = [
        part for n in (*looked_at, *_in_order(flags)) for part in ([n] if _plain(n, looks) else leaves([n], looks))
    ]
    return _changeable(opened, needed, plan)


def further_levers(line: Line, plan: Plan) -> tuple[Node, ...]:
    """All its inputs: for a criterion that can be improved by none of the above."""
    roots = [line.plan.raw]
    return _changeable(leaves(roots, plan.looks), set(own(roots, plan.looks)), plan)


def _in_order(nodes: Iterable[Node]) -> list[Node]:
    return sorted(nodes, key=lambda node: node.serial)


def _changeable(nodes: list[Node], needed: set[Node], plan: Plan) -> tuple[Node, ...]:
    """Those which the unit can change: not what its peers, or the units above and below, or earlier periods have."""
    looks = plan.looks
    return tuple(
        node
        for node in dict.fromkeys(nodes)
        if node in needed
        and node.constant is None
        and not _all_fixed(node, plan)
        and all(
            looks[part].is_of_records if part in looks else part.operation != "gather" for part in own([node], looks)
        )
    )


def _all_fixed(node: Node, plan: Plan) -> bool:
    """Whether nobody can change any of the inputs that a value is made of."""
    inputs = plan.scheme.inputs
    found = [inputs[name] for name in inputs_in([node], plan.looks) if name in inputs]
    return bool(found) and all(input_.fixed for input_ in found)


def _plain(node: Node, looks: Looks) -> bool:
    """Whether a unit thinks of a value as one thing: an input, or arithmetic of inputs, such as a rate."""
    plain = ("column", "number", "add", "sub", "mul", "div", "neg")
    return all(part in looks or part.operation in plain for part in own([node], looks))


def _is_leaf(node: Node, looks: Looks) -> bool:
    return node.operation == "column" or node in looks


def leaves(roots: list[Node], looks: Looks) -> list[Node]:
    """The inputs and records that are looked up, chosen or computed with."""
    found = [part for part in _in_order(own(roots, looks)) if _is_leaf(part, looks)]
    return [part for part in found if part in looks or _is_input(part)]


def _is_input(column: Node) -> bool:
    return not str(column.data[0]).startswith("$") and column.data[0] not in (CLASS, PARENT)


def input_of(reader: Reader, lever: Node) -> Input | None:
    """The input that a lever is, if it is one."""
    plan = reader.result.plan
    if lever in plan.looks:
        return plan.scheme.inputs.get(plan.looks[lever].input or "")
    return plan.scheme.inputs.get(str(lever.data[0])) if lever.operation == "column" else None


def type_of(reader: Reader, lever: Node) -> str | None:
    """The type of the input that a lever is; a number of records is a count."""
    input_, look = input_of(reader, lever), reader.result.plan.looks.get(lever)
    if input_ is not None:
        return input_.type
    return None if look is None else "count" if look.function == "count" else "number"


def possible(reader: Reader, lever: Node, value: Value) -> bool:
    """Whether an input can have such a value at all. Of the points that records bring it is certain only that they
    are none without records.
    """
    look = reader.result.plan.looks.get(lever)
    if look is not None and isinstance(value, Fraction):
        points = look.input is None and look.function == "sum"
        if value < 0 or (points and value):
            return False
    input_, type_ = input_of(reader, lever), type_of(reader, lever)
    if type_ is None or not isinstance(value, Fraction):
        return True
    if type_ == "count" and (value < 0 or value.denominator != 1):
        return False
    if type_ == "date" and not (value.denominator == 1 and 1 <= value <= date.max.toordinal()):
        return False
    if type_ in ("percent", "money") and value < 0:
        return False
    low, high = (
        bound.syntax.value if bound is not None and isinstance(bound.syntax, Number) else None
        for bound in ((input_.at_least, input_.at_most) if input_ is not None else (None, None))
    )
    return (low is None or value >= low) and (high is None or value <= high)


def writable(reader: Reader, lever: Node, value: Fraction) -> Iterator[Fraction]:
    """The value itself where it comes out even, else the nearest below and above that can be written in a cell."""
    type_ = type_of(reader, lever)
    if type_ is None or ((EVEN if type_ != "count" else 1) % value.denominator == 0 and _is_short(value)):
        yield value
        return
    unit = 10 ** DECIMALS.get(type_, 2)
    yield Fraction(math.floor(value * unit), unit)
    yield Fraction(math.ceil(value * unit), unit)


def written_unit(reader: Reader, lever: Node) -> Fraction:
    """The smallest step in which a goal is written."""
    type_ = type_of(reader, lever)
    if lever.type is Type.DATE:
        return Fraction(1)
    return COMPUTED_BESIDE if type_ is None else Fraction(1, 10 ** DECIMALS.get(type_, 2))


def _is_short(value: Fraction) -> bool:
    """Whether a number has no more digits than a cell may have."""
    return abs(value) < 10**15 and Fraction(repr(float(value))) == value


def beside(reader: Reader, lever: Node) -> tuple[Fraction, Fraction]:
    """A small step up and one down, from a bound that itself does not count."""
    type_ = type_of(reader, lever)
    step = COMPUTED_BESIDE if type_ is None else BESIDE.get(type_, ELSE_BESIDE)
    return step, -step
