"""What single rows take from a criterion: the rows that it is read for, and the units below."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from evalkit.account import Line, Reader
from evalkit.expression import exact
from evalkit.expression.nodes import Along, Node, along, within
from evalkit.expression.values import Value
from evalkit.gaps.moves import after, amount, combined, seen
from evalkit.plan.look import own
from evalkit.plan.model import Each


@dataclass(frozen=True, slots=True)
class Part:
    """A row and what the criterion would be but for it."""

    row: Reader
    score: Value
    """The criterion's score with a full score of the row, or without the unit."""
    taken: Fraction | None
    """What that is more than the score now; None where either is open."""


def _part(row: Reader, now: Value, then: Value) -> Part:
    return Part(row, then, then - now if isinstance(now, Fraction) and isinstance(then, Fraction) else None)


def losses(line: Line, each: Each, reader: Reader) -> list[Part]:
    """What each row that does not earn everything loses, the most first."""
    if not isinstance(line.points, Fraction):
        return []
    look, root = each.look, line.plan.score
    found = []
    rows = reader.rows(look.along)
    nodes = [node for node in within([root]) if node.operation == "gather" and along(node) == look.along]
    now = {node: [amount(node, row) for row in rows] for node in nodes}
    for place, row in enumerate(rows):
        values = row.compute([look.x, look.counts])
        if values[look.counts] is True and values[look.x] != line.points:
            full: dict[Node, Value] = {look.x: line.points}
            given: dict[Node, Value] = {}
            for node, amounts in now.items():
                changed = [*amounts[:place], amount(node, row, full), *amounts[place + 1 :]]
                given[node] = combined(str(node.data[0]), changed)
            found.append(_part(row, line.score, exact.compute([root], reader, given)[root]))
    return _sorted(part for part in found if part.taken)


def pulls(root: Node, reader: Reader) -> list[Part]:
    """What a score would be without each of the units below, those that pull it down most first."""
    looks = seen(root)
    nodes = [node for node in looks if along(node).kind == "children"]
    moved = [node for node in looks if along(node).kind == "peers" and set(nodes) & set(own(node.arguments, {}))]
    rows = reader.rows(Along("children"))
    amounts = {node: [amount(node, row) for row in rows] for node in nodes}
    score = exact.compute([root], reader)[root]
    found = []
    for place, row in enumerate(rows):
        given = {node: others(str(node.data[0]), amounts[node], place) for node in nodes}
        found.append(_part(row, score, after(root, moved, reader, given)[root]))
    return _sorted(found)


def others(function: str, amounts: Sequence[Value | None], place: int) -> Value:
    """The same of all rows but one."""
    return combined(function, [*amounts[:place], *amounts[place + 1 :]])


def _sorted(parts: Iterable[Part]) -> list[Part]:
    return sorted(parts, key=lambda part: -(part.taken or Fraction(0)))
