"""What becomes of a score that is not there or is taken away: policies, dropped points and vetoes."""

from __future__ import annotations

from dataclasses import dataclass

from evalkit.expression.graph import Graph
from evalkit.expression.nodes import Node, Type
from evalkit.plan.combine import unless
from evalkit.plan.context import Context
from evalkit.plan.family import Family, never_negative
from evalkit.plan.model import CriterionPlan
from evalkit.plan.names import Names
from evalkit.plan.points import Points
from evalkit.scheme import Criterion
from evalkit.scheme.criteria import LEAVING


@dataclass(frozen=True, slots=True)
class Unsettled:
    """The states in which a criterion may be without a score."""

    gone: Node
    """It does not apply."""
    missing: Node
    """It applies, and still has no score."""


@dataclass(slots=True)
class Settling:
    """Policies and vetoes as nodes."""

    names: Names
    family: Family
    points: Points

    @property
    def graph(self) -> Graph:
        return self.names.graph

    def states(self, raw: Node) -> Unsettled:
        """Why a score may not be there."""
        gone = self.graph.not_applicable(raw)
        return Unsettled(gone, self.graph.both(self.graph.is_unknown(raw), self.graph.negate(gone)))

    def leaving(self, criterion: Criterion, states: Unsettled) -> dict[str, Node]:
        """`rescale`, `drop`, `spread` -> whether the criterion leaves its group by that policy."""
        graph, never = self.graph, self.graph.truth(False)
        spread = self.points.spread_truth(criterion) if criterion.is_leaf else never
        found: dict[str, Node] = {}
        for kind, truth in (("missing", states.missing), ("not_applicable", states.gone)):
            policy = self.family.policy(criterion, kind)
            if isinstance(policy, str) and policy in LEAVING:
                way = {"skip": "rescale"}.get(policy, policy)
                found[way] = graph.either(found.get(way, never), spread if way == "spread" else truth)
        return {way: truth for way, truth in found.items() if truth is not never}

    def failing(self, criterion: Criterion, states: Unsettled) -> Node:
        """Whether something is not there that the scheme says must be."""
        never = self.graph.truth(False)
        return self.graph.either(
            states.missing if self.family.policy(criterion, "missing") == "fail" else never,
            states.gone if self.family.policy(criterion, "not_applicable") == "fail" else never,
        )

    def settled(self, raw: Node, gone: Node, given: dict[str, Node | None]) -> Node:
        graph = self.graph
        missing, inapplicable = given["missing"], given["not_applicable"]
        if missing is inapplicable:
            return raw if missing is None else graph.known(raw, missing)
        unknown = graph.nothing("not_reported")
        otherwise = graph.choose(
            gone,
            graph.nothing("not_applicable") if inapplicable is None else inapplicable,
            unknown if missing is None else missing,
        )
        return graph.known(raw, otherwise)

    def taken_away(
        self, criterion: Criterion, fired: Node, score: Node, low: Node, high: Node
    ) -> tuple[Node, Node, Node]:
        """The scores of a criterion that a veto zeroes; what is below 0 stays, for a veto improves nothing."""
        graph, zero = self.graph, self.graph.number(0)
        # A veto that is not determined takes nothing yet, but it may: that is the lowest score.
        may, has = graph.known(fired, graph.truth(True)), graph.known(fired, graph.truth(False))
        left, least, most = zero, zero, zero
        if not never_negative(criterion):
            least, most = graph.least(low, zero), graph.known(graph.least(high, zero), zero)
            not_below = graph.choose(graph.compare("<=", zero, low), zero, score)
            left = graph.known(graph.least(score, zero), not_below)
        return graph.choose(has, left, score), graph.choose(may, least, low), graph.choose(has, most, high)

    def available(self, criterion: Criterion, points: Node | None, children: tuple[CriterionPlan, ...]) -> Node | None:
        """What can be earned where points have been dropped below; None where nothing ever is."""
        graph = self.graph
        if points is None or not any("drop" in p.leaving or p.available is not None for p in children):
            return None
        if self.family.combine(criterion) != "sum":
            return None
        parts = []
        for plan in children:
            whole = plan.available if plan.available is not None else plan.points
            if whole is not None:
                dropped = plan.leaving.get("drop")
                parts.append(whole if dropped is None else unless(graph, dropped, whole))
        total = graph.add(*parts)
        if criterion.out_of is None:
            return total
        out_of = self.names.node(criterion.out_of, Type.NUMBER, Context(constants=criterion.inherited))
        return graph.mul(total, graph.div(points, out_of))
