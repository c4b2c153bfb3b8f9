"""A value that could stand in a column, and that the reader takes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from evalkit.diagnostics import Message
from evalkit.diagnostics.message import show_number
from evalkit.inputs.cells.grammar import Grammar
from evalkit.scheme.data import Input
from evalkit.template.model import Sample
from evalkit.template.words import SOME_TEXT, YES

NUMBERS = {"percent": ("94.5", "8.5"), "count": ("12", "3"), "judged": ("8.5", "3.5"), "ratio": ("1.25", "0.8")}
OTHERS = ("36.5", "7.5")


def example_of(declared: Input) -> Sample:
    """The first value that is within the bounds of an input."""
    match declared.type:
        case "flag":
            return YES()
        case "level" if declared.levels:
            return next(iter(declared.levels))
        case "date":
            return declared.due or date(2025, 6, 30)
        case "text" | "level":
            return SOME_TEXT()
    grammar = Grammar(declared)
    for number in _candidates(declared, grammar):
        if grammar.read(number).refused is None:
            return number if declared.type == "ratio" else Fraction(number)
    return Message(SOME_TEXT)


def _candidates(declared: Input, grammar: Grammar) -> Iterator[str]:
    yield from NUMBERS.get(declared.type, OTHERS)
    scale = 100 if grammar.divided else 1
    for bound in (grammar.high, grammar.low):
        if bound is not None:
            yield show_number(bound * scale)
