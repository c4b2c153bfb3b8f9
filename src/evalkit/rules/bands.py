"""`at_least: {95%: 100%, 90%: 80%}` and its sisters `above`, `at_most`, `below`: bands of the value.

The first bound that holds counts, the hardest first, in whatever order they are written.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from evalkit.diagnostics import Diagnostic, Message, Words
from evalkit.diagnostics import scheme as kinds
from evalkit.expression.nodes import Node
from evalkit.rules import Lowering, Rule, Speaker
from evalkit.scheme.shapes import EXPRESSION, SCORE, Expression, MapOf

UPWARD = ("at_least", "above")
BOUNDS = {
    "at_least": Words("at least {bound}: {score}", "≥{bound} 得{score}"),
    "above": Words("above {bound}: {score}", ">{bound} 得{score}"),
    "at_most": Words("at most {bound}: {score}", "≤{bound} 得{score}"),
    "below": Words("below {bound}: {score}", "<{bound} 得{score}"),
    "else": Words("otherwise: {score}", "其余得{score}"),
}
ALL = Words("{bands}", "{bands}")
NOTHING = Words("nothing", "0分")
HIGHER, LOWER = Words("higher", "更高"), Words("lower", "更低")
BEYOND = {
    "at_least": Words("below", "低于"),
    "above": Words("of at most", "不高于"),
    "at_most": Words("above", "高于"),
    "below": Words("of at least", "不低于"),
}


@dataclass(frozen=True, kw_only=True)
class Bands(Rule):
    """Bands of the value; the word of the key says which end belongs to a band."""

    KEYS = ("at_least", "above", "at_most", "below")
    MEANING = Words("bands of the value: bound -> score, and else", "按指标值分档: 界限对应得分, 另有 else")
    BODY = MapOf(EXPRESSION, SCORE)

    body: dict[Expression, Expression]

    def bounds(self) -> list[tuple[Expression, Expression]]:
        return [(bound, score) for bound, score in self.body.items() if bound.text != "else"]

    def otherwise(self) -> Expression | None:
        return next((score for bound, score in self.body.items() if bound.text == "else"), None)

    def lower(self, to: Lowering) -> Node:
        graph = to.graph
        pairs = [(to.number(bound), to.score(score)) for bound, score in self.bounds()]
        other = self.otherwise()
        rest = graph.number(0) if other is None else to.score(other)
        if any(bound.constant is None for bound, _ in pairs):
            return self.hardest_that_holds(to, pairs, rest)
        pairs.sort(key=lambda pair: pair[0].constant or Fraction(0))
        edges, scores = [bound for bound, _ in pairs], [score for _, score in pairs]
        values = [rest, *scores] if self.key in UPWARD else [*scores, rest]
        return graph.bands(to.x, edges, values, "left" if self.key in ("at_least", "below") else "right")

    def hardest_that_holds(self, to: Lowering, pairs: list[tuple[Node, Node]], rest: Node) -> Node:
        """Bounds that are no plain numbers: one counts where it holds and no other that holds is harder."""
        graph = to.graph
        holds = {"at_least": ">=", "above": ">", "at_most": "<=", "below": "<"}[self.key]
        harder = ">" if self.key in UPWARD else "<"
        for bound, score in reversed(pairs):
            beaten = [
                graph.both(graph.compare(holds, to.x, other), graph.compare(harder, other, bound))
                for other, _ in pairs
                if other is not bound
            ]
            rest = graph.choose(
                graph.both(graph.compare(holds, to.x, bound), graph.negate(graph.either(*beaten))), score, rest
            )
        return rest

    def given(self) -> Iterable[Expression]:
        return self.body.values()

    def words(self, say: Speaker) -> Message:
        bands = tuple(BOUNDS[self.key](bound=say.value(b), score=say.score(s)) for b, s in self.bounds())
        other = self.otherwise()
        rest = NOTHING() if other is None else say.score(other)
        return ALL(bands=(*bands, BOUNDS["else"](score=rest)))

    def lint(self, to: Lowering) -> Iterator[Diagnostic]:
        found = [(to.number(b).constant, to.score(s).constant, b, s) for b, s in self.bounds()]
        numbers = [(edge, score, b, s) for edge, score, b, s in found if edge is not None and score is not None]
        numbers.sort(key=lambda band: band[0])
        for (low, low_score, low_bound, low_text), (high, high_score, high_bound, high_text) in pairwise(numbers):
            if low == high:
                yield kinds.SAME_BAND(high_bound.place, others=(low_bound.place,), bound=high_bound.text)
            worse = low_score > high_score if self.key in UPWARD else low_score < high_score
            if worse and self.is_ordered_otherwise(numbers):
                yield kinds.BANDS_ORDER(
                    low_bound.place,
                    worse=(LOWER if self.key in UPWARD else HIGHER)(),
                    first=low_bound.text,
                    first_score=low_text.text,
                    second=high_bound.text,
                    second_score=high_text.text,
                )
        if self.otherwise() is None and numbers:
            last = numbers[0] if self.key in UPWARD else numbers[-1]
            if last[1] == 0 and last[0] == 0:
                return
            yield kinds.BANDS_HOLE(self.place, where=BEYOND[self.key](), bound=last[2].text)

    def is_ordered_otherwise(self, numbers: list[tuple[Fraction, Fraction, Expression, Expression]]) -> bool:
        """Whether only single bands stand out: a ladder that falls all along is one where less is better."""
        rises = [high[1] - low[1] for low, high in pairwise(numbers)]
        upward = self.key in UPWARD
        return any(rise > 0 for rise in rises) if upward else any(rise < 0 for rise in rises)
