"""The next value worth reaching: the nearest change that earns more, found on the compiled expression itself.

Nothing here knows a rule. What the score compares a value with, and what bounds it, are nodes beside it in the
expression: those are tried, and the exact back end says what each would earn, peers moving with it.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from evalkit.account import Line, Reader
from evalkit.evaluate.peers import Peers
from evalkit.expression import exact
from evalkit.expression.nodes import Node, Type
from evalkit.expression.values import Value
from evalkit.gaps.levers import beside, input_of, possible, writable, written_unit
from evalkit.gaps.moves import after, moved_peers, without
from evalkit.plan.look import own

REMOVED = ("count", "any", "sum")
"""What comes to nothing where its records are gone."""
NEXT_PEERS = 3
"""So many of the peers next ahead are tried, and the best one."""


class Through(NamedTuple):
    """An input that brings a computed value to its goal."""

    input: Node
    name: str
    now: Fraction
    value: Fraction


@dataclass(frozen=True, slots=True)
class Goal:
    """A value to reach."""

    lever: Node
    """What is to change."""
    now: Value
    value: Value
    worth: Fraction
    """Points that it earns more than now."""
    through: Through | None = None
    """Where the lever is no input itself: an input that moves it."""


def goals(line: Line, reader: Reader, lever: Node) -> tuple[Goal, Goal] | None:
    """The nearest value of `lever` that earns more, and the nearest of those that earn the most."""
    moved = moved_peers(line.plan.raw, lever, reader.result.plan.looks)
    if moved is None:
        return None
    tried = Trial(line, reader, lever, moved)
    found = [goal for candidate in dict.fromkeys(_candidates(tried)) if (goal := tried(candidate)) is not None]
    if not found:
        return None
    most = min(found, key=lambda goal: (-goal.worth, _distance(goal)))
    return min(found, key=_distance), _no_further_than_needed(most, tried)


def _no_further_than_needed(most: Goal, tried: Trial) -> Goal:
    """The value nearest to now, of those that can be written, that earns as much: found by halving."""
    now, value = most.now, most.value
    if not (isinstance(now, Fraction) and isinstance(value, Fraction)) or most.lever.type is Type.TEXT:
        return most
    unit = written_unit(tried.reader, most.lever)
    if value > now:
        low, high = math.floor(now / unit), math.ceil(value / unit)
    else:
        low, high = math.ceil(now / unit), math.floor(value / unit)
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
    """What a criterion would earn at some value of a lever, which moves some looks at peers."""

    def __init__(self, line: Line, reader: Reader, lever: Node, moved: list[Node]) -> None:
        self.reader, self.lever, self.root, self.moved = reader, lever, line.plan.raw, moved
        self.values = exact.compute([self.root, line.plan.score, lever], reader)
        before = self.values[line.plan.score]
        self.now, self.earned = self.values[lever], before if isinstance(before, Fraction) else Fraction(0)

    def __call__(self, candidate: Value) -> Goal | None:
        """The candidate as a goal, if it can be had and earns more than now."""
        lever, reader, looks = self.lever, self.reader, self.reader.result.plan.looks
        if candidate == self.now or not possible(reader, lever, candidate):
            return None
        given: dict[Node, Value] = {lever: candidate}
        if lever in looks and looks[lever].function in REMOVED and candidate == 0:
            given = {**without(reader, looks[lever], self.root), **given}
        through = _through(lever, candidate, self.now, reader)
        if through is not None:
            if not possible(reader, through.input, through.value):
                return None
            given = {through.input: through.value}
        reached = after(self.root, self.moved, reader, given)[self.root]
        if isinstance(reached, Fraction) and reached > self.earned and not _is_refused(reader, given):
            return Goal(lever, self.now, candidate, reached - self.earned, through)
        return None


def _is_refused(reader: Reader, given: dict[Node, Value]) -> bool:
    """Whether a rule takes no such value, as a mark above the highest."""
    refused = [plan.refused for plan in reader.result.plan.criteria.values() if plan.refused.operation != "truth"]
    values = exact.compute(refused, reader, given)
    return any(values[node] is True for node in refused)


def _candidates(tried: Trial) -> Iterator[Value]:
    """Values that the expression itself sets beside the lever, and the nearest possible ones beside those."""
    lever, values, reader = tried.lever, tried.values, tried.reader
    if lever.type is Type.TRUTH:
        yield from (True, False)
        return
    numeric = lever.type is Type.NUMBER
    found: list[Value] = [Fraction(0)] if numeric else []
    dependent = {lever}
    for node in sorted(own([tried.root], reader.result.plan.looks), key=lambda node: node.serial):
        if not any(argument in dependent for argument in node.arguments):
            continue
        dependent.add(node)
        if node in tried.moved:
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


def _through(lever: Node, goal: Value, now: Value, reader: Reader) -> Through | None:
    """An input that brings a computed value to its goal when it alone changes, and how: the first that can.

    The value has to be a straight line of the input, as a rate is of its numerator. What the input has to be is
    rounded to what can be written, beyond the goal.
    """
    looks = reader.result.plan.looks
    if lever.operation == "column" or lever in looks or not isinstance(goal, Fraction) or not isinstance(now, Fraction):
        return None
    for node in own([lever], looks):
        input_ = input_of(reader, node)
        if input_ is None or input_.fixed or node.type is not Type.NUMBER:
            continue
        here = exact.compute([node], reader)[node]
        if not isinstance(here, Fraction):
            continue
        moved = [exact.compute([lever], reader, {node: here + step})[lever] for step in (1, 2)]
        one, two = moved
        if not (isinstance(one, Fraction) and isinstance(two, Fraction)) or one == now or two - one != one - now:
            continue
        change = (goal - now) / (one - now)
        unit = written_unit(reader, node)
        rounded = (math.ceil if change > 0 else math.floor)((here + change) / unit) * unit
        return Through(node, input_.name, here, rounded)
    return None


def _distance(candidate: Goal) -> Fraction:
    """How far a goal is from now; labels and truths are all equally near."""
    if candidate.through is not None:
        return abs(candidate.through.value - candidate.through.now)
    if isinstance(candidate.value, Fraction) and isinstance(candidate.now, Fraction):
        return abs(candidate.value - candidate.now)
    return Fraction(0)
