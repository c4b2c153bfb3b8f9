"""The one grammar of data: the text of a cell -> a value, why there is none, or a refusal."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from difflib import get_close_matches
from fractions import Fraction
from typing import TypeAlias

from evalkit.diagnostics import Kind, Message, data
from evalkit.diagnostics.expression import DID_YOU_MEAN
from evalkit.diagnostics.message import Percent, show
from evalkit.expression.syntax import Number as Written
from evalkit.expression.syntax import Operation
from evalkit.expression.values import Reason
from evalkit.inputs.cells.numbers import Number, number, ratio
from evalkit.inputs.cells.refusal import CellError
from evalkit.inputs.cells.spelling import UNCALCULATED
from evalkit.inputs.cells.states import FLAGS, NO, NOTHING, STATES, YES
from evalkit.inputs.cells.tidy import fold, tidy_text, tidy_value
from evalkit.scheme.data import Input
from evalkit.scheme.shapes import Expression

FAILED = re.compile(
    r"#(DIV/0!|N/A|NAME\?|NULL!|NUM!|REF!|VALUE!|GETTING_DATA|SPILL!|CALC!|FIELD!|BLOCKED!|BUSY!|CONNECT!|UNKNOWN!)"
)
"""What a spreadsheet shows of a formula without a value."""
DAY = re.compile(
    r"([1-9][0-9]{3})(?:([-/.])([0-9]{1,2})\2([0-9]{1,2})| ?年 ?([0-9]{1,2}) ?月 ?([0-9]{1,2}) ?日)"
    r"([ T][0-9]{1,2}:[0-9]{2}(:[0-9]{2}(\.[0-9]+)?)?)?"
)

Found: TypeAlias = Number | bool | str | int
"""A number, truth, text, or date as `date.toordinal()`."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What the text of a cell says."""

    value: Found | None = None
    reason: Reason | None = None
    """Why there is no value."""
    refused: CellError | None = None
    tidied: bool = False
    """Unusual characters were taken for what they mean."""
    remark: Kind | None = None
    """An odd spelling that is told once for a column."""


class Grammar:
    """How the cells of one input are read. `divided` (a percent input, or its heading has %): 94.5 is 94.5 %."""

    def __init__(self, declared: Input, *, percent_heading: bool = False, vetoing: bool = False) -> None:
        """`vetoing`: a veto looks at it, and 无 is never an answer that lets a unit pass."""
        self.input = declared
        self._flags = {word: truth for word, truth in FLAGS.items() if not (vetoing and word == NOTHING)}
        self.divided = declared.type == "percent" or (percent_heading and declared.type == "ratio")
        self.low, self.high = _constant(declared.at_least), _constant(declared.at_most)
        self._levels = {fold(level): level for level in declared.levels}
        self._labels = {fold(spelling): meant for spelling, meant in (declared.labels or {}).items()}
        self.unit = tidy_value(declared.unit or "")[0].removesuffix("%")
        """What may stand behind a number; no other unit may."""
        self._read = READERS.get(declared.type, _number)

    def read(self, text: str) -> Cell:
        """The meaning of a cell; never raises, whatever the text."""
        try:
            return self._meaning(text)
        except CellError as refused:
            return Cell(reason=Reason.NOT_READABLE, refused=refused)

    def _meaning(self, text: str) -> Cell:
        if (failed := failure(text)) is not None:
            raise failed
        plain, tidied = tidy_text(text) if self.input.type == "text" else tidy_value(text)
        folded = fold(plain)
        if folded in self._labels:
            plain = self._labels[folded]
            folded = fold(plain)
        if folded in self._levels:
            return Cell(self._levels[folded], tidied=tidied)
        if self.input.type == "flag" and folded in self._flags:
            return Cell(self._flags[folded], tidied=tidied)
        if folded in STATES:
            return Cell(reason=STATES[folded], remark=self._remark if folded == NOTHING else None)
        cell = self._read(self, plain)
        return replace(cell, tidied=True) if tidied else cell

    @property
    def _remark(self) -> Kind:
        return data.NOTHING_IN_VETO if self.input.type == "flag" else data.NOTHING_WORD

    def nearest(self, plain: str) -> tuple[str, ...]:
        """The levels whose names are near."""
        return tuple(get_close_matches(plain, tuple(self.input.levels), n=3, cutoff=0.5))

    def check_bounds(self, found: Number) -> None:
        """Refuse a number that the scheme does not allow."""
        value = found.fraction
        if (self.low is not None and value < self.low) or (self.high is not None and value > self.high):
            raise CellError(data.OUT_OF_BOUNDS, bounds=self.bounds)

    @property
    def bounds(self) -> str:
        """The allowed range as a person writes it: `0 … 100%`."""
        low, high = ("" if bound is None else self._shown(bound) for bound in (self.low, self.high))
        return f"{low} … {high}".strip()

    def _shown(self, bound: Fraction) -> str:
        return show(Percent(bound) if self.divided else bound, "en")


