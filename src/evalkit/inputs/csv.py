"""Reads .csv: separated by commas, semicolons or tabs; the heading is the first row that is not blank."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from io import StringIO
from itertools import islice
from pathlib import Path

from evalkit.diagnostics import Place, Problems, data
from evalkit.inputs.encoding import as_utf8
from evalkit.inputs.pieces import ahead, pieces
from evalkit.inputs.records import irregular_block, records
from evalkit.inputs.sheet import Block, Choice, Source

SEPARATORS = ",;\t"
LOOKED_AT = 1 << 16
"""Characters in which the heading must begin and its separators are counted."""


def open_sheet(path: Path, content: bytes, choice: Choice, problems: Problems) -> CsvSheet | None:
    """The table of a CSV file, or None where it is not text or empty."""
    place = Place(str(path))
    text = as_utf8(content, choice.encoding, place, problems)
    if text is None:
        return None
    separator = _separator(text)
    heading = next(iter(islice(records(_head(text), separator, 1, place, problems), 1)), None)
    if heading is None:
        if not problems.errors:
            problems.add(data.NO_HEADING(place))
        return None
    source = Source(str(path), None, sha256(content).hexdigest())
    return CsvSheet(source, heading.cells, heading.row, text, separator, heading.next_row, problems)


@dataclass(frozen=True)
class CsvSheet:
    """A CSV file in memory, as UTF-8."""

    source: Source
    heading: Sequence[str]
    heading_row: int
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
        start = 0
        for _ in range(self._first_row - 1):
            start = self._text.find(b"\n", start) + 1 or len(self._text)
        given = pieces(self._text, start, self._first_row)
        for piece, block in ahead(partial(regular_block, wanted=wanted), given):
            yield block or irregular_block(piece, wanted, place, self._problems)


def _head(text: bytes) -> str:
    """Enough of the text to hold the heading, cut where a row ends."""
    end = text.find(b"\n", LOOKED_AT)
    return text[: end if end >= 0 else len(text)].decode()


def _separator(text: bytes) -> str:
    """What stands most often, outside quotes, in the first row that is not blank; the comma where none does."""
    unquoted = re.sub(r'"[^"]*"', "", _head(text))
    first = next((line for line in StringIO(unquoted) if line.strip(" \t\r\n,;")), "")
    return max(SEPARATORS, key=first.count)
