"""All names of a scheme: its values, levels, scopes and peers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from evalkit.diagnostics import Diagnostic, Problems
from evalkit.diagnostics import expression as kinds
from evalkit.diagnostics import rows as row_kinds
from evalkit.expression import digits, syntax
from evalkit.expression.graph import Graph
from evalkit.expression.nodes import Along, Node, Type
from evalkit.plan import judged
from evalkit.plan.blanks import filled
from evalkit.plan.context import CLASS, CROSSING, OUTCOME, TYPE_WORDS, Context, in_table
from evalkit.plan.crossing import alike, as_others_see
from evalkit.plan.look import Look
from evalkit.plan.memo import Memo
from evalkit.plan.reading import Reading
from evalkit.scheme import Input, Scheme
from evalkit.scheme.shapes import Expression

UNIT = Along("peers", "unit")
"""The records of the same unit."""


def key(graph: Graph, node: Node) -> Node:
    """What rows must agree in, as a look at them takes it: a column of texts, or a number."""
    match node.type:
        case Type.TEXT:
            return node
        case Type.DATE:
            node = graph.make("sub", node, graph.make("date", data=(Fraction(0),)))
        case Type.TRUTH:
            node = graph.make("indicator", node)
    return graph.round(node, "half_up", CROSSING)


@dataclass(slots=True)
class Names:
    """All names of a scheme."""

    scheme: Scheme
    graph: Graph
    problems: Problems
    memo: Memo
    criterion: Callable[[str, str], Node | None]
    """(`score` or `share`, name) -> node, or None where there is no such criterion."""
    used: set[str] = field(default_factory=set)
    """The inputs that anything speaks of."""
    looks: dict[Node, Look] = field(default_factory=dict)
    """What numbers are made of other rows."""
    filled: dict[Node, Node] = field(default_factory=dict)
    """A column with what its blanks stand for -> the column."""
    lengths: dict[Node, digits.Digits] = field(default_factory=dict)
    """How long the numbers of a node may be."""
    closed: set[Node] = field(default_factory=set)
    """Scores and values of criteria: whole where an expression speaks of them, whatever they are made of."""

    def node(self, expression: Expression, wanted: Type | None, context: Context) -> Node:
        """The node of an expression; where it is wrong, an unknown one, and the mistake is told."""
        found = Reading(self, expression, context).read(expression.syntax, wanted)
        if found.table and found.table != context.table:
            self.problems.add(row_kinds.OF_ROWS(expression.place, found=expression.text, table=found.table))
            return self.graph.nothing("undefined", found.type)
        if wanted is Type.TRUTH and found.operation == "number":
            self.problems.add(self.mistyped(wanted, found.type).at(expression.place))
        if digits.measure(found, self.lengths) > digits.limit(found):
            self.problems.add(kinds.TOO_LONG(expression.place, limit=digits.limit(found)))
            return self.graph.nothing("undefined", found.type)
        return self.alike(found)

    def alike(self, node: Node) -> Node:
        """`node` with every value rounded that it also looks at in other rows."""
        seen = as_others_see([node], self.closed)
        return alike(self.graph, node, seen, self.closed) if seen else node

    def mistyped(self, wanted: Type, found: Type) -> Diagnostic:
        return kinds.WRONG_TYPE(wanted=TYPE_WORDS[wanted](), found=TYPE_WORDS[found]())

    def number_of_level(self, node: Node) -> Node:
        """The number that a level carries; the node itself where its levels carry none."""
        input_ = self.declared(node)
        carried = {} if input_ is None else {label: e for label, e in input_.levels.items() if e is not None}
        if not carried:
            return node
        numbers = {label: self.node(expression, Type.NUMBER, Context()) for label, expression in carried.items()}
        return self.graph.pick(node, numbers, self.graph.nothing("undefined"))

    def value(self, name: str) -> Node:
        """A named intermediate expression."""
        expression = self.scheme.values[name]
        return self.memo.once(("value", name), name, expression.place, lambda: self.node(expression, None, Context()))

    def ranked(self) -> Node:
        """Who is ranked, and so who is a peer. A condition on the total itself cannot choose peers before scoring."""
        ranking = self.scheme.ranking
        if ranking is None or ranking.among is None or _asks_for_the_outcome(ranking.among):
            return self.graph.truth(True)
        among = ranking.among
        return self.memo.once(("ranked",), "among", among.place, lambda: self.node(among, Type.TRUTH, Context()))

    def input(self, name: str) -> Node:
        """The node of an input: its column, or what its records make of it."""
        self.used.add(name)
        input_ = self.scheme.inputs[name]
        if input_.from_ is None:
            return filled(self, self.graph.column(name, input_.node_type), input_)
        from evalkit.plan.records import of_input

        return self.memo.once(("input", name), name, input_.place, lambda: of_input(self, input_))

    def column_of_records(self, table: str, name: str) -> Node | None:
        """A column of a table of records, where it has one of this name."""
        records = self.scheme.records.get(table)
        column = None if records is None else records.columns.get(name)
        if column is None:
            return None
        return filled(self, self.graph.column(in_table(table, name), column.node_type, table), column)

    def declared(self, node: Node) -> Input | None:
        """The input, or column of records, that a node is."""
        node = self.filled.get(node, node)
        if node.operation != "column":
            return None
        name = str(node.data[0])
        if not node.table:
            return self.scheme.inputs.get(name)
        return self.scheme.records[node.table].columns.get(name.removeprefix(in_table(node.table, "")))

    def gather(
        self,
        function: str,
        scope: str,
        x: Node,
        where: Node | None = None,
        parameter: Fraction | None = None,
        keys: Sequence[Node] = (),
    ) -> Node:
        """What `function` makes of `x`, first rounded to `CROSSING` decimals, over the ranked units of a scope, or over
        their records where `x` is of these.
        """
        x, where = self.alike(x), self.graph.truth(True) if where is None else self.alike(where)
        counted = self.graph.both(self.ranked(), where)
        crossing = self.graph.round(x, "half_up", CROSSING)
        found = self.graph.gather(
            function,
            Along("peers", scope),
            crossing,
            None if counted.operation == "truth" else counted,
            parameter,
            keys,
        )
        # A unit without a value has no rank among its peers, for the reason that it has no value.
        return self.graph.choose(self.graph.is_known(x), found, x) if function.startswith("rank_") else found

    def scope(self, name: str | None) -> str | None:
        """A scope by its name, `class` or `all` where none is said, or None where there is no such scope."""
        if name is None:
            return CLASS if self.scheme.units.class_ else "all"
        return self.scopes.get(name)

    def group(self, name: str | None, table: str) -> tuple[str, list[Node]] | None:
        """A scope by its name, with what rows must agree in besides; of records it may be one of their columns."""
        scope = UNIT.of if name == UNIT.of and table else self.scope(name)
        if scope is not None or not table or name is None:
            return None if scope is None else (scope, [])
        records = self.scheme.records.get(table)
        parts = (name,) if records is None else records.scopes.get(name, (name,))
        found, keys = "all", []
        for part in parts:
            column = self.column_of_records(table, part)
            outer = UNIT.of if part == UNIT.of else self.scope(part)
            if column is not None:
                keys.append(key(self.graph, column))
            elif outer is None or (found not in ("all", UNIT.of, outer) and outer not in ("all", UNIT.of)):
                return None  # rows stand in one scope of the units only, or in that of their unit, which is in all
            elif outer != "all" and found != UNIT.of:
                found = outer
        return found, keys

    @property
    def scopes(self) -> dict[str, str]:
        """Every scope by its name, those that need no declaration included."""
        return {**self.scheme.scopes, "all": "all", **({CLASS: CLASS} if self.scheme.units.class_ else {})}


def _asks_for_the_outcome(expression: Expression) -> bool:
    calls = (part.function for part in syntax.walk(expression.syntax) if isinstance(part, syntax.Call))
    return bool(set(OUTCOME) & set(syntax.names(expression.syntax)) or set(judged.FUNCTIONS) & set(calls))
