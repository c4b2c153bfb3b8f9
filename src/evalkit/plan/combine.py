"""The ways in which a group puts its children together: sums, means and extremes of those that are present."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from evalkit.expression.graph import Graph
from evalkit.expression.nodes import Node
from evalkit.plan.family import never_negative
from evalkit.plan.model import CriterionPlan


@dataclass(frozen=True, slots=True)
class Members:
    """The children of a group as it combines them: one score of each (the score, or its lowest or highest)."""

    graph: Graph
    plans: Sequence[CriterionPlan]
    scores: Sequence[Node]
    weights: Sequence[Node]
    points: Node | None
    """What the group can earn; None in a sum without points."""
    best: int = 0

    def absent(self, plan: CriterionPlan) -> Node:
        """Whether a child has left, by whatever policy."""
        return self.graph.either(*plan.leaving.values())

    def where_present(self, plan: CriterionPlan, node: Node) -> Node:
        return unless(self.graph, self.absent(plan), node)

    def shares(self) -> list[Node]:
        graph = self.graph
        return [
            graph.div(s, p.points) if p.points is not None else s for s, p in zip(self.scores, self.plans, strict=True)
        ]

    def scaled(self, share: Node) -> Node:
        """A share as a score of the group."""
        return share if self.points is None else self.graph.mul(share, self.points)


def unless(graph: Graph, absent: Node, node: Node) -> Node:
    """`node`, or 0 where `absent` holds."""
    if absent.operation == "truth":
        return graph.number(0) if absent.data[0] else node
    return graph.choose(absent, graph.number(0), node)


def total(members: Members) -> Node:
    """The sum of the scores of those that are present."""
    return members.graph.add(*(members.where_present(p, s) for p, s in zip(members.plans, members.scores, strict=True)))


def mean(members: Members) -> Node:
    """The mean of the shares by weight, over those that are present."""
    graph = members.graph
    leaves = any(plan.leaving for plan in members.plans)
    constants = [weight.constant for weight in members.weights]
    known = [c for c in constants if c is not None]
    whole = sum(known, Fraction(0))
    if not leaves and len(known) == len(constants) and whole:
        weights: list[Node] = [graph.number(c / whole) for c in known]
        return members_sum(members, weights)
    weights = [members.where_present(p, w) for p, w in zip(members.plans, members.weights, strict=True)]
    products = [
        members.where_present(plan, graph.mul(weight, share))
        for plan, weight, share in zip(members.plans, members.weights, members.shares(), strict=True)
    ]
    return members.scaled(graph.div(graph.add(*products), graph.add(*weights)))


def members_sum(members: Members, weights: Sequence[Node]) -> Node:
    """Scores times constant factors: weight × points of the group / points of the child."""
    graph = members.graph
    products = []
    for plan, score, weight in zip(members.plans, members.scores, weights, strict=True):
        factor = weight
        if plan.points is not members.points:
            factor = (
                graph.div(members.scaled(weight), plan.points) if plan.points is not None else members.scaled(weight)
            )
        products.append(graph.mul(score, factor))
    return graph.add(*products)


def geometric(members: Members) -> Node:
    """The product of the shares, each to the power of its part of the weights; of negative ones there is none."""
    graph = members.graph
    one = graph.number(1)
    weights = [members.where_present(p, w) for p, w in zip(members.plans, members.weights, strict=True)]
    shares = [
        share if not plan.leaving else graph.choose(members.absent(plan), one, share)
        for plan, share in zip(members.plans, members.shares(), strict=True)
    ]
    whole = graph.add(*weights)
    if all(weight is weights[0] for weight in weights):
        product = shares[0]
        for share in shares[1:]:
            product = graph.mul(product, share)
        product = graph.choose(negative(members), graph.nothing("undefined"), product)
        return members.scaled(graph.make("pow", product, graph.div(one, graph.number(len(shares)))))
    product = one
    for share, weight in zip(shares, weights, strict=True):
        product = graph.mul(product, graph.make("pow", share, graph.div(weight, whole)))
    return members.scaled(product)


def harmonic(members: Members) -> Node:
    """The weights divided by the sum of weight / share; 0 where any share is 0. Of negative ones there is none."""
    graph, zero = members.graph, members.graph.number(0)
    shares = members.shares()
    weights = [members.where_present(p, w) for p, w in zip(members.plans, members.weights, strict=True)]
    parts = [
        members.where_present(plan, graph.div(weight, share))
        for plan, weight, share in zip(members.plans, members.weights, shares, strict=True)
    ]
    none = graph.either(
        *(
            graph.both(graph.negate(members.absent(plan)), graph.compare("==", share, zero))
            for plan, share in zip(members.plans, shares, strict=True)
        )
    )
    found = graph.choose(none, zero, graph.div(graph.add(*weights), graph.add(*parts)))
    return members.scaled(graph.choose(negative(members), graph.nothing("undefined"), found))


def negative(members: Members) -> Node:
    """Whether a share of those that are present is below 0."""
    graph = members.graph
    return graph.either(
        *(
            graph.both(graph.negate(members.absent(plan)), graph.compare("<", share, graph.number(0)))
            for plan, share in zip(members.plans, members.shares(), strict=True)
            if not never_negative(plan.criterion)
        )
    )


def _extreme(members: Members, pick: Callable[..., Node]) -> Node:
    """The lowest or highest share of those that are present."""
    graph = members.graph
    shares = members.shares()
    if not any(plan.leaving for plan in members.plans):
        return members.scaled(pick(*shares))
    result, gone = shares[0], members.absent(members.plans[0])
    for plan, share in zip(members.plans[1:], shares[1:], strict=True):
        absent = members.absent(plan)
        result = graph.choose(absent, result, graph.choose(gone, share, pick(result, share)))
        gone = graph.both(gone, absent)
    return members.scaled(result)


def least(members: Members) -> Node:
    """The lowest share."""
    return _extreme(members, members.graph.least)


def greatest(members: Members) -> Node:
    """The highest share."""
    return _extreme(members, members.graph.greatest)


def best(members: Members) -> Node:
    """The mean of so many highest shares of those that are present; one that is not known might be among them."""
    graph = members.graph
    shares = members.shares()
    present = [
        graph.choose(members.absent(plan), graph.nothing("not_applicable"), share) if plan.leaving else share
        for plan, share in zip(members.plans, shares, strict=True)
    ]
    result = graph.make("trimmed_mean", *present, data=(0, members.best))
    for plan, share in zip(members.plans, shares, strict=True):
        settled = graph.either(members.absent(plan), graph.is_known(share))
        result = graph.choose(settled, result, share)
    return members.scaled(result)


COMBINE: dict[str, Callable[[Members], Node]] = {
    "sum": total,
    "mean": mean,
    "geometric": geometric,
    "harmonic": harmonic,
    "min": least,
    "max": greatest,
    "best": best,
}
