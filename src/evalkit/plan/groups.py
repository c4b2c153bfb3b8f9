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
            steps.append((say.CARRIED(), carried(members, steps[-1][1])))
        if kind == "sum" and criterion.out_of is not None and points is not None:
            out_of = self.names.node(criterion.out_of, Type.NUMBER, Context(constants=criterion.inherited))
            shown = say.Speaking(criterion.inherited).value(criterion.out_of)
            scaled = graph.mul(steps[-1][1], graph.div(points, out_of))
            steps.append((say.SCALED(out_of=shown), scaled))
        if all(plan.leaving for plan in children):
            steps[-1] = (steps[-1][0], self.unless_all_left(children, steps[-1][1]))
        return steps

    def unless_all_left(self, children: tuple[CriterionPlan, ...], node: Node) -> Node:
        """A group all of whose children have left has no score; where none applies, it does not apply."""
        graph = self.graph
        gone = graph.both(*(graph.either(*plan.leaving.values()) for plan in children))
        inapplicable = graph.both(*(graph.not_applicable(plan.raw) for plan in children))
        nothing = graph.choose(inapplicable, graph.nothing("not_applicable"), graph.nothing("not_reported"))
        return graph.choose(gone, nothing, node)


def carried(members: Members, earned: Node) -> Node:
    """A sum of which what left by `rescale` is carried by the others in proportion to their points."""
    graph = members.graph
    leaving = [plan.leaving.get("rescale") for plan in members.plans]
    if not any(leaving):
        return earned
    whole, present = [], []
    for plan, left in zip(members.plans, leaving, strict=True):
        if plan.points is None:
            continue
        others = graph.either(*(truth for kind, truth in plan.leaving.items() if kind != "rescale"))
        points = unless(graph, others, plan.points)
        whole.append(points)
        present.append(points if left is None else unless(graph, left, points))
    return graph.mul(earned, graph.div(graph.add(*whole), graph.add(*present)))
