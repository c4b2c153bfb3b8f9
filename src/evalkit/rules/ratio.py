"""`ratio: {to: 目标}` — completion: the value in proportion to a target, capped at 100 % unless said."""

from __future__ import annotations

from dataclasses import dataclass

from evalkit.diagnostics import Message, Words
from evalkit.expression.graph import Graph
from evalkit.expression.nodes import Node
from evalkit.expression.values import Reason
from evalkit.rules import Lowering, Rule, Speaker
from evalkit.scheme.shapes import EXPRESSION, LIMIT, TEXT, Choice, Expression, key, required

SAYS = Words("points in proportion to {value} / {target}, {bound}", "按 {value} / {target} 的比例得分, {bound}")
TURNED = Words(
    "points in proportion to {target} / {value} (less is better), {bound}",
    "按 {target} / {value} 的比例得分(越低越好), {bound}",
)
BOUND = Words("at most {cap}", "最高{cap}")
NO_BOUND = Words("without an upper bound", "不封顶")
THE_VALUE = Words("the value", "指标值")
BEST = Words("the best of the peers", "同组最好值")


@dataclass(frozen=True, kw_only=True)
class Ratio(Rule):
    """Completion of a target, which is a number, a column, a formula, or the best of the peers."""

    KEYS = ("ratio",)
    MEANING = Words("points in proportion to a target", "按目标完成比例得分")
    SHORT = "to"

    to: Expression = required(
        EXPRESSION, "the target: a number, an input, a formula, or best", "目标: 数字、填报项、公式, 或 best(同组最好)"
    )
    better: str = key(
        Choice(("higher", "lower")), "lower turns the ratio round", "higher 越高越好, lower 越低越好", "higher"
    )
    cap: Expression | None = key(
        LIMIT, "the ratio counts at most so much; none: no bound", "比例上限, none 为不设; 默认100%"
    )
    within: str | None = key(TEXT, "the scope of the best", "best 所在范围")

    def lower(self, to: Lowering) -> Node:
        graph = to.graph
        target = self.best(to) if self.to.text == "best" else to.number(self.to)
        divided, divisor = (target, to.x) if self.better == "lower" else (to.x, target)
        ratio, one = graph.div(divided, divisor), graph.number(1)
        cap = None if self.is_unbounded else one if self.cap is None else to.number(self.cap)
        if divisor.constant is None or divisor.constant <= 0:
            ratio = graph.choose(self.is_edge(graph, divisor, target), self.at_edge(to, target, cap), ratio)
        return graph.mul(ratio if cap is None else graph.least(ratio, cap), to.points)

    def is_edge(self, graph: Graph, divisor: Node, target: Node) -> Node:
        """Whether a division does not say how far a target is reached: by 0, or with numbers below 0."""
        zero = graph.number(0)
        not_positive = graph.compare("<=", divisor, zero)
        return not_positive if divisor is target else graph.either(not_positive, graph.compare("<", target, zero))

    def at_edge(self, to: Lowering, target: Node, cap: Node | None) -> Node:
        """As good as the target is 100 %; better is as much as can be; of a target below 0 there is no proportion."""
        graph, nothing = to.graph, to.graph.nothing("undefined")
        better = graph.compare("<" if self.better == "lower" else ">", to.x, target)
        beyond = nothing if cap is None else graph.choose(better, cap, nothing)
        no_proportion = graph.nothing(Reason.NO_PROPORTION.value)
        other = graph.choose(graph.compare("<", target, graph.number(0)), no_proportion, beyond)
        return graph.choose(graph.compare("==", to.x, target), graph.number(1), other)

    def limit(self, to: Lowering) -> Node | None:
        """A ratio that may count more than 100 % earns more than the points."""
        if self.is_unbounded:
            return None
        cap = to.graph.number(1) if self.cap is None else to.number(self.cap)
        return to.graph.mul(to.points, to.graph.greatest(cap, to.graph.number(1)))

    @property
    def is_unbounded(self) -> bool:
        return self.cap is not None and self.cap.text == "none"

    def best(self, to: Lowering) -> Node:
        best = to.peers("max" if self.better == "higher" else "min", to.x, self.within)
        # A unit without a value has no ratio for that reason, also where nobody has one.
        return to.graph.choose(to.graph.is_known(to.x), best, to.x)

    def words(self, say: Speaker) -> Message:
        target = BEST() if self.to.text == "best" else say.factor(self.to)
        bound = BOUND(cap="100%" if self.cap is None else say.value(self.cap))
        if self.is_unbounded:
            bound = NO_BOUND() if say.cap is None or say.cap.text == "none" else BOUND(cap=say.score(say.cap))
        return (TURNED if self.better == "lower" else SAYS)(value=THE_VALUE(), target=target, bound=bound)
