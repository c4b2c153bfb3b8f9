"""Whoever fills in the tables of a unit, and what may stand in a cell."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from random import Random
from typing import TypeAlias

Cell: TypeAlias = str | float | date | None
"""What stands in a cell; a `float` of a percent column is a number of percent."""


@dataclass
class Office:
    """The office of one unit: `care` is how well the unit works, from 0 to 1."""

    chance: Random
    care: float

    def share(self, low: float, high: float) -> float:
        """A rate between two bounds, higher where the unit works well."""
        return low + (high - low) * min(1.0, 0.62 * self.care + 0.36 * self.chance.random())

    def part(self, whole: float, low: float, high: float) -> int:
        """So many of a whole number of cases."""
        return round(whole * self.share(low, high))

    def faults(self, most: int) -> int:
        """A number of mistakes, often none."""
        return round(most * (1 - self.share(0, 1)) * self.chance.random())

    def between(self, low: int, high: int) -> int:
        """Any number between two."""
        return low + int((high - low + 1) * self.chance.random())

    def one_of(self, *choices: str) -> str:
        """Any of some words."""
        return choices[int(len(choices) * self.chance.random())]
