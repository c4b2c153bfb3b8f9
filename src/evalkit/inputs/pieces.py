"""The text of a CSV file cut into pieces of whole rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

SIZE = 1 << 23
"""Bytes: with much less the fixed cost of a call to the parser counts, and with more the memory."""
LONGEST = 1 << 26
"""Bytes: when rows in quotes are longer, a quote was not closed."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Whole rows of a file, in UTF-8, the last line end included."""

    content: bytes
    first_row: int
    """The row of the file where it begins, from 1."""
    lines: int
    quoted: bool
    """Whether there is a quote in it."""


def pieces(text: Iterable[bytes], first_row: int, end_row: int | None = None) -> Iterator[Piece]:
    """The rows of a text from one row of the file to another, of which no one ends inside quotes."""
    row = 1
    for content in _whole_rows(text):
        lines = content.count(b"\n")
        begin = max(first_row, row)
        end = row + lines if end_row is None else min(end_row, row + lines)
        if begin < end:
            if (begin, end) != (row, row + lines):
                content = content[_start(content, begin - row) : _start(content, end - row)]
            yield Piece(content, begin, end - begin, b'"' in content)
        row += lines


def _start(content: bytes, line: int) -> int:
    """Where a line begins, counted from 0."""
    start = 0
    for _ in range(line):
        start = content.find(b"\n", start) + 1
    return start


def _whole_rows(text: Iterable[bytes]) -> Iterator[bytes]:
    rest = b""
    for more in text:
        if b'"' in rest or b'"' in more:
            more = rest + more
            rest = b""
            end = _end_outside_quotes(more) or (more.rfind(b"\n") + 1 if len(more) > LONGEST else 0)
        else:
            end = more.rfind(b"\n") + 1
        if end:
            yield b"".join((rest, memoryview(more)[:end]))
            rest = more[end:]
        else:
            rest += more
    if rest:
        yield rest if rest.endswith(b"\n") else rest + b"\n"


def _end_outside_quotes(text: bytes) -> int:
    """Behind the last line end that is not in quotes; 0 where there is none."""
    end = text.rfind(b"\n") + 1
    quotes = text.count(b'"', 0, end)
    while quotes % 2:
        start = text.rfind(b"\n", 0, text.rfind(b'"', 0, end)) + 1
        quotes -= text.count(b'"', start, end)
        end = start
    return end
