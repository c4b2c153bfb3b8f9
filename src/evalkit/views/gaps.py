"""The gap list: what is missing, below standard or in danger, what it is worth, and who answers for it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from fractions import Fraction

from evalkit.account import Reader
from evalkit.diagnostics import Message, Words, literally
from evalkit.gaps import KIND_WORDS, Gap, Kind, gaps, way
from evalkit.goals import Goal, needed_count
from evalkit.result import Result
from evalkit.table import Cell, Column, Marked, Table, Tone
from evalkit.views import cells
from evalkit.views.explain import text

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
    Words("at stake", "失分"),
    Words("goal earns", "达标可得"),
)
BASIS = Words("basis", "依据")
WITH_COUNT = Words("{value} ({name} {count})", "{value} ({name} {count})")
NAMED = Words("{name}: {value}", "{name}: {value}")
NOBODY = Words("nobody named", "未指明")
TONES = {Kind.UNDETERMINED: Tone.BAD, Kind.VETOED: Tone.BAD, Kind.MISSING: Tone.WARNING}
WAY_TITLE = Words("Shortest way to the next grade", "达到上一等次的最短路径")
WAY = Words("way", "路径")
NEXT, LACKING = Words("next grade", "上一等次"), Words("lacking", "差距")
NO_WAY = Words("not within reach by points alone", "仅靠补分无法达到")
ALL_SHOWN = Words(
    "{count} gaps of {units} units, {points} points at stake", "{units}个单位共{count}项, 合计失分{points}"
)


def tables(
    result: Result, rows: Sequence[int], *, by: str = "unit", as_of: date | None = None, owner: str | None = None
) -> list[Table]:
    """The gaps of some units, sorted and first told `by` unit, owner or indicator, and each unit's way up."""
    found = {row: gaps(result, row, as_of) for row in rows}
    chosen = [gap for row in rows for gap in found[row] if owner is None or owner in gap.owners]
    chosen.sort(key=_order(by, rows))
    list_ = Table(
        by_key(by), TITLES[by](), _columns(by), [_row(result, gap, by) for gap in chosen], _notes(result, chosen)
    )
    ways = [line for row in rows if (line := _way(result, row, found[row])) is not None] if owner is None else []
    columns = (
        Column("unit", UNIT()), Column("next", NEXT()), Column("lacking", LACKING(), numeric=True), Column("way", WAY()),
    )  # fmt: skip
    return [list_, *([Table("ways", WAY_TITLE(), columns, ways)] if ways else [])]


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
    unit, owner, name = Column("unit", UNIT()), Column("owner", OWNER()), Column("criterion", NAME())
    first = {"unit": (unit, name), "owner": (owner, unit, name), "indicator": (name, unit)}[by]
    last = (
        (Column("due", DUE()), Column("basis", BASIS()))
        if by == "owner"
        else (owner, Column("due", DUE()), Column("basis", BASIS()))
    )
    return (
        *first, Column("kind", KIND()), Column("now", NOW()), Column("goal", GOAL()),
        Column("lost", AT_STAKE(), numeric=True), Column("earns", EARNS(), numeric=True), *last,
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
    now: Cell = gap.reason if gap.reason is not None else _named(result, gap, gap.now)
    target: Cell = None if goal is None else _target(result, gap, goal)
    return [
        *first, kind, now, target, _points(gap.lost, decimals), _points(goal.worth if goal and goal.worth else None, decimals),
        *([due, gap.basis] if by == "owner" else [owner, due, gap.basis]),
    ]  # fmt: skip


def _target(result: Result, gap: Gap, goal: Goal) -> Cell:
    """The value to reach; for a rate also what its numerator has to be."""
    shown = cells.value(result, gap.lever, goal.value)
    count = needed_count(goal, Reader(result, gap.row))
    return shown if count is None else WITH_COUNT(value=text(shown), name=count[0], count=count[1])


def _named(result: Result, gap: Gap, value: object) -> Cell:
    """The value now; with its name where it is not the criterion's own."""
    if gap.now is None:
        return None
    shown = cells.value(result, gap.lever, gap.now)
    lever = gap.lever
    own = gap.line is not None and lever is gap.line.account.x
    if lever is not None and lever.operation == "column" and not own:
        return NAMED(name=str(lever.data[0]), value=text(shown))
    return shown


def _points(value: Fraction | None, decimals: int) -> Cell:
    return None if value is None else cells.score(value, decimals)


def _notes(result: Result, chosen: Sequence[Gap]) -> tuple[Message, ...]:
    total = sum((gap.lost or Fraction(0) for gap in chosen), Fraction(0))
    units = len({gap.row for gap in chosen})
    return (ALL_SHOWN(count=len(chosen), units=units, points=text(cells.score(total, result.plan.decimals))),)


def _way(result: Result, row: int, found: Sequence[Gap]) -> list[Cell] | None:
    """What brings a unit to the next grade with the fewest changes."""
    following = way(result, row, found)
    if following is None:
        return None
    steps = tuple(NAMED(name=gap.name, value=f"+{text_of(result, gap)}") for gap in following.steps)
    lacking = cells.score(following.distance, result.plan.decimals)
    return [result.units.names[row], following.grade, lacking, steps or Marked(NO_WAY(), Tone.FAINT)]


def text_of(result: Result, gap: Gap) -> str:
    """The points of a step, as a number with the scheme's decimals."""
    from evalkit.diagnostics.message import show_number

    worth = gap.lost if gap.kind is Kind.MISSING or gap.full is None else gap.full.worth
    return show_number(worth or Fraction(0), max(result.plan.decimals, 0))
