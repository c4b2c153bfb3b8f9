"""A period as it is written: 2025, 2025-03, 2025年第一季度, 3月."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from evalkit.inputs.cells.tidy import fold

COUNTED = {sign: str(value) for value, sign in enumerate([*"一二三四五六七八九十", "十一", "十二"], start=1)}
NUMERAL = re.compile("十[一二]|[一二三四五六七八九十]")
NUMBER = re.compile("[0-9]+")
COMPACT = re.compile("(?<![0-9])((?:19|20)[0-9]{2})(0[1-9]|1[0-2])([0-3][0-9])?(?![0-9])")
"""202503, or 20250315."""
MONTHS = 12
MONTH = "月"
UNSAID = re.compile(r"[-—–~至/.()年日度第]|月份?")
"""What stands between the numbers of a period and says nothing: 2025-03 is 2025年3月."""
FIRST_YEAR = 1000
PARTS = (MONTH, "q", "上半", "下半")
"""What part of a year a period is."""


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A period as it is compared: by its numbers, then by its other words (上半, 下半)."""

    numbers: tuple[int, ...]
    words: str

    @property
    def years(self) -> set[int]:
        """Those that it names."""
        return {number for number in self.numbers if number >= FIRST_YEAR}

    @property
    def lacks_year(self) -> bool:
        """Whether it is a part of a year, and does not say of which."""
        return self.words in PARTS and not self.years

    @property
    def of_a_year(self) -> bool:
        """Whether it is a part of a year that it names."""
        return bool(self.years) and (bool(self.words) or len(self.numbers) > len(self.years))

    def of(self, year: int | None) -> Period:
        """The same of a year, if it lacks one: 3月 is 2025-03 then."""
        if year is None or not self.lacks_year:
            return self
        return Period((year, *self.numbers), "" if self.words == MONTH else self.words)

    def in_months(self) -> Period:
        """The month of a day: Excel makes a date of 2025年1月."""
        is_day = not self.words and len(self.numbers) == 3 and len(self.years) == 1
        return replace(self, numbers=self.numbers[:2]) if is_day else self

    @property
    def is_month(self) -> bool:
        return not self.words and len(self.numbers) == 2 and len(self.years) == 1

    def like(self, other: Period) -> bool:
        """Whether one is before the other, or they are the same: a year and a month cannot be told so."""
        written = [(len(one.numbers), bool(one.words), bool(one.years)) for one in (self, other)]
        return self == other or (bool(self.numbers) and written[0] == written[1])

    def follows(self, earlier: Period) -> bool:
        """Whether nothing lies between the two, as far as years, quarters and months tell."""
        size = {("", 1): 1, (MONTH, 1): 1, ("q", 2): 4, ("", 2): MONTHS}.get((self.words, len(self.numbers)))
        if size is None or (size > 1 and max(self.numbers[1], earlier.numbers[1]) > size):
            return True  # as school years, which are written like months: 2024-2025
        here, there = (p.numbers[0] * size + sum(p.numbers[1:]) for p in (self, earlier))
        return here - there <= 1

    def __str__(self) -> str:
        return "-".join(map(str, self.numbers)) + (MONTH if self.words == MONTH else "")


NO_PERIOD = Period((), "")


def period_of(text: str) -> Period:
    """2025, `2025年`, `2025-03`, `2025年第一季度`, `2025Q1`, `2024-2025`; without a year `3月`, `第一季度`."""
    plain = NUMERAL.sub(lambda found: COUNTED[found[0]], fold(text))
    plain = COMPACT.sub(lambda found: "-".join(filter(None, found.groups())), plain)
    numbers = tuple(int(digits) for digits in NUMBER.findall(plain))
    words = UNSAID.sub("", NUMBER.sub("", plain)).replace("季", "q")
    alone = len(numbers) == 1 and MONTH in plain and not words
    return Period(numbers, MONTH if alone else words)


def period_under(heading: str, text: str) -> Period:
    """The period of a cell: 3 under 月份 is 3月."""
    period = period_of(text)
    if len(period.numbers) == 1 and not period.years and not period.words:
        unit = next((unit for unit in (MONTH, "季") if unit in heading), "")
        return period_of(text + unit)
    return period
