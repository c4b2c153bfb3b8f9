"""The fast road: a piece of CSV without quotes inside its cells, whose rows all have as many cells as the heading,
parsed as floats.

It must accept the same grammar as `cells`. pandas' C parser gives the correctly rounded float for numbers of up to
15 digits; what it reads and the grammar does not, or tells of, is found here, and that column is read as text.
"""

from __future__ import annotations

from codecs import BOM_UTF8
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from io import BytesIO
from typing import Any, cast

import numpy as np
import pandas as pd

from evalkit.expression.data import Array
from evalkit.inputs.block import Texts
from evalkit.inputs.cells.numbers import SHORTEST_LONG
from evalkit.inputs.cells.states import NOT_REPORTED
from evalkit.inputs.text.pieces import Piece
from evalkit.inputs.text.quotes import without_quotes

LINE_END, EXPONENTS = 10, (ord("e"), ord("E"))
BEFORE_E = np.isin(np.arange(256), list(b".0123456789uUsS"))
"""Whether a byte may stand before the `e` of an exponent, a true or a false."""
LOOKED_AT = 1 << 18
"""Bytes that are looked at together before they are parsed."""
SMALL = 1 << 20
"""Bytes of the parts into which a piece is cut that is not regular."""
ROOM = 12
"""Times the bytes of a piece: what its parsing takes, and that of another piece at the same time."""
OUT_OF_MEMORY = "out of memory"
"""What pandas' parser says of itself, in an error that is no MemoryError."""


@dataclass(frozen=True)
class Wanted:
    """What is asked of every piece of a file."""

    separator: str
    width: int
    """Cells in a row."""
    numbers: Sequence[int]
    texts: Sequence[int]
    above: Collection[str] = ()
    """Titles: texts that stand alone in a row above the heading."""
    worded: set[int] = field(default_factory=set)
    """Number columns in which `—` or `未报` was met: to know such words costs time, so it is only done there."""


@dataclass(frozen=True)
class RegularBlock:
    """A piece, its number columns parsed; other columns are parsed when they are asked for."""

    rows: Array
    _content: bytes
    _wanted: Wanted
    _numbers: Mapping[int, Array]
    _texts: Mapping[int, Texts]

    def number(self, column: int) -> Array | None:
        return self._numbers.get(column)

    def texts(self, columns: Sequence[int]) -> dict[int, Texts]:
        unread = [column for column in columns if column not in self._texts]
        read = _parsed(self._content, self._wanted, [], unread)[1] if unread else {}
        return {column: self._texts.get(column) or read[column] for column in columns}

    def row(self, place: int) -> Sequence[str]:
        return self._lines[place].decode().rstrip("\r").split(self._wanted.separator)

    def at(self, rows: Array) -> RegularBlock:
        """The same cells in these rows of the file."""
        return replace(self, rows=rows)

    @cached_property
    def _lines(self) -> list[bytes]:
        return self._content.split(b"\n")

    def beyond(self, width: int) -> Iterable[int]:
        return ()


def regular_block(piece: Piece, wanted: Wanted) -> RegularBlock | None:
    """The piece with the wanted columns read, or None if its rows are not regular; its rows are counted from 0.

    Raises:
        MemoryError: there may be too little for pandas' parser, which does not survive to tell so itself.
    """
    np.empty(ROOM * len(piece.content), np.uint8)  # let go at once: a page that nobody writes to costs nothing
    content = without_quotes(piece.content, wanted.separator) if piece.quoted else piece.content
    # pandas finds no column in blank lines, and takes a byte order mark for one wherever it begins
    strange = content is None or Piece(content).is_blank(wanted.separator) or content.startswith(BOM_UTF8)
    found = None if content is None or strange else _looked_at(content, wanted)
    if content is None or found is None:
        return None
    lines, doubtful = found
    sure = [column for column in wanted.numbers if column not in doubtful]
    numbers, texts = _parsed(content, wanted, sure, wanted.texts)
    return RegularBlock(np.arange(lines), content, wanted, numbers, texts)


def regular_parts(piece: Piece, wanted: Wanted) -> list[tuple[Piece, RegularBlock | None]]:
    """The piece read; where its rows are not all regular it is cut, so that few of them are read one by one."""
    block = regular_block(piece, wanted)
    if block is not None or len(piece.content) <= SMALL:
        return [(piece, block)]
    return [(part, regular_block(part, wanted)) for part in piece.parts(SMALL)]


