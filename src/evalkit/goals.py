"""The next value worth reaching: the nearest change that earns more, found on the compiled expression itself.

Nothing here knows a rule. What the score compares a value with, and what bounds it, are nodes beside it in the
expression: those are tried, and the exact back end says what each would earn.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from evalkit.account import Line, Reader
from evalkit.expression import exact
from evalkit.expression.nodes import Node, Type, reachable
from evalkit.expression.syntax import Number
from evalkit.expression.values import Value
from evalkit.scheme import Input

BESIDE = {"count": Fraction(1), "percent": Fraction(1, 10_000)}
"""By type of input: how far beside a bound that itself does not count the next value is tried."""
ELSE_BESIDE = Fraction(1, 100)


@dataclass(frozen=True, slots=True)
class Goal:
    """A value to reach."""

    lever: Node
    """What is to change."""
    now: Value
    value: Value
    worth: Fraction
    """Points that it earns more than now."""


def goal(line: Line, reader: Reader, lever: Node) -> Goal | None:
    """The nearest value of `lever` at which the criterion earns more; None where none is found."""
    best: Goal | None = None
    for candidate in _reachable_goals(line, reader, lever):
        if best is None or _distance(candidate) < _distance(best):
            best = candidate
    return best


def full_goal(line: Line, reader: Reader, lever: Node) -> Goal | None:
    """The nearest value of `lever` among those that earn the most."""
    best: Goal | None = None
    for candidate in _reachable_goals(line, reader, lever):
        if best is None or (-candidate.worth, _distance(candidate)) < (-best.worth, _distance(best)):
            best = candidate
    return best


def levers(line: Line) -> tuple[Node, ...]:
    """What a unit can change about a criterion: what its rule and its terms look at, if its own inputs make it."""
    found = [line.account.x, *(lever for entry in line.account.entries for lever in entry.levers)]
    looked_at = [node for node in found if node is not None]
    flags = [node for node in reachable([line.plan.raw]) if node.operation == "column" and node.type is Type.TRUTH]
    opened = [part for node in (*looked_at, *flags) for part in ([node] if _plain(node) else _columns(node))]
    needed = set(reachable([line.plan.raw]))
    return tuple(node for node in dict.fromkeys(opened) if node in needed and not node.stage and not node.constant)


def _plain(node: Node) -> bool:
    """Whether a unit thinks of a value as one thing: an input, or arithmetic of inputs, such as a rate."""
    return all(part.operation in ("column", "number", "add", "sub", "mul", "div", "neg") for part in reachable([node]))


def _columns(node: Node) -> list[Node]:
    """The inputs behind a value that is looked up or chosen."""
    return [part for part in reachable([node]) if part.operation == "column" and not str(part.data[0]).startswith("$")]


def needed_count(goal: Goal, reader: Reader) -> tuple[str, Fraction] | None:
    """For a rate: what its numerator has to be, as a whole number, for the rate to reach the goal."""
    if goal.lever.operation != "div" or not isinstance(goal.value, Fraction):
        return None
    numerator, denominator = goal.lever.arguments
    input_ = reader.result.plan.scheme.inputs.get(str(numerator.data[0])) if numerator.operation == "column" else None
    if input_ is None or input_.type != "count":
        return None
    whole = exact.compute([denominator], reader)[denominator]
    return (input_.name, Fraction(math.ceil(goal.value * whole))) if isinstance(whole, Fraction) else None


def _reachable_goals(line: Line, reader: Reader, lever: Node) -> Iterator[Goal]:
    root = line.plan.raw
    values = exact.compute([root, line.plan.score, lever], reader)
    now, before = values[lever], values[line.plan.score]
    earned = before if isinstance(before, Fraction) else Fraction(0)
    input_ = reader.result.plan.scheme.inputs.get(str(lever.data[0])) if lever.operation == "column" else None
    for candidate in dict.fromkeys(_candidates(root, lever, values, input_)):
        if candidate == now or not _possible(candidate, input_):
            continue
        after = exact.compute([root], reader, {lever: candidate})[root]
        if isinstance(after, Fraction) and after > earned:
            yield Goal(lever, now, candidate, after - earned)


def _possible(candidate: Value, input_: Input | None) -> bool:
    """Whether an input can have such a value at all."""
    if input_ is None or not isinstance(candidate, Fraction):
        return True
    bounds = [
        b.syntax.value if b is not None and isinstance(b.syntax, Number) else None
        for b in (input_.at_least, input_.at_most)
    ]
    if input_.type == "count" and (candidate < 0 or candidate.denominator != 1):
        return False
    if input_.type in ("percent", "money") and candidate < 0:
        return False
    low, high = bounds
    return (low is None or candidate >= low) and (high is None or candidate <= high)


def _candidates(root: Node, lever: Node, values: dict[Node, Value], input_: Input | None) -> Iterator[Value]:
    """Values that the expression itself sets beside the lever, and the nearest possible ones beside those."""
    if lever.type is Type.TRUTH:
        yield from (True, False)
        return
    if lever.type is Type.NUMBER:
        yield Fraction(0)
    beside = ELSE_BESIDE if input_ is None else BESIDE.get(input_.type, ELSE_BESIDE)
    dependent = {lever}
    for node in reachable([root]):
        if not any(argument in dependent for argument in node.arguments):
            continue
        dependent.add(node)
        if lever.type is Type.TEXT and node.operation == "pick":
            yield from (str(label) for label in node.data)
        for value in (values[argument] for argument in node.arguments if argument not in dependent):
            if isinstance(value, Fraction) and lever.type is not Type.TEXT:
                yield from (value, value + beside, value - beside)
            elif isinstance(value, str) and lever.type is Type.TEXT:
                yield value


def _distance(candidate: Goal) -> Fraction:
    """How far a goal is from now; labels and truths are all equally near."""
    if isinstance(candidate.value, Fraction) and isinstance(candidate.now, Fraction):
        return abs(candidate.value - candidate.now)
    return Fraction(0)
