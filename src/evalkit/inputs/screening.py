"""What a file that is a ZIP archive would do to its reader, found out before one sees it.

Nothing is written, and nothing unpacked is kept. Honest workbooks are packed to between a third and a fiftieth: a
sheet of random decimals 5 times, one of the same word in every cell 25, rows that are blank but formatted 30, codes
and names counted up 33.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from xml.parsers import expat
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from evalkit.diagnostics import Diagnostic, EvalkitError, Kind, Message, Place, archives, files

ENTRY, LOCAL = b"PK\x01\x02", b"PK\x03\x04"
LOCAL_SIZE, LENGTHS_AT = 30, 26
"""How long the fixed part of a local heading is, and where in it the lengths of the name and of the rest stand."""
ENCRYPTED = 1

MOST_PARTS = 10_000
MOST_IN_ALL = 4 << 30
MOST_IN_A_PART = 64 << 20
"""Of the parts that a reader holds as a whole: formats, names, relations."""
STREAMED = {"worksheet": MOST_IN_ALL, "document-content": MOST_IN_ALL, "sst": 512 << 20}
"""By their outermost element the parts that carry data and are read piece by piece."""
BINARY = ".bin"
"""The sheets of a binary workbook have no element."""
SMALL = 32 << 20
"""What may be packed as tightly as it likes."""
MOST_RATIO = 200
TIGHTEST = 1032
"""No stream unpacks to more than so many times its own size."""
PIECE, AT_ONCE = 1 << 16, 1 << 22
HEAD = 1 << 16
"""Characters within which the outermost element must begin."""


def screened(path: Path, content: bytes) -> Diagnostic | None:
    """Why an archive may not be read, if it may not. A file that is none, or is cut short, is left to its reader."""
    if not content.startswith(LOCAL):
        return None
    try:
        _screen(content, Place(str(path)))
    except EvalkitError as error:
        return error.diagnostics[0]
    return None


def _screen(content: bytes, place: Place) -> None:
    def stop(kind: Kind, why: Message) -> None:
        raise EvalkitError((kind(place, why=why),))

    # Counted before the list is read: a long one alone would fill the memory.
    if content.count(ENTRY) > MOST_PARTS:
        stop(archives.BOMB, archives.PARTS(limit=MOST_PARTS))
    try:
        with ZipFile(BytesIO(content)) as archive:
            parts = archive.infolist()
    except (BadZipFile, ValueError, NotImplementedError, struct.error):
        return
    if any(part.flag_bits & ENCRYPTED for part in parts):
        raise EvalkitError((files.PROTECTED(place),))
    whole = sum(part.file_size for part in parts)
    if whole > MOST_IN_ALL:
        stop(archives.BOMB, archives.WHOLE(size=whole >> 20, limit=MOST_IN_ALL >> 20))
    seen: set[str] = set()
    for part, packed in _packed(parts, content):
        name = _cut(part.filename)
        if part.filename in seen:
            stop(archives.ILL_PACKED, archives.TWICE(part=name))
        seen.add(part.filename)
        if packed is None:
            stop(archives.ILL_PACKED, archives.OVERLAP(part=name))
            return
        _Part(part, packed, name, place).screen()


def _packed(parts: list[ZipInfo], content: bytes) -> Iterator[tuple[ZipInfo, memoryview | None]]:
    """Each part with its bytes as they are packed, None where they are also those of another."""
    view, end = memoryview(content), 0
    for part in sorted(parts, key=lambda part: part.header_offset):
        start = part.header_offset
        lengths = content[start + LENGTHS_AT : start + LOCAL_SIZE]
        if start < end or len(lengths) < 4:
            yield part, None
            continue
        start += LOCAL_SIZE + sum(struct.unpack("<HH", lengths))
        end = start + part.compress_size
        yield part, view[start:end]


def _cut(name: str) -> str:
    return name if len(name) <= 60 else name[:60] + "…"


class _Doctype(Exception):  # noqa: N818
    """There is a document type."""


class _Root(Exception):  # noqa: N818
    """The outermost element has begun."""


class _Part:
    """One part of an archive."""

    def __init__(self, part: ZipInfo, packed: memoryview, name: str, place: Place) -> None:
        self.part, self.packed, self.name, self.place = part, packed, name, place

    def screen(self) -> None:
        """Raise EvalkitError where it may not be read."""
        part = self.part
        if part.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
            self.stop(archives.ILL_PACKED, archives.METHOD(part=self.name))
        ratio = part.file_size // max(part.compress_size, 1)
        if part.file_size > SMALL and ratio > MOST_RATIO:
            self.stop(archives.BOMB, archives.RATIO(part=self.name, ratio=ratio))
        root = self.root(self.head())
        held = not part.filename.endswith(BINARY) and (root is not None or ratio > 1)  # not so pictures and films
        limit = STREAMED.get(root or "", MOST_IN_A_PART) if held else MOST_IN_ALL
        if part.file_size > limit:
            why = archives.PART(part=self.name, size=part.file_size >> 20, limit=limit >> 20)
            self.stop(archives.BOMB, why)
        if self.is_stored() if part.compress_type == ZIP_STORED else self.is_true():
            return
        self.stop(archives.ILL_PACKED, archives.SIZE(part=self.name))

    def stop(self, kind: Kind, why: Message) -> None:
        raise EvalkitError((kind(self.place, why=why),))

    def head(self) -> bytes:
        """The first bytes of the part."""
        if self.part.compress_type == ZIP_STORED:
            return bytes(self.packed[:HEAD])
        try:
            return zlib.decompressobj(-zlib.MAX_WBITS).decompress(self.packed[:HEAD], HEAD)
        except zlib.error:
            return b""  # damaged: its reader will say so

    def root(self, head: bytes) -> str | None:
        """The outermost element of a part that is XML, without its namespace; None for any other.

        Entities, whether they grow or fetch, can only be declared in a document type, which stands in front of it.
        """
        parser = expat.ParserCreate()
        parser.StartElementHandler = _found
        parser.StartDoctypeDeclHandler = _forbidden
        try:
            parser.Parse(head, False)
        except _Root as found:
            return str(found).rpartition(":")[2]
        except _Doctype:
            raise EvalkitError((archives.DTD(self.place, part=self.name),)) from None
        except expat.ExpatError:
            return None
        except (LookupError, ValueError):
            self.stop(archives.ILL_PACKED, archives.ENCODING(part=self.name))
        if len(head) == HEAD:
            self.stop(archives.ILL_PACKED, archives.NO_ROOT(part=self.name))
        return None

    def is_stored(self) -> bool:
        return self.part.file_size == self.part.compress_size == len(self.packed)

    def is_true(self) -> bool:
        """Whether it unpacks to what it says; where it could do no harm it need not be tried."""
        if len(self.packed) * TIGHTEST <= SMALL:
            return True
        stream, left = zlib.decompressobj(-zlib.MAX_WBITS), self.part.file_size
        try:
            for start in range(0, len(self.packed), PIECE):
                piece = bytes(self.packed[start : start + PIECE])
                while piece and left >= 0:
                    left -= len(stream.decompress(piece, AT_ONCE))
                    piece = stream.unconsumed_tail
        except zlib.error:
            return False
        return left == 0 and stream.eof


def _found(name: str, _attributes: object) -> None:
    raise _Root(name)


def _forbidden(*_doctype: object) -> None:
    raise _Doctype
