"""The next value worth reaching: the nearest change that earns more, found on the compiled expression itself.

Nothing here knows a rule. What the score compares a value with, and what bounds it, are nodes beside it in the
expression: those are tried, and the exact back end says what each would earn, peers moving with it.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from evalkit.account import Line, Reader
from evalkit.evaluate.peers import Peers
from evalkit.expression import exact
from evalkit.expression.nodes import Node, Type, along, reachable
from evalkit.expression.nodes import looks as looks_of
from evalkit.expression.values import Value
from evalkit.gaps.levers import DECIMALS, beside, possible, writable, written_unit

NEXT_PEERS = 3
"""So many of the peers next ahead are tried, and the best one."""


@dataclass(frozen=True, slots=True)
class Goal:
    """A value to reach."""

    lever: Node
    """What is to change."""
    now: Value
    value: Value
    worth: Fraction
    """Points that it earns more than now."""
    through: tuple[str, Fraction, Fraction] | None = None
    """Where the lever is no input itself: an input that moves it, what it is now and what it has to be."""


def goals(line: Line, reader: Reader, lever: Node) -> tuple[Goal, Goal] | None:
    """The nearest value of `lever` that earns more, and the nearest of those that earn the most."""
    found = list(_reachable_goals(line, reader, lever))
    if not found:
        return None
    nearest = min(found, key=_distance)
    most = min(found, key=lambda goal: (-goal.worth, _distance(goal)))
    return nearest, _no_further_than_needed(most, line, reader)


def _no_further_than_needed(most: Goal, line: Line, reader: Reader) -> Goal:
    """The value nearest to now, of those that can be written, that earns as much: found by halving."""
    now, value = most.now, most.value
    if not (isinstance(now, Fraction) and isinstance(value, Fraction)) or most.lever.type is Type.TEXT:
        return most
    unit = written_unit(reader, most.lever)
    if value > now:
        low, high = math.floor(now / unit), math.ceil(value / unit)
    else:
        low, high = math.ceil(now / unit), math.floor(value / unit)
    tried = Trial(line, reader, most.lever)
    while abs(high - low) > 1:
        middle = (low + high) // 2
        goal = tried(middle * unit)
        if goal is None or goal.worth < most.worth:
            low = middle
        else:
            high = middle
            most = min(most, goal, key=lambda each: (-each.worth, _distance(each)))
    return most


class Trial:
    """What a criterion would earn at some value of a lever."""

    def __init__(self, line: Line, reader: Reader, lever: Node) -> None:
        self.line, self.reader, self.lever = line, reader, lever
        self.root = line.plan.raw
        self.looks = [node for node in looks_of([self.root]) if lever in reachable(node.arguments)]
        self.values = exact.compute([self.root, line.plan.score, lever], reader)
        before = self.values[line.plan.score]
        self.now, self.earned = self.values[lever], before if isinstance(before, Fraction) else Fraction(0)

    @property
    def of_peers_only(self) -> bool:
        """What others make of others cannot be told from one unit."""
        return not any(node.stage > 1 or along(node).kind != "peers" for node in self.looks)

    def __call__(self, candidate: Value) -> Goal | None:
        """The candidate as a goal, if it can be had and earns more than now."""
        lever, reader = self.lever, self.reader
        if candidate == self.now or not possible(reader, lever, candidate):
            return None
        through = _through(lever, candidate, self.now, reader)
        given: dict[Node, Value] = {lever: candidate}
        if through is not None:
            column = reader.result.plan.graph.column(through[0], Type.NUMBER)
            if not possible(reader, column, through[2]):
                return None
            given = {column: through[2]}
        after = _after(self.root, self.looks, reader, given)
        if isinstance(after, Fraction) and after > self.earned:
            return Goal(lever, self.now, candidate, after - self.earned, through)
        return None


def _reachable_goals(line: Line, reader: Reader, lever: Node) -> Iterator[Goal]:
    tried = Trial(line, reader, lever)
    if not tried.of_peers_only:
        return
    for candidate in dict.fromkeys(_candidates(tried.root, lever, tried.looks, tried.values, reader)):
        goal = tried(candidate)
        if goal is not None:
            yield goal


def _after(root: Node, looks: list[Node], reader: Reader, given: dict[Node, Value]) -> Value:
    """What a criterion would earn, if some values were as given and the peers were as they are."""
    peers = Peers(reader.result)
    for look in looks:
        found = exact.compute(look.arguments, reader, given)
        counted = found[look.arguments[1]] if len(look.arguments) > 1 else True
        given = {**given, look: peers.if_it_were(look, reader.row, found[look.arguments[0]], counted)}
    return exact.compute([root], reader, given)[root]


def _candidates(
    root: Node, lever: Node, looks: list[Node], values: dict[Node, Value], reader: Reader
) -> Iterator[Value]:
    """Values that the expression itself sets beside the lever, and the nearest possible ones beside those."""
    if lever.type is Type.TRUTH:
        yield from (True, False)
        return
    numeric = lever.type is Type.NUMBER
    found: list[Value] = [Fraction(0)] if numeric else []
    dependent = {lever}
    for node in reachable([root]):
        if not any(argument in dependent for argument in node.arguments):
            continue
        dependent.add(node)
        if node in looks:
            found.extend(_of_peers(node, lever, values[lever], reader))
        elif lever.type is Type.TEXT and node.operation == "pick":
            found.extend(str(label) for label in node.data)
        found.extend(values[a] for a in node.arguments if a not in dependent and a in values)
    for value in found:
        if isinstance(value, Fraction) and lever.type is not Type.TEXT:
            yield from writable(reader, lever, value)
            for step in beside(reader, lever):
                yield from writable(reader, lever, value + step)
        elif isinstance(value, str) and lever.type is Type.TEXT:
            yield value


def _of_peers(look: Node, lever: Node, now: Value, reader: Reader) -> Iterator[Fraction]:
    """Values worth trying where peers look at the lever itself: those next ahead, the best, the mean of the others."""
    crossing = look.arguments[0]
    if lever not in (crossing, *crossing.arguments) or not isinstance(now, Fraction):
        return
    others = Peers(reader.result).others(look, reader.row)
    if not others:
        return
    yield sum(others, Fraction(0)) / len(others)
    yield from (others[0], others[-1])
    different = sorted(set(others))
    yield from [value for value in different if value > now][:NEXT_PEERS]
    yield from [value for value in different if value < now][-NEXT_PEERS:]


def _through(lever: Node, goal: Value, now: Value, reader: Reader) -> tuple[str, Fraction, Fraction] | None:
    """An input that brings a computed value to its goal when it alone changes, and how: the first that can.

    The value has to be a straight line of the input, as a rate is of its numerator. What the input has to be is
    rounded to what can be written, beyond the goal.
    """
    if lever.operation == "column" or not isinstance(goal, Fraction) or not isinstance(now, Fraction):
        return None
    for name, column in _inputs_in_order(lever, reader):
        here = reader(column)
        if not isinstance(here, Fraction):
            continue
        moved = [exact.compute([lever], reader, {column: here + step})[lever] for step in (1, 2)]
        one, two = moved
        if not (isinstance(one, Fraction) and isinstance(two, Fraction)) or one == now or two - one != one - now:
            continue
        change = (goal - now) / (one - now)
        input_ = reader.result.plan.scheme.inputs[name]
        unit = Fraction(1, 10 ** DECIMALS.get(input_.type, 2))
        rounded = (math.ceil if change > 0 else math.floor)((here + change) / unit) * unit
        return name, here, rounded
    return None


def _inputs_in_order(node: Node, reader: Reader) -> Iterator[tuple[str, Node]]:
    """The numeric inputs of an expression from left to right."""
    if node.operation == "column":
        input_ = reader.result.plan.scheme.inputs.get(str(node.data[0]))
        if input_ is not None and node.type is Type.NUMBER and not input_.fixed:
            yield str(node.data[0]), node
        return
    for argument in node.arguments:
        yield from _inputs_in_order(argument, reader)


def _distance(candidate: Goal) -> Fraction:
    """How far a goal is from now; labels and truths are all equally near."""
    if candidate.through is not None:
        return abs(candidate.through[2] - candidate.through[1])
    if isinstance(candidate.value, Fraction) and isinstance(candidate.now, Fraction):
        return abs(candidate.value - candidate.now)
    return Fraction(0)
