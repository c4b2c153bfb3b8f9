"""What a unit loses and why, what it would have to reach, and what that is worth."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from fractions import Fraction

from evalkit.account import Line, Reader, account, inputs_in
from evalkit.diagnostics import Message, Words
from evalkit.expression.nodes import Node, along
from evalkit.expression.values import Reason, Unknown, Value, unknown_of
from evalkit.gaps.dangers import near, taken
from evalkit.gaps.goals import Goal, goals
from evalkit.gaps.levers import further_levers, levers
from evalkit.gaps.moves import seen
from evalkit.gaps.parts import Part, losses, pulls
from evalkit.plan.look import Looks
from evalkit.plan.model import VetoPlan
from evalkit.reasons import reason
from evalkit.result import Result, State
from evalkit.scheme import Scheme


class Kind(StrEnum):
    """Why points are at stake, the gravest first."""

    UNDETERMINED = "undetermined"
    VETOED = "vetoed"
    MISSING = "missing"
    BELOW = "below"
    NEARLY = "nearly"
    NOT_DUE = "not_due"


KIND_WORDS = {
    Kind.UNDETERMINED: Words("veto open", "否决待定"),
    Kind.VETOED: Words("vetoed", "被否决"),
    Kind.MISSING: Words("missing", "缺数据"),
    Kind.BELOW: Words("below", "未达标"),
    Kind.NEARLY: Words("near veto", "濒临否决"),
    Kind.NOT_DUE: Words("not due", "未到期"),
}
KIND_OF = {State.UNDETERMINED: Kind.UNDETERMINED, State.FIRED: Kind.VETOED, State.PASSED: Kind.NEARLY}


@dataclass(frozen=True, slots=True)
class Gap:
    """Points of one unit that are at stake, and how to get them."""

    row: int
    kind: Kind
    name: str
    """The criterion or veto."""
    lost: Fraction | None
    """Points of the total lost now; of a missing value the points that it may be worth."""
    inputs: tuple[str, ...]
    owners: tuple[str, ...]
    due: date | None
    basis: str | None
    line: Line | None = None
    reason: Message | None = None
    lever: Node | None = None
    """What is to change."""
    now: Value | None = None
    goal: Goal | None = None
    """The nearest value that earns more; of a veto that is near, the bound to be kept."""
    full: Goal | None = None
    """The nearest value that earns the most."""
    worst: tuple[Part, ...] = ()
    """The rows, or the units below, that take most from the criterion."""

    @property
    def counts(self) -> Fraction:
        """What a point of the criterion counts in the total."""
        return Fraction(1) if self.line is None else self.line.counts

    @property
    def worth(self) -> Fraction:
        """What closing the gap brings to its criterion."""
        if self.kind in (Kind.MISSING, Kind.NOT_DUE):
            return Fraction(0) if self.line is None else self.line.lost
        return Fraction(0) if self.full is None else self.full.worth

    @property
    def gain(self) -> Fraction:
        """What closing the gap brings to the total."""
        return self.worth * self.counts


def gaps(result: Result, row: int, as_of: date | None = None) -> list[Gap]:
    """All gaps of one unit, the gravest and largest first.

    Args:
        result: what was evaluated.
        row: the unit.
        as_of: the day that counts as today; a value that is missing before its due day is not a gap yet.
    """
    reader = Reader(result, row)
    found = [*_veto_gaps(result, reader), *_line_gaps(result, reader, as_of)]
    order = list(Kind)
    return sorted(found, key=lambda gap: (order.index(gap.kind), -(gap.lost or 0)))


def _line_gaps(result: Result, reader: Reader, as_of: date | None) -> Iterator[Gap]:
    scheme = result.plan.scheme
    bonus = result.plan.bonus
    for root in account(result, reader.row):
        if bonus is not None and root.plan is bonus:
            continue  # a bonus that is not earned is no gap
        for line in root.leaves():
            if line.costs > 0 and not (line.unknown and line.unknown.reason is Reason.NOT_APPLICABLE):
                yield from _of_line(scheme, reader, line, as_of)


def _of_line(scheme: Scheme, reader: Reader, line: Line, as_of: date | None) -> Iterator[Gap]:
    """A missing value is one gap; otherwise each thing that the unit can change is one."""
    criterion = line.account.criterion

    def gap(kind: Kind, names: tuple[str, ...], lost: Fraction, due: date | None) -> Gap:
        owners = _owners(scheme, names, tables, criterion.owner)
        return Gap(reader.row, kind, criterion.name, lost, names, owners, due, criterion.basis, line)

    plan, tables = reader.result.plan, tables_of(seen(line.plan.raw))

    if line.unknown is not None:
        names = line.unknown.inputs or line.inputs
        due = _due(scheme, names) or criterion.due
        kind = Kind.NOT_DUE if as_of is not None and due is not None and as_of <= due else Kind.MISSING
        yield replace(gap(kind, names, line.costs, due), reason=reason(line.unknown))
        return
    found = [both for lever in levers(line, plan) if (both := goals(line, reader, lever))]
    if not found:
        further = [both for lever in further_levers(line, plan) if (both := goals(line, reader, lever))]
        found = sorted(further, key=lambda both: -both[1].worth)[:1]
    for nearest, most in found:
        names = tuple(inputs_in([nearest.lever], plan.looks))
        lost = line.costs if len(found) == 1 else min(line.lost, most.worth) * line.counts
        below = gap(Kind.BELOW, names, lost, _due(scheme, names) or criterion.due)
        yield replace(below, lever=nearest.lever, now=nearest.now, goal=nearest, full=most)
    if not found:
        below = gap(Kind.BELOW, line.inputs, line.costs, _due(scheme, line.inputs) or criterion.due)
        yield replace(below, lever=line.account.x, now=line.value, worst=tuple(_worst(line, reader)))


def _worst(line: Line, reader: Reader) -> list[Part]:
    """The rows that cost most, or the units below that pull the criterion down."""
    each = line.account.each
    if each is not None and each.look.along.kind == "records":
        return losses(line, each, reader)
    below = any(along(look).kind == "children" for look in seen(line.plan.raw))
    return [part for part in pulls(line.plan.score, reader) if part.taken and part.taken > 0] if below else []


def tables_of(looks: Iterable[Node]) -> tuple[str, ...]:
    """The records that some looks see."""
    return tuple(dict.fromkeys(along(look).of for look in looks if along(look).kind == "records"))


def _veto_gaps(result: Result, reader: Reader) -> Iterator[Gap]:
    scheme = result.plan.scheme
    for plan, judgement in zip(result.plan.vetoes, result.vetoes, strict=True):
        state = judgement.state(reader.row)
        values = reader.compute(plan.conditions)
        close = near(plan, values, reader) if state is State.PASSED else None
        if state is State.PASSED and close is None:
            continue
        names = _veto_inputs(plan, values, state, result.plan.looks)
        tables = tables_of(look for condition in plan.conditions for look in seen(condition))
        owners = _owners(scheme, names, tables, plan.veto.owner)
        lost = taken(result, reader, plan) if state is State.FIRED else None
        found = Gap(
            reader.row, KIND_OF[state], plan.veto.name, lost, names, owners, _due(scheme, names), plan.veto.basis
        )
        unknown = unknown_of(*(values[condition] for condition in plan.conditions))
        if state is State.UNDETERMINED and unknown is not None:
            found = replace(found, reason=reason(unknown))
        if close is not None:
            found = replace(found, lever=close.lever, now=close.now, goal=close)
        yield found


def _veto_inputs(plan: VetoPlan, values: dict[Node, Value], state: State, looks: Looks) -> tuple[str, ...]:
    """The inputs that a veto blames: the unknown ones, those of the conditions that hold, or all."""
    if state is State.UNDETERMINED:
        unknowns = [value for value in (values[c] for c in plan.conditions) if isinstance(value, Unknown)]
        return tuple(dict.fromkeys(name for unknown in unknowns for name in unknown.inputs))
    chosen = [c for c in plan.conditions if values[c] is True] or list(plan.conditions)
    return tuple(name for name in inputs_in(chosen, looks) if not name.startswith("$"))


def _owners(scheme: Scheme, names: Sequence[str], tables: Sequence[str], owner: str | None) -> tuple[str, ...]:
    """Who answers for the inputs, or for the records, or where nobody is named, for the criterion."""
    named = [scheme.inputs[name].owner for name in names if name in scheme.inputs]
    kept = [scheme.records[table].owner for table in tables if table in scheme.records]
    for owners in (named, kept):
        if found := dict.fromkeys(owner for owner in owners if owner):
            return tuple(found)
    return (owner,) if owner else ()


def all_owners(scheme: Scheme) -> tuple[str, ...]:
    """Everybody who answers for something, as first named."""
    criteria = [each for criterion in scheme.criteria for each in (criterion, *criterion.variants.values())]
    answerable = (scheme.inputs.values(), scheme.records.values(), criteria, scheme.vetoes.values())
    named = [part.owner for parts in answerable for part in parts]
    return tuple(dict.fromkeys(owner for owner in named if owner))


def _due(scheme: Scheme, names: Sequence[str]) -> date | None:
    days = [due for name in names if name in scheme.inputs and (due := scheme.inputs[name].due) is not None]
    return min(days, default=None)
