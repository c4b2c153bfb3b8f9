"""Reads .csv: separated by commas, semicolons or tabs; the rows above the heading are titles."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from hashlib import sha256
from io import StringIO
from pathlib import Path
from typing import ClassVar

from evalkit.diagnostics import Place, Problems, data, files
from evalkit.inputs.encoding import as_utf8, settle
from evalkit.inputs.irregular import csv_rows, irregular_block
from evalkit.inputs.marks import Merged
from evalkit.inputs.pieces import ahead, pieces
from evalkit.inputs.sheet import Block, Choice, Source, down_to_heading

SEPARATORS = ",;\t"
SEPARATOR_LINE = re.compile(rb'"?sep=([,;\t|])"?[ \t]*\r?\n', re.IGNORECASE)
"""What Excel reads in the first line, and never shows."""
WIDE = "，"
LOOKED_AT = 1 << 16
"""Characters in which the heading must begin and its separators are counted."""


def sheets(content: bytes) -> Mapping[str, bool]:
    """None: a text file is one table."""
    return {}


def open_sheet(path: Path, content: bytes, choice: Choice, problems: Problems) -> CsvSheet | None:
    """The table of a CSV file, or None where it is not text or empty."""
    place = Place(str(path))
    decoded = as_utf8(content, choice.encoding, place, problems)
    if decoded is None:
        return None
    text = decoded.text
    declared = SEPARATOR_LINE.match(text)
    head, skipped = _head(text[declared.end() :] if declared else text), 1 if declared else 0
    separator = declared[1].decode() if declared else _separator(head)
    above = down_to_heading(csv_rows(head, separator, 1 + skipped, place, problems), lambda row: row.cells, choice)
    if not above:
        if not problems.errors:
            problems.add(files.NO_HEADING(place))
        return None
    source, heading = Source(str(path), None, sha256(content).hexdigest()), above[-1]
    named = next((cell for cell in heading.cells if choice.is_id(cell)), None)
    if named is None and WIDE in "".join(heading.cells) and any(map(choice.is_id, heading.cells[0].split(WIDE))):
        problems.add(files.WIDE_SEPARATOR(Place(str(path), line=heading.row)))
        return None
    if not settle(decoded, content, named, place, problems):
        return None
    if len(above) > 1:
        problems.add(files.TITLES(source.place(heading.row, 0), count=len(above) - 1))
    sheet = CsvSheet(source, heading.cells, heading.row, text, separator, heading.next_row, problems)
    return sheet.without_last(choice.footer) if choice.footer else sheet


@dataclass(frozen=True)
class CsvSheet:
    """A CSV file in memory, as UTF-8."""

    source: Source
    heading: Sequence[str]
    heading_row: int
    merged: ClassVar[Sequence[Merged]] = ()
    _text: bytes
    _separator: str
    _first_row: int
    """Where the rows below the heading begin."""
    _problems: Problems

    def blocks(self, numbers: Sequence[int], texts: Sequence[int]) -> Iterator[Block]:
        # Here, not above: a file is opened, and its heading found wanting, without NumPy and pandas.
        from evalkit.inputs.regular import Wanted, regular_block

        wanted = Wanted(self._separator, len(self.heading), numbers, texts)
        place = Place(self.source.file)
        given = pieces(self._text, self._start_of(self._first_row), self._first_row)
        for piece, block in ahead(partial(regular_block, wanted=wanted), given):
            yield block or irregular_block(piece, wanted, place, self._problems)

    def without_last(self, count: int) -> CsvSheet:
        """The same without its last rows, blank ones not counted."""
        below = self._text[self._start_of(self._first_row) :].decode()
        rows = csv_rows(below, self._separator, self._first_row, Place(self.source.file), Problems())
        last = deque((row.row for row in rows), maxlen=count + 1)
        if len(last) <= count:
            self._problems.add(data.FOOTER_TOO_LONG(Place(self.source.file), count=count))
            return self
        self._problems.add(data.FOOTER(self.source.place(last[1], 0), count=count))
        return replace(self, _text=self._text[: self._start_of(last[1])])

    def _start_of(self, row: int) -> int:
        """The byte where a row of the file begins."""
        start = 0
        for _ in range(row - 1):
            start = self._text.find(b"\n", start) + 1 or len(self._text)
        return start


def _head(text: bytes) -> str:
    """Enough of the text to hold the heading, cut where a row ends."""
    end = text.find(b"\n", LOOKED_AT)
    return text[: end if end >= 0 else len(text)].decode()


def _separator(head: str) -> str:
    """What stands most often, outside quotes, in the first row that is no bare title; the comma where none does."""
    unquoted = re.sub(r'"[^"]*"', "", head)
    lines = (line.strip(" \t\r\n,;") for line in StringIO(unquoted))
    first = next((line for line in lines if any(separator in line for separator in SEPARATORS)), "")
    return max(SEPARATORS, key=first.count)
