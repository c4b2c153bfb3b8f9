"""The key that is meant by a word of the field: `weight` by 权重, `owner` by department."""

from __future__ import annotations

import re
from collections.abc import Container, Mapping

from evalkit.diagnostics import Message, Words
from evalkit.diagnostics.expression import DID_YOU_MEAN
from evalkit.rules import kinds
from evalkit.scheme.criteria import Criterion
from evalkit.scheme.shapes import keys_of

MOST = 4
"""Keys that a word may lead to: one that stands in the meaning of more tells nothing."""
SHORTEST, SHORTEST_ZH = 4, 2
"""Letters of a word that tells something, in English and in Chinese."""


def meanings(cls: type, known: Container[str]) -> dict[str, Words]:
    """What the keys of a record mean; of a criterion also the rules."""
    found = {name: key.meaning for name, (_, key, _) in keys_of(cls).items()}
    if cls is Criterion:
        found |= {name: kind.MEANING for name, kind in kinds().items()}
    return {name: words for name, words in found.items() if name in known}


def meant(word: str, known: Mapping[str, Words]) -> Message | None:
    """The hint with the keys in whose meaning the word stands, where there are any and not too many."""
    if word.isascii():
        stem = re.escape(word.lower().removesuffix("s"))
        sought = re.compile(rf"\b{stem}s?\b", re.IGNORECASE)
        names = [name for name, words in known.items() if len(word) >= SHORTEST and sought.search(words.en)]
    else:
        names = [name for name, words in known.items() if len(word) >= SHORTEST_ZH and word in words.zh]
    return DID_YOU_MEAN(names=tuple(names)) if 0 < len(names) <= MOST else None
