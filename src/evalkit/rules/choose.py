"""`choose: [{when: a > b, score: 100%}, {else: 0}]` — the first that holds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from evalkit.diagnostics import Diagnostic, Message, Place, Words
from evalkit.diagnostics import scheme as kinds
from evalkit.expression.nodes import Node
from evalkit.rules import Lowering, Rule, Speaker
from evalkit.scheme.shapes import CONDITION, SCORE, Expression, ListOf, Record, key

CASE = Words("if {condition}: {score}", "若“{condition}”得{score}")
ELSE = Words("otherwise: {score}", "其余得{score}")
ALL = Words("{cases}", "{cases}")
ONE_OF = Words("each line has when and score, and the last may be else", "每行须有 when 和 score, 最后一行可为 else")


@dataclass(frozen=True, kw_only=True)
class Case:
    """One line: a condition with its score, or what holds otherwise."""

    place: Place
    when: Expression | None = key(CONDITION, "the condition", "条件")
    score: Expression | None = key(SCORE, "its score", "得分")
    else_: Expression | None = key(SCORE, "the score if none holds", "均不满足时的得分")


@dataclass(frozen=True, kw_only=True)
class Choose(Rule):
    """The first line whose condition holds."""

    KEYS = ("choose",)
    MEANING = Words("the first condition that holds gives the score", "按顺序, 第一个满足的条件决定得分")
    BODY = ListOf(Record(Case))

    body: tuple[Case, ...]

    def lower(self, to: Lowering) -> Node:
        rest = to.graph.number(0)
        for case in reversed(self.body):
            if case.else_ is not None:
                rest = to.score(case.else_)
            elif case.when is not None and case.score is not None:
                rest = to.graph.choose(to.truth(case.when), to.score(case.score), rest)
        return rest

    def given(self) -> Iterator[Expression]:
        return (score for case in self.body for score in (case.score, case.else_) if score is not None)

    def words(self, say: Speaker) -> Message:
        return ALL(cases=tuple(words for case in self.body for words in self.line(case, say)))

    def line(self, case: Case, say: Speaker) -> Iterator[Message]:
        if case.else_ is not None:
            yield ELSE(score=say.score(case.else_))
        elif case.when is not None and case.score is not None:
            yield CASE(condition=say.value(case.when), score=say.score(case.score))

    def lint(self, to: Lowering) -> Iterator[Diagnostic]:
        for case in self.body:
            complete = (case.when is not None and case.score is not None) != (case.else_ is not None)
            if not complete or (case.else_ is not None and case is not self.body[-1]):
                yield kinds.RULE_BODY(case.place, rule=self.key, why=ONE_OF())