def _looked_at(content: bytes, wanted: Wanted) -> tuple[int, set[int]] | None:
    """How many rows there are, and the columns with a cell that the C parser may read and the grammar not.

    None where a row has another width than the heading.
    """
    letters, width = np.frombuffer(content, np.uint8), wanted.width
    is_end, lines = np.empty(LOOKED_AT, bool), 0
    longest, found = np.zeros(width, np.int64), set[int]()
    for start, stop in _parts(content):
        part = letters[start:stop]
        mask = is_end[: len(part)] if len(part) <= LOOKED_AT else np.empty(len(part), bool)
        ends = np.flatnonzero(np.logical_or(part == ord(wanted.separator), part == LINE_END, out=mask))
        rows = ends.reshape(-1, width) if len(ends) % width == 0 else None
        # As many lines as rows, each ending one: several blank lines are no row whose cells are blank.
        if rows is None or content.count(b"\n", start, stop) != len(rows) or (part[rows[:, -1]] != LINE_END).any():
            return None
        lines += len(rows)
        np.maximum(longest, _longest(ends, width), out=longest)
        for letter in EXPONENTS:
            if content.find(letter, start, stop) >= 0:
                found |= _with_exponent(part, letter, ends, width)
    return lines, found.union(np.flatnonzero(longest > SHORTEST_LONG).tolist())


def _parts(content: bytes) -> Iterator[tuple[int, int]]:
    """Where rows begin and end, so few of them that what is made of them stays in the processor's cache."""
    start = 0
    while start < len(content):
        stop = content.rfind(b"\n", start, start + LOOKED_AT) + 1 or content.find(b"\n", start) + 1
        yield start, stop
        start = stop


def _longest(ends: Array, width: int) -> Array:
    """The most bytes of a cell of each column, its end included."""
    steps = np.empty_like(ends)
    steps[0] = ends[0] + 1
    np.subtract(ends[1:], ends[:-1], out=steps[1:])
    longest: Array = steps.reshape(-1, width).max(axis=0)
    return longest


def _with_exponent(letters: Array, letter: int, ends: Array, width: int) -> set[int]:
    """The columns with a 1e3 or True: the C parser reads them in silence, and the grammar tells of or refuses them."""
    at = np.flatnonzero(letters == letter)
    at = at[BEFORE_E[letters[at - 1]]]
    return set(np.unique(np.searchsorted(ends, at) % width).tolist())


def _parsed(
    content: bytes, wanted: Wanted, numbers: Sequence[int], texts: Sequence[int]
) -> tuple[dict[int, Array], dict[int, Texts]]:
    types: dict[int, Any] = dict.fromkeys(texts, object)
    known = frozenset(wanted.worded)  # as it is now: another thread may add to it
    blanks = {column: ["", *NOT_REPORTED] if column in known else [""] for column in numbers}
    try:
        frame = _read(content, wanted, types | dict.fromkeys(numbers, np.float64), blanks, low_memory=True)
    except ValueError as error:
        if OUT_OF_MEMORY in str(error):
            raise MemoryError from None
        # Some cell is no number: only without the types is it told in which columns.
        frame = _read(content, wanted, types | dict.fromkeys(numbers), blanks, low_memory=False)
    found = {c: frame[c] for c in numbers}
    floats = {c: column.to_numpy(np.float64) for c, column in found.items() if column.dtype.kind in "iuf"}
    worded = [c for c in numbers if c not in floats and c not in known]
    if worded:
        wanted.worded.update(worded)
        floats |= _parsed(content, wanted, worded, [])[0]
    return floats, {c: _texts(frame[c]) for c in texts}


def _read(
    content: bytes, wanted: Wanted, types: Mapping[int, Any], blanks: Mapping[int, Sequence[str]], *, low_memory: bool
) -> pd.DataFrame:
    """The columns that have a type or None; with `low_memory` in a third less time, but only where all have types."""
    return pd.read_csv(
        BytesIO(content), sep=wanted.separator, header=None,
        usecols=sorted(types) if len(types) < wanted.width else None,  # to choose all takes a tenth more
        dtype={column: given for column, given in types.items() if given is not None},
        na_values=cast("Mapping[str, Sequence[str]]", blanks),  # the stubs know no columns by number
        keep_default_na=False, skip_blank_lines=False, quoting=3, low_memory=low_memory, engine="c",
    )  # fmt: skip


def _texts(column: pd.Series[str]) -> Texts:
    """The texts of a column that is no number; a number column that is read as text has NaN where it is blank."""
    codes, distinct = pd.factorize(column.to_numpy(dtype=object))
    blank = codes < 0
    return Texts(np.where(blank, len(distinct), codes), [*distinct.tolist(), *[""] * bool(blank.any())])
