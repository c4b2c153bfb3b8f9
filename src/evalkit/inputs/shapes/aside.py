"""Rows among and below the units that are none: totals, notes, sentences."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from fractions import Fraction
from itertools import accumulate

import numpy as np

from evalkit.diagnostics import Diagnostic, data, shapes
from evalkit.expression.data import UNKNOWN_CODE, Array, Column
from evalkit.inputs.cells.grammar import FAILED, Grammar
from evalkit.inputs.cells.numbers import Number
from evalkit.inputs.cells.tidy import cut, fold
from evalkit.inputs.identity import id_problem
from evalkit.inputs.sheet import Sheet
from evalkit.scheme.data import Input

TOTAL = re.compile(
    r".{0,4}(合计|总计|小计|共计|总和|平均|均值|最高|最低)[数值分]?|total|totals|subtotal|grandtotal|sum|average|mean"
)
NOTE = re.compile(
    r"(注|备注|附注|说明|数据来源|资料来源|notes?|source|remarks?|"
    r"(prepared|compiled|completed|reported|checked|reviewed|approved|signed)by|signature|contact|date|"
    r"\w{0,4}(填表|填报|制表|审核|复核|校对|负责|经办|分管|主管|联系|电话|日期|时间))\w{0,6}(\(\w+\))?:.*|[*※].*|#[^0-9].*|"
    r"\w{0,8}\(?(签字|签章|盖章|签名)\)?",
    re.DOTALL,
)
PART = re.compile(r"(其中|ofwhich).*", re.DOTALL)
SENTENCE = re.compile(r".*[。;].*|.{60,}", re.DOTALL)
NAMED = 5
"""Rows that a line names."""
SUMMED = ("count", "number", "money")
"""Types of inputs whose sums mean something."""


class What(Enum):
    """What a row is that is no unit."""

    TOTAL = 1
    NOTE = 2
    SENTENCE = 3
    AGAIN = 4
    """What stands above the units."""
    HEADING = 5
    """That of another table."""
    GROUP = 6
    ALONE = 7
    """A text that may head the units below."""
    UNREAD = 8
    """Words in columns that nobody reads, and nothing else."""
    NO_CODE = 9
    """A row with values whose code is blank, or none."""


@dataclass(frozen=True)
class Aside:
    """A row that seems to be no unit."""

    what: What
    row: int
    """Of the file."""
    above: int
    """How many units stand above it."""
    text: str
    cells: Mapping[str, str]
    """Input -> what is written there."""


def what_is(unit: str, name: str, others: Callable[[], Sequence[str]]) -> tuple[What, str] | None:
    """What a row is, by the cell of its code, that of its name and, where these are not enough, `others`: all cells."""
    for text in (unit, name, *(() if unit else others())):
        if TOTAL.fullmatch(fold(text).strip(":")):
            return What.TOTAL, text
    first = unit or next((text for text in others() if text.strip()), "")
    if FAILED.fullmatch(first.strip()):
        return None
    plain = fold(first)
    if NOTE.fullmatch(plain) and all(":" in fold(text) or text.strip() in ("", first) for text in others()):
        return What.NOTE, first
    alone = SENTENCE.fullmatch(plain) and all(text.strip() in ("", unit) for text in others())
    return (What.SENTENCE, first) if alone or PART.fullmatch(plain) or fold(unit).endswith(":") else None


def tell_asides(
    asides: Sequence[Aside], columns: Mapping[str, Column], inputs: Mapping[str, Input], sheet: Sheet, column: int
) -> Iterator[Diagnostic]:
    """Tell of every such row: it is left out where that is clear, else an error. `column` holds the codes."""
    last = max((len(found.values) for found in columns.values()), default=0)
    sums = _Sums({name: column for name, column in columns.items() if inputs[name].type in SUMMED}, inputs)
    before = 0
    for place, aside in enumerate(asides):
        at = sheet.source.place(aside.row, column)
        below = len(asides) - place
        hint = data.LEAVE_OUT(count=below) if aside.above == last else None
        value = cut(aside.text.strip().rstrip(":："))
        match aside.what:
            case What.SENTENCE:
                yield data.BAD_ID(at, hint=hint or shapes.TAKE_OUT(), value=value, why=data.A_SENTENCE())
            case What.ALONE:
                yield data.BAD_ID(at, hint=hint or shapes.TAKE_OUT(), value=value, why=shapes.A_GROUP())
            case What.NO_CODE:
                problem = id_problem(aside.text, at, sheet.heading[column])
                assert problem is not None  # what has none is a unit
                footer = problem.kind is data.BLANK_ID and 0 < aside.above == last
                yield replace(problem, hint=shapes.CODE_OR_FOOTER(count=below)) if footer else problem
            case What.HEADING:
                yield shapes.ANOTHER_TABLE(at, row=sheet.source.row_name(aside.row))
            case What.TOTAL:
                ranges = {(0, aside.above), (before, aside.above), (0, last if aside.above == 0 else 0)}
                summed = any(sums.are(aside, start, stop) for start, stop in ranges if start < stop)
                kind = data.TOTAL_LEFT_OUT if summed else data.TOTAL_ROW
                yield kind(at, hint=None if summed else hint, row=sheet.source.row_name(aside.row), value=value)
                before = aside.above
    yield from _counted(asides, sheet, column)


def _counted(asides: Sequence[Aside], sheet: Sheet, column: int) -> Iterator[Diagnostic]:
    """Of what is left out without a doubt, a line for each kind."""
    for what, kind in ((What.NOTE, data.NOTES_LEFT_OUT), (What.AGAIN, shapes.HEADING_AGAIN),
                       (What.GROUP, shapes.GROUP_ROWS), (What.UNREAD, shapes.UNREAD_ROWS)):  # fmt: skip
        found = [aside for aside in asides if aside.what is what]
        if found:
            texts = [cut(aside.text.strip().rstrip(":：")) for aside in found]
            at = sheet.source.place(found[0].row, column)
            yield kind(at, count=len(found), value=texts[0], values=(*texts[:NAMED], *["…"][: len(found) - NAMED]))


def tell_merged(
    sheet: Sheet, used: Sequence[int], inputs: Mapping[int, Column], rows: Array, asides: Sequence[Aside]
) -> Iterator[Diagnostic]:
    """Tell of merged cells that hold the value of several cells that are read; `rows` are those of units, and `inputs`
    what was read of them, by column.
    """
    told = np.array([aside.row for aside in asides if aside.what is not What.NO_CODE], dtype=np.int64)
    for one in sheet.merged:
        columns = [column for column in used if one.first_column <= column <= one.last_column]
        count = len(columns) * (one.last_row + 1 - one.first_row)
        start, stop = np.searchsorted(rows, (one.first_row, one.last_row + 1))
        others = np.diff(np.searchsorted(told, (one.first_row, one.last_row + 1)))[0]
        blank = all(column in inputs and _is_blank(inputs[column], start, stop) for column in columns)
        if count > 1 and start < stop and not (others or blank):
            first = sheet.source.place(one.first_row, one.first_column)
            end = sheet.source.place(one.last_row, one.last_column)
            yield data.MERGED(first, cells=f"{first.cell}:{end.cell}")


def _is_blank(column: Column, start: int, stop: int) -> bool:
    """Whether nothing is reported in these rows; a cell that does not apply, or cannot be read, has something in it."""
    values = column.values[start:stop]
    unknown = np.isnan(values) if values.dtype.kind == "f" else values == UNKNOWN_CODE
    return bool(unknown.all()) and not any(start <= row < stop for row in column.states)


class _Sums:
    """The sums of the rows of a table; what is not known counts nothing."""

    def __init__(self, columns: Mapping[str, Column], inputs: Mapping[str, Input]) -> None:
        self._columns = columns
        self._grammars = {name: Grammar(replace(inputs[name], at_least=None, at_most=None)) for name in columns}
        self._upto: dict[str, list[int]] = {}
        """Of each column the sum of all rows above a row, exactly, as a whole number of its last decimals."""

    def are(self, aside: Aside, start: int, stop: int) -> bool:
        """Whether every number of a total is the sum of these rows, and there is one."""
        found = 0
        for name, grammar in self._grammars.items():
            cell = grammar.read(aside.cells[name])
            if cell.refused is not None:
                return False
            if isinstance(cell.value, Number):
                if cell.value.fraction != self._sum(name, start, stop):
                    return False
                found += 1
        return found > 0

    def _sum(self, name: str, start: int, stop: int) -> Fraction:
        column = self._columns[name]
        scale = 10**column.decimals
        if name not in self._upto:
            whole = np.rint(np.nan_to_num(column.values) * scale)
            self._upto[name] = [0, *accumulate(map(int, whole.tolist()))]
        upto = self._upto[name]
        return Fraction(upto[stop] - upto[start], scale)
