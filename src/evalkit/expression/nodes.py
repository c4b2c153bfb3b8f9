"""The expression language: nodes that every back end knows, shared wherever they are equal.

A `Node` is made by a `Graph`, which gives the same node for the same operation on the same arguments.
Arguments are always made before the node itself, so `serial` is an order in which all can be computed.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable, Iterator
from enum import StrEnum
from fractions import Fraction
from typing import Literal, NamedTuple, cast


class Type(StrEnum):
    """What a node gives. Dates are numbers of days, so that their difference is a number."""

    NUMBER = "number"
    TRUTH = "truth"
    TEXT = "text"
    DATE = "date"


OPERATIONS: dict[str, Type | None] = {
    # Leaves. column: (name,), of records (name, table); its type is given when it is made. number: (Fraction,);
    # text: (str,); truth: (bool,).
    "number": Type.NUMBER,
    "text": Type.TEXT,
    "truth": Type.TRUTH,
    "date": Type.DATE,
    "column": None,
    # Arithmetic. add, min and max take one or more; an unknown argument makes the result unknown.
    "add": Type.NUMBER,
    "sub": Type.NUMBER,
    "mul": Type.NUMBER,
    "div": Type.NUMBER,  # by zero: unknown, undefined
    "neg": Type.NUMBER,
    "abs": Type.NUMBER,
    "min": Type.NUMBER,
    "max": Type.NUMBER,
    "pow": Type.NUMBER,  # outside the real numbers: unknown, undefined
    "round": Type.NUMBER,  # data (mode, decimals); mode half_up, up, down, half_even; up is away from zero
    "real": Type.NUMBER,  # data (function,): sqrt, ln, log (of 10), exp, normal_cdf
    "calendar": Type.NUMBER,  # data (part,): year, quarter, month of a date
    # Several at once, unknowns left out. sum_known of none is unknown (not reported); count_known is 0.
    "sum_known": Type.NUMBER,
    "count_known": Type.NUMBER,
    "count_true": Type.NUMBER,  # how many of the truths hold; an unknown one does not
    # data (n, best): n lowest and n highest dropped, of the rest the best so many highest (0: all); too few: unknown
    "trimmed_mean": Type.NUMBER,
    # Pieces. bands: x, k edges, k + 1 values; data (closed,): "left" x >= edge takes the upper value, "right" x > edge.
    "bands": None,
    "interp": Type.NUMBER,  # x, k xs strictly rising, k ys; flat outside
    "steps": Type.NUMBER,  # x, size; data (mode,): exact x / size, whole rounds it down, started up
    # Choice. Only what is chosen needs to be known; an unknown condition or key makes the result unknown.
    "if": None,  # condition, then, otherwise
    "pick": None,  # key (text), a node per label, otherwise; data (labels,)
    "known": None,  # the first argument that is known
    "nothing": None,  # unknown for ever; data (reason, type)
    # Truths.
    "lt": Type.TRUTH,
    "le": Type.TRUTH,
    "eq": Type.TRUTH,  # of two numbers, dates or texts
    "and": Type.TRUTH,
    "or": Type.TRUTH,
    "not": Type.TRUTH,
    "is_unknown": Type.TRUTH,
    "not_applicable": Type.TRUTH,  # whether its argument is unknown because it does not apply
    "indicator": Type.NUMBER,  # 1 where a truth holds, 0 where not
    # Over rows. x [, where [, keys …]]; data (function, along, parameter). The only place where a stage ends.
    "gather": Type.NUMBER,
}
"""Each operation with the type of its result; None where it is the type of what it chooses."""


KNOWN_WITH_ALL = frozenset(
    [
        "add",
        "sub",
        "mul",
        "div",
        "neg",
        "abs",
        "min",
        "max",
        "round",
        "calendar",
        "interp",
        "bands",
        "lt",
        "le",
        "eq",
        "not",
        "indicator",
    ]
)
"""What has a value exactly where all its arguments have one (a quotient only if it is not by 0)."""


class Along(NamedTuple):
    """Whose rows a `gather` looks at: those of its peers, of its records, of the units below or above it, or its own
    of the period before.
    """

    kind: Literal["peers", "records", "children", "parent", "earlier"]
    of: str = ""
    """Of peers the scope, of records their table."""


class Node:
    """One operation on other nodes. Compared by identity: a `Graph` never makes two that are equal."""

    __slots__ = ("arguments", "data", "operation", "serial", "stage", "table", "type")

    def __init__(
        self,
        operation: str,
        arguments: tuple[Node, ...],
        data: tuple[Hashable, ...],
        type_: Type,
        serial: int,
    ) -> None:
        self.operation = operation
        self.arguments = arguments
        self.data = data
        self.type = type_
        self.serial = serial
        self.stage: int = max((a.stage for a in arguments), default=0) + (operation == "gather")
        """0 where only the unit's own inputs are needed; 1 more behind each look at other rows."""
        self.table: str = _table(self)
        """The records of which each row has a value of this; "" where each unit has one."""

    def __repr__(self) -> str:
        parts = [*map(repr, self.data), *(f"#{a.serial}" for a in self.arguments)]
        return f"#{self.serial} {self.operation}({', '.join(parts)})"

    @property
    def constant(self) -> Fraction | None:
        """The number that this node is, where it is one in the scheme."""
        return cast("Fraction", self.data[0]) if self.operation == "number" else None


def _table(node: Node) -> str:
    match node.operation, node.data:
        case "column", (_, str(table)):
            return table
        case "gather", (_, Along("records"), *_):
            return ""
    return next((argument.table for argument in node.arguments if argument.table), "")


def needed_leaves(node: Node) -> frozenset[Node]:
    """Leaves without which a node has no value."""
    needed = _found([node], lambda part: part.operation in KNOWN_WITH_ALL)
    return frozenset(part for part in needed if part.operation in ("column", "gather"))


def reachable(roots: Iterable[Node], closed: Collection[Node] = ()) -> list[Node]:
    """Every node that `roots` need, in an order in which they can be computed; `closed` ones are leaves."""
    return _found(roots, lambda node: node not in closed)


def within(roots: Iterable[Node], closed: Collection[Node] = ()) -> list[Node]:
    """Every node that `roots` need for one row, in such an order: what looks at other rows is a leaf, like `closed`."""
    return _found(roots, lambda node: node.operation != "gather" and node not in closed)


def looks(roots: Iterable[Node], closed: Collection[Node] = ()) -> list[Node]:
    """Every look at other rows that `roots` need now; what the period before needs for itself is left to it."""
    ends: Callable[[Node], bool] = lambda node: node.operation == "gather" and along(node).kind == "earlier"  # noqa: E731
    nodes = _found(roots, lambda node: node.stage > 0 and not ends(node) and node not in closed)
    return [node for node in nodes if node.operation == "gather"]


def along(look: Node) -> Along:
    """Whose rows a `gather` node looks at."""
    return cast("Along", look.data[1])


def _found(roots: Iterable[Node], goes_on: Callable[[Node], bool]) -> list[Node]:
    seen: set[Node] = set()
    waiting = list(roots)
    while waiting:
        node = waiting.pop()
        if node not in seen:
            seen.add(node)
            if goes_on(node):
                waiting.extend(node.arguments)
    return sorted(seen, key=lambda node: node.serial)


def columns(roots: Iterable[Node]) -> Iterator[str]:
    """The names of the units' columns that `roots` read, in the order first met."""
    return (str(node.data[0]) for node in reachable(roots) if node.operation == "column" and not node.table)
