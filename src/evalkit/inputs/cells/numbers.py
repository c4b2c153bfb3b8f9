"""Text -> exact decimal. A number has at most 15 significant digits, so that a float gives its decimal back."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from evalkit.diagnostics import Message, data
from evalkit.diagnostics.message import decimals_of
from evalkit.inputs.cells.refusal import CellError
from evalkit.inputs.cells.suggest import suggestion

MOST_DIGITS = 15
LIMIT = 10**MOST_DIGITS
"""Numbers are smaller than this: from here on, not every whole number is a float."""
MOST_DECIMALS = 20
"""A percent has two more, and 10^22 is the largest power of ten that is a float."""
LONGEST = 400
"""Characters of a number; longer texts are refused before anything is made of their digits."""

SHORT = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)?")
SHORTEST_LONG = 17
"""Characters; a number with fewer, and below the limit, has at most 15 digits."""
PLAIN = re.compile(r"([+-]?)([0-9]*)(?:\.([0-9]*))?(?:[eE]([+-]?[0-9]{1,3}))?")
GROUPED = re.compile(r"[+-]?[0-9]{1,3}(,[0-9]{3})+(\.[0-9]*)?")


@dataclass(frozen=True, slots=True)
class Number:
    """`mantissa` / 10^`decimals`, with as few decimals as will do."""

    mantissa: int
    decimals: int

    @property
    def value(self) -> float:
        """The float nearest to the number; int / int is correctly rounded."""
        return float(self.mantissa / 10**self.decimals)

    @property
    def fraction(self) -> Fraction:
        return Fraction(self.mantissa, 10**self.decimals)

    def hundredth(self) -> Number:
        """94.5 as 94.5 %."""
        return _fewest(self.mantissa, self.decimals + 2)


def number(text: str, sign_after: str = "") -> Number:
    """The number that `text`, tidied, writes: `12`, `-0.5`, `1,234.5`, `1e3`.

    `sign_after` is the % that stood behind it: a suggestion carries it too.

    Raises:
        CellError: D141, it is not a number; D143, it has more than 15 digits, or more decimals than are kept.
    """
    if "," in text and GROUPED.fullmatch(text):
        text = text.replace(",", "")
    match = PLAIN.fullmatch(text) if len(text) <= LONGEST else None
    if match is None or not (match[2] or match[3]):
        raise CellError(data.NOT_A_NUMBER, hint=suggestion(text + sign_after))
    sign, whole, rest, exponent = match[1], match[2], match[3] or "", int(match[4] or 0)
    digits = (whole + rest).strip("0")
    if not digits:
        return Number(0, 0)
    size = len((whole + rest).lstrip("0")) - len(rest) + exponent
    found = _fewest(int(sign + whole + rest), len(rest) - exponent) if abs(exponent) < LONGEST else None
    if len(digits) > MOST_DIGITS or size > MOST_DIGITS or found is None or found.decimals > MOST_DECIMALS:
        raise CellError(data.TOO_MANY_DIGITS, hint=_rounded(text, sign_after))
    return found


def plain_numbers(texts: Sequence[str]) -> dict[int, float]:
    """Place -> number, of those texts that are short numbers and nothing else, as nearly all are.

    What `number` makes of them is the same; whether they are below 10^15 is left to be seen.
    """
    return {
        place: float(text)
        for place, text in enumerate(texts)
        if len(text) < SHORTEST_LONG and SHORT.fullmatch(text) is not None
    }


def ratio(text: str) -> Number:
    """`107.5:100` as the decimal 1.075.

    Raises:
        CellError: D141, a side is not a number; D149, the quotient has no end, too many digits or a divisor of 0.
    """
    left, _, right = text.partition(":")
    above, below = number(left.strip()), number(right.strip())
    if below.mantissa == 0:
        raise CellError(data.ENDLESS_RATIO)
    quotient = above.fraction / below.fraction
    decimals = decimals_of(quotient)
    if decimals is None or decimals > MOST_DECIMALS or abs(quotient) >= LIMIT:
        raise CellError(data.ENDLESS_RATIO)
    found = Number(int(quotient * 10**decimals), decimals)
    if abs(found.mantissa) >= LIMIT:
        raise CellError(data.ENDLESS_RATIO)
    return found


def held(value: Decimal) -> Decimal:
    """A number as small as 1/3000000 with those of its 15 digits that `MOST_DECIMALS` leave room for."""
    if value.as_tuple().exponent >= -MOST_DECIMALS:  # type: ignore[operator]  # it is finite
        return value
    return value.quantize(Decimal(1).scaleb(-MOST_DECIMALS), ROUND_HALF_UP) or value


def _fewest(mantissa: int, decimals: int) -> Number:
    while decimals > 0 and mantissa % 10 == 0:
        mantissa, decimals = mantissa // 10, decimals - 1
    return Number(mantissa * 10 ** max(0, -decimals), max(0, decimals))


def _rounded(text: str, sign_after: str) -> Message | None:
    value = float(text)
    if not 10**-MOST_DECIMALS <= abs(value) < LIMIT:
        return None
    return data.WRITE(suggestion=f"{held(Decimal(format(value, '.15g'))):f}{sign_after}")
