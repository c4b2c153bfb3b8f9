"""The line of a file with a caret under the place, as compilers show it."""

from __future__ import annotations

from rich.cells import cell_len

from evalkit.diagnostics.diagnostic import Place
from evalkit.formats.safe import safe

WINDOW, BEFORE = 100, 50
"""How many cells of a long line are shown, and how many of them before a caret far from both ends."""


def excerpt(place: Place) -> tuple[str, str] | None:
    """The line at `place`, safe and cut to a window, and the carets below it; None where there is no line.

    The carets are empty where the place has no column.
    """
    if place.excerpt is None:
        return None
    line = place.excerpt.rstrip("\r\n")
    at = min(max((place.column or 1) - 1, 0), len(line))
    # The end of a long line leaves more room before the caret.
    after = _first(line[at : at + WINDOW], WINDOW - BEFORE)
    before = _first(line[max(0, at - WINDOW) : at][::-1], WINDOW - _cells(after))[::-1]
    after = _first(line[at : at + WINDOW], WINDOW - _cells(before))
    head = ("…" if len(before) < at else "") + "".join(map(safe, before))
    tail = "".join(map(safe, after)) + ("…" if at + len(after) < len(line) else "")
    # Past the last character there still is a caret: it shows where something is missing.
    carets = "^" * max(1, _cells(after[: place.width]))
    return head + tail, " " * cell_len(head) + carets if place.column else ""


def _first(characters: str, cells: int) -> str:
    """As many of the first `characters` as can be shown in `cells`."""
    room = cells
    for end, character in enumerate(characters):
        room -= _cells(character)
        if room < 0:
            return characters[:end]
    return characters


def _cells(characters: str) -> int:
    return sum(cell_len(safe(character)) for character in characters)
