"""The next value worth reaching: the nearest change that earns more, found on the compiled expression itself.

Nothing here knows a rule. What the score compares a value with, and what bounds it, are nodes beside it in the
expression: those are tried, and the exact back end says what each would earn.
"""

from __future__ import annotations

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
    """What a unit can change about a criterion: what its rule and its terms look at."""
    found = [step.lever for step in line.steps if step.lever is not None]
    if line.account.x is not None:
        found.insert(0, line.account.x)
    for step in line.account.entries:
        if step.lever is not None:
            found.append(step.lever)
    conditions = [node for node in reachable([line.plan.raw]) if node.operation == "column" and node.type is Type.TRUTH]
    changeable = [node for node in (*found, *conditions) if not node.stage and _depends(line.plan.raw, node)]
    return tuple(node for node in dict.fromkeys(changeable) if node.operation != "number")


def _depends(root: Node, node: Node) -> bool:
    return node in set(reachable([root]))


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