def failure(text: str) -> CellError | None:
    """What is wrong with a cell whose formula has no value, whatever the column holds."""
    if text.startswith(UNCALCULATED):
        return CellError(data.NOT_CALCULATED, value=text.removeprefix(UNCALCULATED))
    if text.lstrip().startswith("#") and FAILED.fullmatch(text.strip()):
        return CellError(data.ERROR_CELL)
    return None


def _number(grammar: Grammar, plain: str) -> Cell:
    if not grammar.unit:
        return _bare_number(grammar, plain)
    bare = plain.removesuffix(grammar.unit).rstrip()
    try:
        cell = _bare_number(grammar, bare)
    except CellError as refused:
        if refused.kind is data.NOT_A_NUMBER:
            refused.hint = data.WRITE_IN_UNIT(unit=grammar.unit)  # 12元 where 万元 belongs is not 12
        raise
    return cell if bare == plain else replace(cell, tidied=True)


def _bare_number(grammar: Grammar, plain: str) -> Cell:
    kind = grammar.input.type
    body = plain[:-1].rstrip() if plain.endswith("%") else plain
    percent = body != plain
    if percent and kind not in ("percent", "ratio"):
        number(body, "%")
        raise CellError(data.PERCENT_HERE, type=kind)
    if ":" in body and kind == "ratio" and not percent:
        found = ratio(body)
    else:
        found = number(body, "%" if percent else "")
        if percent or grammar.divided:
            found = found.hundredth()
    if kind == "count" and (found.decimals or found.mantissa < 0):
        raise CellError(data.NOT_A_COUNT)
    grammar.check_bounds(found)
    remark = data.SCIENTIFIC if "e" in body or "E" in body else None
    return Cell(found, tidied="," in body, remark=remark)


def _level(grammar: Grammar, plain: str) -> Cell:
    if not grammar.input.levels:
        return Cell(plain)
    near = grammar.nearest(plain)
    hint = DID_YOU_MEAN(names=near) if near else None
    raise CellError(data.NOT_A_LEVEL, hint=hint, levels=tuple(grammar.input.levels))


def _flag(_: Grammar, plain: str) -> Cell:
    raise CellError(data.NOT_A_FLAG, yes=YES, no=NO)


def _text(_: Grammar, plain: str) -> Cell:
    return Cell(plain)


def _date(_: Grammar, plain: str) -> Cell:
    match = DAY.fullmatch(plain)
    if match is None:
        raise CellError(data.NOT_A_DATE, hint=_written_together(plain))
    try:
        day = date(int(match[1]), int(match[3] or match[5]), int(match[4] or match[6]))
    except ValueError:
        raise CellError(data.NOT_A_DATE) from None
    return Cell(day.toordinal())


def _written_together(plain: str) -> Message | None:
    """20251231 is as likely a number: it is shown as a date, not taken for one."""
    match = re.fullmatch(r"(20[0-9]{2})(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])", plain)
    return data.WRITE(suggestion="-".join(match.groups())) if match else None


READERS: dict[str, Callable[[Grammar, str], Cell]] = {"level": _level, "flag": _flag, "text": _text, "date": _date}
"""Type of an input -> how its values are written; the others are numbers."""


def _constant(bound: Expression | None) -> Fraction | None:
    """The number that a bound is, or None where it is a formula and cannot be checked cell by cell."""
    match bound and bound.syntax:
        case Written(value):
            return value
        case Operation("neg", (Written(value),)):
            return -value
    return None
