"""The number formats of a workbook: what a number in a cell stands for, and how it would have been typed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cached_property, lru_cache
from typing import IO

import numpy as np

from evalkit.expression.data import Array
from evalkit.inputs.cells.spelling import shape, spelled
from evalkit.inputs.workbook.markup import read

GENERAL, DATE, DURATION = "General", "yyyy-mm-dd", "[h]:mm:ss"
BUILT_IN = {
    9: "0%",
    10: "0.00%",
    46: DURATION,
    **dict.fromkeys([*range(14, 23), *range(27, 37), 45, 47, *range(50, 59)], DATE),
}
"""Formats that have a number only; from 27 to 36 and from 50 on those of East Asian dates."""
ASIDE = re.compile(r'"[^"]*"|\[(?!(?:hh?|mm?|ss?)\])[^\][]*\]|[_\\].', re.IGNORECASE)
"""Quoted text, colours and conditions, escaped letters."""
OF_DATES, OF_DURATIONS = re.compile("[dmhys]", re.IGNORECASE), re.compile(r"\[(?:hh?|mm?|ss?)\]", re.IGNORECASE)
EPOCHS = {False: datetime(1899, 12, 30), True: datetime(1904, 1, 1)}
LEAP_DAY = 60
"""A day that a workbook counts and no calendar has: 29 February 1900."""
FAILED = "#VALUE!"


@dataclass(frozen=True)
class Styles:
    """The styles of cells, by their numbers."""

    formats: list[str] = field(default_factory=list)
    """Of each style its number format."""
    from_1904: bool = False

    def text(self, value: float, style: int) -> str:
        """A number cell as text."""
        number_format = self.formats[style] if style < len(self.formats) else GENERAL
        return typed(value, number_format, from_1904=self.from_1904)

    @cached_property
    def plain(self) -> Array:
        """Of each style whether a number in it is no percent, no date and has no zeros in front."""
        return np.array([_is_plain(number_format) for number_format in self.formats] or [True], dtype=bool)


def read_styles(part: IO[bytes], *, from_1904: bool) -> Styles:
    """The number formats that cells refer to; fonts, colours and borders are passed over."""
    custom: dict[str, str] = {}
    numbers: list[str] = []
    inside = False

    def start(tag: str, attributes: Mapping[str, str]) -> None:
        nonlocal inside
        if tag == "numFmt":
            custom[attributes["numFmtId"]] = attributes["formatCode"]
        elif tag == "cellXfs":
            inside = True
        elif tag == "xf" and inside:
            numbers.append(attributes.get("numFmtId", "0"))

    def end(tag: str) -> None:
        nonlocal inside
        inside = inside and tag != "cellXfs"

    read(part, start, end)
    known = {number: custom.get(number) or built_in(int(number)) for number in set(numbers)}
    return Styles([known[number] for number in numbers], from_1904)


def built_in(number: int) -> str:
    """The number format that workbooks do not write out, as far as it matters what it shows."""
    return BUILT_IN.get(number, GENERAL)


def typed(value: float, number_format: str, *, from_1904: bool) -> str:
    """A number cell as the text that a person would have typed: a date, percents, with zeros in front."""
    if not _is_date(number_format):
        return spelled(value, number_format)
    try:
        return spelled(_moment(value, number_format, from_1904=from_1904))
    except (OverflowError, ValueError):
        return FAILED


@lru_cache(maxsize=1000)
def _is_date(number_format: str) -> bool:
    return OF_DATES.search(ASIDE.sub("", number_format.partition(";")[0])) is not None


def _is_plain(number_format: str) -> bool:
    percent, width = shape(number_format)
    return not percent and width <= 1 and not _is_date(number_format)


def _moment(value: float, number_format: str, *, from_1904: bool) -> date | time | timedelta:
    """What a number stands for where its format shows a date; exact to the thousandth of a second."""
    if OF_DURATIONS.search(number_format.partition(";")[0]):
        return timedelta(milliseconds=round(timedelta(days=value) / timedelta(milliseconds=1)))
    day, fraction = divmod(value, 1)
    rest = timedelta(milliseconds=round(fraction * 86_400_000))
    if 0 <= value < 1 and not rest.days:
        return (datetime.min + rest).time()
    if 0 < value < LEAP_DAY and not from_1904:
        day += 1
    moment = EPOCHS[from_1904] + timedelta(days=day) + rest
    if moment < EPOCHS[from_1904]:
        raise ValueError(value)  # no day: a spreadsheet shows #####
    return moment
