"""What a unit can change about a criterion, and which values it can be brought to."""

from __future__ import annotations

import math
from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from evalkit.account import Line, Reader
from evalkit.expression.nodes import Node, Type, columns, reachable
from evalkit.expression.syntax import Number
from evalkit.expression.values import Value
from evalkit.plan.context import CLASS, PARENT
from evalkit.scheme import Input, Scheme

BESIDE = {"count": Fraction(1), "date": Fraction(1), "percent": Fraction(1, 10_000)}
"""By type of input: how far beside a bound that itself does not count the next value is tried."""
ELSE_BESIDE, COMPUTED_BESIDE = Fraction(1, 100), Fraction(1, 10_000)
DECIMALS = {"count": 0, "percent": 4, "ratio": 4}
"""By type of input: the decimals with which a goal is written that does not come out even; else 2."""
EVEN = 10**9


def levers(line: Line, scheme: Scheme) -> tuple[Node, ...]:
    """What its rule and its terms look at, if the unit's own inputs make it."""
    found = [line.account.x, *(lever for entry in line.account.entries for lever in entry.levers)]
    looked_at = [node for node in found if node is not None]
    own = reachable([line.plan.raw])
    flags = [node for node in own if node.operation == "column" and node.type is Type.TRUTH]
    opened = [part for node in (*looked_at, *flags) for part in ([node] if _plain(node) else inputs_of([node]))]
    return _changeable(opened, set(own), scheme)


def further_levers(line: Line, scheme: Scheme) -> tuple[Node, ...]:
    """All its inputs: for a criterion that can be improved by none of the above."""
    return _changeable(inputs_of([line.plan.raw]), set(reachable([line.plan.raw])), scheme)


def _changeable(nodes: list[Node], needed: set[Node], scheme: Scheme) -> tuple[Node, ...]:
    return tuple(
        node
        for node in dict.fromkeys(nodes)
        if node in needed and not node.stage and node.constant is None and not _all_fixed(node, scheme)
    )


def _all_fixed(node: Node, scheme: Scheme) -> bool:
    """Whether nobody can change any of the inputs that a value is made of."""
    found = [scheme.inputs[name] for name in columns([node]) if name in scheme.inputs]
    return bool(found) and all(input_.fixed for input_ in found)


def _plain(node: Node) -> bool:
    """Whether a unit thinks of a value as one thing: an input, or arithmetic of inputs, such as a rate."""
    return all(part.operation in ("column", "number", "add", "sub", "mul", "div", "neg") for part in reachable([node]))


def inputs_of(roots: list[Node]) -> list[Node]:
    """The inputs that are looked up, chosen or computed with."""
    columns = [part for part in reachable(roots) if part.operation == "column"]
    return [part for part in columns if not str(part.data[0]).startswith("$") and part.data[0] not in (CLASS, PARENT)]


def input_of(reader: Reader, lever: Node) -> Input | None:
    """The input that a lever is, if it is one."""
    return reader.result.plan.scheme.inputs.get(str(lever.data[0])) if lever.operation == "column" else None


def possible(reader: Reader, lever: Node, value: Value) -> bool:
    """Whether an input can have such a value at all."""
    input_ = input_of(reader, lever)
    if input_ is None or not isinstance(value, Fraction):
        return True
    bounds = [
        b.syntax.value if b is not None and isinstance(b.syntax, Number) else None
        for b in (input_.at_least, input_.at_most)
    ]
    if input_.type == "count" and (value < 0 or value.denominator != 1):
        return False
    if input_.type == "date" and not (value.denominator == 1 and 1 <= value <= date.max.toordinal()):
        return False
    if input_.type in ("percent", "money") and value < 0:
        return False
    low, high = bounds
    return (low is None or value >= low) and (high is None or value <= high)


def writable(reader: Reader, lever: Node, value: Fraction) -> Iterator[Fraction]:
    """The value itself where it comes out even, else the nearest below and above that can be written in a cell."""
    input_ = input_of(reader, lever)
    if input_ is None or ((EVEN if input_.type != "count" else 1) % value.denominator == 0 and _is_short(value)):
        yield value
        return
    unit = 10 ** DECIMALS.get(input_.type, 2)
    yield Fraction(math.floor(value * unit), unit)
    yield Fraction(math.ceil(value * unit), unit)


def written_unit(reader: Reader, lever: Node) -> Fraction:
    """The smallest step in which a goal is written."""
    input_ = input_of(reader, lever)
    if lever.type is Type.DATE:
        return Fraction(1)
    return COMPUTED_BESIDE if input_ is None else Fraction(1, 10 ** DECIMALS.get(input_.type, 2))


def _is_short(value: Fraction) -> bool:
    """Whether a number has no more digits than a cell may have."""
    return abs(value) < 10**15 and Fraction(repr(float(value))) == value


def beside(reader: Reader, lever: Node) -> tuple[Fraction, Fraction]:
    """A small step up and one down, from a bound that itself does not count."""
    input_ = input_of(reader, lever)
    step = COMPUTED_BESIDE if input_ is None else BESIDE.get(input_.type, ELSE_BESIDE)
    return step, -step
