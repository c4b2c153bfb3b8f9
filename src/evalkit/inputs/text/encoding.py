"""The encoding of a text file, found by looking at every byte. Never latin-1, never with replaced characters."""

from __future__ import annotations

import codecs
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256

from evalkit.diagnostics import Diagnostic, Message, Place, Problems, files
from evalkit.inputs.file_bytes import LONGEST_LINE, FileBytes
from evalkit.inputs.text.decoded import UTF_8, BadByte, TextFile

PIECE = 1 << 20
MARKS = (
    (codecs.BOM_UTF8, UTF_8),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def as_text(content: FileBytes, encoding: str | None, place: Place, problems: Problems) -> TextFile | None:
    """A file as text, or None where it is not text.

    `encoding` is what the caller says; otherwise a byte order mark, then UTF-8, then GB18030 decide.
    """
    marked = next((name for mark, name in MARKS if content.head.startswith(mark)), None)
    known = _known(encoding or marked or UTF_8)
    if known is None:
        problems.add(files.UNKNOWN_ENCODING(place, encoding=str(encoding)))
        return None
    found, guessed = _Look.through(content, known), None
    if found.bad is not None and encoding is None and marked is None:
        guessed, known = found.bad, "gb18030"
        found = _Look.through(content, known)
    if found.bad is not None:
        # The encoding that goes further is the one the file was meant to have.
        bad = found.bad if guessed is None else max(found.bad, guessed, key=lambda bad: bad.offset)
        problems.add(bad_byte(bad, content, place))
        return None
    endless = found.longest >= LONGEST_LINE
    text = TextFile(content, known, found.content_hash, found.lone_returns, endless, guessed)
    if found.has_nul:
        problems.add(files.NUL(place, hint=_utf16(content.head), row=_row(text.utf8(PIECE), b"\0")))
        return None
    if marked == "utf-16" and encoding is None:
        problems.add(files.ENCODING_USED(place, encoding="UTF-16"))
    return text


def endless_line(text: TextFile) -> int:
    """The row where a line begins that is longer than any row may be."""
    row = size = 0
    for piece in text.utf8(PIECE):
        first, *others = piece.split(b"\n")
        size += len(first)
        if size > LONGEST_LINE:
            break
        if others:
            row, size = row + len(others), len(others[-1])
    return row + 1


def settle(text: TextFile, heading: str | None, place: Place, problems: Problems) -> bool:
    """Whether a guess may be kept, now that the heading of the ids is known, or None if there is none; this is told."""
    if text.guessed is None:
        return True
    if heading is None:
        problems.add(bad_byte(text.guessed, text.content, place))
        return False
    row, offset = 1, 0
    for line in _lines(text.content.pieces(PIECE)):
        if not line.isascii() and _is_utf8(line):
            problems.add(files.TWO_ENCODINGS(Place(place.file, line=row), row=row, offset=offset + _first_wide(line)))
            return False
        row, offset = row + 1, offset + len(line)
    problems.add((files.ENCODING_GUESSED if heading.isascii() else files.ENCODING_USED)(place, encoding="GB18030"))
    return True


def bad_byte(bad: BadByte, content: FileBytes, place: Place) -> Diagnostic:
    """The byte that is not of its encoding, with its place in the file."""
    row = _row(content.pieces(PIECE), bad.offset)
    return files.BAD_BYTE(
        Place(place.file, line=row), hint=_utf16(content.head), offset=bad.offset, byte=f"0x{bad.byte:02x}", row=row,
        encoding=bad.encoding.upper(),
    )  # fmt: skip


@dataclass(slots=True)
class _Look:
    """What is found by reading a file once."""

    content_hash: str = ""
    bad: BadByte | None = None
    has_nul: bool = False
    lone_returns: bool = False
    longest: int = 0
    """Bytes of whole pieces one after the other in which no line ends."""
    _line: int = 0
    """The same, up to here."""
    _open_return: bool = False
    """Whether the last piece ended with a CR."""

    @classmethod
    def through(cls, content: FileBytes, encoding: str) -> _Look:
        look, digest, offset = cls(), sha256(), 0
        decoder = codecs.getincrementaldecoder(encoding)()
        for raw in content.pieces(PIECE):
            digest.update(raw)
            if look.bad is None:
                look._decode(decoder, encoding, raw, offset)
            offset += len(raw)
        if look.bad is None:
            look._decode(decoder, encoding, b"", offset)
        look.lone_returns |= look._open_return
        look.content_hash = digest.hexdigest()
        return look

    def _decode(self, decoder: codecs.IncrementalDecoder, encoding: str, raw: bytes, offset: int) -> None:
        """Look at the next bytes; none are the end of the file."""
        waiting = decoder.getstate()[0]
        if encoding == UTF_8 and raw and not waiting and raw.isascii():
            return self._see(raw)
        try:
            text = decoder.decode(raw, final=not raw)
        except UnicodeDecodeError as error:
            start = offset - len(waiting) + error.start
            self.bad = BadByte(error.encoding, start, error.object[error.start])
        else:
            self._see(raw if encoding == UTF_8 else text.encode())

    def _see(self, text: bytes) -> None:
        self.has_nul |= b"\0" in text
        if self._open_return and text:
            self.lone_returns |= not text.startswith(b"\n")
            self._open_return = False
        returns = b"\r" in text
        self._line = 0 if returns or b"\n" in text else self._line + len(text)
        self.longest = max(self.longest, self._line)
        if returns and not self.lone_returns:
            self._open_return = text.endswith(b"\r")
            self.lone_returns = text.count(b"\r") != text.count(b"\r\n") + self._open_return


def _known(encoding: str) -> str | None:
    """The name of an encoding of text; None where there is none of that name."""
    try:
        name = codecs.lookup(encoding).name
        b"1".decode(name)
    except UnicodeDecodeError:
        pass  # of one that takes two bytes for a letter
    except (LookupError, UnicodeError):
        return None
    return UTF_8 if name == "utf-8-sig" else name


def _lines(pieces: Iterable[bytes]) -> Iterator[bytes]:
    rest = b""
    for piece in pieces:
        *whole, rest = (rest + piece).splitlines(keepends=True)
        yield from whole
    yield rest


def _row(pieces: Iterable[bytes], wanted: bytes | int) -> int:
    """The row of the file where something stands first, or of an offset."""
    row = 1
    for piece in pieces:
        at = wanted if isinstance(wanted, int) else piece.find(wanted)
        if 0 <= at < len(piece):
            return row + piece.count(b"\n", 0, at)
        row += piece.count(b"\n")
        wanted = wanted - len(piece) if isinstance(wanted, int) else wanted
    return row


def _is_utf8(line: bytes) -> bool:
    """Whether a row is UTF-8: two letters of three bytes or more, for a single one may be GB18030 by chance."""
    try:
        wide = [letter for letter in line.decode() if letter > "\x7f"]
    except UnicodeDecodeError:
        return False
    return len(wide) > 1 and min(wide) >= "\u0800"


def _first_wide(line: bytes) -> int:
    return next(place for place, byte in enumerate(line) if byte > 0x7F)


def _utf16(head: bytes) -> Message | None:
    """Which encoding it is that has a NUL in every other place."""
    head = head[:1000]
    for name, first in (("utf-16-le", 1), ("utf-16-be", 0)):
        if head[first::2].count(0) * 4 > len(head[first::2]) and not head[1 - first :: 2].count(0):
            return files.NAME_ENCODING(encoding=name)
    return None
