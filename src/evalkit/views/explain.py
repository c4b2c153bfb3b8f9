"""The account of one unit as a tree that adds up line by line, and why this total, this grade and this rank."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from evalkit.account import Line, Reader, account
from evalkit.diagnostics import Message, Words, literally
from evalkit.expression.values import Reason, Unknown
from evalkit.inputs import samples
from evalkit.plan.words import COMBINED
from evalkit.reasons import reason
from evalkit.result import Result
from evalkit.table import Cell, Column, Marked, Table, Tone
from evalkit.views import cells, children, each, measures, others, outcome
from evalkit.views.records import ROWS_OF, Behind, plain
from evalkit.views.tree import OPEN, Row, number, signed

TITLE = Words("{unit}: account", "{unit}: 得分明细")
LINE, SCORE, POINTS = Words("criterion", "考核项"), Words("score", "得分"), Words("of", "分值")
SOURCE, BASIS = Words("from", "来源"), Words("basis", "依据")
BONUS = Words("Bonus", "加分项")
INPUT = Words("{name}: {value}", "{name}: {value}")
COUNTS_AS = Words("{reason}, counts as {value}", "{reason}, 视为{value}")
VALUE = Words("value: {value}", "指标值: {value}")
ORIGINAL = Words("{place} (written {text})", "{place} (原文 {text})")
NO_CELL = Words("no cell", "无此单元格")
OF_SCHEME = Words("{taken} of {title}", "{title} {taken}")
SMALL_SAMPLE = Words("sample {sample}, fewer than {least}", "样本量{sample}, 不足{least}")
UNKNOWN_SIZE = Words("unknown", "不详")
OWN_SCORE = Words("own score: {score}", "自评分: {score}")
TOO_HIGH, TOO_LOW, AS_SCORED = (
    Words("{difference} more than its score", "比得分高{difference}分"),
    Words("{difference} less than its score", "比得分低{difference}分"),
    Words("as its score", "与得分一致"),
)
LEFT = Words("left out", "不计入")


def tables(result: Result, row: int) -> list[Table]:
    """The account, the way to the total and the grade, the vetoes and the ranks of the unit of a row."""
    lines = account(result, row)
    rows = [r for line in lines for r in _criterion(result, row, line, 0)]
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
    return [table, *children.tables(result, row, lines), *outcome.tables(result, row)]


def _criterion(result: Result, row: int, line: Line, depth: int) -> Iterator[Row]:
    """A criterion, what it is made of, and what was added to that or taken from it."""
    criterion = line.account.criterion
    name: Message = literally(criterion.title or criterion.name)
    if result.plan.bonus is not None and line.plan is result.plan.bonus:
        name = BONUS() if criterion.title is None else name
    yield Row(depth, name, _score(line), number(line.points), basis=criterion.basis)
    depth += 1
    for child in line.children:
        yield from _criterion(result, row, child, depth)
    reader = Reader(result, row)
    yield from _measured(result, reader, line, depth)
    yield from _own_score(result, row, line, depth)
    if line.unknown is not None and line.settled is not None:
        yield _settled(line, line.unknown, line.settled, depth)
    else:
        yield from _steps(line, reader, depth)
    if line.account.each is not None:
        yield from each.rows(line, line.account.each, reader, depth + 1)


def _own_score(result: Result, row: int, line: Line, depth: int) -> Iterator[Row]:
    """What the unit gives itself, and how far that is from its score."""
    node = line.account.own_score
    if node is None:
        return
    own = OWN_SCORE(score=plain(cells.value(result, node, line.own_score)))
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
        return Row(depth, Marked(settled, Tone.WARNING), None if line.left else number(line.score))
    return Row(depth, Marked((reason(unknown), settled), Tone.WARNING), None if line.left else number(line.score))


def _steps(line: Line, reader: Reader, depth: int) -> Iterator[Row]:
    """The lines of the account. What the children of a sum bring stands at the children."""
    total = bool(line.children) and line.account.criterion.start is None
    for step in line.steps:
        if total and step.words == COMBINED["sum"]():
            continue
        yield Row(depth, step.words, number(step.amount) if step is line.steps[0] else signed(step.amount))
        for look in step.looks:
            yield from Behind(reader, look).shown(depth + 1, amounts=True)


def _measured(result: Result, reader: Reader, line: Line, depth: int) -> Iterator[Row]:
    """What was reported and where; what was computed from it, and what others have."""
    percent = measures.in_percent(line)
    for name in line.inputs if not line.children else ():
        if name in result.plan.scheme.inputs:
            yield from _reported(result, reader, name, depth)
    looked = result.plan.looks
    x, ruled = line.account.x, not line.children or line.account.rule is not None
    percent = percent or (x is not None and cells.is_share(result, x))
    named = x is not None and (x.operation == "column" or (x in looked and looked[x].input is not None))
    named = named or x in result.plan.filled
    if ruled and x is not None and not named and isinstance(line.value, Fraction | str | bool):
        yield Row(depth, VALUE(value=plain(cells.value(result, x, line.value, percent=percent))))
    if line.deciding is not None and line.account.rule is not None:
        yield Row(depth, line.deciding)
    for look in measures.looks(line, reader, percent=percent):
        yield Row(depth, look)
    for look in others.looks(line, reader):
        yield Row(depth, look)
    for written, found in line.compared.items():
        yield Row(depth, INPUT(name=written, value=plain(cells.value(result, None, found, percent=percent))))


def _reported(result: Result, reader: Reader, name: str, depth: int) -> Iterator[Row]:
    """An input with its cell, and the reason of a mark; or with the records that it comes from."""
    input_, row = result.plan.scheme.inputs[name], reader.row
    made = next((node for node, look in result.plan.looks.items() if look.input == name), None)
    if made is not None:
        behind = Behind(reader, result.plan.looks[made])
        shown = cells.value(result, made, reader.compute([made])[made])
        rows = ROWS_OF[behind.look.function](count=behind.count)
        yield Row(depth, INPUT(name=name, value=plain(shown)), source=rows)
        yield from behind.shown(depth + 1, amounts=False)
        return
    node = result.plan.graph.column(name, input_.node_type)
    found = reader(node)
    said = plain(cells.value(result, node, found))
    if input_.missing is not None and isinstance(found, Unknown) and found.reason is Reason.NOT_REPORTED:
        said = COUNTS_AS(reason=said, value=cells.blank(input_))
    yield Row(depth, INPUT(name=name, value=said), source=_place(result, row, name))
    if samples.too_small(result.units, row, input_):
        size = samples.sample(result.units, row, input_)
        told = SMALL_SAMPLE(sample=UNKNOWN_SIZE() if size is None else size, least=input_.sample_at_least or 0)
        yield Row(depth, Marked(told, Tone.WARNING))
    given = result.units.attributes.get(input_.reason) if input_.reason is not None else None
    if given is not None and isinstance(why := given.exact(row, name), str):
        yield Row(depth, INPUT(name=str(input_.reason), value=why))


def _place(result: Result, row: int, name: str) -> Cell:
    taken = result.plan.scheme.inputs[name].taken
    if taken is not None:
        return OF_SCHEME(taken=taken.text, title=taken.scheme.title)
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
    return number(line.score)
