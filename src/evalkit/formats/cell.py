"""What a cell says, before a format gives it a look."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction

from evalkit.diagnostics.message import Fixed, Language, Message, Percent, decimals_of, show, show_number
from evalkit.formats.safe import safe
from evalkit.table import Cell, Content, Marked, Tone

EXACT_DIGITS = 15
"""What a float64 gives back unharmed; a decimal that does not end is written with as many."""


def content(cell: Cell) -> Content:
    """What stands in `cell`, its tone left aside."""
    return cell.content if isinstance(cell, Marked) else cell


def tone(cell: Cell) -> Tone:
    """How `cell` is meant."""
    return cell.tone if isinstance(cell, Marked) else Tone.PLAIN


def lines(cell: Cell, language: Language) -> list[str]:
    """The safe lines of `cell`: one for each of its messages, none when it is empty."""
    match content(cell):
        case None:
            return []
        case tuple() as messages:
            return [safe(message.text(language)) for message in messages]
        case said:
            return [safe(show(said, language))]


def texts(cell: Cell, language: Language) -> list[str] | None:
    """The lines of `cell` as they came, for formats that escape in their own way; None where it is a number."""
    match content(cell):
        case None:
            return []
        case str() as text:
            return [text]
        case Message() as message:
            return [message.text(language)]
        case tuple() as messages:
            return [message.text(language) for message in messages]
        case _:
            return None


def exact(number: int | Fixed | Percent) -> str:
    """`number` in decimal notation: with its own places, a percentage as a fraction (`0.9451`)."""
    match number:
        case Percent(value=value):
            return decimal(value)
        case Fixed():
            return show_number(number.value, number.decimals)
        case _:
            return str(number)


def decimal(value: Fraction) -> str:
    """`value` in decimal notation: all of its places, or `EXACT_DIGITS` digits where it has more."""
    places = decimals_of(value)
    if places is not None and places <= EXACT_DIGITS:
        return show_number(value, places)
    rounded = Context(EXACT_DIGITS, ROUND_HALF_UP).divide(Decimal(value.numerator), Decimal(value.denominator))
    return f"{rounded:f}"
