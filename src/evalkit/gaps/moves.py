"""What else moves when a unit changes something: the places among its peers, other counts of the same records."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from evalkit.account import Reader
from evalkit.evaluate.peers import Peers
from evalkit.expression import exact
from evalkit.expression.nodes import Node, along, reachable
from evalkit.expression.nodes import looks as looks_of
from evalkit.expression.values import Reason, Unknown, Value, unknown_of
from evalkit.plan.look import Look, Looks, own


def seen(root: Node) -> list[Node]:
    """Every look that is taken from the unit's own row, in an order in which they can be computed."""
    return sorted((node for node in own([root], {}) if node.operation == "gather"), key=lambda node: node.serial)


def moved_peers(root: Node, lever: Node, looks: Looks) -> list[Node] | None:
    """The looks at peers that `lever` moves; None where one unit alone cannot tell what they would give."""
    peers = [node for node in looks_of([root]) if along(node).kind == "peers" and not node.table]
    moved = [node for node in peers if lever in own(node.arguments, looks)]
    for node in moved:
        others = [other for other in looks_of(node.arguments) if other not in reachable([lever])]
        if any(lever in reachable(other.arguments) for other in others):
            return None  # what others make of others
    return moved


def after(root: Node, moved: list[Node], reader: Reader, given: Mapping[Node, Value]) -> dict[Node, Value]:
    """What everything would be, if some values were as given and the peers were as they are."""
    peers, given = Peers(reader.result), dict(given)
    for look in moved:
        found = exact.compute(look.arguments, reader, given)
        counted = found[look.arguments[1]] if len(look.arguments) > 1 else True
        given[look] = peers.if_it_were(look, reader.row, found[look.arguments[0]], counted)
    return exact.compute([root], reader, given)


def without(reader: Reader, look: Look, root: Node) -> dict[Node, Value]:
    """What all counts and sums of the same records would be without those of a look."""
    kept = [row for row in reader.rows(look.along) if row.compute([look.condition])[look.condition] is False]
    same = [node for node in seen(root) if along(node) == look.along]
    return {node: combined(str(node.data[0]), [amount(node, row) for row in kept]) for node in same}


def amount(look: Node, row: Reader, given: Mapping[Node, Value] | None = None) -> Value | None:
    """What a row brings to a sum or an extreme; None where it does not count."""
    values = exact.compute(look.arguments, row, given)
    x, *where = (values[argument] for argument in look.arguments)
    return None if False in where else unknown_of(*where) or x


def combined(function: str, amounts: Sequence[Value | None]) -> Value:
    """What a sum, the least (min) or the largest (max) of some rows is, as `collect` has it for all units."""
    counted = [value for value in amounts if value is not None]
    known = [value for value in counted if isinstance(value, Fraction)]
    if len(known) < len(counted):
        return unknown_of(*counted) or Unknown(Reason.UNDEFINED)
    if function == "sum":
        return sum(known, Fraction(0))
    return (min if function == "min" else max)(known, default=Unknown(Reason.UNDEFINED))
