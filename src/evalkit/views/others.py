"""What an account sees of the units below and above, and of the period before, in words."""

from __future__ import annotations

from collections.abc import Iterator

from evalkit.account import Line, Reader
from evalkit.diagnostics import Message, Words
from evalkit.expression.nodes import reachable
from evalkit.plan.look import Look, own
from evalkit.table import Cell
from evalkit.views import cells
from evalkit.views.records import plain

CHILDREN = {
    "mean": Words(
        "mean of {asked} of {count} {count:unit|units} below: {value}", "{count}个下级单位{asked}平均: {value}"
    ),
    "sum": Words(
        "sum of {asked} of {count} {count:unit|units} below: {value}", "{count}个下级单位{asked}合计: {value}"
    ),
    "min": Words(
        "lowest {asked} of {count} {count:unit|units} below: {value}", "{count}个下级单位{asked}最低: {value}"
    ),
    "max": Words(
        "highest {asked} of {count} {count:unit|units} below: {value}", "{count}个下级单位{asked}最高: {value}"
    ),
    "count": Words("units below that count: {value}", "计入的下级单位个数: {value}"),
    "share": Words("share of the units below with {asked}: {value}", "下级单位中{asked}的比例: {value}"),
}
PARENT = Words("{asked} of {unit}: {value}", "{unit}的{asked}: {value}")
BEFORE = Words("{asked} before: {value}", "上期{asked}: {value}")
STREAK = Words("periods in a row with {asked}: {value}", "{asked}连续期数: {value}")


def looks(line: Line, reader: Reader) -> Iterator[Message]:
    """What is seen, in the order in which it is asked for."""
    plan = reader.result.plan
    below = {node for child in line.children for node in reachable([child.plan.raw])}
    for node in own([line.plan.raw], plan.looks):
        look = plan.looks.get(node)
        if look is None or node in below or not look.called or look.along.kind == "records":
            continue
        if look.along.kind != "children" or reader.rows(look.along):
            yield _told(look, reader, cells.value(reader.result, node, reader.compute([node])[node]))


def _told(look: Look, reader: Reader, found: Cell) -> Message:
    value = plain(found)
    match look.along.kind:
        case "children":
            counts = [row.compute([look.counts])[look.counts] is True for row in reader.rows(look.along)]
            return CHILDREN[look.function](asked=look.called, count=sum(counts), value=value)
        case "parent":
            unit = next((row.called for row in reader.rows(look.along)), "—")
            return PARENT(asked=look.called, unit=unit, value=value)
    return (STREAK if look.function == "streak" else BEFORE)(asked=look.called, value=value)
