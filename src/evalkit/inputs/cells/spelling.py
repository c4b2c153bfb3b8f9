"""A typed value of a workbook or a frame, as the text that a person would have typed, so that one grammar reads all."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from decimal import Decimal
from functools import lru_cache
from math import isfinite

from evalkit.inputs.cells.numbers import LIMIT, held

UNCALCULATED = "\x00"
"""Before the text of a formula that has no value. No text of a file begins so: XML and the CSV reader refuse it."""

QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')


def spelled(value: object, number_format: str = "General") -> str:
    """`value` as text: a number by the 15 digits that a spreadsheet shows of it, `94.5%` where its format says so."""
    match value:
        case None:
            return ""
        case str():
            return value
        case bool():
            return "TRUE" if value else "FALSE"
        case int() | float():
            return _number(value, number_format)
        case datetime():
            return str(value.date() if value.time() == time() else value)
        case date():
            return value.isoformat()
    return str(value)


def _number(value: float, number_format: str) -> str:
    digits = format(value, ".15g")
    if not isfinite(value) or abs(value) >= LIMIT:
        return digits.upper()
    percent, width = shape(number_format)
    if percent:
        return _plain(held(Decimal(digits) * 100)) + "%"
    plain = _plain(held(Decimal(digits))) if "e" in digits else digits
    return plain.zfill(width) if plain.isdigit() else plain


@lru_cache(maxsize=1000)
def shape(number_format: str) -> tuple[bool, int]:
    """Whether a number format shows percents, and how many digits it pads to: 3 for `000`, 0 for most."""
    shown = QUOTED.sub("", number_format.partition(";")[0])
    return "%" in shown, len(shown) if set(shown) == {"0"} else 0


def _plain(value: Decimal) -> str:
    """Decimal notation without needless zeros: `100`, `0.5`."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
