"""Rows below the units: which records count, and what they come to for each unit."""

from __future__ import annotations

from dataclasses import dataclass, replace

from evalkit.diagnostics import rows as kinds
from evalkit.expression.graph import Graph
from evalkit.expression.nodes import Along, Node, Type
from evalkit.plan.context import CROSSING, ORDER, Context, in_table
from evalkit.plan.names import UNIT, Names, key
from evalkit.scheme import Input
from evalkit.scheme.shapes import Expression


@dataclass(frozen=True, slots=True)
class Rows:
    """The records of a table for which a condition holds."""

    names: Names
    table: str
    context: Context
    holds: Node

    @classmethod
    def of(
        cls, names: Names, table: str, context: Context, where: Expression | None, once_per: Expression | None
    ) -> Rows:
        """All records, or those for which `where` holds; of those that agree in `once_per` the first."""
        context = replace(context, table=table)
        holds = names.graph.truth(True) if where is None else names.node(where, Type.TRUTH, context)
        rows = cls(names, table, context, holds)
        if once_per is None:
            return rows
        return rows.first("order_up", names.graph.column(in_table(table, ORDER), Type.NUMBER, table), once_per)

    @property
    def graph(self) -> Graph:
        return self.names.graph

    def number(self, expression: Expression) -> Node:
        return self.names.node(expression, Type.NUMBER, self.context)

    def only(self, truth: Node) -> Rows:
        """Those of them for which something else holds too."""
        return replace(self, holds=self.graph.both(self.holds, truth))

    def first(self, order: str, x: Node, per: Expression) -> Rows:
        """Of those that agree in `per` only the first by `x`, from the smallest (order_up) or largest (order_down)."""
        keys = [agreed(self.names, self.names.node(per, None, self.context), per)]
        return self.only(self.graph.compare("==", self.place(order, x, keys), self.graph.number(1)))

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
        return rows.only(graph.both(lowest, graph.compare("<=", place, graph.sub(count, graph.number(dropped)))))

    def extreme(self, function: str, x: Node) -> Node:
        """The smallest (min) or largest (max) of what is known."""
        rows = self.known(x)
        return self.graph.gather(function, Along("records", self.table), self.crossing(x), rows.holds)


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
    if declared.node_type is Type.TRUTH:
        sure = rows.known(graph.make("indicator", rows.holds))  # one is enough, whatever is open of others
        return graph.either(*(graph.compare(">", found.count(), graph.number(0)) for found in (sure, rows)))
    if declared.sum is not None:
        return rows.total(rows.number(declared.sum))
    if declared.mean is not None:
        x = rows.number(declared.mean)
        weight = graph.number(1) if declared.weight is None else rows.number(declared.weight)
        return (rows if declared.trim is None else rows.trimmed(x, declared.trim)).mean(x, weight)
    if declared.min is not None:
        return rows.extreme("min", rows.number(declared.min))
    return rows.count() if declared.max is None else rows.extreme("max", rows.number(declared.max))
