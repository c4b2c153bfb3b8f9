"""Looks at other rows than a unit's own, as the author of the scheme meant them: accounts name the rows behind them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from evalkit.diagnostics import Message
from evalkit.expression.nodes import Along, Node, along


@dataclass(frozen=True, slots=True)
class Narrowing:
    """Leaves some rows out of those that would count."""

    keeps: Node
    """Whether a row stays."""
    keys: tuple[Node, ...] | None = None
    """One row stays of those that agree in these; None: the highest and the lowest are left out."""


@dataclass(frozen=True, slots=True)
class Look:
    """What a line, an input or a call makes of other rows."""

    function: str
    """count, any, sum, mean, min, max or share; value or streak of one other row; each: a criterion read row by row."""
    along: Along
    x: Node
    """What each row brings."""
    condition: Node
    """Which rows are looked at."""
    counts: Node
    """Which of them count."""
    narrowed: tuple[Narrowing, ...] = ()
    weight: Node | None = None
    called: Message | str = ""
    """How it is spoken of: the input, the records, what is asked of other units."""
    input: str | None = None
    """The input that it is, if it is one."""

    @property
    def is_of_records(self) -> bool:
        """Whether it is a number that records make, and not a score."""
        return self.along.kind == "records" and self.function != "each"


Looks = Mapping[Node, Look]


def own(roots: Iterable[Node], looks: Looks) -> Iterator[Node]:
    """What is computed of a unit's own row, from left to right. Other rows are leaves; those of its peers are not, for
    it is one of them.
    """
    seen: set[Node] = set()
    waiting = list(roots)[::-1]
    while waiting:
        node = waiting.pop()
        if node in seen:
            continue
        seen.add(node)
        yield node
        if node not in looks and (node.operation != "gather" or along(node).kind == "peers"):
            waiting.extend(reversed(node.arguments))
