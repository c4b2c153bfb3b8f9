"""`score: 60 + 40 * x` — anything that no other kind says."""

from __future__ import annotations

from dataclasses import dataclass

from evalkit.diagnostics import Message, Words
from evalkit.expression.nodes import Node
from evalkit.rules import Lowering, Rule, Speaker
from evalkit.scheme.shapes import SCORE, Expression

SAYS = Words("the score is {formula}", "得分 = {formula}")


@dataclass(frozen=True, kw_only=True)
class Score(Rule):
    """The score as a formula of its own."""

    KEYS = ("score",)
    MEANING = Words("the score as a formula", "用公式计算得分")
    BODY = SCORE

    body: Expression

    def lower(self, to: Lowering) -> Node:
        return to.score(self.body)

    def words(self, say: Speaker) -> Message:
        return SAYS(formula=say.value(self.body))
