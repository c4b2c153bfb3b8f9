"""A CSV file cut into pieces of whole rows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

SIZE = 1 << 22
"""Bytes: some tens of thousands of rows; with much less the fixed cost of a call to the parser counts."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Whole rows of a file, in UTF-8, the last line end included."""

    content: bytes
    first_row: int
    """The row of the file where it begins, from 1."""
    lines: int
    quoted: bool
    """Whether there is a quote in it."""


def pieces(text: bytes, start: int, first_row: int, size: int = SIZE) -> Iterator[Piece]:
    """The rows of `text` from byte `start` on; no piece ends inside quotes."""
    row = first_row
    quoted = b'"' in text
    while start < len(text):
        end = _end(text, start, size, quoted=quoted)
        content = text[start:end]
        if not content.endswith(b"\n"):
            content += b"\n"
        piece = Piece(content, row, content.count(b"\n"), quoted and b'"' in content)
        yield piece
        row += piece.lines
        start = end


def _end(text: bytes, start: int, size: int, *, quoted: bool) -> int:
    end, quotes = start, 0
    while end < len(text):
        last = text.find(b"\n", min(end + size, len(text)) - 1)
        before, end = end, last + 1 if last >= 0 else len(text)
        quotes += text.count(b'"', before, end) if quoted else 0
        if quotes % 2 == 0:
            break
        size = max(1, size // 8)
    return end
