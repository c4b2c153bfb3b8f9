"""The account of one unit: every criterion with its value, its lines and its score, from the exact back end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from evalkit.account.reader import Reader
from evalkit.diagnostics import Message, Words
from evalkit.diagnostics.message import Percent
from evalkit.expression.nodes import Node
from evalkit.expression.values import Reason, Unknown, Value
from evalkit.plan.look import Look, Looks, own
from evalkit.plan.model import Account, CriterionPlan, Entry
from evalkit.plan.words import COMBINED
from evalkit.result import Result
from evalkit.scheme import Criterion

__all__ = ["Line", "Reader", "Step", "account", "inputs_in"]

SHARE = Words("{name} {share}", "{name} {share}")
DECIDED = {
    "min": Words("the lowest share decides: {children}", "取最低得分率: {children}"),
    "max": Words("the highest share decides: {children}", "取最高得分率: {children}"),
    "best": Words("the mean of the best: {children}", "取最好的平均: {children}"),
}
"""Ways to combine that do not take all children -> what is said of those that are taken."""


@dataclass(frozen=True, slots=True)
class Step:
    """A line of an account and what it came to."""

    words: Message
    amount: Value
    always: bool
    looks: tuple[Look, ...] = ()
    """The records that it counts."""


@dataclass(frozen=True, slots=True)
class Line:
    """A criterion of one unit. Its steps, and the children of a sum, add up to its score, unless a policy gave it."""

    plan: CriterionPlan
    account: Account
    value: Value | None
    points: Value | None
    score: Value
    steps: tuple[Step, ...]
    unknown: Unknown | None
    """Why there is no score but for the policy."""
    settled: Message | None
    """The policy that then held."""
    left: bool
    """Whether the criterion has left its group, its points carried by others or dropped."""
    children: tuple[Line, ...]
    inputs: tuple[str, ...]
    """The inputs that this criterion itself reads, those of its value first, from left to right."""
    compared: Mapping[str, Value] = field(default_factory=dict)
    """What its rule sets beside the value, as it is written, with its number."""
    counts: Fraction = Fraction(1)
    """What a point of it counts in the total."""
    own_score: Value | None = None
    """What the unit gives itself."""
    deciding: Message | None = None
    """In a group whose score is its lowest, its highest or some of its best children: which those are."""

    @property
    def lost(self) -> Fraction:
        """Points that could have been earned and were not; 0 where there is nothing to earn."""
        if not isinstance(self.points, Fraction) or self.left:
            return Fraction(0)
        earned = self.score if isinstance(self.score, Fraction) else Fraction(0)
        return max(self.points - earned, Fraction(0))

    @property
    def costs(self) -> Fraction:
        """The points lost, in points of the total."""
        return self.lost * self.counts

    @property
    def share(self) -> Fraction | None:
        """What it has earned of its points; None where that cannot be told, or it has left its group."""
        if self.left or not (isinstance(self.score, Fraction) and isinstance(self.points, Fraction) and self.points):
            return None
        return self.score / self.points

    def walk(self, depth: int = 0) -> Iterator[tuple[int, Line]]:
        """The line and all below it, each with its depth."""
        yield depth, self
        for child in self.children:
            yield from child.walk(depth + 1)

    def leaves(self) -> Iterator[Line]:
        return (line for _, line in self.walk() if not line.children)


def inputs_in(roots: Iterable[Node], looks: Looks) -> Iterator[str]:
    """The inputs that expressions read of a unit's own row, in the order in which they are written."""
    for node in own(roots, looks):
        if node.operation == "column" and not node.table:
            yield str(node.data[0])
        elif node in looks and (name := looks[node].input) is not None:
            yield name


def account(result: Result, row: int) -> tuple[Line, ...]:
    """The accounts of the tree and, where there is one, of the bonus, for the unit of a row."""
    roots = [plan for plan in (result.plan.top, result.plan.bonus) if plan is not None]
    reader = Reader(result, row)
    nodes = [node for root in roots for node in _needed(root, reader)]
    values = reader.compute(nodes)
    return tuple(_line(root, reader, values, _scale(root, values)) for root in roots)


