"""Each part is lowered once, when it is first asked for; a part that asks for itself is a circle."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field

from evalkit.diagnostics import Diagnostic, Place, Problems
from evalkit.diagnostics import expression as kinds
from evalkit.expression.graph import Graph
from evalkit.expression.nodes import Node

MOST_OPEN = 60
"""So many parts may be lowered one inside the other; the stack has room for no more than some hundred."""


@dataclass(slots=True)
class Memo:
    """Remembers what has been lowered, and what is being lowered now."""

    graph: Graph
    problems: Problems
    done: dict[Hashable, Node] = field(default_factory=dict)
    open: dict[Hashable, tuple[str, Place]] = field(default_factory=dict)

    def once(self, key: Hashable, name: str, place: Place, make: Callable[[], Node]) -> Node:
        """The node of `key`. Where it is already being made, the circle is told and the node is unknown; so it is with
        one that stands upon too many others.
        """
        if key in self.done:
            return self.done[key]
        if key in self.open:
            self.problems.add(self.circle(key))
            return self.graph.nothing("undefined")
        self.open[key] = (name, place)
        try:
            node = make() if len(self.open) <= MOST_OPEN else self.too_deep()
        except RecursionError:  # few parts, and each of them a long formula
            node = self.too_deep()
        finally:
            del self.open[key]
        self.done[key] = node
        return node

    def too_deep(self) -> Node:
        """Tell that the part that is open stands upon too many others."""
        *_, (before, _), (name, place) = self.open.values()
        self.problems.add(kinds.TOO_DEEP(place, limit=MOST_OPEN, path=f"… → {before} → {name}"))
        return self.graph.nothing("undefined")

    def circle(self, key: Hashable) -> Diagnostic:
        keys = list(self.open)
        around = dict(self.open[k] for k in keys[keys.index(key) :])  # of a criterion the place of its value
        first, *others = around.values()
        return kinds.CIRCLE(first, others=tuple(others), path=" → ".join([*around, next(iter(around))]))
