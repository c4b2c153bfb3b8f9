"""Columns that have no heading: blank ones are skipped, and data below a blank heading are told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import numpy as np

from evalkit.diagnostics import Diagnostic, data
from evalkit.expression.data import Array
from evalkit.inputs.block import Block
from evalkit.inputs.sheet import Sheet

AT_ONCE = 1 << 22
"""Cells."""


class Unheaded:
    """The columns of a sheet without a heading, while its rows are read."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet
        self._blank = [column for column, heading in enumerate(sheet.heading) if not heading.strip()]
        self._counts: Counter[int] = Counter()
        self._first: dict[int, int] = {}
        """Column -> the first row of the file that has something in it."""

    def add(self, block: Block, keep: Array) -> None:
        """Look at the rows that are kept."""
        columns = [*self._blank, *block.beyond(len(self._sheet.heading))]
        step = max(1, AT_ONCE // max(1, len(block.rows)))
        parts = (block.texts(columns[at : at + step]) for at in range(0, len(columns), step))
        for column, texts in (one for part in parts for one in part.items()):
            filled = np.array([bool(text.strip()) for text in texts.distinct], dtype=bool)[texts.codes] & keep
            if filled.any():
                self._counts[column] += int(filled.sum())
                self._first.setdefault(column, int(block.rows[int(np.argmax(filled))]))

    def tell(self) -> Iterator[Diagnostic]:
        """What was found, when all rows were added."""
        source = self._sheet.source
        last = max(column for column, heading in enumerate(self._sheet.heading) if heading.strip())
        blank = [column for column in self._blank if column < last and column not in self._counts]
        if blank:
            place = source.place(self._sheet.heading_row, 0)
            yield data.BLANK_COLUMNS(place, count=len(blank), columns=tuple(map(source.column_name, blank)))
        for column, count in sorted(self._counts.items()):
            place = source.place(self._first[column], column)
            yield data.NO_HEADING_HERE(place, count=count, column=source.column_name(column))
