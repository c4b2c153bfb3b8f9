"""What a criterion measures and can earn, for one class: all that its rule and its lines may ask of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Protocol, Self, cast

from evalkit.diagnostics import Message, Place, Words
from evalkit.diagnostics import scheme as kinds
from evalkit.diagnostics.message import Percent
from evalkit.expression.graph import Graph
from evalkit.expression.nodes import Node, Type
from evalkit.expression.syntax import Call, Comparison, walk
from evalkit.plan import words as say
from evalkit.plan.context import Context
from evalkit.plan.names import Names
from evalkit.rules import Rule
from evalkit.scheme import Criterion
from evalkit.scheme.criteria import TOP
from evalkit.scheme.shapes import Expression

SHARED, DEDUCTED_FROM, SHARE_OF_THEM = (
    Words("its rule gives shares of them", "其评分标准按分值比例计分"),
    Words("it deducts from them; start: 0 deducts from 0", "扣分从分值扣起; 如从0分扣起请写 start: 0"),
    Words("something of it is a share of them", "其中有按分值比例计的分数"),
)


class Tree(Protocol):
    """What an account asks of the tree that it stands in."""

    names: Names

    def points(self, criterion: Criterion) -> Node | None: ...

    def outcome(self, criterion: Criterion) -> Mapping[str, Callable[[], Node]]: ...

    def policy(self, criterion: Criterion, kind: str) -> str | Expression | None: ...


@dataclass(slots=True)
class Measured:
    """One criterion as it is for one class: its value, its points and its expressions, as rules see them."""

    tree: Tree
    criterion: Criterion
    class_: str | None
    combined: list[tuple[Message, Node]] | None = None
    """At a group: what `combine` made of the children, step by step."""
    own_points: Node | None = None
    """The points to take for its own, before others spread theirs over it."""
    value_node: Node | None = None
    compared: dict[Node, str] = field(default_factory=dict)
    """What is computed to be set beside the value, as it is written."""
    table: str = ""
    """The records for each of which the criterion is read, and whose columns are names."""

    def below(self, table: str) -> Self:
        """The same criterion where the columns of these records are names."""
        return replace(self, table=table)

    @property
    def names(self) -> Names:
        return self.tree.names

    @property
    def graph(self) -> Graph:
        return self.names.graph

    @property
    def speaking(self) -> say.Speaking:
        return say.Speaking(self.criterion.inherited, self.criterion.cap, self.names.scope(None) or "all")

    @property
    def context(self) -> Context:
        return Context(
            lambda: self.any_x,
            lambda: self.points,
            self.criterion.inherited,
            self.tree.outcome(self.criterion),
            self.table,
        )

    @property
    def any_x(self) -> Node:
        """The value, of whatever type."""
        if self.value_node is None:
            self.value_node = self.combined[-1][1] if self.combined else self.measure()
            self.names.closed.add(self.value_node)
        return self.value_node

    @property
    def x(self) -> Node:
        node = self.names.number_of_level(self.any_x)
        if node.type not in (Type.NUMBER, Type.DATE) and node.operation != "nothing":
            self.names.problems.add(self.names.mistyped(Type.NUMBER, node.type).at(self.place_of_x))
            return self.graph.nothing("undefined")
        return node

    @property
    def place_of_x(self) -> Place:
        value = self.criterion.value
        return self.criterion.place if value is None else value.place

    def text(self) -> Node:
        node = self.any_x
        if node.type is not Type.TEXT and node.operation != "nothing":
            self.names.problems.add(self.names.mistyped(Type.TEXT, node.type).at(self.place_of_x))
            return self.graph.nothing("undefined", Type.TEXT)
        return node

    @property
    def points(self) -> Node:
        node = self.own_points or self.tree.points(self.criterion)
        if node is None:
            self.names.problems.add(
                kinds.NO_POINTS(self.criterion.place, name=self.criterion.called, why=self.why_points())
            )
            return self.graph.nothing("undefined")
        return node

    def why_points(self) -> Message:
        """What the points are needed for."""
        criterion = self.criterion
        if criterion.rule is not None:
            return SHARED()
        starts_full = criterion.is_leaf and criterion.deduct is not None and criterion.start is None
        return DEDUCTED_FROM() if starts_full else SHARE_OF_THEM()

    @property
    def limit(self) -> Node | None:
        """What a leaf with points earns at most where it does not say so: those, unless its rule may give more."""
        rule = cast("Rule | None", self.criterion.rule)
        return self.points if rule is None else rule.limit(self)

    @property
    def has_value(self) -> bool:
        """Whether there is anything to measure; an account can do without."""
        criterion, scheme = self.criterion, self.names.scheme
        named = criterion.name in scheme.inputs or criterion.name in scheme.values
        return criterion.value is not None or named or self.own_column is not None

    @property
    def own_column(self) -> Node | None:
        """The column of the records that has the criterion's name."""
        return self.names.column_of_records(self.table, self.criterion.name)

    def measure(self) -> Node:
        """`value`, or the input of the criterion's name."""
        criterion = self.criterion
        if criterion.value is not None:
            expression, context = (
                criterion.value,
                Context(None, lambda: self.points, criterion.inherited, self.tree.outcome(criterion), self.table),
            )
            key = ("x", criterion.name, self.class_)
            return self.names.memo.once(
                key, criterion.name, expression.place, lambda: self.names.node(expression, None, context)
            )
        if self.own_column is not None:
            return self.own_column
        if criterion.name not in self.names.scheme.inputs:
            if criterion.name in self.names.scheme.values:
                return self.names.value(criterion.name)
            if criterion.name not in self.names.scheme.unread and criterion.name != TOP:
                self.names.problems.add(kinds.NO_VALUE(criterion.place, name=criterion.called))
            return self.graph.nothing("undefined")
        return self.names.input(criterion.name)

    def levels(self) -> tuple[str, ...]:
        node = self.any_x
        input_ = self.names.declared(node)
        return tuple(input_.levels) if input_ is not None else ()

    def number(self, expression: Expression) -> Node:
        return self.told(expression, self.names.node(expression, Type.NUMBER, self.context))

    def truth(self, expression: Expression) -> Node:
        comparisons = [part for part in walk(expression.syntax) if isinstance(part, Comparison)]
        for operand in (operand for comparison in comparisons for operand in comparison.operands):
            if isinstance(operand, Call):
                part = replace(expression, syntax=operand)
                self.told(part, self.names.node(part, None, self.context))
        return self.names.node(expression, Type.TRUTH, self.context)

    def told(self, expression: Expression, node: Node) -> Node:
        """`node`, remembered where a reader cannot see its number in the expression."""
        look = self.names.looks.get(node)
        named = node.operation in ("column", "nothing") or (look is not None and look.input is not None)
        is_plain = named or node.constant is not None or node is self.value_node
        if not is_plain and not node.table and node.type is Type.NUMBER:
            self.compared.setdefault(node, self.speaking.written(expression))
        return node

    def score(self, expression: Expression) -> Node:
        node = self.names.node(expression, Type.NUMBER, self.context)
        shown = self.speaking.value(expression)
        return self.graph.mul(node, self.points) if isinstance(shown, Percent) else node

    def peers(self, function: str, x: Node, within: str | None, where: Node | None = None) -> Node:
        group = self.names.group(within, self.table)
        if group is None:
            place, scopes = cast("Rule", self.criterion.rule).place, tuple(self.names.scopes)
            self.names.problems.add(kinds.QUOTA_SCOPE(place, name=within or "?", scopes=scopes))
            return self.graph.nothing("undefined")
        scope, keys = group
        return self.names.gather(function, scope, x, where, keys=keys)
