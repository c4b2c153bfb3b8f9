"""Rows of several periods -> the rows of each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from evalkit.diagnostics import Diagnostic, Problems, below
from evalkit.expression.data import UNKNOWN_CODE, Array
from evalkit.inputs.cells.tidy import cut, fold
from evalkit.inputs.table import Table

COUNTED = {sign: str(value) for value, sign in enumerate([*"一二三四五六七八九十", "十一", "十二"], start=1)}
NUMERAL = re.compile("十[一二]|[一二三四五六七八九十]")
NUMBER = re.compile("[0-9]+")
MONTHS = 12
UNSAID = re.compile(r"[-—–~至/.()年月日度第]")
"""What stands between the numbers of a period and says nothing: 2025-03 is 2025年3月."""


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A period as it is compared: by its numbers, then by its other words (上半, 下半)."""

    numbers: tuple[int, ...]
    words: str

    def like(self, other: Period) -> bool:
        """Whether one is before the other, or they are the same: a year and a month cannot be told so."""
        return self == other or (0 < len(self.numbers) == len(other.numbers) and bool(self.words) == bool(other.words))

    def follows(self, earlier: Period) -> bool:
        """Whether nothing lies between the two, as far as years, quarters and months tell."""
        size = {("", 1): 1, ("q", 2): 4, ("", 2): MONTHS}.get((self.words, len(self.numbers)))
        if size is None or (size > 1 and max(self.numbers[1], earlier.numbers[1]) > size):
            return True  # as school years, which are written like months: 2024-2025
        here, there = (p.numbers[0] * size + sum(p.numbers[1:]) for p in (self, earlier))
        return here - there <= 1

    def __str__(self) -> str:
        return "-".join(map(str, self.numbers))


def period_of(text: str) -> Period:
    """2025, `2025年`, `2025-03`, `2025年第一季度`, `2025Q1`, `2024-2025`."""
    plain = NUMERAL.sub(lambda found: COUNTED[found[0]], fold(text))
    numbers = tuple(int(digits) for digits in NUMBER.findall(plain))
    return Period(numbers, UNSAID.sub("", NUMBER.sub("", plain)).replace("季", "q"))


def rows_of_periods(table: Table, last: str, problems: Problems) -> dict[Period | None, Array]:
    """The rows of a table by their period; rows without one, and those after the period `last`, are told."""
    heading = table.form.period or ""
    column = table.attributes[heading]
    of_label = [period_of(label) for label in column.labels]
    problems.found.extend(_refused(table, last, of_label))
    found: dict[Period | None, Array] = {}
    for period in dict.fromkeys(of_label):
        codes = [code for code, other in enumerate(of_label) if other == period]
        rows = np.flatnonzero(np.isin(column.values, codes))
        if period.like(period_of(last)) and period <= period_of(last):
            found[period] = rows
    return found


def _refused(table: Table, last: str, of_label: list[Period]) -> Iterator[Diagnostic]:
    """Each way in which rows are of no period, told once with the first such row."""
    heading = table.form.period or ""
    column = table.layout.attributes[heading]
    codes = table.attributes[heading].values
    bounds = period_of(last)
    for code in (UNKNOWN_CODE, *range(len(of_label))):
        rows = np.flatnonzero(codes == code)
        if not len(rows):
            continue
        row = int(table.rows[rows[0]])
        place = table.sheet.source.place(row, column)
        if code == UNKNOWN_CODE:
            yield below.BLANK_PERIOD(place, row=row, heading=cut(heading), count=len(rows))
            continue
        value = cut(table.attributes[heading].labels[code])
        if not of_label[code].like(bounds):
            yield below.ODD_PERIOD(place, row=row, value=value, period=last, count=len(rows))
        elif of_label[code] > bounds:
            yield below.LATER_PERIOD(place, row=row, value=value, period=last, count=len(rows))
