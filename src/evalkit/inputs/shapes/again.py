"""What stands above the units and among them again: the headings and titles of every printed page."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from evalkit.inputs.block import Texts
from evalkit.inputs.cells.tidy import tidy_text
from evalkit.inputs.shapes.aside import What
from evalkit.inputs.sheet import Sheet


class Above:
    """The rows above the units, to know them when they are met again."""

    def __init__(self, sheet: Sheet, column: int) -> None:
        """`column` holds the ids."""
        self._rows = [_trimmed(line.cells) for line in sheet.above]
        self._texts = {row[column] for row in self._rows if column < len(row) and row[column]}
        heading = len(sheet.above) - max(map(len, sheet.paths.values()), default=1)
        self._headings = {row[column] for row in self._rows[heading:] if column < len(row) and row[column]}
        self._column = column

    def places(self, ids: Texts) -> list[int]:
        """The rows whose id is a text that stands above, too."""
        if self._texts.isdisjoint(ids.distinct):
            return []
        codes = [code for code, text in enumerate(ids.distinct) if text in self._texts]
        found: list[int] = np.flatnonzero(np.isin(ids.codes, codes)).tolist()
        return found

    def what(self, cells: Sequence[str]) -> tuple[What, str] | None:
        """Whether a row stands above, too, or is another heading."""
        row = _trimmed(cells)
        text = row[self._column] if self._column < len(row) else ""
        if row in self._rows:
            return What.AGAIN, text
        return (What.HEADING, text) if text in self._headings else None


def _trimmed(cells: Sequence[str]) -> list[str]:
    """The cells without blanks, and without blank ones at the end."""
    texts = [tidy_text(cell)[0] for cell in cells]
    while texts and not texts[-1]:
        texts.pop()
    return texts
