"""`lookup(table, key, …)`: tables of levels, of bands and of lines, with one key or two."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from evalkit.diagnostics import expression as kinds
from evalkit.expression import syntax
from evalkit.expression.graph import Graph
from evalkit.expression.nodes import Node, Type
from evalkit.rules import Rule
from evalkit.scheme.shapes import Expression

if TYPE_CHECKING:
    from evalkit.plan.reading import Reading


def lookup(at: Reading, part: syntax.Call) -> Node:
    """The node of a call of `lookup`."""
    table, *keys = part.arguments
    tables = at.names.scheme.tables
    if not isinstance(table, syntax.Name) or table.name not in tables:
        return at.fail(kinds.UNKNOWN_TABLE(name=table.name if isinstance(table, syntax.Name) else "?"), table)
    found = tables[table.name]
    if isinstance(found.rule, Rule):
        return found.rule.lower(BesideTable(at, at.number(keys[0])))
    return _picked(at, found.entries, [at.read(key, Type.TEXT) for key in keys])


def _picked(at: Reading, entries: Mapping[str, object], keys: list[Node]) -> Node:
    """The entry of the first key, and in it that of the next."""
    graph = at.graph
    nodes = {}
    for label, entry in entries.items():
        if isinstance(entry, Mapping) and len(keys) > 1:
            nodes[label] = _picked(at, entry, keys[1:])
        elif isinstance(entry, Expression):
            nodes[label] = at.names.node(entry, Type.NUMBER, at.context)
    otherwise = nodes.pop("else", None) or graph.nothing("undefined")
    return graph.pick(keys[0], nodes, otherwise)


@dataclass(frozen=True, slots=True)
class BesideTable:
    """What a rule sees that stands in a table: the key is its value, and its scores are plain numbers."""

    at: Reading
    x: Node

    @property
    def graph(self) -> Graph:
        return self.at.graph

    @property
    def points(self) -> Node:
        return self.graph.number(1)

    def number(self, expression: Expression) -> Node:
        return self.at.names.node(expression, Type.NUMBER, self.at.context)

    score = number

    def truth(self, expression: Expression) -> Node:
        return self.at.names.node(expression, Type.TRUTH, self.at.context)

    def text(self) -> Node:
        return self.x

    def levels(self) -> tuple[str, ...]:
        return ()

    def peers(self, function: str, x: Node, within: str | None, where: Node | None = None) -> Node:
        scope = self.at.names.scope(within) or "all"
        return self.at.names.gather(function, scope, x, where)