def _scale(root: CriterionPlan, values: Mapping[Node, Value]) -> Fraction:
    """What a point of the top counts in the total: more than one where points have been dropped."""
    if root.available is None or root.points is None:
        return Fraction(1)
    whole, available = values[root.points], values[root.available]
    if not (isinstance(whole, Fraction) and isinstance(available, Fraction) and available):
        return Fraction(1)
    return whole / available


def _needed(plan: CriterionPlan, reader: Reader) -> Iterator[Node]:
    """Every node that an account of `plan` shows."""
    found = plan.account(reader.label(plan))
    yield plan.score
    yield plan.raw
    yield from (entry.amount for entry in found.entries)
    yield from (entry.instead for entry in found.entries if entry.instead is not None)
    yield from found.compared
    yield from plan.leaving.values()
    yield from found.counting
    yield from (node for node in (found.x, found.own_score, plan.points, plan.available) if node is not None)
    for child in () if plan.is_leaf else plan.children:
        yield from _needed(child, reader)


def _inputs(plan: CriterionPlan, found: Account, looks: Looks) -> tuple[str, ...]:
    inner = () if plan.is_leaf else plan.children
    measured = [] if found.x is None or inner else [found.x]
    names = dict.fromkeys(inputs_in([*measured, plan.raw], looks))
    for name in inputs_in([child.raw for child in inner], looks):
        names.pop(name, None)
    return tuple(name for name in names if not name.startswith("$") and name not in ("class", "parent"))


def _line(plan: CriterionPlan, reader: Reader, values: Mapping[Node, Value], counts: Fraction) -> Line:
    found = plan.account(reader.label(plan))
    raw = values[plan.raw]
    unknown = raw if isinstance(raw, Unknown) else None
    inner = () if plan.is_leaf else plan.children
    factors = [factor if isinstance(factor, Fraction) else Fraction(1) for factor in map(values.get, found.counting)]
    children = tuple(
        _line(child, reader, values, counts * factor) for child, factor in zip(inner, factors, strict=True)
    )
    deciding = None if unknown is not None else _deciding(found.criterion, children)
    return Line(
        plan=plan,
        account=found,
        value=None if found.x is None else values[found.x],
        points=None if plan.points is None else values[plan.points],
        score=values[plan.score],
        steps=_steps(found.entries, values, deciding),
        unknown=unknown,
        settled=_settled(found, unknown),
        left=any(values[truth] is True for truth in plan.leaving.values()),
        children=children,
        inputs=_inputs(plan, found, reader.result.plan.looks),
        counts=counts,
        own_score=None if found.own_score is None else values[found.own_score],
        deciding=deciding,
        compared={text: values[node] for node, text in found.compared.items()},
    )


def _deciding(criterion: Criterion, children: Sequence[Line]) -> Message | None:
    """Which children a group takes its score from, where it does not take it from all."""
    combine = criterion.combine
    kind = "best" if combine is not None and combine.best is not None else combine.by if combine is not None else "sum"
    shares = [(line.account.criterion, share) for line in children if (share := line.share) is not None]
    if kind not in DECIDED or not shares:
        return None
    if combine is not None and combine.best is not None:
        chosen = sorted(shares, key=lambda pair: -pair[1])[: combine.best]
    else:
        limit = (min if kind == "min" else max)(share for _, share in shares)
        chosen = [pair for pair in shares if pair[1] == limit]
    return DECIDED[kind](children=tuple(SHARE(name=child.called, share=Percent(share)) for child, share in chosen))


def _steps(entries: Sequence[Entry], values: Mapping[Node, Value], deciding: Message | None) -> tuple[Step, ...]:
    """The lines that count: a bound that did not bind is none, and one that counts instead of others ends those."""
    found: list[Step] = []
    for entry in entries:
        if entry.instead is not None:
            if values[entry.instead] is not True:
                continue
            found.clear()
        if entry.always or values[entry.amount] != 0:
            words = deciding if deciding is not None and entry.words.words in COMBINED.values() else entry.words
            found.append(Step(words, values[entry.amount], entry.always, entry.looks))
    return tuple(found)


def _settled(found: Account, unknown: Unknown | None) -> Message | None:
    if unknown is None:
        return None
    return found.policies.get("not_applicable" if unknown.reason is Reason.NOT_APPLICABLE else "missing")
