"""Bytes of a text file -> UTF-8 bytes with plain line ends. Never latin-1, never with replaced characters."""

from __future__ import annotations

import codecs

from evalkit.diagnostics import Diagnostic, Place, Problems, files

PIECE = 1 << 20
MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def as_utf8(content: bytes, encoding: str | None, place: Place, problems: Problems) -> bytes | None:
    """The text of a file as UTF-8, or None where it is not text.

    `encoding` is what the caller says; otherwise a byte order mark, then UTF-8, then GB18030 decide.
    """
    marked = next((name for mark, name in MARKS if content.startswith(mark)), None)
    try:
        text = _converted(content, encoding or marked, place, problems)
    except LookupError:
        problems.add(files.UNKNOWN_ENCODING(place, encoding=str(encoding)))
        return None
    except UnicodeDecodeError as error:
        problems.add(_bad_byte(error, content, place))
        return None
    if (at := text.find(b"\0")) >= 0:
        problems.add(files.NUL(place, row=text.count(b"\n", 0, at) + 1))
        return None
    return _plain_line_ends(text.removeprefix(codecs.BOM_UTF8))


def _converted(content: bytes, encoding: str | None, place: Place, problems: Problems) -> bytes:
    if encoding is not None and codecs.lookup(encoding).name not in ("utf-8", "utf-8-sig"):
        return content.decode(encoding).encode()
    try:
        _check_utf8(content)
    except UnicodeDecodeError as error:
        if encoding is not None:
            raise
        return _guessed(content, error, place, problems)
    return content


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


def _guessed(content: bytes, not_utf8: UnicodeDecodeError, place: Place, problems: Problems) -> bytes:
    try:
        text = content.decode("gb18030")
    except UnicodeDecodeError as not_gb:
        # The encoding that goes further is the one the file was meant to have.
        raise max(not_gb, not_utf8, key=lambda error: error.start) from None
    problems.add(files.ENCODING_GUESSED(place, encoding="GB18030"))
    return text.encode()


def _bad_byte(error: UnicodeDecodeError, content: bytes, place: Place) -> Diagnostic:
    row = content.count(b"\n", 0, error.start) + 1
    at = Place(place.file, line=row)
    byte = f"0x{content[error.start]:02x}"
    return files.BAD_BYTE(at, offset=error.start, byte=byte, row=row, encoding=error.encoding.upper())


def _plain_line_ends(text: bytes) -> bytes:
    """CRLF may stay, the parsers know it; a CR alone becomes a line end, so that rows can be counted by LF."""
    if b"\r" not in text or text.count(b"\r") == text.count(b"\r\n"):
        return text
    return text.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
