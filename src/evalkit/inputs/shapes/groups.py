"""Rows that only head those below them: 一、乡镇卫生院."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain

import numpy as np

from evalkit.expression.data import Array
from evalkit.inputs.block import Block, Texts
from evalkit.inputs.cells.states import NOT_REPORTED
from evalkit.inputs.shapes.aside import What, what_is
from evalkit.inputs.workbook.marks import Merged

NUMBERED = re.compile(
    r"[（(]?[一二三四五六七八九十]{1,3}[）)、.．].+|第[一二三四五六七八九十]{1,3}[组类片区部分批档].*"
)
WORDS = re.compile(r"[^\x00-\x7f][^0-9０-９]*|\S+ +\S.*")
"""What is no code where others are numbers."""
BLANK = frozenset(("", *NOT_REPORTED))


def group_rows(
    block: Block,
    ids: Texts,
    column: int,
    numbers: Iterable[Array],
    texts: Mapping[int, Texts],
    merged: Sequence[Merged],
    odd: Sequence[int],
) -> dict[int, tuple[What, str]]:
    """Place -> what it is, for the rows that have nothing but one text, in the column of the ids, and are no unit.

    A text merged over other columns, or numbered as groups are, is surely none. Words are doubtful where the ids of
    all other rows are codes; where they are words too, the row is a unit that has reported nothing. The rows that are
    `odd`, such as totals, tell nothing of what an id looks like.
    """
    alone = _alone(column, numbers, texts)
    places = np.flatnonzero(alone & _words(ids)).tolist() if alone.any() else []
    if not places:
        return {}
    told = ~alone
    told[list(odd)] = False
    others = {ids.distinct[code] for code in np.unique(ids.codes[told]).tolist()}
    numbered = any(map(NUMBERED.fullmatch, others))
    worded = any(map(WORDS.fullmatch, others))
    across = {one.first_row for one in merged if one.first_column <= column < one.last_column}
    found = {}
    for place in places:
        text = ids[place]
        if any(cell.strip() for at, cell in enumerate(block.row(place)) if at != column):
            continue
        if int(block.rows[place]) in across or (NUMBERED.fullmatch(text) and not numbered):
            found[place] = What.GROUP, text
        elif not worded and others:
            found[place] = What.ALONE, text
    return found


def stands_alone(text: str) -> bool:
    """Whether a row that has one cell only is surely no unit: a note, a total, a sentence, the head of a group."""
    plain = text.strip()
    return NUMBERED.fullmatch(plain) is not None or what_is(plain, plain, lambda: [plain]) is not None


def _alone(column: int, numbers: Iterable[Array], texts: Mapping[int, Texts]) -> Array:
    """The rows that have nothing in the other columns that are used, as a mask."""
    alone: Array | None = None
    others = (cells for at, cells in texts.items() if at != column)
    for blank in chain(map(np.isnan, numbers), map(_blank, others)):  # numbers first: they take no time
        alone = blank if alone is None else alone & blank
        if not alone.any():
            return alone
    return np.array(False) if alone is None else alone


def _blank(cells: Texts) -> Array:
    blank: Array = np.array([text.strip() in BLANK for text in cells.distinct], dtype=bool)[cells.codes]
    return blank


def _words(ids: Texts) -> Array:
    words: Array = np.array([bool(WORDS.fullmatch(text) or NUMBERED.fullmatch(text)) for text in ids.distinct], bool)
    return words[ids.codes]
