"""The fast road through a sheet: rows in the form in which nearly all programs write them, a whole piece at a time.

What it takes it takes to the letter: every tag is one of a few, in one of a few orders, with nothing between them. Of
anything else it says so, and the careful road reads that piece.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np

from evalkit.expression.data import Array
from evalkit.inputs.workbook.digits import numbers
from evalkit.inputs.workbook.strings import unescaped
from evalkit.inputs.workbook.tags import (
    END_C,
    END_IS,
    END_ROW,
    END_T,
    END_V,
    HIGH,
    IS,
    ROW,
    SLASH,
    TAGS,
    WORD,
    C,
    Irregular,
    T,
    Tags,
    V,
    sure,
    tags_of,
)
from evalkit.inputs.workbook.written import LAST_COLUMN, LAST_ROW, NUMBER, SHARED, TEXT, TRUTHS, Written

VALUED, INLINE, EMPTY = (V, END_V, END_C), (IS, T, END_T, END_IS, END_C), (END_C,)
"""What stands behind the tag of a cell."""
ROW_REST = re.compile(rb'"(?: (?!xmlns)[\w:]+="[^"<>&]*")* ?/?>')
CELL_REST = re.compile(rb'"(?: s="([0-9]{1,6})")?(?: t="(n|s|b|e|str|inlineStr)")?( ?/)?>')
TEXT_TAGS = (b"<t", b'<t xml:space="preserve"')
KINDS = {None: NUMBER, b"n": NUMBER, b"s": SHARED, b"b": TEXT, b"e": TEXT, b"str": TEXT, b"inlineStr": TEXT}
TRUTH, INLINED = b"b", b"inlineStr"
QUOTE, A, ZERO = b'"A0'
ALPHABET, NINE = 26, 9
ROW_DIGITS = 7


def regular_cells(piece: bytes) -> Written | None:
    """The cells of whole rows, or None if they are not written regularly."""
    if not piece.startswith(TAGS[ROW - 1]):
        return None
    try:
        tags = tags_of(piece)
        rows = _rows(tags)
        return _read(tags, rows, _cells(tags, rows))
    except (Irregular, UnicodeDecodeError):
        return None


@dataclass(frozen=True)
class _Rows:
    """The rows of a piece."""

    tags: Array
    numbers: Array
    quotes: Array
    """The places of the quotes behind their numbers."""
    digits: Array
    """How many digits the numbers have."""
    closed: int
    """How many are `<row …/>`."""


def _rows(tags: Tags) -> _Rows:
    """The rows, one below the other and none inside another."""
    found, letters = tags.of(ROW), tags.letters.bytes
    starts, ends = tags.starts[found] + len(TAGS[ROW - 1]), tags.ends[found]
    near = letters[starts + np.arange(ROW_DIGITS + 1)[:, None]]
    digits = np.argmax(near == QUOTE, axis=0)
    at = np.zeros(len(found), np.int64)
    for place in range(ROW_DIGITS):
        inside, digit = digits > place, near[place] - ZERO
        sure(~inside | (digit <= NINE))
        at = np.where(inside, at * 10 + digit, at)
    quotes, piece = starts + digits, tags.letters.piece
    rests = {piece[quote:end] for quote, end in zip(quotes.tolist(), ends.tolist(), strict=True)}
    sure(digits > 0, all(map(ROW_REST.fullmatch, rests)), at[:1] > 0, np.diff(at) > 0, at[-1:] <= LAST_ROW)
    closed = letters[ends - 2] == SLASH
    last = tags.of(END_ROW)
    # From row to row: begun, ended, begun, ended; and nothing but a row behind an end.
    sure(len(last) == np.count_nonzero(~closed), found[~closed] < last, last[:-1] < found[~closed][1:])
    behind = np.concatenate([last, found[closed]]) + 1
    sure(np.isin(tags.kinds[behind], (ROW, 0)))
    return _Rows(found, at, quotes, digits, int(closed.sum()))


@dataclass(frozen=True)
class _Cells:
    """The cells of a piece."""

    tags: Array
    rows: Array
    columns: Array
    forms: Array
    """Of each the place of its style and type in `rests`."""
    rests: list[re.Match[bytes]]


def _cells(tags: Tags, rows: _Rows) -> _Cells:
    """Where the cells stand: their rows are those they are in, their columns rise."""
    found, letters, words = tags.of(C), tags.letters.bytes, tags.letters.words
    row = np.searchsorted(rows.tags, found) - 1
    start = tags.starts[found] + len(TAGS[C - 1])
    first, second, third = (letters[start + place] - A for place in range(3))
    two = second < ALPHABET
    three = two & (third < ALPHABET)
    columns = first.astype(np.int64)
    for more, letter in ((two, second), (three, third)):
        columns = np.where(more, (columns + 1) * ALPHABET + letter, columns)
    digits = rows.digits[row]
    quotes = start + 1 + two + three + digits
    same = words[quotes - (WORD - 1)] ^ words[rows.quotes - (WORD - 1)][row]
    sure(first < ALPHABET, columns <= LAST_COLUMN, same & HIGH[digits + 1] == 0)
    sure((np.diff(row) > 0) | (np.diff(columns) > 0))
    forms, texts = tags.letters.distinct(quotes, tags.ends[found])
    rests = [match for match in map(CELL_REST.fullmatch, texts) if match is not None]
    sure(len(rests) == len(texts))
    return _Cells(found, rows.numbers[row], columns, forms, rests)


def _read(tags: Tags, rows: _Rows, cells: _Cells) -> Written:
    """What stands in the cells; those with nothing in them are left out."""
    behind = tags.kinds[cells.tags + 1]
    valued, inline, empty = behind == V, behind == IS, behind == END_C
    bare = np.array([match[3] is not None for match in cells.rests], bool)[cells.forms]
    sure(valued | inline | empty | bare, ~bare | np.isin(behind, (C, END_ROW)))
    count = 2 * len(rows.tags) - rows.closed + len(cells.tags)
    for which, pattern in ((valued, VALUED), (inline, INLINE), (empty, EMPTY)):
        at = cells.tags[which]
        sure(*(tags.kinds[at + place] == kind for place, kind in enumerate(pattern, 1)))
        count += len(at) * len(pattern)
    sure(count == len(tags.starts))  # there is no tag that does not belong to one of these
    full = valued.copy()
    at = cells.tags[valued] + 1
    full[valued] = tags.starts[at] + len(TAGS[V - 1]) < tags.ends[at]
    sure(full | ~tags.computed[cells.tags])
    full |= inline
    return _valued(tags, rows, _Cells(cells.tags[full], cells.rows[full], cells.columns[full], cells.forms[full],
                                      cells.rests))  # fmt: skip


def _valued(tags: Tags, rows: _Rows, cells: _Cells) -> Written:
    types = [match[2] for match in cells.rests]
    kinds = np.array([KINDS[type_] for type_ in types], np.uint8)[cells.forms]
    styles = np.array([int(match[1] or 0) for match in cells.rests], np.int64)[cells.forms]
    inline = tags.kinds[cells.tags + 1] == IS
    sure(inline == np.array([type_ == INLINED for type_ in types], bool)[cells.forms])
    truth = np.array([type_ == TRUTH for type_ in types], bool)[cells.forms]
    starts, ends = tags.starts[cells.tags + 1] + len(TAGS[V - 1]), tags.ends[cells.tags + 1]
    values = np.zeros(len(cells.tags))
    counted = np.flatnonzero((kinds != TEXT) | truth)
    found = numbers(tags.letters.piece, tags.letters.bytes, starts[counted], ends[counted])
    if found is None:
        raise Irregular
    values[counted] = found
    sure((values[truth] == 0) | (values[truth] == 1))
    shared = values[kinds == SHARED]
    sure(shared >= 0, shared == np.rint(shared))
    texts = list(TRUTHS)
    for place in np.flatnonzero((kinds == TEXT) & ~truth).tolist():
        values[place] = len(texts)
        texts.append(_text(tags, int(cells.tags[place]) + 1, inline=bool(inline[place])))
    return Written(int(rows.numbers[0]), int(rows.numbers[-1]), cells.rows, cells.columns, kinds, styles, values, texts)


def _text(tags: Tags, at: int, *, inline: bool) -> str:
    """The text of a cell; `at` is the tag behind its own."""
    at += inline
    tag, _, text = tags.letters.piece[tags.starts[at] : tags.ends[at]].partition(b">")
    sure(b"&" not in text, not inline or tag in TEXT_TAGS)
    return unescaped(text.decode())
