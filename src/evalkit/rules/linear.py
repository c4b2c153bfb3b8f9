"""`linear: {60%: 0, 95%: 100%}` — straight lines between anchors, flat outside."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from evalkit.diagnostics import Diagnostic, Message, Words
from evalkit.diagnostics import scheme as kinds
from evalkit.expression.nodes import Node
from evalkit.rules import Lowering, Rule, Speaker
from evalkit.scheme.shapes import EXPRESSION, SCORE, Expression, MapOf

SAYS = Words("straight lines between {anchors}; flat outside", "在{anchors}之间按直线计算, 两端之外不变")
ANCHOR = Words("{x} → {score}", "{x} 得{score}")


@dataclass(frozen=True, kw_only=True)
class Linear(Rule):
    """Straight lines between anchors."""

    KEYS = ("linear",)
    MEANING = Words("straight lines between anchors: value -> score", "按直线插值: 指标值对应得分")
    BODY = MapOf(EXPRESSION, SCORE)

    body: dict[Expression, Expression]

    def lower(self, to: Lowering) -> Node:
        graph = to.graph
        pairs = [(to.number(x), to.score(score)) for x, score in self.body.items()]
        if len(pairs) == 2 and any(x.constant is None for x, _ in pairs):
            return self.one_line(to, *pairs)
        pairs.sort(key=lambda pair: pair[0].constant or 0)
        return graph.make("interp", to.x, *(x for x, _ in pairs), *(score for _, score in pairs))

    def one_line(self, to: Lowering, first: tuple[Node, Node], second: tuple[Node, Node]) -> Node:
        """Between two anchors that only the data know: a share of the way, within 0 and 1."""
        graph = to.graph
        way = graph.div(graph.sub(to.x, first[0]), graph.sub(second[0], first[0]))
        way = graph.least(graph.greatest(way, graph.number(0)), graph.number(1))
        return graph.add(first[1], graph.mul(way, graph.sub(second[1], first[1])))

    def given(self) -> Iterable[Expression]:
        return self.body.values()

    def words(self, say: Speaker) -> Message:
        return SAYS(anchors=tuple(ANCHOR(x=say.value(x), score=say.score(s)) for x, s in self.body.items()))

    def lint(self, to: Lowering) -> Iterator[Diagnostic]:
        xs = [to.number(x).constant for x in self.body]
        if len(set(xs)) < 2 and None not in xs:
            yield kinds.LINEAR_SHORT(self.place)
        if len(xs) > 2 and None in xs:
            moving = next(x for x in self.body if to.number(x).constant is None)
            yield kinds.LINEAR_FORM(moving.place, text=moving.text)
