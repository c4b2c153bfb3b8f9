"""Characters that mean another one, or nothing: what a form or an input method leaves behind in a cell."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

BLANKS = " \t\n\r\x0b\x0c"
"""Trimmed without a word: the fast road's parser trims the same."""
UNSEEN = "\u200b\u200c\u200d\u2060\ufeff\u00ad"
WIDE_BLANKS = "\u00a0\u2002\u2003\u2007\u2009\u202f\u3000"
TEXT_TABLE = {**dict.fromkeys(map(ord, UNSEEN)), **dict.fromkeys(map(ord, WIDE_BLANKS), " ")}
VALUE_TABLE = {**TEXT_TABLE, **{code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}, ord("−"): "-"}
"""Also full-width signs and digits; not `。`, which nobody types for a point on purpose."""

AS_FORMULA = '="'
"""Before a text that a program writes as a formula, `="001"`, so that a spreadsheet keeps its zeros."""
ODD = re.compile(f"[{UNSEEN}{WIDE_BLANKS}]|{AS_FORMULA}")
UNTIDY = re.compile(f"[{BLANKS}]|{ODD.pattern}")

SHOWN = 60


def tidy_text(text: str) -> tuple[str, bool]:
    """`text` without outer blanks, unseen characters and `="…"`, and whether that took more than plain trimming."""
    return _tidy(text, TEXT_TABLE)


def tidy_all(texts: Sequence[str]) -> Sequence[str]:
    """`tidy_text` of many; where none needs it, one look at all of them together finds that out."""
    return [tidy_text(text)[0] for text in texts] if UNTIDY.search("\0".join(texts)) else texts


def untidy(texts: Sequence[str]) -> list[int]:
    """The places of the texts of which `tidy_text` does not only trim the ends; they are looked at as above."""
    if not ODD.search("\0".join(texts)):
        return []
    return [place for place, text in enumerate(texts) if tidy_text(text)[1]]


def tidy_value(text: str) -> tuple[str, bool]:
    """The same, with full-width signs and digits as plain ones."""
    return _tidy(text, VALUE_TABLE)


def _tidy(text: str, table: dict[int, str | None]) -> tuple[str, bool]:
    plain = text.strip(BLANKS)
    bare = _bare(plain)
    if bare.isascii():
        return bare, bare != plain
    tidied = bare.translate(table).strip(BLANKS)
    return tidied, tidied != plain


def _bare(text: str) -> str:
    """`001` of `="001"`."""
    return text[2:-1].strip(BLANKS) if len(text) > 2 and text.startswith(AS_FORMULA) and text[-1] == '"' else text


def fold(text: str) -> str:
    """What two spellings of one heading or label have in common: no blanks, one width, one case."""
    text = _bare(text)
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text.translate(TEXT_TABLE))
    return "".join(text.split()).casefold()


def cut(text: str) -> str:
    """`text` as a message shows it: at most 60 characters."""
    return text if len(text) <= SHOWN else text[: SHOWN - 1] + "…"
