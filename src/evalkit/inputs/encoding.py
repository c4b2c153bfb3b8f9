"""Bytes of a text file -> UTF-8 bytes with plain line ends. Never latin-1, never with replaced characters."""

from __future__ import annotations

import codecs
from dataclasses import dataclass, replace

from evalkit.diagnostics import Diagnostic, Message, Place, Problems, files

PIECE = 1 << 20
MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


@dataclass(frozen=True)
class Decoded:
    """The text of a file."""

    text: bytes
    """As UTF-8."""
    guessed: UnicodeDecodeError | None = None
    """Why it is no UTF-8, where GB18030 was taken instead: to be settled when the headings are known."""
    encoding: str = "UTF-8"


def as_utf8(content: bytes, encoding: str | None, place: Place, problems: Problems) -> Decoded | None:
    """The text of a file, or None where it is not text.

    `encoding` is what the caller says; otherwise a byte order mark, then UTF-8, then GB18030 decide.
    """
    marked = next((name for mark, name in MARKS if content.startswith(mark)), None)
    try:
        found = _converted(content, encoding or marked)
    except LookupError:
        problems.add(files.UNKNOWN_ENCODING(place, encoding=str(encoding)))
        return None
    except UnicodeDecodeError as error:
        problems.add(bad_byte(error, content, place))
        return None
    if (at := found.text.find(b"\0")) >= 0:
        problems.add(files.NUL(place, hint=_utf16(content), row=found.text.count(b"\n", 0, at) + 1))
        return None
    if marked == "utf-16" and encoding is None:
        problems.add(files.ENCODING_USED(place, encoding="UTF-16"))
    return replace(found, text=_plain_line_ends(found.text.removeprefix(codecs.BOM_UTF8)))


def settle(found: Decoded, content: bytes, heading: str | None, place: Place, problems: Problems) -> bool:
    """Whether a guess may be kept, now that the heading of the ids is known, or None if there is none; this is told."""
    if found.guessed is None:
        return True
    if heading is None:
        problems.add(bad_byte(found.guessed, content, place))
        return False
    row, offset = 1, 0
    for line in content.splitlines(keepends=True):
        if not line.isascii() and _is_utf8(line):
            problems.add(files.TWO_ENCODINGS(Place(place.file, line=row), row=row, offset=offset + _first_wide(line)))
            return False
        row, offset = row + 1, offset + len(line)
    problems.add((files.ENCODING_GUESSED if heading.isascii() else files.ENCODING_USED)(place, encoding="GB18030"))
    return True


def _is_utf8(line: bytes) -> bool:
    """Whether a row is UTF-8: two letters of three bytes or more, for a single one may be GB18030 by chance."""
    try:
        wide = [letter for letter in line.decode() if letter > "\x7f"]
    except UnicodeDecodeError:
        return False
    return len(wide) > 1 and min(wide) >= "\u0800"


def _first_wide(line: bytes) -> int:
    return next(place for place, byte in enumerate(line) if byte > 0x7F)


def _utf16(content: bytes) -> Message | None:
    """Which encoding it is that has a NUL in every other place."""
    head = content[:1000]
    for name, first in (("utf-16-le", 1), ("utf-16-be", 0)):
        if head[first::2].count(0) * 4 > len(head[first::2]) and not head[1 - first :: 2].count(0):
            return files.NAME_ENCODING(encoding=name)
    return None


def _converted(content: bytes, encoding: str | None) -> Decoded:
    if encoding is not None and codecs.lookup(encoding).name not in ("utf-8", "utf-8-sig"):
        return Decoded(content.decode(encoding).encode(), encoding=encoding.upper())
    try:
        _check_utf8(content)
    except UnicodeDecodeError as not_utf8:
        if encoding is not None:
            raise
        return _guessed(content, not_utf8)
    return Decoded(content)


def _check_utf8(content: bytes) -> None:
    """Raise UnicodeDecodeError, its place counted from the start of the file, if this is not UTF-8."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    for start in range(0, len(content), PIECE):
        piece = content[start : start + PIECE]
        if piece.isascii() and not decoder.getstate()[0]:
            continue
        try:
            decoder.decode(piece, final=start + PIECE >= len(content))
        except UnicodeDecodeError:
            content.decode()  # the same error, with its place in the whole
            raise


def _guessed(content: bytes, not_utf8: UnicodeDecodeError) -> Decoded:
    try:
        text = content.decode("gb18030")
    except UnicodeDecodeError as not_gb:
        # The encoding that goes further is the one the file was meant to have.
        raise max(not_gb, not_utf8, key=lambda error: error.start) from None
    return Decoded(text.encode(), not_utf8, "GB18030")


def bad_byte(error: UnicodeDecodeError, content: bytes, place: Place) -> Diagnostic:
    """The byte that is not of its encoding, with its place in the file."""
    row = content.count(b"\n", 0, error.start) + 1
    at = Place(place.file, line=row)
    byte = f"0x{content[error.start]:02x}"
    return files.BAD_BYTE(
        at, hint=_utf16(content), offset=error.start, byte=byte, row=row, encoding=error.encoding.upper()
    )


def _plain_line_ends(text: bytes) -> bytes:
    """CRLF may stay, the parsers know it; a CR alone becomes a line end, so that rows can be counted by LF."""
    if b"\r" not in text or text.count(b"\r") == text.count(b"\r\n"):
        return text
    return text.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
