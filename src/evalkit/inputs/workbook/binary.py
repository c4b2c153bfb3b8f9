"""The parts of a binary workbook are records, one after the other: a number, a size and so many bytes."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import IO
from zipfile import ZipFile

from evalkit.inputs.workbook.styles import built_in

SHEET, PROPERTIES = 156, 153
FORMAT, CELL_FORMATS, END_OF_CELL_FORMATS, CELL_FORMAT = 44, 617, 618, 47
TEXT = 19
RELATIONS = "xl/_rels/workbook.bin.rels"
WORKSHEET = "/worksheet"
PIECE, LONGEST = 1 << 20, 1 << 24
MORE, REST, BITS, SIZE_BITS = 0x80, 0x7F, 7, 28
"""Numbers are written in bytes of seven bits, the lowest first; the eighth says that there is another."""


def records(file: IO[bytes]) -> Iterator[tuple[int, bytes]]:
    """Every record of a part: its number and its content.

    Raises:
        EOFError: the part ends within one, or one is longer than any.
    """
    window = b""
    while piece := file.read(PIECE):
        window, at = window + piece, 0
        while (found := _record(window, at)) is not None:
            code, content, at = found
            yield code, content
        window = window[at:]
        if len(window) > LONGEST:
            raise EOFError
    if window:
        raise EOFError


def _record(window: bytes, at: int) -> tuple[int, bytes, int] | None:
    """The record that begins at a byte, and where it ends; None where the rest of it is still to come."""
    try:
        code = window[at]
        at += 1
        if code & MORE:
            code = (code & REST) | (window[at] << BITS)
            at += 1
        size = shift = 0
        more = True
        while more:
            byte = window[at]
            size |= (byte & REST) << shift
            shift += BITS
            at += 1
            more = bool(byte & MORE) and shift < SIZE_BITS
    except IndexError:
        return None
    end = at + size
    return (code, window[at:end], end) if end <= len(window) else None


def text(content: bytes, at: int) -> tuple[str, int]:
    """The text that begins at a byte, and where it ends."""
    (length,) = struct.unpack_from("<I", content, at)
    if length == 0xFFFFFFFF:
        return "", at + 4
    end = at + 4 + 2 * length
    if end > len(content):
        raise EOFError
    return content[at + 4 : end].decode("utf-16-le"), end


@dataclass(frozen=True)
class Binary:
    """What the parts of a workbook say that its sheets share."""

    parts: Mapping[str, str]
    """Sheet -> its part of the archive."""
    sheets: Mapping[str, bool]
    """Sheet -> whether it is visible."""
    texts: list[str]
    formats: list[str]
    """The number formats, by the number of the format of a cell."""
    from_1904: bool


def shared(archive: ZipFile) -> Binary:
    """Everything but the sheets.

    Raises:
        Exception: whatever a damaged part leads to.
    """
    targets = _targets(archive)
    sheets, parts, from_1904 = {}, {}, False
    with archive.open("xl/workbook.bin") as file:
        for code, content in records(file):
            if code == PROPERTIES:
                from_1904 = bool(content[0] & 1)
            elif code == SHEET:
                relation, end = text(content, 8)
                name, _ = text(content, end)
                if relation in targets:
                    sheets[name], parts[name] = content[0] == 0, targets[relation]
    return Binary(parts, sheets, _texts(archive), _formats(archive), from_1904)


def _targets(archive: ZipFile) -> dict[str, str]:
    """Relation -> the part of the sheet; charts and macros are none."""
    from xml.etree import ElementTree as Xml

    root = Xml.fromstring(archive.read(RELATIONS))
    found = {each.get("Id", ""): each.get("Target", "") for each in root if each.get("Type", "").endswith(WORKSHEET)}
    return {relation: target.lstrip("/") if target[:1] == "/" else f"xl/{target}" for relation, target in found.items()}


def _texts(archive: ZipFile) -> list[str]:
    if "xl/sharedStrings.bin" not in archive.namelist():
        return []
    with archive.open("xl/sharedStrings.bin") as file:
        return [text(content, 1)[0] for code, content in records(file) if code == TEXT]


def _formats(archive: ZipFile) -> list[str]:
    if "xl/styles.bin" not in archive.namelist():
        return []
    written: dict[int, str] = {}
    used: list[int] = []
    inside = False
    with archive.open("xl/styles.bin") as file:
        for code, content in records(file):
            if code == FORMAT:
                written[struct.unpack_from("<H", content)[0]] = text(content, 2)[0]
            elif code in (CELL_FORMATS, END_OF_CELL_FORMATS):
                inside = code == CELL_FORMATS
            elif code == CELL_FORMAT and inside:
                used.append(struct.unpack_from("<H", content, 2)[0])
    return [written.get(number) or built_in(number) for number in used]
