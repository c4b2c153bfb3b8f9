"""The records behind a number: where each stands, what it says and what it brought."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from functools import reduce
from typing import cast

from evalkit.account.reader import Reader, Record
from evalkit.diagnostics import Message, Words, literally
from evalkit.diagnostics.message import Value as Shown
from evalkit.expression.nodes import Node, Type, within
from evalkit.expression.values import Unknown, Value
from evalkit.plan.context import ORDER, in_table
from evalkit.plan.look import Look
from evalkit.reasons import bare_reason, reason
from evalkit.result import Result
from evalkit.table import Cell, Marked, Tone
from evalkit.views import cells
from evalkit.views.tree import OPEN, Row, signed

MOST, FEW = 20, 3
"""So many rows are shown of a look, and so many columns of a row unless more matter."""
MORE = Words("… and {count} more", "……另有{count}条")
BESIDE = Words("{first} {second}", "{first} {second}")
NAMED = Words("{name} {value}", "{name} {value}")
MADE = Words("{row} → {value}", "{row} → {value}")
WITH = Words("{row}: counted once with {other}", "{row}: 与{other}只计一次")
TRIMMED = Words("{row}: among the highest or lowest, which are left out", "{row}: 属去掉的最高或最低")
NOT_KNOWN = Words("{row}: {reason}", "{row}: {reason}")
ROWS_OF = {
    "count": Words("{count} {count:row|rows}", "共{count}条"),
    "any": Words("{count} {count:row|rows}", "共{count}条"),
    "sum": Words("sum of {count} {count:row|rows}", "{count}条合计"),
    "mean": Words("mean of {count} {count:row|rows}", "{count}条平均"),
    "min": Words("lowest of {count} {count:row|rows}", "{count}条中最低"),
    "max": Words("highest of {count} {count:row|rows}", "{count}条中最高"),
}


class Behind:
    """The records of one unit that a look sees, each with its values."""

    def __init__(self, reader: Reader, look: Look) -> None:
        self.result, self.look = reader.result, look
        self.columns = shown_columns(reader.result, look)
        wanted = [look.x, look.condition, look.counts, *self.columns.values()]
        wanted += [node for part in look.narrowed for node in (part.keeps, *(part.keys or ()))]
        wanted += [] if look.weight is None else [look.weight]
        records = cast("list[Record]", reader.rows(look.along))
        found = [(record, record.compute(wanted)) for record in records]
        self.rows = [(record, values) for record, values in found if values[look.condition] is not False]

    @property
    def count(self) -> int:
        """How many of them count."""
        return sum(values[self.look.counts] is True for _, values in self.rows)

    def shown(self, depth: int, *, amounts: bool) -> Iterator[Row]:
        """A row for each; with `amounts` what it brought stands among the scores."""
        for record, values in self.rows[:MOST]:
            amount = self._amount(values) if amounts else None
            yield Row(depth, self._text(record, values, amounts), amount, source=record.at(next(iter(self.columns))))
        rest = self.rows[MOST:]
        if rest:
            brought = [x for _, v in rest if v[self.look.counts] is True and isinstance(x := v[self.look.x], Fraction)]
            yield Row(depth, MORE(count=len(rest)), signed(sum(brought, Fraction(0))) if amounts else None)

    def told(self) -> Iterator[Message]:
        """The first of those that count, each in a few words."""
        counted = [(record, values) for record, values in self.rows if values[self.look.counts] is True]
        for record, values in counted[:FEW]:
            text = said(self.result, self.columns, values)
            yield BESIDE(first=record.at(next(iter(self.columns))), second=text)
        if len(counted) > FEW:
            yield MORE(count=len(counted) - FEW)

    def _amount(self, values: Mapping[Node, Value]) -> Cell:
        counts = values[self.look.counts]
        return signed(values[self.look.x]) if counts is True else None if counts is False else OPEN()

    def _text(self, record: Record, values: Mapping[Node, Value], amounts: bool) -> Cell:
        look, text = self.look, said(self.result, self.columns, values)
        if not amounts and look.function not in ("count", "any"):
            text = self._made(text, values)
        counts = values[look.counts]
        if counts is True:
            return text
        if isinstance(counts, Unknown):
            return Marked(told_why(text, counts, self.columns, values), Tone.WARNING)
        return Marked(self._left(record, values, text), Tone.FAINT)

    def _made(self, text: Message, values: Mapping[Node, Value]) -> Message:
        """With what is computed of its columns."""
        for node in (self.look.x, self.look.weight):
            if node is not None and node.operation != "column" and node.constant is None:
                text = MADE(row=text, value=plain(cells.value(self.result, node, values[node])))
        return text

    def _left(self, record: Record, values: Mapping[Node, Value], text: Message) -> Message:
        """Why it does not count although it was looked at."""
        for part in self.look.narrowed:
            if values[part.keeps] is True or isinstance(values[self.look.x], Unknown):
                continue
            if part.keys is None:
                return TRIMMED(row=text)
            for other, others in self.rows:
                same = all(values[key] == others[key] for key in part.keys)
                if other is not record and same and others[part.keeps] is True:
                    return WITH(row=text, other=other.called)
        unknown = values[self.look.x]
        return told_why(text, unknown, self.columns, values) if isinstance(unknown, Unknown) else text


def shown_columns(result: Result, look: Look, *further: Node | None) -> dict[str, Node]:
    """The columns of records that a look mentions, and the first of the others up to a few."""
    table = look.along.of
    declared = result.plan.scheme.records[table].columns
    keys = [key for part in look.narrowed for key in part.keys or ()]
    roots = [node for node in (look.x, look.condition, look.weight, *keys, *further) if node is not None]
    mentioned = {
        str(node.data[0]).removeprefix(in_table(table, ""))
        for node in within(roots)
        if node.operation == "column" and node.table == table
    } - {ORDER}
    others = [name for name in declared if name not in mentioned][: max(FEW - len(mentioned), 0)]
    graph = result.plan.graph
    return {
        name: graph.column(in_table(table, name), column.node_type, table)
        for name, column in declared.items()
        if name in mentioned or name in others
    }


def said(result: Result, columns: Mapping[str, Node], values: Mapping[Node, Value]) -> Message:
    """What a record says: its texts and days as they are, its numbers with their names."""
    parts = [_cell(result, name, node, values[node]) for name, node in columns.items()]
    return reduce(lambda first, second: BESIDE(first=first, second=second), parts)


def _cell(result: Result, name: str, node: Node, value: Value) -> Message:
    if isinstance(value, Unknown):
        return NAMED(name=name, value=bare_reason(value))
    shown = plain(cells.value(result, node, value))
    return literally(str(shown)) if node.type in (Type.TEXT, Type.DATE) else NAMED(name=name, value=shown)


def told_why(text: Message, unknown: Unknown, columns: Mapping[str, Node], values: Mapping[Node, Value]) -> Message:
    """What a row says, and why it has no value where none of its cells says so."""
    if any(isinstance(values[node], Unknown) for node in columns.values()):
        return text
    return NOT_KNOWN(row=text, reason=reason(unknown))


def plain(cell: Cell) -> Shown:
    """A cell as a value of a message."""
    content = cell.content if isinstance(cell, Marked) else cell
    return "" if content is None else content
