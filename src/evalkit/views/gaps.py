"""The gap list: what is missing, below standard or in danger, what it is worth, and who answers for it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from fractions import Fraction

from evalkit.diagnostics import EvalkitError, Message, Words, literally, run
from evalkit.diagnostics.message import Value as Shown
from evalkit.expression.nodes import Node, Type, reachable
from evalkit.expression.syntax import Number, walk
from evalkit.gaps import KIND_WORDS, Gap, Kind, all_owners, gaps
from evalkit.gaps.goals import Goal
from evalkit.result import Result
from evalkit.scheme.shapes import Expression
from evalkit.table import Cell, Column, Marked, Table, Tone
from evalkit.views import cells, measures, vetoes, ways, worst
from evalkit.views.records import plain

TITLES = {
    "unit": Words("Gaps by unit", "失分清单 (按单位)"),
    "owner": Words("Gaps by responsible department", "失分清单 (按责任部门)"),
    "indicator": Words("Gaps by indicator", "失分清单 (按考核项)"),
}
UNIT, NAME, KIND, OWNER, DUE = (
    Words("unit", "单位"),
    Words("criterion", "考核项"),
    Words("kind", "类型"),
    Words("owner", "责任部门"),
    Words("due", "截止"),
)
NOW, GOAL, AT_STAKE, EARNS = (
    Words("now", "现状"),
    Words("goal", "达标值"),
    Words("lost", "失分"),
    Words("gain", "可得"),
)
BASIS = Words("basis", "依据")
WITH_INPUT = Words("{value} ({name} {needed})", "{value} ({name} {needed})")
NAMED = Words("{name}: {value}", "{name}: {value}")
NOBODY = Words("nobody named", "未指明")
TONES = {Kind.UNDETERMINED: Tone.BAD, Kind.VETOED: Tone.BAD, Kind.MISSING: Tone.WARNING}
ALL_SHOWN = Words(
    "{count} {count:gap|gaps} of {units} {units:unit|units}, {points} {points:point|points} at stake",
    "{units}个单位共{count}项, 合计失分{points}",
)


def tables(
    result: Result, rows: Sequence[int], *, by: str = "unit", as_of: date | None = None, owner: str | None = None
) -> list[Table]:
    """The gaps of some units, sorted and first told `by` unit, owner or indicator, and each unit's way up.

    Raises:
        EvalkitError: R304, the owner answers for nothing.
    """
    known = all_owners(result.plan.scheme)
    if owner is not None and owner not in known:
        raise EvalkitError((run.NO_OWNER(name=owner, owners=known),))
    found = {row: gaps(result, row, as_of) for row in rows}
    chosen = [gap for row in rows for gap in found[row] if owner is None or owner in gap.owners]
    chosen.sort(key=_order(by, rows))
    list_ = Table(
        by_key(by), TITLES[by](), _columns(by), [_row(result, gap, by) for gap in chosen], _notes(result, chosen)
    )
    return [list_, *(ways.tables(result, found) if owner is None else [])]


def by_key(by: str) -> str:
    """The key of the table."""
    return f"gaps-by-{by}"


def _order(by: str, rows: Sequence[int]) -> Callable[[Gap], tuple[object, ...]]:
    place = {row: number for number, row in enumerate(rows)}
    kinds = list(Kind)
    rest: Callable[[Gap], tuple[object, ...]] = lambda gap: (kinds.index(gap.kind), -(gap.lost or 0), place[gap.row])  # noqa: E731
    if by == "unit":
        return lambda gap: (place[gap.row], *rest(gap))
    if by == "owner":
        return lambda gap: (not gap.owners, gap.owners, *rest(gap))
    return lambda gap: (gap.name, *rest(gap))


def _columns(by: str) -> tuple[Column, ...]:
    unit = Column("unit", UNIT(), section=by == "unit")
    owner = Column("owner", OWNER(), section=by == "owner")
    name = Column("criterion", NAME(), section=by == "indicator")
    first = {"unit": (unit, name), "owner": (owner, unit, name), "indicator": (name, unit)}[by]
    last = (
        (Column("due", DUE(), spare=True), Column("basis", BASIS(), spare=True))
        if by == "owner"
        else (owner, Column("due", DUE(), spare=True), Column("basis", BASIS(), spare=True))
    )
    return (
        *first, Column("kind", KIND()), Column("now", NOW()), Column("goal", GOAL()),
        Column("lost", AT_STAKE(), numeric=True), Column("earns", EARNS(), numeric=True, spare=True), *last,
    )  # fmt: skip


def _row(result: Result, gap: Gap, by: str) -> list[Cell]:
    decimals = result.plan.decimals
    kind = Marked(KIND_WORDS[gap.kind](), TONES.get(gap.kind, Tone.PLAIN))
    unit: Cell = result.units.names[gap.row]
    owner: Cell = (
        gap.owners[0] if len(gap.owners) == 1 else tuple(map(literally, gap.owners)) or Marked(NOBODY(), Tone.FAINT)
    )
    first = {"unit": [unit, gap.name], "owner": [owner, unit, gap.name], "indicator": [gap.name, unit]}[by]
    due = gap.due.isoformat() if gap.due else None
    goal = gap.full or gap.goal
    now: Cell = gap.reason if gap.reason is not None else _now(result, gap, goal)
    now = tuple(worst.told(result, gap)) or now
    gain = None if goal is None else goal.worth * gap.counts
    target: Cell = None if goal is None else _target(result, gap, goal)
    return [
        *first, kind, now, target, _points(gap.lost, decimals), _points(gain or None, decimals),
        *([due, gap.basis] if by == "owner" else [owner, due, gap.basis]),
    ]  # fmt: skip


def _target(result: Result, gap: Gap, goal: Goal) -> Cell:
    """The value to reach, and where it is computed, what an input has to be for it."""
    shown = cells.value(result, gap.lever, goal.value, percent=_in_percent(result, gap))
    if goal.through is None:
        return shown
    name = goal.through.name
    needed = _of_input(result, name, goal.through.value)
    return WITH_INPUT(value=plain(shown), name=name, needed=needed) if _is_own(gap) else NAMED(name=name, value=needed)


def _now(result: Result, gap: Gap, goal: Goal | None) -> Cell:
    """The value now, with its name where it is not the criterion's own; of a veto the condition that holds."""
    if gap.kind is Kind.VETOED:
        return vetoes.told(result, gap.row, next(plan for plan in result.plan.vetoes if plan.name == gap.name))
    if gap.now is None:
        return None
    lever = gap.lever
    shown = cells.value(result, lever, gap.now, percent=_in_percent(result, gap))
    if _is_own(gap) or lever is None:
        return shown
    if goal is not None and goal.through is not None:
        return NAMED(name=goal.through.name, value=_of_input(result, goal.through.name, goal.through.now))
    if lever in result.plan.looks:
        return NAMED(name=result.plan.looks[lever].called, value=plain(shown))
    if lever.operation == "column":
        return NAMED(name=str(lever.data[0]), value=plain(shown))
    return NAMED(name=_formula(result, gap, lever), value=plain(shown)) if gap.kind is Kind.NEARLY else shown


