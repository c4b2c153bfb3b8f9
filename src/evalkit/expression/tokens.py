"""Text -> tokens. Full-width signs are read as the signs that they are."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from evalkit.expression.syntax import Span

MEANT = {
    **{ord(wide): plain for wide, plain in zip("（），＜＞＝＋－＊／％［］≥≤≠×÷−", "(),<>=+-*/%[]≥≤≠*/-", strict=True)},
    ord("“"): '"',
    ord("”"): '"',
    **{ord(wide): plain for wide, plain in zip("０１２３４５６７８９．", "0123456789.", strict=True)},
}
"""One character for one character, so that places stay right; `²` and `٣` are no digits here."""

TOKEN = re.compile(
    r"""
      (?P<date>[0-9]{4}-[0-9]{2}-[0-9]{2}(?![\w.]))
    | (?P<number>(?:[0-9]+\.?[0-9]*|\.[0-9]+)%?)
    | (?P<text>"[^"\n]*"|'[^'\n]*')
    | (?P<word>[^\W\d]\w*)
    | (?P<sign>\*\*|[<>=!]=|[≥≤≠]|[-+*/<>=(),\[\]])
    | (?P<space>\s+)
    | (?P<other>.)
    """,
    re.VERBOSE,
)
SPELLED = {"≥": ">=", "≤": "<=", "≠": "!=", "[": "(", "]": ")"}


@dataclass(frozen=True, slots=True)
class Token:
    """A word, number, sign or text, with its place."""

    kind: str
    """`number`, `date`, `text`, `word`, `sign`, `other` or `end`."""
    text: str
    span: Span


def tokens(text: str) -> list[Token]:
    """The tokens of `text`, spaces left out, closed by an `end`."""
    found = []
    for match in TOKEN.finditer(text.translate(MEANT)):
        kind, span = match.lastgroup or "other", Span(match.start(), match.end())
        if kind == "space":
            continue
        word = match.group()
        if kind == "word":
            word = unicodedata.normalize("NFC", word)
        found.append(Token(kind, SPELLED.get(word, word), span))
    found.append(Token("end", "", Span(len(text), len(text))))
    return found


def is_word(text: str) -> bool:
    """Whether `text` can be a name in an expression."""
    found = tokens(text)
    return len(found) == 2 and found[0].kind == "word" and found[0].span == Span(0, len(text)) and text not in RESERVED


RESERVED = frozenset({"and", "or", "not", "in"})
