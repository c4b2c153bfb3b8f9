"""`levels: {齐全: 100%, 不齐全: 50%, 无: 0}` — a named level."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from evalkit.diagnostics import Diagnostic, Message, Words
from evalkit.diagnostics import scheme as kinds
from evalkit.expression.nodes import Node
from evalkit.rules import Lowering, Rule, Speaker
from evalkit.scheme.shapes import SCORE, TEXT, Expression, MapOf

LEVEL = Words("{label}: {score}", "{label} 得{score}")
ALL = Words("{levels}", "{levels}")


@dataclass(frozen=True, kw_only=True)
class Levels(Rule):
    """Each level of a graded description has its score."""

    KEYS = ("levels",)
    MEANING = Words("level -> score", "等级对应得分")
    BODY = MapOf(TEXT, SCORE)

    body: dict[str, Expression]

    def lower(self, to: Lowering) -> Node:
        nodes = {label: to.score(score) for label, score in self.body.items()}
        otherwise = nodes.pop("else", None)
        return to.graph.pick(to.text(), nodes, otherwise or to.graph.nothing("undefined"))

    def given(self) -> Iterable[Expression]:
        return self.body.values()

    def words(self, say: Speaker) -> Message:
        return ALL(levels=tuple(LEVEL(label=label, score=say.score(s)) for label, s in self.body.items()))

    def lint(self, to: Lowering) -> Iterator[Diagnostic]:
        declared = to.levels()
        if not declared:
            return
        for label in self.body:
            if label not in declared and label != "else":
                yield kinds.LEVEL_UNKNOWN(self.body[label].place, label=label, levels=declared)
        for label in declared:
            if label not in self.body and "else" not in self.body:
                yield kinds.LEVEL_MISSING(self.place, label=label)
