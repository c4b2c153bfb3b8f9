"""The account of one unit as a tree that adds up line by line, and why this total, this grade and this rank."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from evalkit.account import Line, Reader, account
from evalkit.diagnostics import Message, Words, literally
from evalkit.diagnostics.message import Value as Shown
from evalkit.expression.values import Reason, Unknown, Value
from evalkit.plan.words import COMBINED
from evalkit.reasons import reason
from evalkit.result import Result
from evalkit.table import Cell, Column, Marked, Table, Tone
from evalkit.views import cells, measures, outcome

TITLE = Words("{unit}: account", "{unit}: 得分明细")
LINE, SCORE, POINTS = Words("criterion", "考核项"), Words("score", "得分"), Words("of", "分值")
SOURCE, BASIS = Words("from", "来源"), Words("basis", "依据")
BONUS = Words("Bonus", "加分项")
INPUT = Words("{name}: {value}", "{name}: {value}")
VALUE = Words("value: {value}", "指标值: {value}")
ORIGINAL = Words("{place} (written {text})", "{place} (原文 {text})")
NO_CELL = Words("no cell", "无此单元格")
SMALL_SAMPLE = Words("sample {sample}, fewer than {least}", "样本量{sample}, 不足{least}")
UNKNOWN_SIZE = Words("unknown", "不详")
OWN_SCORE = Words("own score: {score}", "自评分: {score}")
TOO_HIGH, TOO_LOW, AS_SCORED = (
    Words("{difference} more than its score", "比得分高{difference}分"),
    Words("{difference} less than its score", "比得分低{difference}分"),
    Words("as its score", "与得分一致"),
)
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
        Column("from", SOURCE()), Column("basis", BASIS(), spare=True),
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
    """A criterion, what it is made of, and what was added to that or taken from it."""
    criterion = line.account.criterion
    name: Message = literally(criterion.title or criterion.name)
    if result.plan.bonus is not None and line.plan is result.plan.bonus:
        name = BONUS() if criterion.title is None else name
    yield Row(depth, name, _score(line), _number(line.points), basis=criterion.basis)
    depth += 1
    for child in line.children:
        yield from _criterion(result, row, child, depth)
    yield from _measured(result, row, line, depth)
    yield from _own_score(result, row, line, depth)
    if line.unknown is not None and line.settled is not None:
        yield _settled(line, line.unknown, line.settled, depth)
    else:
        yield from _steps(line, depth)


def _own_score(result: Result, row: int, line: Line, depth: int) -> Iterator[Row]:
    """What the unit gives itself, and how far that is from its score."""
    node = line.account.own_score
    if node is None:
        return
    own = OWN_SCORE(score=text(cells.value(result, node, line.own_score)))
    source = _place(result, row, str(node.data[0])) if node.operation == "column" else None
    if not (isinstance(line.own_score, Fraction) and isinstance(line.score, Fraction)):
        yield Row(depth, own, source=source)
        return
    more = line.own_score - line.score
    words = TOO_HIGH if more > 0 else TOO_LOW if more < 0 else AS_SCORED
    yield Row(depth, (own, words(difference=abs(more))), source=source)


def _settled(line: Line, unknown: Unknown, settled: Message, depth: int) -> Row:
    """Why there is no score by the rule, and what holds instead."""
    if unknown.reason is Reason.NOT_APPLICABLE:
        return Row(depth, Marked(settled, Tone.WARNING), None if line.left else _number(line.score))
    return Row(depth, Marked((reason(unknown), settled), Tone.WARNING), None if line.left else _number(line.score))


def _steps(line: Line, depth: int) -> Iterator[Row]:
    """The lines of the account. What the children of a sum bring stands at the children."""
    total = bool(line.children) and line.account.criterion.start is None
    for step in line.steps:
        if total and step.words == COMBINED["sum"]():
            continue
        yield Row(depth, step.words, _signed(step.amount, first=step is line.steps[0]))


def _measured(result: Result, row: int, line: Line, depth: int) -> Iterator[Row]:
    """What was reported and where; what was computed from it, and what peers have."""
    reader, percent = Reader(result, row), measures.in_percent(line)
    for name in line.inputs if not line.children else ():
        if name in result.plan.scheme.inputs:
            yield from _reported(result, row, name, depth)
    x, ruled = line.account.x, not line.children or line.account.rule is not None
    percent = percent or (x is not None and cells.is_share(result, x))
    if ruled and x is not None and x.operation != "column" and isinstance(line.value, Fraction | str | bool):
        yield Row(depth, VALUE(value=text(cells.value(result, x, line.value, percent=percent))))
    if line.deciding is not None and line.account.rule is not None:
        yield Row(depth, line.deciding)
    for look in measures.looks(line, reader, percent=percent):
        yield Row(depth, look)


def _reported(result: Result, row: int, name: str, depth: int) -> Iterator[Row]:
    """An input with its cell, and the reason of a mark."""
    input_ = result.plan.scheme.inputs[name]
    node = result.plan.graph.column(name, input_.node_type)
    shown = cells.value(result, node, Reader(result, row)(node))
    yield Row(depth, INPUT(name=name, value=text(shown)), source=_place(result, row, name))
    if result.units.too_small(row, input_):
        size = result.units.sample(row, input_)
        told = SMALL_SAMPLE(sample=UNKNOWN_SIZE() if size is None else size, least=input_.sample_at_least or 0)
        yield Row(depth, Marked(told, Tone.WARNING))
    given = result.units.attributes.get(input_.reason) if input_.reason is not None else None
    if given is not None and isinstance(why := given.exact(row, name), str):
        yield Row(depth, INPUT(name=str(input_.reason), value=why))


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