def _of_input(result: Result, name: str, found: Fraction) -> Shown:
    """A value of an input as its type is written."""
    node = result.plan.graph.column(name, result.plan.scheme.inputs[name].node_type)
    return plain(cells.value(result, node, found))


def _near(result: Result, gap: Gap) -> Expression | None:
    """The condition of a veto in which a value is near its bound."""
    plan = next(plan for plan in result.plan.vetoes if plan.name == gap.name)
    both = zip(plan.conditions, plan.veto.when, strict=True)
    return next((when for node, when in both if gap.lever in reachable([node])), None)


def _formula(result: Result, gap: Gap, lever: Node) -> str:
    """How a value is called that has no name: by its condition."""
    condition = _near(result, gap)
    return "" if condition is None else " ".join(condition.text.split())


def _is_own(gap: Gap) -> bool:
    """Whether what is to change is the value of the criterion, and not something that a line of it counts."""
    return gap.line is not None and gap.lever is gap.line.account.x


def _in_percent(result: Result, gap: Gap) -> bool:
    if gap.kind is Kind.NEARLY and isinstance(gap.now, Fraction) and gap.lever is not None:
        condition = _near(result, gap)
        computed = gap.lever.operation != "column" and gap.lever.type is Type.NUMBER
        return computed and condition is not None and _names_percent(condition)
    return gap.line is not None and _is_own(gap) and isinstance(gap.now, Fraction) and measures.in_percent(gap.line)


def _names_percent(expression: Expression) -> bool:
    return any(isinstance(part, Number) and part.percent for part in walk(expression.syntax))


def _points(value: Fraction | None, decimals: int) -> Cell:
    return None if value is None else cells.score(value, decimals)


def _notes(result: Result, chosen: Sequence[Gap]) -> tuple[Message, ...]:
    """How many there are, and what they cost; a criterion that can be improved in several ways costs once."""
    lost = {(gap.row, gap.name): gap.lost if gap.line is None else gap.line.costs for gap in chosen}
    units = len({gap.row for gap in chosen})
    together = sum((found or Fraction(0) for found in lost.values()), Fraction(0))
    points = plain(cells.score(together, result.plan.decimals))
    return (ALL_SHOWN(count=len(chosen), units=units, points=points),)
