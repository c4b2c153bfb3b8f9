"""One criterion for one class, read in the order of the language: value, rule, account, times, bounds, waive, zero,
rounding. Every step is a line of the account, so that the lines add up to the score.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import cast

from evalkit.diagnostics import Message, Words
from evalkit.expression.nodes import Node
from evalkit.plan import words as say
from evalkit.plan.measured import Measured
from evalkit.plan.model import Account, Entry
from evalkit.plan.terms import account_of
from evalkit.rules import Rule
from evalkit.scheme.criteria import ROUNDINGS, TOP
from evalkit.scheme.shapes import Expression


@dataclass(slots=True)
class Lowerer(Measured):
    """Lowers one criterion as it is for one class, line by line."""

    entries: list[Entry] = field(default_factory=list)

    def account(self) -> Account:
        """The whole account."""
        criterion = self.criterion
        rule = cast("Rule | None", criterion.rule)
        score = self.start(rule)
        for terms, words, sign in ((criterion.deduct, say.DEDUCTED, -1), (criterion.add, say.ADDED, +1)):
            if terms is not None:
                together, entries = account_of(terms, words, sign, self)
                self.entries.extend(entries)
                score = self.graph.add(score, together) if sign > 0 else self.graph.sub(score, together)
        if criterion.times is not None:
            factor = self.number(criterion.times)
            score = self.step(
                say.TIMES(factor=self.speaking.value(criterion.times)), score, self.graph.mul(score, factor)
            )
        if not self.with_bonus:
            score = self.bounds(score)
        if criterion.waive_if is not None:
            score = self.instead(say.WAIVED, criterion.waive_if, self.points, score)
        if criterion.zero_if is not None:
            score = self.instead(say.ZEROED, criterion.zero_if, self.graph.number(0), score)
        score = self.rounding(score)
        if criterion.applies is not None:
            score = self.graph.choose(self.truth(criterion.applies), score, self.graph.nothing("not_applicable"))
        if rule is not None:
            self.names.problems.found.extend(d for d in rule.lint(self) if d not in self.names.problems.found)
        return Account(
            criterion,
            self.own_points or self.tree.points(criterion),
            self.value_node,
            rule.words(self.speaking) if rule is not None else None,
            tuple(self.entries),
            score,
            rule.refuses(self) if rule is not None else None,
            {kind: self.policy_words(kind) for kind in ("missing", "not_applicable")},
            own_score=None if criterion.self_ is None else self.number(criterion.self_),
        )

    @property
    def with_bonus(self) -> bool:
        """Whether this is a scheme with a bonus, whose floor and cap hold for both together."""
        return self.criterion.name == TOP and self.names.scheme.bonus is not None

    def start(self, rule: Rule | None) -> Node:
        """The rule's score, or where an account without a rule starts."""
        criterion = self.criterion
        if rule is not None:
            score, words = rule.lower(self), rule.words(self.speaking)
        elif criterion.start is not None:
            score, words = (
                self.score(criterion.start),
                say.START(start=say.counted(self.speaking.score(criterion.start))),
            )
        elif self.combined:
            score, words = self.combined[0][1], self.combined[0][0]
        elif criterion.deduct is not None:
            score = self.points
            words = say.START(start=full_of(score))
        elif criterion.add is not None:
            score, words = self.graph.number(0), say.START(start=say.ZERO())
        else:
            score, words = self.x, say.VALUE()
        looked_at = () if self.value_node is None else (self.value_node,)
        self.entries.append(Entry(words, score, always=True, levers=looked_at))
        for further, node in (self.combined or [])[1:] if rule is None and criterion.start is None else []:
            score = self.step(further, score, node)
        return score

    def step(self, words: Message, before: Node, after: Node) -> Node:
        """A line that leads from one score to the next."""
        if after is not before:
            self.entries.append(Entry(words, self.graph.sub(after, before)))
        return after

    def instead(self, words: Words, condition: Expression, replacement: Node, score: Node) -> Node:
        """A line that counts instead of all before it, where a condition holds."""
        holds = self.truth(condition)
        said = words(condition=self.speaking.value(condition))
        self.entries.append(Entry(said, replacement, always=True, instead=holds))
        return self.graph.choose(holds, replacement, score)

    def bounds(self, score: Node) -> Node:
        """A leaf stays within 0 and its points unless said; a group is bounded only where said."""
        criterion, graph = self.criterion, self.graph
        if criterion.floor is not None or criterion.is_leaf:
            floor = graph.number(0) if criterion.floor is None else self.score(criterion.floor)
            if criterion.floor is None or criterion.floor.text != "none":
                shown = say.NOTHING() if criterion.floor is None else self.speaking.score(criterion.floor)
                words = say.FLOOR(floor=say.counted(shown))
                score = self.step(words, score, graph.greatest(score, floor))
        points = self.own_points or self.tree.points(criterion)
        if criterion.cap is not None:
            if criterion.cap.text != "none":
                cap = self.score(criterion.cap)
                score = self.step(
                    say.CAP(cap=say.counted(self.speaking.score(criterion.cap))), score, graph.least(score, cap)
                )
        elif criterion.is_leaf and points is not None:
            score = self.step(say.CAP(cap=full_of(points)), score, graph.least(score, points))
        return score

    def rounding(self, score: Node) -> Node:
        if self.combined is not None and self.criterion is self.names.scheme.top:
            return score  # the total is rounded once, with the bonus in it
        for key, mode in ROUNDINGS.items():
            decimals = getattr(self.criterion, key)
            if decimals is not None:
                score = self.step(say.ROUNDED(decimals=decimals), score, self.graph.round(score, mode, decimals))
        return score

    def policy_words(self, kind: str) -> Message:
        policy = self.tree.policy(self.criterion, kind)
        if policy is None:
            said: Message | None = None
        elif isinstance(policy, str):
            said = say.POLICY[policy]()
        else:
            said = say.OTHER_POLICY(score=self.speaking.score(policy))
        outer = say.MISSING if kind == "missing" else say.NOT_APPLICABLE
        return outer(policy=said if said is not None else say.OPEN())


def full_of(points: Node) -> Message:
    """Full points in words, which of an indicator of no points are 0."""
    return say.ZERO() if points.constant == 0 else say.FULL()
