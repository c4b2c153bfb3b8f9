"""`rank: [100%, 90%, 80%]` or `rank: {step: 5%, floor: 50%}` — a ladder by position among peers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from evalkit.diagnostics import Diagnostic, Message, Words
from evalkit.diagnostics import scheme as kinds
from evalkit.expression.nodes import Node
from evalkit.rules import Lowering, Rule, Speaker
from evalkit.scheme.shapes import CONDITION, SCORE, TEXT, Choice, Expression, ListOf, key

LIST = Words("{place}: {scores}; further on {rest}", "{place}依次得{scores}, 其后得{rest}")
STEP = Words(
    "{place}: the first gets {first}, each further one {step} less, not below {floor}",
    "{place}, 第1名得{first}, 每后一名少{step}, 最低{floor}",
)
AMONG = Words("{words}; only where {condition}, the others get nothing", "{words}; 仅限“{condition}”, 其余不得分")
PLACES = {
    "top": Words("by rank {scope}", "按{scope}名次"),
    "bottom": Words("by rank from the bottom {scope}", "按{scope}倒数名次"),
}
SCOPES = {"class": Words("within the class", "同类内"), "all": Words("among all units", "全部单位内")}
SCOPE = Words("within {scope}", "{scope}内")
NOTHING = Words("nothing", "0分")
FULL = Words("full points", "满分")
ONE_OF = Words("it has either scores or step", "须有 scores 或 step 之一")


@dataclass(frozen=True, kw_only=True)
class Rank(Rule):
    """A ladder by list or by step, from the top or from the bottom, among all or those for whom a condition holds."""

    KEYS = ("rank",)
    MEANING = Words("a ladder by position among peers", "按名次得分")
    SHORT = "scores"

    scores: tuple[Expression, ...] = key(ListOf(SCORE), "the scores of rank 1, 2, 3, …", "第1、2、3名…的得分", ())
    step: Expression | None = key(SCORE, "what each further place loses", "每后一名递减")
    first: Expression | None = key(SCORE, "what rank 1 gets; left out: full points", "第1名得分, 省略为满分")
    floor: Expression | None = key(
        SCORE, "what the last get at least, or get behind the list", "最低得分, 或名单之后的得分"
    )
    better: str = key(Choice(("higher", "lower")), "which value is better", "higher 越高越好, lower 越低越好", "higher")
    from_: str = key(
        Choice(("top", "bottom")), "counted from the best or from the last", "top 从前往后, bottom 从后往前", "top"
    )
    within: str | None = key(TEXT, "the scope", "排名范围")
    among: Expression | None = key(
        CONDITION,
        "only those for whom this holds have a rank; the others get nothing",
        "参加排名的条件, 不满足者不得分",
    )

    def lower(self, to: Lowering) -> Node:
        graph = to.graph
        where = None if self.among is None else to.truth(self.among)
        best_first = (self.better == "higher") == (self.from_ == "top")
        rank = to.peers("rank_down" if best_first else "rank_up", to.x, self.within, where)
        floor = graph.number(0) if self.floor is None else to.score(self.floor)
        if self.step is not None:
            first = to.points if self.first is None else to.score(self.first)
            score = graph.greatest(
                graph.sub(first, graph.mul(graph.sub(rank, graph.number(1)), to.score(self.step))), floor
            )
        else:
            edges = [graph.number(place + 1) for place in range(1, len(self.scores) + 1)]
            score = graph.bands(rank, edges, [*(to.score(s) for s in self.scores), floor], "left")
        return score if where is None else graph.choose(where, score, graph.number(0))

    def given(self) -> Iterable[Expression]:
        return self.scores if self.first is None else (*self.scores, self.first)

    def words(self, say: Speaker) -> Message:
        within = self.within or say.peers
        place = PLACES[self.from_](scope=SCOPES[within]() if within in SCOPES else SCOPE(scope=within))
        floor = NOTHING() if self.floor is None else say.score(self.floor)
        if self.step is not None:
            first = FULL() if self.first is None else say.score(self.first)
            words = STEP(place=place, first=first, step=say.score(self.step), floor=floor)
        else:
            words = LIST(place=place, scores=tuple(say.score(s) for s in self.scores), rest=floor)
        return words if self.among is None else AMONG(words=words, condition=say.value(self.among))

    def lint(self, to: Lowering) -> Iterator[Diagnostic]:
        if bool(self.scores) == (self.step is not None):
            yield kinds.RULE_BODY(self.place, rule=self.key, why=ONE_OF())
