"""The name of a file or sheet -> the records that it is called by, and of which period."""

from __future__ import annotations

import re

from evalkit.inputs.cells.tidy import fold
from evalkit.inputs.period import NO_PERIOD, Period, period_of
from evalkit.scheme import Scheme

AROUND = r"[0-9一二三四五六七八九十年月份日季度第期上下半q_\-–—~/.() ]*"
"""What may stand before and behind the name of records in the name of a file: 2025年核查, 核查_2025Q1."""


def called(scheme: Scheme, text: str, *, around: bool = False) -> dict[str, Period]:
    """The records whose name a text is, each with the period `around` it, where one may be."""
    beside = f"({AROUND if around else ''})"
    found: dict[str, Period] = {}
    for records, declared in scheme.records.items():
        for name in (records, *declared.source):
            if match := re.fullmatch(beside + re.escape(fold(name)) + beside, fold(text)):
                found.setdefault(records, _period("-".join(match.groups())))
    return found


def period_alone(text: str) -> Period:
    """The period that a text is; NO_PERIOD where it is anything else."""
    return _period(text) if re.fullmatch(AROUND, fold(text)) else NO_PERIOD


def period_within(text: str) -> Period:
    """The period with a year that stands somewhere in a text; NO_PERIOD where there is none, or are several."""
    found = {period for part in re.findall(AROUND, fold(text)) if (period := _period(part)).years}
    return found.pop() if len(found) == 1 else NO_PERIOD


def _period(text: str) -> Period:
    return period_of(text.replace("_", "-"))


def are_apart(one: Period, other: Period) -> bool:
    """Whether one is another than the other and written like it: 1月, 2月; but not 2025 and 2025-01."""
    alike = len(one.numbers) == len(other.numbers) and bool(one.words) == bool(other.words)
    return alike and one != other
