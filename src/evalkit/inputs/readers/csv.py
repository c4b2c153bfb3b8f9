"""Reads .csv: separated by commas, semicolons or tabs; the rows above the heading are titles."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from io import StringIO
from itertools import takewhile
from pathlib import Path
from typing import ClassVar

from evalkit.diagnostics import Place, Problems, archives, files
from evalkit.inputs.block import Block
from evalkit.inputs.file_bytes import LONGEST_LINE, FileBytes
from evalkit.inputs.sheet import Line, Part
from evalkit.inputs.source import Source
from evalkit.inputs.text.decoded import TextFile
from evalkit.inputs.text.encoding import as_text, endless_line, settle
from evalkit.inputs.text.irregular import CarefulRows, csv_rows, last_rows
from evalkit.inputs.text.pieces import SIZE, pieces
from evalkit.inputs.workbook.marks import Merged

SEPARATORS = ",;\t"
SEPARATOR_LINE = re.compile(r'"?sep=([,;\t|])"?[ \t]*\r?\n', re.IGNORECASE)
"""What Excel reads in the first line, and never shows."""
WIDE = "，"
LOOKED_AT = 1 << 16
"""Characters in which the heading must begin and its separators are counted."""


def open_book(path: Path, content: bytes, encoding: str | None, problems: Problems) -> CsvBook | None:
    """A CSV file in memory, or None where it is not text."""
    return open_pieces(FileBytes(path, content), encoding, problems)


def open_pieces(content: FileBytes, encoding: str | None, problems: Problems) -> CsvBook | None:
    """A CSV file that is read piece by piece, or None where it is not text."""
    text = as_text(content, encoding, Place(str(content.path)), problems)
    if text is not None and text.endless:
        at = Place(str(content.path), line=endless_line(text))
        problems.add(archives.ENDLESS_LINE(at, limit=LONGEST_LINE >> 20))
        return None
    return None if text is None else CsvBook(text, problems)


@dataclass(frozen=True)
class CsvBook:
    """A CSV file: one table."""

    sheets: ClassVar[Mapping[str, bool]] = {}
    _text: TextFile
    _problems: Problems

    def grid(self, sheet: str | None) -> CsvGrid:
        head = _head(self._text)
        declared = SEPARATOR_LINE.match(head)
        if declared:
            head = head[declared.end() :]
        separator = declared[1] if declared else _separator(head)
        text = self._text
        source = Source(str(text.content.path), None, text.content_hash, text.encoding.upper(), separator)
        return CsvGrid(source, self._text, separator, head, 2 if declared else 1, self._problems)


@dataclass(frozen=True)
class CsvGrid:
    """The rows of a CSV file."""

    source: Source
    merged: ClassVar[Sequence[Merged]] = ()
    hidden: ClassVar[tuple[int, int]] = (0, 0)
    _text: TextFile
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
        return settle(self._text, named, self._place, self._problems)

    def last(self, count: int, first_row: int) -> int | None:
        found: deque[int] = deque(maxlen=count + 1)
        for piece in pieces(self._text.utf8(SIZE), first_row):
            found.extend(last_rows(piece, first_row, self._separator, count + 1, self._place))
            first_row += piece.lines
        return found[1] if len(found) > count else None

    def blocks(self, part: Part) -> Iterator[Block]:
        # Here, not above: a file is opened, and its heading found wanting, without NumPy and pandas.
        from evalkit.inputs.ahead import ahead
        from evalkit.inputs.text.regular import Wanted, regular_parts

        above = takewhile(lambda line: line.row < part.first_row, self.lines())
        titles = {line.cells[0].strip() for line in above if len(line.cells) == 1}
        wanted = Wanted(self._separator, part.width, part.numbers, part.texts, titles)
        given = pieces(self._text.utf8(SIZE), part.first_row, part.end_row)
        done = ahead(partial(regular_parts, wanted=wanted), given)
        careful = CarefulRows(wanted, self._place, self._problems)
        row = part.first_row
        try:
            for piece, block in (one for _, parts in done for one in parts):
                if block is not None:
                    careful.blank = 0
                    yield block.at(block.rows + row)
                    row += len(block.rows)
                    continue
                if (found := careful.block(piece, row)) is None:
                    return
                yield found
                row += piece.lines
        except UnicodeError:
            self._text.content.check()  # every byte was looked at before
            raise

    @property
    def _place(self) -> Place:
        return Place(self.source.file)


def _head(text: TextFile) -> str:
    """Enough of the text to hold the heading, cut where a row ends."""
    head, size = [], 0
    for piece in text.utf8(LOOKED_AT):
        head.append(piece)
        size += len(piece)
        if size > LOOKED_AT and b"\n" in piece:
            return b"".join(head).rpartition(b"\n")[0].decode()
    return b"".join(head).decode()


def _separator(head: str) -> str:
    """What stands most often, outside quotes, in the first row that is no bare title; the comma where none does. Rows
    that are filled up end with it, whatever stands in their sentences.
    """
    unquoted = re.sub(r'"[^"]*"', "", head)
    lines = (line.strip(" \r\n") for line in StringIO(unquoted))
    first = next((line for line in lines if any(one in line.strip(" \t,;") for one in SEPARATORS)), "")
    return max(SEPARATORS, key=lambda separator: (first.endswith(separator), first.count(separator)))
