"""The account of one unit: every criterion with its value, its lines and its score, from the exact back end."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from evalkit.diagnostics import Message
from evalkit.expression import exact
from evalkit.expression.nodes import Node, columns
from evalkit.expression.values import Unknown, Value
from evalkit.plan.model import Account, CriterionPlan, Entry
from evalkit.result import Result


@dataclass(frozen=True, slots=True)
class Step:
    """A line of an account and what it came to."""

    words: Message
    amount: Value
    always: bool


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

    @property
    def lost(self) -> Fraction:
        """Points that could have been earned and were not; 0 where there is nothing to earn."""
        if not isinstance(self.points, Fraction) or self.left:
            return Fraction(0)
        earned = self.score if isinstance(self.score, Fraction) else Fraction(0)
        return max(self.points - earned, Fraction(0))

    @property
    def inputs(self) -> tuple[str, ...]:
        """The inputs that this criterion itself reads."""
        found = dict.fromkeys(columns([self.plan.raw]))
        for child in self.children:
            for name in columns([child.plan.raw]):
                found.pop(name, None)
        return tuple(name for name in found if not name.startswith("$") and name not in ("class", "parent"))

    def walk(self, depth: int = 0) -> Iterator[tuple[int, Line]]:
        """This line and all below it, each with its depth."""
        yield depth, self
        for child in self.children:
            yield from child.walk(depth + 1)

    def leaves(self) -> Iterator[Line]:
        return (line for _, line in self.walk() if not line.children)


class Reader:
    """Reads one unit's values out of a result."""

    def __init__(self, result: Result, row: int) -> None:
        self.result = result
        self.row = row

    def __call__(self, node: Node) -> Value:
        name = str(node.data[0]) if node.operation == "column" else ""
        return self.result.data.source(node).exact(self.row, name)

    def label(self, plan: CriterionPlan) -> str | None:
        """What tells which account of a criterion is the unit's: its class, or the label of another column."""
        column = self.result.data.columns.get(plan.criterion.by)
        value = column.exact(self.row, plan.criterion.by) if column is not None else None
        return value if isinstance(value, str) else None


def account(result: Result, row: int) -> tuple[Line, ...]:
    """The accounts of the tree and, where there is one, of the bonus, for the unit of a row."""
    roots = [plan for plan in (result.plan.top, result.plan.bonus) if plan is not None]
    reader = Reader(result, row)
    nodes = [node for root in roots for node in _needed(root, reader)]
    values = exact.compute(nodes, reader)
    return tuple(_line(root, reader, values) for root in roots)


def _needed(plan: CriterionPlan, reader: Reader) -> Iterator[Node]:
    """Every node that an account of `plan` shows."""
    found = plan.account(reader.label(plan))
    yield plan.score
    yield plan.raw
    yield from (entry.amount for entry in found.entries)
    yield from (entry.instead for entry in found.entries if entry.instead is not None)
    yield from plan.leaving.values()
    yield from (node for node in (found.x, plan.points) if node is not None)
    for child in plan.children:
        yield from _needed(child, reader)


def _line(plan: CriterionPlan, reader: Reader, values: Mapping[Node, Value]) -> Line:
    found = plan.account(reader.label(plan))
    raw = values[plan.raw]
    unknown = raw if isinstance(raw, Unknown) else None
    return Line(
        plan=plan,
        account=found,
        value=None if found.x is None else values[found.x],
        points=None if plan.points is None else values[plan.points],
        score=values[plan.score],
        steps=_steps(found.entries, values),
        unknown=unknown,
        settled=_settled(found, unknown),
        left=any(values[truth] is True for truth in plan.leaving.values()),
        children=tuple(_line(child, reader, values) for child in plan.children),
    )


def _steps(entries: Sequence[Entry], values: Mapping[Node, Value]) -> tuple[Step, ...]:
    """The lines that count: a bound that did not bind is none, and one that counts instead of others ends those."""
    found: list[Step] = []
    for entry in entries:
        if entry.instead is not None:
            if values[entry.instead] is not True:
                continue
            found.clear()
        if entry.always or values[entry.amount] != 0:
            found.append(Step(entry.words, values[entry.amount], entry.always))
    return tuple(found)


def _settled(found: Account, unknown: Unknown | None) -> Message | None:
    if unknown is None:
        return None
    return found.policies.get("not_applicable" if unknown.reason.value == "not_applicable" else "missing")
