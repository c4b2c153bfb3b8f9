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
from evalkit.gaps.levers import beside, input_of, possible, writable
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
    found = list(_reachable_goals(line, reader, lever))
    if not found:
        return None
    nearest = min(found, key=_distance)
    return nearest, min(found, key=lambda goal: (-goal.worth, _distance(goal)))


def _reachable_goals(line: Line, reader: Reader, lever: Node) -> Iterator[Goal]:
    root, looks = line.plan.raw, reader.result.plan.looks
    moved = moved_peers(root, lever, looks)
    if moved is None:
        return
    values = exact.compute([root, line.plan.score, lever], reader)
    now, before = values[lever], values[line.plan.score]
    earned = before if isinstance(before, Fraction) else Fraction(0)
    for candidate in dict.fromkeys(_candidates(root, lever, moved, values, reader)):
        if candidate == now or not possible(reader, lever, candidate):
            continue
        given: dict[Node, Value] = {lever: candidate}
        if lever in looks and looks[lever].function in REMOVED and candidate == 0:
            given = {**without(reader, looks[lever], root), **given}
        through = _through(lever, candidate, now, reader)
        if through is not None:
            if not possible(reader, through.input, through.value):
                continue
            given = {through.input: through.value}
        reached = after(root, moved, reader, given)[root]
        if isinstance(reached, Fraction) and reached > earned and not _is_refused(reader, given):
            yield Goal(lever, now, candidate, reached - earned, through)


def _is_refused(reader: Reader, given: dict[Node, Value]) -> bool:
    """Whether a rule takes no such value, as a mark above the highest."""
    refused = [plan.refused for plan in reader.result.plan.criteria.values() if plan.refused.operation != "truth"]
    values = exact.compute(refused, reader, given)
    return any(values[node] is True for node in refused)


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
    for node in sorted(own([root], reader.result.plan.looks), key=lambda node: node.serial):
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
        if input_ is None or node.type is not Type.NUMBER:
            continue
        here = exact.compute([node], reader)[node]
        if not isinstance(here, Fraction):
            continue
        moved = [exact.compute([lever], reader, {node: here + step})[lever] for step in (1, 2)]
        one, two = moved
        if not (isinstance(one, Fraction) and isinstance(two, Fraction)) or one == now or two - one != one - now:
            continue
        change = (goal - now) / (one - now)
        unit = Fraction(1) if input_.type == "count" else Fraction(1, 100)
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
