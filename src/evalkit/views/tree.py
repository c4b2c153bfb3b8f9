"""A line of the tree that explains a unit."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from evalkit.diagnostics import Words
from evalkit.expression.values import Unknown, Value
from evalkit.table import Cell, Marked, Tone
from evalkit.views import cells

OPEN = Words("open", "未定")
SIGNED = {True: Words("−{number}", "−{number}"), False: Words("+{number}", "+{number}")}


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table, with its depth in the tree."""

    depth: int
    text: Cell
    score: Cell = None
    points: Cell = None
    source: Cell = None
    basis: Cell = None


def number(value: Value | None) -> Cell:
    """A number, or that it is open."""
    if isinstance(value, Unknown):
        return Marked(OPEN(), Tone.WARNING)
    return cells.shown(value) if isinstance(value, Fraction) else None


def signed(value: Value) -> Cell:
    """An amount with its sign."""
    if not isinstance(value, Fraction) or not value:
        return number(value)
    return SIGNED[value < 0](number=abs(value))
