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
        divided, divisor = (target, to.x) if self.better == "lower" else (to.x, target)
        ratio, one, zero = graph.div(divided, divisor), graph.number(1), graph.number(0)
        cap = None if self.is_unbounded else one if self.cap is None else to.number(self.cap)
        if not divisor.constant:
            # As good as the target is 100 %, also where both are 0; better than it is as much as can be.
            beyond = graph.nothing("undefined")
            if cap is not None:
                beyond = graph.choose(graph.compare(">", divided, zero), cap, beyond)
            at_zero = graph.choose(graph.compare("==", divided, zero), one, beyond)
            ratio = graph.choose(graph.compare("==", divisor, zero), at_zero, ratio)
        return graph.mul(ratio if cap is None else graph.least(ratio, cap), to.points)

    @property
    def is_unbounded(self) -> bool:
        return self.cap is not None and self.cap.text == "none"

    def best(self, to: Lowering) -> Node:
        return to.peers("max" if self.better == "higher" else "min", to.x, self.within)

    def words(self, say: Speaker) -> Message:
        target = BEST() if self.to.text == "best" else say.value(self.to)
        bound = NO_BOUND() if self.is_unbounded else BOUND(cap="100%" if self.cap is None else say.value(self.cap))
        return (TURNED if self.better == "lower" else SAYS)(value=THE_VALUE(), target=target, bound=bound)
