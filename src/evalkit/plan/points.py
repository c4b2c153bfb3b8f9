"""What criteria can earn: their points, for each class, and what others that do not apply have spread over them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol

from evalkit.diagnostics import expression as expression_kinds
from evalkit.expression.graph import Graph
from evalkit.expression.nodes import Node, Type
from evalkit.plan.combine import unless
from evalkit.plan.context import CLASS, Context
from evalkit.plan.family import Family
from evalkit.plan.names import Names
from evalkit.plan.select import select
from evalkit.scheme import Criterion


class Measure(Protocol):
    """Gives the value of a criterion as it is for a class."""

    def __call__(self, criterion: Criterion, label: str | None) -> Node: ...


@dataclass(slots=True)
class Points:
    """Points and weights as nodes."""

    names: Names
    family: Family
    measure: Measure
    factors: dict[str, Node] = field(default_factory=dict)

    @property
    def graph(self) -> Graph:
        return self.names.graph

    def of(self, criterion: Criterion) -> Node | None:
        """What a criterion can earn: its own points, those of the criteria in it, or, under a mean, those of its group.
        Where others of its group spread their points, it has more.
        """
        return (
            self.names.memo.once(
                ("points", criterion.name), criterion.name, criterion.place, lambda: self.points_with_spread(criterion)
            )
            if self.family.has_points(criterion)
            else None
        )

    def own_points(self, criterion: Criterion) -> Node:
        if criterion.points is not None:
            versions: dict[str | None, Node] = {}
            for label, version in self.family.versions(criterion):
                context = Context(constants=version.inherited)
                versions[label] = self.names.node(version.points or criterion.points, Type.NUMBER, context)
            return self.selected(criterion, versions)
        if criterion.children and self.family.combine(criterion) == "sum":
            return self.graph.add(*(self.own_points(child) for child in criterion.children))
        return self.own_points(self.family.parents[criterion.name])

    def points_with_spread(self, criterion: Criterion) -> Node:
        own = self.own_points(criterion)
        parent = self.family.parents.get(criterion.name)
        if parent is None or not self.family.has_spreading(parent):
            return own
        if parent.name not in self.factors:  # once for all children: each is made of all others
            self.factors[parent.name] = self.spread_factor(parent)
        return self.graph.mul(own, self.factors[parent.name])

    def spread_factor(self, parent: Criterion) -> Node:
        """How much more each child of a group has where others have given their points away."""
        graph = self.graph
        children = [child for child in parent.children if self.family.has_points(child)]
        present = [unless(graph, self.spread_truth(child), self.own_points(child)) for child in children]
        whole = graph.add(*(self.own_points(child) for child in children))
        return graph.div(whole, graph.add(*present))

    def spread_truth(self, criterion: Criterion) -> Node:
        """Whether a criterion gives its points away before anything is scored: told by its value alone."""
        if not self.family.spreads(criterion):
            return self.graph.truth(False)
        versions = self.family.versions(criterion)
        return self.selected(criterion, {label: self.gives_away(version, label) for label, version in versions})

    def gives_away(self, criterion: Criterion, label: str | None) -> Node:
        """The same for one class."""
        graph, x = self.graph, self.measure(criterion, label)
        unknown = graph.is_unknown(x)
        if criterion.applies is not None:
            applies = self.names.node(criterion.applies, Type.TRUTH, Context(constants=criterion.inherited))
            gone = graph.either(graph.negate(applies), graph.not_applicable(x))
        else:
            gone = graph.not_applicable(x)
        missing = graph.both(unknown, graph.negate(gone))
        never = graph.truth(False)
        return graph.either(
            gone if self.family.policy(criterion, "not_applicable") == "spread" else never,
            missing if self.family.policy(criterion, "missing") == "spread" else never,
        )

    def weight(self, criterion: Criterion) -> Node:
        """The weight in the mean of the group: 1 where none is said."""
        found = {label: self.graph.number(1) for label, _ in self.family.versions(criterion)}
        for label, version in self.family.versions(criterion):
            if version.weight is not None:
                found[label] = self.names.node(version.weight, Type.NUMBER, Context(constants=version.inherited))
        return self.selected(criterion, found)

    def selected(self, criterion: Criterion, versions: dict[str | None, Node]) -> Node:
        """One node from the nodes of the classes."""
        otherwise = versions[None]
        nodes = {label: node for label, node in versions.items() if label is not None}
        return select(self.graph, self.key(criterion), nodes, otherwise) if nodes else otherwise

    def key(self, criterion: Criterion) -> Node:
        """The column that tells the variants of a criterion apart."""
        if criterion.by == CLASS:
            return self.graph.column(CLASS, Type.TEXT)
        input_ = self.names.scheme.inputs.get(criterion.by)
        if input_ is None or input_.node_type is not Type.TEXT:
            self.names.problems.add(expression_kinds.UNKNOWN_NAME(criterion.place, name=criterion.by))
            return self.graph.nothing("undefined", Type.TEXT)
        self.names.used.add(criterion.by)
        return self.graph.column(criterion.by, Type.TEXT)
