"""Rows below the units: which records count, and what they come to for each unit."""

from __future__ import annotations

from dataclasses import dataclass, replace

from evalkit.diagnostics import Message
from evalkit.diagnostics import rows as kinds
from evalkit.expression.graph import Graph
from evalkit.expression.nodes import Along, Node, Type
from evalkit.plan.context import CROSSING, ORDER, Context, in_table
from evalkit.plan.look import Look, Narrowing
from evalkit.plan.names import UNIT, Names, key
from evalkit.scheme import Input
from evalkit.scheme.shapes import Expression


@dataclass(frozen=True, slots=True)
class Rows:
    """The records of a table for which a condition holds."""

    names: Names
    table: str
    context: Context
    condition: Node
    """Which of them are looked at."""
    holds: Node
    """Which of these count."""
    narrowed: tuple[Narrowing, ...] = ()

    @classmethod
    def of(
        cls, names: Names, table: str, context: Context, where: Expression | None, once_per: Expression | None
    ) -> Rows:
        """All records, or those for which `where` holds; of those that agree in `once_per` the first."""
        context = replace(context, table=table)
        holds = names.graph.truth(True) if where is None else names.node(where, Type.TRUTH, context)
        rows = cls(names, table, context, holds, holds)
        if once_per is None:
            return rows
        return rows.first(once_per)

    @property
    def graph(self) -> Graph:
        return self.names.graph

    def number(self, expression: Expression) -> Node:
        return self.names.node(expression, Type.NUMBER, self.context)

    def only(self, truth: Node) -> Rows:
        """Those of them for which something else holds too."""
        return replace(self, holds=self.graph.both(self.holds, truth))

    def first(self, per: Expression, by: Node | None = None) -> Rows:
        """Of those that agree in `per` only the one with most of `by`, or where they are equal the first."""
        keys = [agreed(self.names, self.names.node(per, None, self.context), per)]
        order = self.graph.column(in_table(self.table, ORDER), Type.NUMBER, self.table)
        # Of what all records of a unit have alike, the first has most.
        alike = by is None or not by.table
        place = self.place("order_up", order, keys) if alike or by is None else self.place("order_down", by, keys)
        return self.narrow(self.graph.compare("==", place, self.graph.number(1)), tuple(keys))

    def narrow(self, keeps: Node, keys: tuple[Node, ...] | None) -> Rows:
        return replace(self.only(keeps), narrowed=(*self.narrowed, Narrowing(keeps, keys)))

    def place(self, order: str, x: Node, keys: list[Node]) -> Node:
        return self.graph.gather(order, UNIT, self.crossing(x), self.holds, keys=keys)

    def crossing(self, x: Node) -> Node:
        return self.graph.round(x, "half_up", CROSSING)

    def total(self, amount: Node) -> Node:
        """The sum of an amount; a record whose amount is not known, or of which nobody can tell whether it counts,
        leaves the sum unknown.
        """
        counted = self.graph.choose(self.holds, amount, self.graph.number(0))
        return self.graph.gather("sum", Along("records", self.table), self.crossing(counted))

    def count(self) -> Node:
        return self.total(self.graph.number(1))

    def any(self) -> Node:
        """Whether there is one; one that surely counts is enough."""
        graph, none = self.graph, self.graph.number(0)
        sure = replace(self, holds=graph.known(self.holds, graph.truth(False)))
        return graph.either(graph.compare(">", sure.count(), none), graph.compare(">", self.count(), none))

    def known(self, x: Node) -> Rows:
        """Those of them of which a value is known."""
        return self.only(self.graph.is_known(x))

    def mean(self, x: Node, weight: Node) -> Node:
        """The weighted mean of what is known."""
        rows = self.known(x)
        return self.graph.div(rows.total(self.graph.mul(x, weight)), rows.total(weight))

    def trimmed(self, x: Node, dropped: int) -> Rows:
        """Those that are left without so many highest and so many lowest."""
        graph, rows = self.graph, self.known(x)
        place = rows.place("order_up", x, [])
        count = graph.gather("count", UNIT, self.crossing(x), rows.holds)
        lowest = graph.compare(">", place, graph.number(dropped))
        highest = graph.compare("<=", place, graph.sub(count, graph.number(dropped)))
        return rows.narrow(graph.both(lowest, highest), None)

    def extreme(self, function: str, x: Node) -> Node:
        """The smallest (min) or largest (max) of what is known."""
        rows = self.known(x)
        return self.graph.gather(function, Along("records", self.table), self.crossing(x), rows.holds)

    def look(self, function: str, x: Node, called: Message | str, weight: Node | None = None) -> Look:
        """What accounts say of it."""
        along = Along("records", self.table)
        return Look(function, along, x, self.condition, self.holds, self.narrowed, weight, called)


def agreed(names: Names, node: Node, expression: Expression) -> Node:
    """What records must agree in; a text has to be a column."""
    if node.type is Type.TEXT and node.operation != "column":
        names.problems.add(kinds.RECORD_KEY(expression.place, found=expression.text))
        return names.graph.number(0)
    return key(names.graph, node)


def of_input(names: Names, declared: Input) -> Node:
    """What the records that an input comes from make of it for each unit."""
    graph, table = names.graph, declared.from_ or ""
    if table not in names.scheme.records:
        return graph.nothing("undefined", declared.node_type)  # told where inputs are checked
    rows = Rows.of(names, table, Context(), declared.where, declared.once_per)
    node, look = _made(rows, declared)
    names.looks[node] = replace(look, input=declared.name)
    return node


def _made(rows: Rows, declared: Input) -> tuple[Node, Look]:
    one = rows.graph.number(1)
    if declared.sum is not None:
        x = rows.number(declared.sum)
        return rows.total(x), rows.look("sum", x, declared.name)
    if declared.mean is not None:
        x = rows.number(declared.mean)
        weight = one if declared.weight is None else rows.number(declared.weight)
        kept = rows.known(x) if declared.trim is None else rows.trimmed(x, declared.trim)
        return kept.mean(x, weight), kept.look("mean", x, declared.name, weight)
    for function, expression in (("min", declared.min), ("max", declared.max)):
        if expression is not None:
            x = rows.number(expression)
            return rows.extreme(function, x), rows.known(x).look(function, x, declared.name)
    if declared.node_type is Type.TRUTH:
        return rows.any(), rows.look("any", one, declared.name)
    return rows.count(), rows.look("count", one, declared.name)
