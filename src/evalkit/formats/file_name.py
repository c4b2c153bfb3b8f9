"""A text from outside -> the name of a file, on every system and inside its folder."""

from __future__ import annotations

import re
import unicodedata

from evalkit.formats.safe import UNSAFE

FORBIDDEN = re.compile(r'[<>:"/\\|?*\s]+')
DEVICES = frozenset({"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))})
LONGEST = 120
"""Bytes in UTF-8, so that a suffix and a temporary name have room beside it."""


def file_name(text: str, suffix: str, taken: set[str]) -> str:
    """A name made of `text` that ends in `suffix`; a number is added where another folds to the same.

    Adds it, folded, to `taken`.
    """
    plain = FORBIDDEN.sub("-", UNSAFE.sub("", unicodedata.normalize("NFC", text))).strip(".-_ ")
    plain = _cut(plain) or "-"
    if plain.partition(".")[0].casefold() in DEVICES:
        plain += "-"
    name, number = plain + suffix, 1
    while _folded(name) in taken:
        number += 1
        name = f"{plain}-{number}{suffix}"
    taken.add(_folded(name))
    return name


def _folded(name: str) -> str:
    """What two names have in common that some system takes for one."""
    return unicodedata.normalize("NFKC", name).casefold()


def _cut(text: str) -> str:
    return text.encode()[:LONGEST].decode(errors="ignore").rstrip(".-_ ")
