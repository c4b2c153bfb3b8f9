"""Who pulls a unit down: what each of the units below brings to the criteria that look at them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from evalkit.account import Line, Reader
from evalkit.diagnostics import Message, Words, literally
from evalkit.expression.nodes import Node, along
from evalkit.gaps.moves import seen
from evalkit.gaps.parts import Part, pulls
from evalkit.plan.look import Look, own
from evalkit.result import Result
from evalkit.table import Cell, Column, Table
from evalkit.views import cells
from evalkit.views.records import MORE, MOST, NAMED, plain
from evalkit.views.tree import number, signed

TITLE = Words("{unit}: the units below", "{unit}: 下级单位的影响")
UNIT, VALUE = Words("unit below", "下级单位"), Words("value", "指标值")
CRITERION, WITHOUT = Words("criterion", "考核项"), Words("score without it", "去掉后得分")
DIFFERENCE = Words("difference", "差")
NOTE = Words(
    "A difference above 0: without this unit the score would be higher, so it pulls it down.",
    "差为正, 表示去掉该单位得分更高, 即被其拉低。",
)


def tables(result: Result, row: int, lines: Sequence[Line]) -> list[Table]:
    """For each criterion that looks at the units below what it would be without each, who pulls down most first; no
    table where none looks at them.
    """
    reader = Reader(result, row)
    rows = [told for line in _looking(lines) for told in _criterion(line, reader)]
    columns = (
        Column("criterion", CRITERION(), section=True), Column("unit", UNIT()), Column("value", VALUE()),
        Column("without", WITHOUT(), numeric=True), Column("difference", DIFFERENCE(), numeric=True),
    )  # fmt: skip
    return [Table("children", TITLE(unit=reader.called), columns, rows, (NOTE(),))] if rows else []


def _looking(lines: Sequence[Line]) -> list[Line]:
    """The criteria that look at the units below; where there are several, first all together."""
    leaves = [leaf for line in lines for leaf in line.leaves() if _looks_below(leaf)]
    return [*(line for line in lines if len(leaves) > 1 and any(leaf in leaves for leaf in line.leaves())), *leaves]


def _looks_below(line: Line) -> bool:
    return any(along(look).kind == "children" for look in seen(line.plan.raw))


def _criterion(line: Line, reader: Reader) -> Iterator[list[Cell]]:
    parts = pulls(line.plan.score, reader)
    name: Message = literally(line.account.criterion.title or line.account.criterion.name)
    for part in parts[:MOST]:
        difference = None if part.taken is None else signed(part.taken)
        yield [name, part.row.called, _values(line, part, reader), number(part.score), difference]
    if len(parts) > MOST:
        yield [name, MORE(count=len(parts) - MOST), None, None, None]


def _values(line: Line, part: Part, reader: Reader) -> Cell:
    """What the criterion sees of a unit."""
    if line.children:
        return None
    looks, each = reader.result.plan.looks, line.account.each
    asked: list[tuple[Look | None, Node]] = [] if each is None or each.value is None else [(None, each.value)]
    found = (looks[node] for node in own([line.plan.raw], looks) if node in looks)
    asked += [(look, look.x) for look in found if look.along.kind == "children" and look.function != "each"]
    values = part.row.compute([node for _, node in asked])
    shown = {
        look.called if look is not None else "": plain(cells.value(reader.result, node, values[node]))
        for look, node in asked
        if node.constant is None
    }
    if len(shown) == 1:
        return cells.value(reader.result, asked[0][1], values[asked[0][1]])
    return tuple(NAMED(name=called, value=value) for called, value in shown.items()) or None
