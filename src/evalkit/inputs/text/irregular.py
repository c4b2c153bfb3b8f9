"""The careful road through CSV: quotes, blank rows, rows of the wrong width, each row with its place."""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Iterator
from dataclasses import replace
from io import StringIO
from typing import TYPE_CHECKING

from evalkit.diagnostics import Place, Problems, archives, files
from evalkit.inputs.block import BlankBlock, Block, ListBlock
from evalkit.inputs.sheet import Line
from evalkit.inputs.text.pieces import Piece

if TYPE_CHECKING:
    from evalkit.inputs.text.regular import Wanted

csv.field_size_limit(1 << 30)  # a long cell is refused with its place, where it is read
MOST_REFUSED = 10_000
"""Rows that cannot be read, until the rest is left unread."""
MOST_BLANK = 1 << 20
"""Lines with nothing in them, one below the other: as many as a sheet has rows."""
INNER = "\x1f"
"""Separates the cells of a piece that is written again without quotes."""


def csv_rows(
    text: str, separator: str, first_row: int, place: Place, problems: Problems, *, blank: bool = False
) -> Iterator[Line]:
    """The rows of `text`, with those that are blank or without. Where one cannot be told apart, the rest is left
    unread and told.
    """
    reader = csv.reader(StringIO(text, newline=""), delimiter=separator, strict=True)
    row = first_row
    try:
        for cells in reader:
            following = first_row + reader.line_num
            if blank or any(cell.strip() for cell in cells):
                yield Line(row, following, cells)
            row = following
    except csv.Error as error:
        problems.add(files.BAD_CSV(replace(place, line=row), why=str(error)))


def last_rows(piece: Piece, first_row: int, separator: str, count: int, place: Place) -> list[int]:
    """The last rows of a piece that are not blank, at most `count`, in order."""
    if piece.quoted:
        rows = csv_rows(piece.content.decode(), separator, first_row, place, Problems())
        return list(deque((row.row for row in rows), maxlen=count))
    found: list[int] = []
    end, row = len(piece.content), first_row + piece.lines
    while end and len(found) < count:
        start, row = piece.content.rfind(b"\n", 0, end - 1) + 1, row - 1
        if any(cell.strip() for cell in piece.content[start:end].decode().split(separator)):
            found.append(row)
        end = start
    return found[::-1]


class CarefulRows:
    """Reads the pieces that are not regular, until it is clear that they are no table."""

    def __init__(self, wanted: Wanted, place: Place, problems: Problems) -> None:
        self.blank = 0
        """Rows with nothing in them above the next."""
        self._refused = 0
        self._wanted, self._place, self._problems = wanted, place, problems

    def block(self, piece: Piece, first_row: int) -> Block | None:
        """A piece, or None where the rest is left unread, which is told."""
        if self._refused > MOST_REFUSED:
            at = replace(self._place, line=first_row)
            self._problems.add(files.MORE_ROWS(at, count=self._refused))
            return None
        told = len(self._problems.found)
        found = irregular_block(piece, first_row, self._wanted, self._place, self._problems)
        self._refused += len(self._problems.found) - told
        self.blank = self.blank + piece.lines if isinstance(found, BlankBlock) else 0
        if self.blank > MOST_BLANK:
            at = replace(self._place, line=first_row + piece.lines - self.blank)
            self._problems.add(archives.ENDLESS_BLANKS(at, limit=MOST_BLANK))
            return None
        return found


def irregular_block(piece: Piece, first_row: int, wanted: Wanted, place: Place, problems: Problems) -> Block:
    """A piece read row by row, if anything is in it; if its cells are plain they are then parsed as fast as others."""
    import numpy as np

    from evalkit.inputs.shapes.groups import stands_alone
    from evalkit.inputs.text.regular import regular_block

    if piece.is_blank(wanted.separator):
        return BlankBlock(np.arange(first_row, first_row + piece.lines))
    rows, cells, width = [], [], wanted.width
    nothing = [""] * width
    for row in csv_rows(piece.content.decode(), wanted.separator, first_row, place, problems, blank=True):
        filled = any(cell.strip() for cell in row.cells)
        if not filled or (len(row.cells) >= width and not any(cell.strip() for cell in row.cells[width:])):
            rows.append(row.row)
            cells.append(row.cells[:width] if filled else nothing)
        elif len(row.cells) == 1 and (row.cells[0].strip() in wanted.above or stands_alone(row.cells[0])):
            rows.append(row.row)
            cells.append([row.cells[0], *[""] * (width - 1)])
        else:
            at = replace(place, line=row.row)
            hint = files.WRITE_COMMAS() if any("，" in cell for cell in row.cells) else None
            problems.found.append(files.ROW_WIDTH(at, hint=hint, found=len(row.cells), wanted=width))
    if all(row is nothing for row in cells):
        return BlankBlock(np.array(rows, dtype=np.int64))
    again = "".join(INNER.join(row) + "\n" for row in cells)
    if not rows or '"' in again or again.count("\n") != len(rows):
        return ListBlock(rows, cells)
    plain = regular_block(Piece(again.encode()), replace(wanted, separator=INNER))
    return ListBlock(rows, cells) if plain is None else plain.at(np.array(rows))
