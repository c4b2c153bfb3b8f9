"""`judged: {at_most: 5}` — a person's mark within bounds. Its reason is a column of the input."""

from __future__ import annotations

from dataclasses import dataclass

from evalkit.diagnostics import Message, Words
from evalkit.expression.nodes import Node
from evalkit.rules import Lowering, Rule, Speaker
from evalkit.scheme.shapes import SCORE, Expression, key

SAYS = Words("judged, from {least} to {most}, with a written reason", "酌情评分, {least}至{most}, 须写明理由")
FULL = Words("full points", "满分")


@dataclass(frozen=True, kw_only=True)
class Judged(Rule):
    """The mark itself is the score; data with a mark out of bounds are refused."""

    KEYS = ("judged",)
    MEANING = Words("a person's mark within bounds, with a reason", "酌情评分, 须写明理由")
    SHORT = "at_most"

    at_least: Expression | None = key(SCORE, "the lowest mark; left out: 0", "最低分, 省略为0")
    at_most: Expression | None = key(SCORE, "the highest mark; left out: the points", "最高分, 省略为分值")

    def lower(self, to: Lowering) -> Node:
        return to.x

    def refuses(self, to: Lowering) -> Node:
        least, most = self.bounds(to)
        return to.graph.either(to.graph.compare("<", to.x, least), to.graph.compare(">", to.x, most))

    def bounds(self, to: Lowering) -> tuple[Node, Node]:
        """The lowest and the highest mark."""
        least = to.graph.number(0) if self.at_least is None else to.score(self.at_least)
        return least, to.points if self.at_most is None else to.score(self.at_most)

    def words(self, say: Speaker) -> Message:
        least = 0 if self.at_least is None else say.score(self.at_least)
        return SAYS(least=least, most=FULL() if self.at_most is None else say.score(self.at_most))
