"""The text of a CSV file cut into pieces of whole rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

SIZE = 14 << 20
"""Bytes: with much less the fixed cost of a call to the parser counts, and with more the memory."""
LONGEST = 1 << 23
"""Bytes: when rows in quotes are longer, a quote was not closed."""


@dataclass(frozen=True)
class Piece:
    """Whole rows of a file, in UTF-8, the last line end included."""

    content: bytes

    @cached_property
    def lines(self) -> int:
        return self.content.count(b"\n")

    @cached_property
    def quoted(self) -> bool:
        """Whether there is a quote in it."""
        return b'"' in self.content

    def is_blank(self, separator: str) -> bool:
        """Whether nothing but blanks and separators is in it."""
        return not self.content.strip(f" \t\r\n{separator}".encode())

    def from_line(self, line: int) -> Piece:
        """Without the lines before one, counted from 0."""
        return Piece(self.content[self._start(line) :])

    def to_line(self, line: int) -> Piece:
        """Only the lines before one."""
        return Piece(self.content[: self._start(line)])

    def parts(self, size: int) -> Iterator[Piece]:
        """The same rows in pieces of about `size` bytes."""
        cut = (self.content[start : start + size] for start in range(0, len(self.content), size))
        return map(Piece, _whole_rows(cut))

    def _start(self, line: int) -> int:
        start = 0
        for _ in range(line):
            start = self.content.find(b"\n", start) + 1
        return start


def pieces(text: Iterable[bytes], first_row: int, end_row: int | None = None) -> Iterator[Piece]:
    """The rows of a text from one row of the file to another, of which no one ends inside quotes."""
    above = first_row - 1
    left = None if end_row is None else end_row - first_row
    for content in _whole_rows(text):
        piece = Piece(content)
        if above:
            skipped = min(above, piece.lines)
            piece, above = piece.from_line(skipped), above - skipped
        if left is not None:
            piece = piece.to_line(min(left, piece.lines))
            left -= piece.lines
        if piece.content:
            yield piece


def _whole_rows(text: Iterable[bytes]) -> Iterator[bytes]:
    rest = b""
    for more in text:
        whole = rest + more if rest else more
        if b'"' in whole:
            end = _end_outside_quotes(whole) or (whole.rfind(b"\n") + 1 if len(whole) > LONGEST else 0)
        else:
            end = whole.rfind(b"\n") + 1
        if end:
            yield whole[:end]
        rest = whole[end:]
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
