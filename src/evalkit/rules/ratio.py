"""`ratio: {to: 目标}` — completion: the value in proportion to a target, capped at 100 % unless said."""

from __future__ import annotations

from dataclasses import dataclass

from evalkit.diagnostics import Message, Words
from evalkit.expression.nodes import Node
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
        parts = (target, to.x) if self.better == "lower" else (to.x, target)
        ratio = graph.div(*parts)
        divisor = parts[1]
        if not divisor.constant:
            # As good as the target is 100 %, also where both are 0.
            both = graph.choose(
                graph.compare("==", parts[0], graph.number(0)), graph.number(1), graph.nothing("undefined")
            )
            ratio = graph.choose(graph.compare("==", divisor, graph.number(0)), both, ratio)
        if self.cap is None or self.cap.text != "none":
            ratio = graph.least(ratio, graph.number(1) if self.cap is None else to.number(self.cap))
        return graph.mul(ratio, to.points)

    def best(self, to: Lowering) -> Node:
        return to.peers("max" if self.better == "higher" else "min", to.x, self.within)

    def words(self, say: Speaker) -> Message:
        target = BEST() if self.to.text == "best" else say.value(self.to)
        if self.cap is not None and self.cap.text == "none":
            bound = NO_BOUND()
        else:
            bound = BOUND(cap="100%" if self.cap is None else say.value(self.cap))
        return (TURNED if self.better == "lower" else SAYS)(value=THE_VALUE(), target=target, bound=bound)
