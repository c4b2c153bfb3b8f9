"""Reads .csv: separated by commas, semicolons or tabs; the rows above the heading are titles."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from hashlib import sha256
from io import StringIO
from pathlib import Path
from typing import ClassVar

from evalkit.diagnostics import Place, Problems, files
from evalkit.inputs.encoding import Decoded, as_utf8, settle
from evalkit.inputs.irregular import csv_rows, irregular_block
from evalkit.inputs.marks import Merged
from evalkit.inputs.pieces import ahead, pieces
from evalkit.inputs.sheet import Block, Line, Part, Source

SEPARATORS = ",;\t"
SEPARATOR_LINE = re.compile(rb'"?sep=([,;\t|])"?[ \t]*\r?\n', re.IGNORECASE)
"""What Excel reads in the first line, and never shows."""
WIDE = "，"
LOOKED_AT = 1 << 16
"""Characters in which the heading must begin and its separators are counted."""


def open_book(path: Path, content: bytes, encoding: str | None, problems: Problems) -> CsvBook | None:
    """A CSV file, or None where it is not text."""
    decoded = as_utf8(content, encoding, Place(str(path)), problems)
    return None if decoded is None else CsvBook(path, content, decoded, problems)


@dataclass(frozen=True)
class CsvBook:
    """A CSV file: one table."""

    sheets: ClassVar[Mapping[str, bool]] = {}
    _path: Path
    _content: bytes
    _decoded: Decoded
    _problems: Problems

    def grid(self, sheet: str | None) -> CsvGrid:
        text = self._decoded.text
        declared = SEPARATOR_LINE.match(text)
        head = _head(text[declared.end() :] if declared else text)
        separator = declared[1].decode() if declared else _separator(head)
        hashed = sha256(self._content).hexdigest()
        source = Source(str(self._path), None, hashed, self._decoded.encoding, separator)
        return CsvGrid(source, self._decoded, self._content, separator, head, 2 if declared else 1, self._problems)


@dataclass(frozen=True)
class CsvGrid:
    """The rows of a CSV file in memory, as UTF-8."""

    source: Source
    merged: ClassVar[Sequence[Merged]] = ()
    hidden: ClassVar[tuple[int, int]] = (0, 0)
    _decoded: Decoded
    _content: bytes
    _separator: str
    _head: str
    """The first rows."""
    _first_row: int
    """The row where they begin."""
    _problems: Problems

    def lines(self) -> Iterator[Line]:
        return csv_rows(self._head, self._separator, self._first_row, self._place, self._problems)

    def trusted(self, heading: Sequence[str], is_id: Callable[[str], bool]) -> bool:
        named = next(filter(is_id, heading), None)
        if named is None and any(map(is_id, heading[0].split(WIDE))):
            row = next(self.lines()).row
            self._problems.add(files.WIDE_SEPARATOR(replace(self._place, line=row)))
            return False
        return settle(self._decoded, self._content, named, self._place, self._problems)

    def last(self, count: int, first_row: int) -> int | None:
        below = self._decoded.text[self._start_of(first_row) :].decode()
        rows = csv_rows(below, self._separator, first_row, self._place, Problems())
        last = deque((line.row for line in rows), maxlen=count + 1)
        return last[1] if len(last) > count else None

    def blocks(self, part: Part) -> Iterator[Block]:
        # Here, not above: a file is opened, and its heading found wanting, without NumPy and pandas.
        from evalkit.inputs.regular import Wanted, regular_block

        text = self._decoded.text
        if part.end_row is not None:
            text = text[: self._start_of(part.end_row)]
        wanted = Wanted(self._separator, part.width, part.numbers, part.texts)
        given = pieces(text, self._start_of(part.first_row), part.first_row)
        for piece, block in ahead(partial(regular_block, wanted=wanted), given):
            yield block or irregular_block(piece, wanted, self._place, self._problems)

    @property
    def _place(self) -> Place:
        return Place(self.source.file)

    def _start_of(self, row: int) -> int:
        """The byte where a row of the file begins."""
        start = 0
        for _ in range(row - 1):
            start = self._decoded.text.find(b"\n", start) + 1 or len(self._decoded.text)
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
