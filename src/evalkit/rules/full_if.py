"""`full_if: 建档率 >= 95%` — all the points, or none."""

from __future__ import annotations

from dataclasses import dataclass

from evalkit.diagnostics import Message, Words
from evalkit.expression.nodes import Node
from evalkit.rules import Lowering, Rule, Speaker
from evalkit.scheme.shapes import CONDITION, Expression

SAYS = Words("full points if {condition}, otherwise none", "满足“{condition}”得满分, 否则不得分")


@dataclass(frozen=True, kw_only=True)
class FullIf(Rule):
    """Full points where a condition holds, nothing where it does not."""

    KEYS = ("full_if",)
    MEANING = Words("full points if this holds, nothing if not", "满足条件得满分, 否则不得分")
    BODY = CONDITION

    body: Expression

    def lower(self, to: Lowering) -> Node:
        return to.graph.choose(to.truth(self.body), to.points, to.graph.number(0))

    def words(self, say: Speaker) -> Message:
        return SAYS(condition=say.value(self.body))
