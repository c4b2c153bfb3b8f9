"""A text file whose encoding is known: read as UTF-8 with plain line ends, piece by piece, as often as wanted."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from dataclasses import dataclass
from io import IncrementalNewlineDecoder
from itertools import chain

from evalkit.inputs.file_bytes import FileBytes

UTF_8 = "utf-8"
MARK = "\ufeff"
WHOLE = 1 << 20
"""Bytes at a time, where all are wanted."""


@dataclass(frozen=True, slots=True)
class BadByte:
    """A byte that is not of its encoding."""

    encoding: str
    offset: int
    """From the start of the file."""
    byte: int


@dataclass(frozen=True)
class TextFile:
    """A text file that has been looked through: all its bytes are of its encoding."""

    content: FileBytes
    encoding: str
    content_hash: str
    lone_returns: bool = False
    """Whether a CR stands alone somewhere. It is a line end then, so that rows can be counted by LF; a CRLF stays
    where there is none, for the parsers know it.
    """
    endless: bool = False
    """Whether a line is longer than any row."""
    guessed: BadByte | None = None
    """Why it is no UTF-8, where GB18030 was taken instead: to be settled when the headings are known."""

    @property
    def whole(self) -> str:
        """All of it."""
        return b"".join(self.utf8(WHOLE)).decode()

    def utf8(self, size: int) -> Iterator[bytes]:
        """The text in pieces of about `size` bytes, most of them whole lines; a byte order mark is left out.

        Raises:
            EvalkitError: D275, the file has changed.
        """
        if self.encoding == UTF_8 and not self.lone_returns:
            marked = self.content.head.startswith(codecs.BOM_UTF8)
            yield from self.content.pieces(size, len(codecs.BOM_UTF8) if marked else 0, of_lines=True)
            return
        plain = codecs.getincrementaldecoder(self.encoding)()
        decoder = IncrementalNewlineDecoder(plain, translate=True) if self.lone_returns else plain
        mark = MARK
        for raw in chain(self.content.pieces(size), [b""]):
            if text := decoder.decode(raw, final=not raw):
                yield text.removeprefix(mark).encode()
                mark = ""
