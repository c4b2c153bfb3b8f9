"""One criterion for one class, read in the order of the language: value, rule, account, times, bounds, waive, zero,
rounding. Every step is a line of the account, so that the lines add up to the score.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import cast

from evalkit.diagnostics import Diagnostic, Message, Words
from evalkit.diagnostics import scheme as kinds
from evalkit.expression.nodes import Node, along, looks
from evalkit.plan import words as say
from evalkit.plan.crossing import alike, as_others_see
from evalkit.plan.each import Rows
from evalkit.plan.measured import Measured
from evalkit.plan.model import Account, Each, Entry
from evalkit.plan.terms import account_of
from evalkit.rules import Rule
from evalkit.scheme.criteria import ROUNDINGS, TOP
from evalkit.scheme.shapes import Expression


@dataclass(slots=True)
class Lowerer(Measured):
    """Lowers one criterion as it is for one class, line by line."""

    entries: list[Entry] = field(default_factory=list)
    settles: Node | None = None
    """Where a bound of the rows of a group is lowered: the score of a row, which tells what is missing."""

    def account(self) -> Account:
        """The whole account."""
        criterion, rule = self.criterion, cast("Rule | None", self.criterion.rule)
        at: Lowerer = self
        each: Each | None = None
        if criterion.for_each is None:
            score = self.inner()
        else:
            rows = Rows.of(self, criterion.for_each)
            at, (score, each) = rows.row, rows.score()
            self.entries.append(Entry(rows.words(), score, always=True))
            score = self.bounds(score)
        score = self.rounding(score)
        if criterion.applies is not None:
            score = self.graph.choose(self.truth(criterion.applies), score, self.graph.nothing("not_applicable"))
        if rule is not None:
            odd = (*rule.lint(at), *at.cut_off(rule))
            self.names.problems.found.extend(d for d in odd if d not in self.names.problems.found)
        return Account(
            criterion,
            self.own_points or self.tree.points(criterion),
            self.value_node,
            rule.words(self.speaking) if rule is not None else None,
            tuple(self.entries),
            score,
            rule.refuses(self) if rule is not None and at is self else None,
            {kind: self.policy_words(kind) for kind in ("missing", "not_applicable")},
            each,
            self.told_numbers(score),
            own_score=None if criterion.self_ is None else self.number(criterion.self_),
        )

    def inner(self) -> Node:
        """The score before it is rounded, of a unit or of one row."""
        criterion = self.criterion
        score = self.start(cast("Rule | None", criterion.rule))
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
        return self.as_peers_see(score)

    def as_peers_see(self, score: Node) -> Node:
        """The score with all its lines; where they look at the peers of the value, it is what the peers see of it."""
        if self.value_node is None:
            return score
        closed, x = self.names.closed, self.names.number_of_level(self.value_node)
        seen = as_others_see([score, *(entry.amount for entry in self.entries)], closed)
        if x not in seen:
            return score

        def again(node: Node) -> Node:
            return alike(self.graph, node, {x: seen[x]}, closed)

        self.entries = [
            replace(e, amount=again(e.amount), instead=None if e.instead is None else again(e.instead))
            for e in self.entries
        ]
        return again(score)

    def told_numbers(self, score: Node) -> dict[Node, str]:
        """What is set beside the value and tells a reader something: a look at peers is told in words."""
        seen = set(looks([score]))
        found = {node: text for node, text in self.compared.items() if seen.issuperset(looks([node]))}
        return {n: t for n, t in found.items() if n.operation != "gather" or along(n).kind != "peers"}

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
                shown = say.counted(self.speaking.score(criterion.cap))
                score = self.step(say.CAP(cap=shown), score, graph.least(score, cap))
        elif criterion.is_leaf and points is not None and (limit := self.limit) is not None:
            shown = full_of(points) if limit is points else say.THE_RULES()
            score = self.step(say.CAP(cap=shown), score, graph.least(score, limit))
        return score

    def rounding(self, score: Node) -> Node:
        if self.combined is not None and self.criterion is self.names.scheme.top:
            return score  # the total is rounded once, with the bonus in it
        for key, mode in ROUNDINGS.items():
            decimals = getattr(self.criterion, key)
            if decimals is not None:
                score = self.step(say.ROUNDED(decimals=decimals), score, self.graph.round(score, mode, decimals))
        return score

    def cut_off(self, rule: Rule) -> Iterator[Diagnostic]:
        """Scores of the rule above the points, which nobody ever gets."""
        criterion, full = self.criterion, self.criterion.points
        unbounded = (criterion.cap, criterion.deduct, criterion.times)
        if not criterion.is_leaf or full is None or any(part is not None for part in unbounded):
            return
        for given in rule.given():
            score, points = self.score(given).constant, self.number(full).constant
            if score is not None and points is not None and score > points:
                yield kinds.SCORE_CUT(given.place, name=criterion.called, score=given.text, points=points)

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
