"""The careful road through CSV: quotes, blank rows, rows of the wrong width, each row with its place."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import replace
from io import StringIO
from typing import TYPE_CHECKING

from evalkit.diagnostics import Place, Problems, files
from evalkit.inputs.pieces import Piece
from evalkit.inputs.sheet import Block, Line, ListBlock

if TYPE_CHECKING:
    from evalkit.inputs.regular import Wanted

csv.field_size_limit(1 << 30)  # a long cell is refused with its place, where it is read
INNER = "\x1f"
"""Separates the cells of a piece that is written again without quotes."""


def csv_rows(text: str, separator: str, first_row: int, place: Place, problems: Problems) -> Iterator[Line]:
    """The rows of `text` that are not blank. Where one cannot be told apart, the rest is left unread and told."""
    reader = csv.reader(StringIO(text, newline=""), delimiter=separator, strict=True)
    row = first_row
    try:
        for cells in reader:
            following = first_row + reader.line_num
            if any(cell.strip() for cell in cells):
                yield Line(row, following, cells)
            row = following
    except csv.Error as error:
        problems.add(files.BAD_CSV(replace(place, line=row), why=str(error)))


def irregular_block(piece: Piece, wanted: Wanted, place: Place, problems: Problems) -> Block:
    """A piece read row by row; if its cells are plain they are then parsed as fast as others."""
    import numpy as np

    from evalkit.inputs.regular import regular_block

    found, width = [], wanted.width
    for row in csv_rows(piece.content.decode(), wanted.separator, piece.first_row, place, problems):
        if len(row.cells) >= width and not any(cell.strip() for cell in row.cells[width:]):
            found.append(row)
        else:
            at = replace(place, line=row.row)
            hint = files.WRITE_COMMAS() if any("，" in cell for cell in row.cells) else None
            problems.found.append(files.ROW_WIDTH(at, hint=hint, found=len(row.cells), wanted=width))
    rows, cells = [r.row for r in found], [r.cells[:width] for r in found]
    again = "".join(INNER.join(row) + "\n" for row in cells)
    if not found or '"' in again or again.count("\n") != len(found):
        return ListBlock(rows, cells)
    plain = Piece(again.encode(), piece.first_row, len(found), quoted=False)
    return regular_block(plain, replace(wanted, separator=INNER), np.array(rows)) or ListBlock(rows, cells)
