"""What was probably meant by a name that is not known."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from heapq import nlargest

from evalkit.diagnostics.diagnostic import Problems
from evalkit.diagnostics.expression import DID_YOU_MEAN
from evalkit.diagnostics.message import Message

MANY = 200
"""Findings behind which nobody reads what was meant."""
COMPARED = 100
"""Names that are compared letter by letter, which takes long."""


def near(name: str, known: Iterable[str], problems: Problems, cutoff: float = 0.5) -> Message | None:
    """The hint with the known names that are most like `name`, where there are any."""
    if len(problems.found) >= MANY:
        return None
    letters = set(name)
    likely = nlargest(COMPARED, known, key=lambda other: len(letters.intersection(other)) - abs(len(other) - len(name)))
    names = get_close_matches(name, likely, n=3, cutoff=cutoff)
    return DID_YOU_MEAN(names=tuple(names)) if names else None
