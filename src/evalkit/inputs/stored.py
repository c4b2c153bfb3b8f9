"""A value as workbooks of the binary kinds store it -> the text that the same cell of an .xlsx gives."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache

from evalkit.inputs.spelling import spelled

ERRORS = {
    0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A",
    0x2B: "#GETTING_DATA",
}  # fmt: skip
DATES = (*range(27, 37), *range(50, 59))
"""Numbers of formats that stand for dates in East Asia, with no pattern of their own."""


def error(code: int) -> str:
    """An error cell."""
    return ERRORS.get(code, "#VALUE!")


def number(value: float, number_format: str, *, from_1904: bool) -> str:
    """A number cell, which may be shown as a date, as percents or with leading zeros."""
    if not is_date(number_format):
        return spelled(value, number_format)
    return date(value, from_1904=from_1904)


def date(value: float, *, from_1904: bool) -> str:
    """A number that counts days; one that is none on the calendar is an error, as it is shown."""
    from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900, from_excel

    epoch: datetime = CALENDAR_MAC_1904 if from_1904 else CALENDAR_WINDOWS_1900
    try:
        return spelled(from_excel(value, epoch))
    except (OverflowError, ValueError):
        return error(0x0F)


@lru_cache(maxsize=1000)
def is_date(number_format: str) -> bool:
    """Whether a number format shows a date or a time."""
    from openpyxl.styles.numbers import is_date_format

    return bool(is_date_format(number_format))


def built_in(number: int) -> str:
    """The pattern of a number format that workbooks do not write out."""
    from openpyxl.styles.numbers import BUILTIN_FORMATS

    return "yyyy-mm-dd" if number in DATES else BUILTIN_FORMATS.get(number, "General")
