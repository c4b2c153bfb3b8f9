"""Texts without a language: a message keeps its two templates and its values until it is shown.

Results, reasons and diagnostics carry messages, so one result prints in English and in Chinese.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Literal, TypeAlias

Language = Literal["en", "zh"]
LANGUAGES: tuple[Language, ...] = ("en", "zh")

SHOWN_DECIMALS = 4
"""A number without an end in decimals (1/3) is shown to this many places, half away from zero."""


@dataclass(frozen=True, slots=True)
class Percent:
    """A number that reads as a percentage: `Percent(Fraction(95, 100))` is shown as 95 %."""

    value: Fraction


@dataclass(frozen=True, slots=True)
class Fixed:
    """A number shown with exactly `decimals` places, rounded half away from zero."""

    value: Fraction
    decimals: int


Value: TypeAlias = "str | int | Fraction | Decimal | Percent | Fixed | date | Message | tuple[Value, ...]"


@dataclass(frozen=True, slots=True)
class Message:
    """One text in every language, with the values that it speaks of."""

    words: Words
    values: Mapping[str, Value] = field(default_factory=dict)

    def text(self, language: Language) -> str:
        """The text in `language`, its values shown as that language writes them."""
        template = self.words.zh if language == "zh" else self.words.en
        return template.format_map(_Values(self.values, language))

    def __hash__(self) -> int:
        return hash((self.words, tuple(sorted(self.values))))


@dataclass(frozen=True, slots=True)
class Words:
    """A template in English and in Chinese; called with its values it is a `Message`.

    `{count:unit|units}` is the first word where the count is 1, else the second.
    """

    en: str
    zh: str

    def __call__(self, **values: Value) -> Message:
        return Message(self, values)


class _Values(dict[str, Value]):
    """Values in their texts, made for those that a template shows."""

    def __init__(self, values: Mapping[str, Value], language: Language) -> None:
        super().__init__(values)
        self.language = language

    def __getitem__(self, name: str) -> _Shown:
        return _Shown(show(super().__getitem__(name), self.language))


class _Shown(str):
    """A value in its text, which `{…}` of a template shows, and `{…:one|many}` asks for the number of."""

    __slots__ = ()

    def __format__(self, words: str) -> str:
        if not words:
            return self
        one, many = words.split("|")
        return one if self == "1" else many


def literally(text: str) -> Message:
    """A message that is a name or a text of the scheme itself, the same in every language."""
    return Message(LITERAL, {"text": text})


LITERAL = Words("{text}", "{text}")


def show(value: Value, language: Language) -> str:
    """A value as a person reads it: `1234.5`, `95%`, `2025-12-31`, a list joined in the language's way."""
    match value:
        case Message():
            return value.text(language)
        case tuple():
            return ("、" if language == "zh" else ", ").join(show(part, language) for part in value)
        case Percent():
            return show_number(value.value * 100) + "%"
        case Fixed():
            return show_number(value.value, value.decimals)
        case date():
            return value.isoformat()
        case str():
            return value
        case _:
            return show_number(Fraction(value))


def show_number(value: Fraction, decimals: int | None = None) -> str:
    """`value` in decimal notation: exactly `decimals` places, or as many as it needs (see `SHOWN_DECIMALS`)."""
    if decimals is None:
        decimals = decimals_of(value)
        if decimals is None or decimals > 9:
            return show_number(value, SHOWN_DECIMALS).rstrip("0").rstrip(".")
    scaled = round_half_up(value * 10**decimals)
    sign, digits = ("-", -scaled) if scaled < 0 else ("", scaled)
    whole, rest = divmod(digits, 10**decimals)
    return f"{sign}{whole}.{rest:0{decimals}d}" if decimals else f"{sign}{whole}"


def round_half_up(value: Fraction) -> int:
    """The nearest whole number, halves away from zero, as offices round."""
    doubled = 2 * abs(value.numerator) + value.denominator
    whole = doubled // (2 * value.denominator)
    return -whole if value < 0 else whole


def decimals_of(value: Fraction) -> int | None:
    """How many decimals `value` needs, or None where its decimals never end."""
    rest, twos, fives = value.denominator, 0, 0
    while rest % 2 == 0:
        rest, twos = rest // 2, twos + 1
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    return max(twos, fives) if rest == 1 else None
