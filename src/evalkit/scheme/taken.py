"""What an input takes from the result of another scheme."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from evalkit.scheme import Scheme

NUMBERS = ("number", "ratio", "percent")
TYPES = {"score": ("number",), "share": NUMBERS, "rank": ("count", "number"), "grade": ("level",)}
"""What can be taken -> the types of input that can hold it."""
OF_CRITERION = ("score", "share")
"""What can also be taken of one criterion."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A part of the result of another scheme."""

    scheme: Scheme
    what: str
    """One of `TYPES`."""
    criterion: str | None = None
    """The criterion whose score or share it is; of the whole scheme where there is none."""

    @property
    def text(self) -> str:
        """As it is written: `score(service)`."""
        return self.what if self.criterion is None else f"{self.what}({self.criterion})"
