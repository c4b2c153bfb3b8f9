"""The account of one unit as a tree that adds up line by line, and why this total, this grade and this rank."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from evalkit.account import Line, Reader, account
from evalkit.diagnostics import Message, Words, literally
from evalkit.diagnostics.message import Value as Shown
from evalkit.expression.values import Unknown, Value
from evalkit.gaps import reason
from evalkit.plan.words import COMBINED
from evalkit.result import Result
from evalkit.table import Cell, Column, Marked, Table, Tone
from evalkit.views import cells, outcome

TITLE = Words("{unit}: account", "{unit}: 得分明细")
LINE, SCORE, POINTS = Words("criterion", "考核项"), Words("score", "得分"), Words("of", "分值")
SOURCE, BASIS = Words("from", "来源"), Words("basis", "依据")
BONUS = Words("Bonus", "加分项")
INPUT = Words("{name}: {value}", "{name}: {value}")
VALUE = Words("value: {value}", "指标值: {value}")
ORIGINAL = Words("{place} (written {text})", "{place} (原文 {text})")
NO_CELL = Words("no cell", "无此单元格")
LEFT = Words("left out", "不计入")
OPEN = Words("open", "未定")


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table, with its depth in the tree."""

    depth: int
    text: Cell
    score: Cell = None
    points: Cell = None
    source: Cell = None
    basis: Cell = None


def tables(result: Result, row: int) -> list[Table]:
    """The account, the way to the total and the grade, the vetoes and the ranks of the unit of a row."""
    rows = [r for line in account(result, row) for r in _criterion(result, row, line, 0)]
    columns = (
        Column("criterion", LINE()), Column("score", SCORE(), numeric=True), Column("points", POINTS(), numeric=True),
        Column("from", SOURCE()), Column("basis", BASIS()),
    )  # fmt: skip
    kept = [
        i
        for i, key in enumerate(("text", "score", "points", "source", "basis"))
        if key != "basis" or any(r.basis for r in rows)
    ]
    found = [[(r.text, r.score, r.points, r.source, r.basis)[i] for i in kept] for r in rows]
    unit = result.units.names[row]
    table = Table("account", TITLE(unit=unit), tuple(columns[i] for i in kept), found, indent=[r.depth for r in rows])
    return [table, *outcome.tables(result, row)]


def _criterion(result: Result, row: int, line: Line, depth: int) -> Iterator[Row]:
    """A criterion, what it is made of, and its children."""
    criterion = line.account.criterion
    name: Message = literally(criterion.title or criterion.name)
    if result.plan.bonus is not None and line.plan is result.plan.bonus:
        name = BONUS() if criterion.title is None else name
    yield Row(depth, name, _score(line), _number(line.points), basis=criterion.basis)
    depth += 1
    if not line.children:
        yield from _inputs(result, row, line, depth)
    if line.unknown is not None and line.settled is not None:
        yield Row(depth, Marked((reason(line.unknown), line.settled), Tone.WARNING), _number(line.score))
    else:
        yield from _steps(line, depth)
    for child in line.children:
        yield from _criterion(result, row, child, depth)


def _steps(line: Line, depth: int) -> Iterator[Row]:
    """The lines of the account. What the children of a sum bring stands at the children."""
    total = bool(line.children) and line.account.criterion.start is None
    for step in line.steps:
        if total and step.words == COMBINED["sum"]():
            continue
        yield Row(depth, step.words, _signed(step.amount, first=step is line.steps[0]))


def _inputs(result: Result, row: int, line: Line, depth: int) -> Iterator[Row]:
    """What was reported, and the cell it came from; and what was computed from it."""
    reader = Reader(result, row)
    for name in line.inputs:
        input_ = result.plan.scheme.inputs.get(name)
        if input_ is None:
            continue
        node = result.plan.graph.column(name, input_.node_type)
        yield Row(
            depth,
            INPUT(name=name, value=text(cells.value(result, node, reader(node)))),
            source=_place(result, row, name),
        )
    x = line.account.x
    if x is not None and x.operation != "column" and line.value is not None and not isinstance(line.value, Unknown):
        yield Row(depth, VALUE(value=text(cells.value(result, x, line.value))))


def text(cell: Cell) -> Shown:
    """A cell as a value of a message."""
    content = cell.content if isinstance(cell, Marked) else cell
    return "" if content is None else content


def _place(result: Result, row: int, name: str) -> Cell:
    place = result.units.origin(row, name)
    if place is None:
        return Marked(NO_CELL(), Tone.FAINT)
    from pathlib import PurePath

    shown = str(place).replace(place.file, PurePath(place.file).name, 1)
    written = result.units.tidied.get((row, name))
    return shown if written is None else ORIGINAL(place=shown, text=written)


def _score(line: Line) -> Cell:
    if line.left:
        return Marked(LEFT(), Tone.FAINT)
    if isinstance(line.score, Unknown):
        return Marked(OPEN(), Tone.WARNING)
    return _number(line.score)


def _number(value: Value | None) -> Cell:
    if isinstance(value, Unknown):
        return Marked(OPEN(), Tone.WARNING)
    return cells.shown(value) if isinstance(value, Fraction) else None


def _signed(value: Value, *, first: bool) -> Cell:
    """An amount with its sign, but for the first, from which the others go on."""
    if not isinstance(value, Fraction) or first or not value:
        return _number(value)
    return SIGNED[value < 0](number=abs(value))


SIGNED = {True: Words("−{number}", "−{number}"), False: Words("+{number}", "+{number}")}
