"""The cells of a sheet as a stream, looked over: none is where nobody would look for it, or refers to nothing."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from evalkit.inputs.ahead import ahead
from evalkit.inputs.workbook.irregular import CarefulRows
from evalkit.inputs.workbook.markup import Damaged, read_pieces
from evalkit.inputs.workbook.parts import Workbook
from evalkit.inputs.workbook.regular import regular_cells
from evalkit.inputs.workbook.written import SHARED, TEXT, Misplaced, Written, joined

MOST_BLANK = 1000
"""Rows or columns with nothing in them between a cell and those before it. So many, and no table goes on there."""
ENOUGH = 1 << 18
"""Cells that are given at a time, so that looking at a column of them is worth its while."""


def cells_of(book: Workbook, part: str) -> Iterator[Written]:
    """The cells of a sheet that have something in them, some rows at a time; the first are given at once.

    Raises:
        Misplaced: a cell is outside of what a sheet can have, twice, not in its order, or far from all others.
        one of `DAMAGED`: this is no sheet.
    """
    held: list[Written] = []
    enough = 0
    for cells in _looked_over(book, part):
        held.append(cells)
        if sum(len(some.rows) for some in held) > enough:
            yield joined(held)
            held, enough = [], ENOUGH
    if held:
        yield joined(held)


def _looked_over(book: Workbook, part: str) -> Iterator[Written]:
    """Every piece that has cells with something in them."""
    last = widest = -1
    with book.open(part) as file:
        for piece in read_pieces(file, b"row", regular_cells, CarefulRows(), ahead):
            cells = _filled(piece, book)
            if cells.rows.size:
                if last < 0:
                    last, widest = int(cells.rows[0]), int(cells.columns[0])
                _look_far(cells, last, widest)
                last, widest = int(cells.rows[-1]), max(widest, int(cells.columns.max()))
                yield cells


def _filled(cells: Written, book: Workbook) -> Written:
    """The cells without those whose text is blank."""
    strings, known = book.strings, len(book.styles.plain)
    shared = cells.kinds == SHARED
    numbers = cells.values[shared]
    if numbers.max(initial=-1) >= len(strings.texts) or cells.styles.max(initial=-1) >= known:
        raise Damaged("a text or a style that is not there")
    blank = np.zeros(len(shared), bool)
    blank[shared] = strings.blank[numbers.astype(np.int64)]
    texts = np.flatnonzero(cells.kinds == TEXT)
    blank[texts] = np.array([not text.strip() for text in cells.texts], bool)[cells.values[texts].astype(np.int64)]
    return cells.some(~blank) if blank.any() else cells


def _look_far(cells: Written, last: int, widest: int) -> None:
    """Refuse a cell far below the row before it, or far to the right of all before it."""
    below = np.diff(cells.rows, prepend=last) > MOST_BLANK + 1
    most = np.maximum.accumulate(np.concatenate([[widest], cells.columns[:-1]]))
    far = below | (cells.columns > most + MOST_BLANK + 1)
    if far.any():
        first = int(np.argmax(far))
        raise Misplaced(int(cells.rows[first]), int(cells.columns[first]), far=True)
