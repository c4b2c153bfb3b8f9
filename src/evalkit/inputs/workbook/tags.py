"""The tags in a piece of a sheet, all found at once, as numbers to be compared by the million."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from evalkit.expression.data import Array

TAGS = (b"<v>", b"</v>", b"</c>", b"</row>", b"<is>", b"</t>", b"</is>", b"</f>", b"<f", b"<t", b'<c r="', b'<row r="')
V, END_V, END_C, END_ROW, IS, END_T, END_IS, END_F, F, T, C, ROW = range(1, len(TAGS) + 1)
WHOLE = END_IS
"""Up to this kind tags have nothing in them, and nothing stands behind them but behind the first."""
LESS, GREATER, SLASH = b"<>/"
FIRST_LETTER = 32
"""Control characters come before it."""
MARGIN = bytes(64)
"""Behind a piece, so that one may look further than its end."""
PATTERN = 6
"""The most tags of a cell."""
WORD = 8
MIXER = np.uint64(0x9E3779B97F4A7C15)


class Irregular(Exception):  # noqa: N818
    """A piece is for the careful road."""


def sure(*conditions: Array | bool) -> None:
    """Go on only if all of these hold everywhere.

    Raises:
        Irregular: one does not.
    """
    for condition in conditions:
        if not np.all(condition):
            raise Irregular


class Letters:
    """The bytes of a piece, one by one and in words of eight."""

    def __init__(self, piece: bytes) -> None:
        self.piece = piece
        padded = piece + MARGIN
        self.bytes: Array = np.frombuffer(padded, np.uint8)
        self.words: Array = np.ndarray((len(padded) - WORD + 1,), "<u8", padded, strides=(1,))
        """At each place the word that begins there."""

    def distinct(self, starts: Array, ends: Array) -> tuple[Array, list[bytes]]:
        """Of each stretch its place among the different ones, and these in the order of their first places."""
        lengths = ends - starts
        sure(lengths <= len(MARGIN) - WORD)
        parts = [
            self.words[starts + step] & LOW[np.clip(lengths - step, 0, WORD)]
            for step in range(0, int(lengths.max(initial=0)), WORD)
        ] or [np.zeros(len(starts), np.uint64)]
        mixed = parts[0].copy()
        for part in parts[1:]:
            mixed *= MIXER
            mixed ^= part
        codes, found = pd.factorize(mixed)
        first = np.empty(len(found), np.int64)
        first[codes[::-1]] = np.arange(len(codes))[::-1]
        sure(*(part == part[first][codes] for part in parts))
        return codes, [self.piece[starts[place] : ends[place]] for place in first.tolist()]


LOW = np.array([(1 << 8 * count) - 1 for count in range(WORD + 1)], np.uint64)
"""The first bytes of a word."""
HIGH = LOW[::-1] ^ LOW[WORD]
"""The last bytes of a word: `HIGH[3]` are three."""
BEGUN = np.array([0, *(int.from_bytes(tag, "little") for tag in TAGS)], np.uint64)
LENGTHS = np.array([0, *map(len, TAGS)])


def _by_letter(tags: dict[int, bytes]) -> Array:
    table = np.zeros(256, np.uint8)
    for kind, tag in tags.items():
        table[tag[-1]] = kind
    return table


OPENING = _by_letter({kind: tag[:2] for kind, tag in enumerate(TAGS, 1) if tag[1] != SLASH})
CLOSING = _by_letter({kind: tag[:3] for kind, tag in enumerate(TAGS, 1) if tag[1] == SLASH})


@dataclass(frozen=True)
class Tags:
    """Every tag of a piece, those of formulas apart."""

    letters: Letters
    kinds: Array
    """With a few zeros behind."""
    starts: Array
    ends: Array
    """Where the next tag begins, that of a formula too."""
    computed: Array
    """Of each whether a formula stands in it."""

    def of(self, kind: int) -> Array:
        """The places of the tags of a kind."""
        return np.flatnonzero(self.kinds == kind)


def tags_of(piece: bytes) -> Tags:
    """The tags of a piece.

    Raises:
        Irregular: there is another, or something where nothing may be.
    """
    letters = Letters(piece)
    sure(np.count_nonzero(letters.bytes < FIRST_LETTER) == len(MARGIN))
    starts = np.flatnonzero(letters.bytes == LESS)
    ends = np.append(starts[1:], len(piece))
    kinds = OPENING[letters.bytes[starts + 1]]
    closing = np.flatnonzero(letters.bytes[starts + 1] == SLASH)
    kinds[closing] = CLOSING[letters.bytes[starts[closing] + 2]]
    lengths = LENGTHS[kinds]
    sure(kinds > 0, letters.words[starts] & LOW[lengths] == BEGUN[kinds])
    whole = (kinds > V) & (kinds <= WHOLE)
    sure(~whole | (ends - starts == lengths))
    return _without_formulas(Tags(letters, kinds, starts, ends, np.zeros(len(kinds), bool)))


def _without_formulas(tags: Tags) -> Tags:
    """A formula, `<f>…</f>` or `<f …/>`, stands first in a cell; its value behind it is what counts."""
    kinds, starts, ends, letters = tags.kinds, tags.starts, tags.ends, tags.letters.bytes
    formulas, kept = tags.of(F), np.ones(len(kinds), bool)
    if formulas.size:
        behind = kinds[np.minimum(formulas + 1, len(kinds) - 1)] == END_F
        closed = (letters[ends[formulas] - 1] == GREATER) & (letters[ends[formulas] - 2] == SLASH)
        sure(kinds[formulas - 1] == C, behind | closed, np.count_nonzero(kinds == END_F) == np.count_nonzero(behind))
        sure(np.isin(letters[starts[formulas] + 2], np.frombuffer(b" />", np.uint8)))
        ended = formulas[behind] + 1
        sure(ends[ended] - starts[ended] == LENGTHS[END_F])
        tags.computed[formulas - 1] = True
        kept[formulas] = kept[ended] = False
    return Tags(tags.letters, np.append(kinds[kept], np.zeros(PATTERN, np.uint8)), starts[kept], ends[kept],
                tags.computed[kept])  # fmt: skip
