"""What a group makes of its children, step by step, and what becomes of the points of those that leave it."""

from __future__ import annotations

from dataclasses import dataclass

from evalkit.diagnostics import Message
from evalkit.expression.graph import Graph
from evalkit.expression.nodes import Node, Type
from evalkit.plan import words as say
from evalkit.plan.combine import COMBINE, Members, unless
from evalkit.plan.context import Context
from evalkit.plan.family import Family
from evalkit.plan.model import CriterionPlan
from evalkit.plan.names import Names
from evalkit.plan.points import Points
from evalkit.scheme import Criterion


@dataclass(slots=True)
class Groups:
    """Groups as nodes."""

    names: Names
    family: Family
    points: Points

    @property
    def graph(self) -> Graph:
        return self.names.graph

    def combined(
        self, criterion: Criterion, children: tuple[CriterionPlan, ...], scores: list[Node]
    ) -> list[tuple[Message, Node]]:
        """What the children make together, before the group's own account, step by step."""
        graph, kind, points = self.graph, self.family.combine(criterion), self.points.of(criterion)
        weights = [self.points.weight(plan.criterion) for plan in children]
        best = criterion.combine.best if criterion.combine is not None and criterion.combine.best else 0
        members = Members(graph, children, scores, weights, points, best)
        steps = [(say.COMBINED[kind](), COMBINE[kind](members))]
        if kind == "sum":
            carried = graph.mul(steps[-1][1], carrying(members, self.held(criterion)))
            steps.append((say.CARRIED(), carried))
        if kind == "sum" and criterion.out_of is not None and points is not None:
            out_of = self.names.node(criterion.out_of, Type.NUMBER, Context(constants=criterion.inherited))
            shown = say.Speaking(criterion.inherited).value(criterion.out_of)
            scaled = graph.mul(steps[-1][1], graph.div(points, out_of))
            steps.append((say.SCALED(out_of=shown), scaled))
        if all(plan.leaving for plan in children):
            steps[-1] = (steps[-1][0], self.unless_all_left(children, steps[-1][1]))
        return steps

    def counting(self, criterion: Criterion, children: tuple[CriterionPlan, ...]) -> tuple[Node, ...]:
        """What a point of each child counts in the group: in a sum or a mean as much as it moves it, elsewhere as much
        as it would if its share were that of the group.
        """
        graph, kind, points = self.graph, self.family.combine(criterion), self.points.of(criterion)
        weights = [self.points.weight(plan.criterion) for plan in children]
        members = Members(graph, children, [plan.score for plan in children], weights, points)
        if kind == "sum":
            factor = carrying(members, self.held(criterion))
            if criterion.out_of is not None and points is not None:
                out_of = self.names.node(criterion.out_of, Type.NUMBER, Context(constants=criterion.inherited))
                factor = graph.mul(factor, graph.div(points, out_of))
            return tuple(factor for _ in children)
        parts: list[Node] = [graph.number(1) for _ in children]
        if kind == "mean":
            present = graph.add(*(members.where_present(p, w) for p, w in zip(children, weights, strict=True)))
            parts = [graph.div(weight, present) for weight in weights]
        return tuple(
            part if plan.points is None else graph.div(members.scaled(part), plan.points)
            for plan, part in zip(children, parts, strict=True)
        )

    def held(self, criterion: Criterion) -> Node | None:
        """What the children of a sum share out, as the group itself says."""
        if criterion.out_of is not None:
            return self.names.node(criterion.out_of, Type.NUMBER, Context(constants=criterion.inherited))
        return None if criterion.points is None else self.points.own_points(criterion)

    def unless_all_left(self, children: tuple[CriterionPlan, ...], node: Node) -> Node:
        """A group all of whose children have left has no score; where none applies, it does not apply."""
        graph = self.graph
        gone = graph.both(*(graph.either(*plan.leaving.values()) for plan in children))
        inapplicable = graph.both(*(graph.not_applicable(plan.raw) for plan in children))
        nothing = graph.choose(inapplicable, graph.nothing("not_applicable"), graph.nothing("not_reported"))
        return graph.choose(gone, nothing, node)


def carrying(members: Members, held: Node | None) -> Node:
    """The factor by which what left a sum by `rescale` is carried by the others: all of it, or as much as they lack of
    what the group holds.
    """
    graph = members.graph
    leaving = [plan.leaving.get("rescale") for plan in members.plans]
    if not any(leaving):
        return graph.number(1)
    parts, present = [], []
    for plan, left in zip(members.plans, leaving, strict=True):
        if plan.points is None:
            continue
        others = graph.either(*(truth for kind, truth in plan.leaving.items() if kind != "rescale"))
        points = unless(graph, others, plan.points)
        parts.append(points)
        present.append(points if left is None else unless(graph, left, points))
    whole, there = graph.add(*parts), graph.add(*present)
    if held is not None and not _at_most(whole, held):
        whole = graph.greatest(there, graph.least(whole, held))
    return graph.div(whole, there)


def _at_most(whole: Node, held: Node) -> bool:
    """Whether the scheme itself says that a sum of points is no more than its group holds."""
    most, bound = whole.constant, held.constant
    return whole is held or (most is not None and bound is not None and most <= bound)
