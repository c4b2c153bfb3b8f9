"""Breaking sentences over lines: between words or Chinese characters, never inside a number or an id."""

from __future__ import annotations

import re

from rich.cells import cell_len

HAN = "\u2e80-\u2fff\u3040-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
OPENING = "（《〈【「『“‘"
CLOSING = "，。、；：！？）》〉】」』”’…"
PIECE = re.compile(rf"\s*[{OPENING}]*(?:[{HAN}]|[^\s{HAN}{OPENING}{CLOSING}]+)?[{CLOSING}%％,.;:!?)]*")
"""What stays together: a word or one Chinese character, with the marks that may not stand apart from it."""


def pieces(text: str) -> list[str]:
    """`text` cut wherever a line may break; a space stands at the head of the piece after it."""
    return [found for found in PIECE.findall(text) if found]


def narrowest(text: str) -> int:
    """How many cells `text` needs at least, broken wherever it may be."""
    return max((cell_len(piece.strip()) for piece in pieces(text)), default=0)


def wrap(text: str, width: int) -> list[str]:
    """`text` in lines of at most `width` cells; a piece that is longer has a line of its own, whole."""
    if cell_len(text) <= width:
        return [text]
    lines: list[str] = []
    line = ""
    for piece in pieces(text):
        if line and cell_len(line) + cell_len(piece.rstrip()) > width:
            lines.append(line.rstrip())
            line = piece.lstrip()
        else:
            line += piece
    return [*lines, line.rstrip()]


def balanced(text: str, width: int) -> list[str]:
    """`text` on as few lines as `width` allows, and those of one length as nearly as can be."""
    fewest = len(wrap(text, width))
    narrow = range(min(narrowest(text), width), width)
    return next((lines for room in narrow if len(lines := wrap(text, room)) == fewest), wrap(text, width))
