"""The texts that all sheets of a workbook share, each once."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import IO

import numpy as np

from evalkit.diagnostics import other_files
from evalkit.expression.data import Array
from evalkit.inputs.cells.states import NOT_REPORTED
from evalkit.inputs.workbook.markup import DEEPEST, Damaged, TooMuch, one_by_one, parser_of, read_pieces

PLAIN = re.compile(rb'<si><t(?: xml:space="preserve")?>([^<&\x00-\x08\x0b-\x1f]*)</t></si>')
"""A text without any formatting, as nearly all are."""
MOST_TEXTS = 4_000_000
TAGS = 4
"""Of such a text."""
ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
"""How a letter is written that XML cannot hold, and the line end of some programs: `_x000D_`."""


@dataclass(frozen=True)
class Strings:
    """The shared texts by their numbers."""

    texts: Sequence[str]

    @cached_property
    def blank(self) -> Array:
        """Of each text whether there is nothing in it."""
        return np.array([not text.strip() for text in self.texts], dtype=bool)

    @cached_property
    def unreported(self) -> Array:
        """Of each text whether all it says is that nothing is reported."""
        words = frozenset(NOT_REPORTED)
        return np.array([text in words for text in self.texts], dtype=bool)


def read_strings(part: IO[bytes]) -> Strings:
    """The texts in their order."""
    found: list[str] = []
    for texts in read_pieces(part, b"si", _plain, _Careful(), one_by_one):
        found += texts
        if len(found) > MOST_TEXTS:
            raise TooMuch(other_files.TEXTS(count=MOST_TEXTS))
    return Strings(found)


def unescaped(text: str) -> str:
    """A text with the letters that XML cannot hold; a NUL stays written out, for it marks a formula elsewhere."""
    return ESCAPED.sub(_letter, text) if "_x" in text else text


def _letter(match: re.Match[str]) -> str:
    code = int(match[1], 16)
    return match[0] if code == 0 or 0xD800 <= code < 0xE000 else chr(code)


def _plain(piece: bytes) -> list[str] | None:
    """The texts of a piece that is made of plain ones only."""
    found = PLAIN.findall(piece)
    if not found or piece.count(b"<") != TAGS * len(found):
        return None
    try:
        texts = b"\0".join(found).decode().split("\0")
    except UnicodeDecodeError:
        return None
    return list(map(unescaped, texts))


class _Careful:
    """The texts by the parser of XML: those of parts with formats put together, the reading aid of others left out."""

    def __init__(self) -> None:
        self.parser = parser_of(self._start, self._end, self._text)
        self._texts: list[str] = []
        self._parts: list[str] = []
        self._inside: list[str] = []

    @property
    def between(self) -> bool:
        return len(self._inside) == 1

    def passed(self, found: list[str]) -> None:
        """Nothing depends on what was before."""

    def take(self) -> list[str]:
        texts, self._texts = self._texts, []
        return texts

    def _start(self, tag: str, _attributes: Mapping[str, str]) -> None:
        self._inside.append(tag)
        if len(self._inside) > DEEPEST:
            raise Damaged("elements inside elements")

    def _end(self, tag: str) -> None:
        self._inside.pop()
        if tag == "si" and self.between:
            self._texts.append(unescaped("".join(self._parts)))
            self._parts.clear()

    def _text(self, text: str) -> None:
        if self._inside[-1] == "t" and "rPh" not in self._inside:
            self._parts.append(text)
