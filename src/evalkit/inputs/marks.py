"""What a sheet of a workbook says beside its cells: hidden rows and columns, merged cells, formulas."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from zipfile import ZipFile

PIECE = 1 << 20
LONGEST = 2048
"""Bytes of a tag; it may stand across the end of a piece."""
SIGN = re.compile(
    rb"<(?:\w+:)?(?:(?P<formula>f)[ >]|row\b[^>]*?\bhidden=.(?P<row>1|true)\b"
    rb"|(?P<col>col\b[^>]*?\bhidden=.(?:1|true)\b[^>]*)|mergeCell\b[^>]*?\bref=.(?P<merged>[A-Z]+[0-9]+:[A-Z]+[0-9]+))"
)
ENDS = re.compile(rb"\b(min|max)=.([0-9]{1,5})\b")
CELLS = re.compile("([A-Z]+)([0-9]+):([A-Z]+)([0-9]+)")


@dataclass(frozen=True, slots=True)
class Merged:
    """A rectangle of cells that shows the value of the first; rows from 1, columns from 0, both ends included."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int


@dataclass(frozen=True, slots=True)
class Marks:
    """What is marked in one sheet."""

    formulas: bool
    hidden_rows: int
    hidden_columns: int
    merged: tuple[Merged, ...]


def marks_of(archive: ZipFile, part: str) -> Marks:
    """The marks of the sheet that is stored in `part`."""
    found: dict[str, list[bytes]] = {name: [] for name in SIGN.groupindex}
    for tag in _tags(archive, part):
        found[str(tag.lastgroup)].append(tag[str(tag.lastgroup)])
    merged = tuple(_rectangle(ref.decode()) for ref in found["merged"])
    return Marks(bool(found["formula"]), len(found["row"]), sum(map(_width, found["col"])), merged)


def _tags(archive: ZipFile, part: str) -> Iterator[re.Match[bytes]]:
    """Every tag that is looked for, once."""
    window, done = b"", 0
    with archive.open(part) as file:
        while piece := file.read(PIECE):
            kept = window[max(done, len(window) - LONGEST) :]
            window, done = kept + piece, 0
            for tag in SIGN.finditer(window):
                done = tag.end()
                yield tag


def _width(tag: bytes) -> int:
    """How many columns a tag is about: `<col min="2" max="4" hidden="1"/>`."""
    ends = {name: int(number) for name, number in ENDS.findall(tag)}
    return max(ends.get(b"max", 0) - ends.get(b"min", 0), 0) + 1


def _rectangle(ref: str) -> Merged:
    match = CELLS.fullmatch(ref)
    assert match is not None  # as SIGN found it
    return Merged(int(match[2]), _column(match[1]), int(match[4]), _column(match[3]))


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1
