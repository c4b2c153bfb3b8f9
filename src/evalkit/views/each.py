"""A criterion that is read row by row: one line for each row, and why some do not count."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from functools import reduce

from evalkit.account import Line
from evalkit.account.reader import Reader, Record
from evalkit.diagnostics import Message, Words, literally
from evalkit.expression.nodes import Node
from evalkit.expression.values import Unknown, Value
from evalkit.plan.model import Each
from evalkit.table import Cell, Marked, Tone
from evalkit.views import cells
from evalkit.views.records import BESIDE, MORE, MOST, NAMED, plain, said, shown_columns, told_why
from evalkit.views.tree import Row, number

VALUE, WEIGHT = Words("value {value}", "指标值 {value}"), Words("weight {value}", "权重 {value}")
LEFT = Words("{row}; does not count", "{row}; 不计入")
LACKING = Words(
    "{there} of {wanted} rows are there; the others: {policy}", "应有{wanted}条, 实有{there}条; 缺少的: {policy}"
)


def rows(line: Line, each: Each, reader: Reader, depth: int) -> Iterator[Row]:
    """A row for each row that the criterion is read for."""
    telling = _Telling(line, each, reader)
    for row, values in telling.rows[:MOST]:
        yield telling.row(row, values, depth)
    if len(telling.rows) > MOST:
        yield Row(depth, MORE(count=len(telling.rows) - MOST))
    if (missing := lacking(line, each, reader)) is not None:
        yield Row(depth, Marked(missing, Tone.WARNING))


def lacking(line: Line, each: Each, reader: Reader) -> Message | None:
    """That there are fewer rows than there must be."""
    wanted = None if each.wanted is None else reader.compute([each.wanted])[each.wanted]
    counts = each.look.counts
    there = sum(row.compute([counts])[counts] is True for row in reader.rows(each.look.along))
    if not isinstance(wanted, Fraction) or wanted <= there:
        return None
    return LACKING(there=there, wanted=wanted, policy=line.account.policies["missing"].values["policy"])


class _Telling:
    """What is told of the rows of one criterion of one unit."""

    def __init__(self, line: Line, each: Each, reader: Reader) -> None:
        self.result, self.each, look = reader.result, each, each.look
        further = (each.value, *(child.raw for child in line.plan.children))
        records = look.along.kind == "records"
        self.columns = shown_columns(self.result, look, *further) if records else {}
        self.inner = [(child.criterion.called, child.score) for child in line.plan.children]
        self.shown = [node for node in (each.value, look.weight) if node is not None]
        wanted = [look.x, look.condition, look.counts, each.raw, *self.shown, *self.columns.values()]
        wanted += [score for _, score in self.inner]
        found = [(row, row.compute(wanted)) for row in reader.rows(look.along)]
        self.rows = [(row, values) for row, values in found if values[look.condition] is not False]

    def row(self, row: Reader, values: Mapping[Node, Value], depth: int) -> Row:
        look, text, raw = self.each.look, self._said(row, values), values[self.each.raw]
        source = row.at(next(iter(self.columns))) if isinstance(row, Record) else None
        if isinstance(raw, Unknown):
            text = told_why(text, raw, self.columns, values)
        if values[look.counts] is False:
            return Row(depth, Marked(LEFT(row=text), Tone.FAINT), source=source)
        shown: Cell = Marked(text, Tone.WARNING) if isinstance(raw, Unknown) else text
        return Row(depth, shown, number(values[look.x]), source=source)

    def _said(self, row: Reader, values: Mapping[Node, Value]) -> Message:
        parts = [said(self.result, self.columns, values)] if self.columns else [literally(row.called)]
        for words, node in ((VALUE, self.each.value), (WEIGHT, self.each.look.weight)):
            told = node is None or node in self.columns.values() or isinstance(values[node], Unknown)
            if node is not None and not told:
                parts.append(words(value=plain(cells.value(self.result, node, values[node]))))
        parts += [NAMED(name=name, value=plain(number(values[score]))) for name, score in self.inner]
        return reduce(lambda first, second: BESIDE(first=first, second=second), parts)
