"""Which unit is probably meant by an id that is none. It is only ever told, never used."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property

from evalkit.diagnostics import Message, joins
from evalkit.inputs.cells.tidy import cut, fold

MOST_NEAR, MOST_IDS = 20, 5000
"""To look for ids that are spelt a little differently takes time: it is done for so many, among so many units."""
MOST_NAMED = 3
NUMBER = re.compile(r"0*([0-9]+)(\.0*)?")
LOOKALIKES = str.maketrans({
    **dict(zip("авекмнорстухіјѕ", "abekmhopctyxijs", strict=True)),
    **dict(zip("αβεζηικμνορτυχ", "abezhikmnoptyx", strict=True)),
    **dict.fromkeys("o〇零○", "0"), **dict.fromkeys("il|", "1"), **dict.fromkeys("‐‑‒–—−_", "-"),
})  # fmt: skip
"""Letters that look like another one, after folding; the small letters stand for both, as Н stands in н."""
SIDES = frozenset("东西南北")


@dataclass(frozen=True, slots=True)
class Partner:
    """The units that may be meant, and why it is thought so."""

    ids: tuple[str, ...]
    why: Message
    as_number: bool = False
    """Whether a program has made a number of the id, so that the data are surely damaged."""

    @property
    def shown(self) -> tuple[str, ...]:
        return tuple(map(cut, self.ids[:MOST_NAMED]))


class Partners:
    """Units, to be asked for the one that an id may mean which is none of theirs."""

    def __init__(self, ids: Sequence[str], names: Sequence[str] = ()) -> None:
        self._ids, self._names = ids, () if names is ids else names

    @cached_property
    def _by_number(self) -> Mapping[str, str]:
        return _first_by(_number, self._ids, self._ids)

    @cached_property
    def _by_look(self) -> Mapping[str, str]:
        return _first_by(_look, self._ids, self._ids)

    @cached_property
    def _by_name(self) -> Mapping[str, str]:
        return _first_by(_look, self._names, self._ids)

    def sure(self, unit: str) -> Partner | None:
        """The unit that is meant but for zeros, width, case, blanks or letters that look the same."""
        if (found := self._by_look.get(_look(unit))) is not None:
            return Partner((found,), joins.LOOKS_THE_SAME())
        if (found := self._by_number.get(_number(unit))) is not None:
            why = joins.ZEROS_GONE() if found.endswith(unit) else joins.MADE_A_NUMBER()
            return Partner((found,), why, as_number=True)
        return None

    def likely(self, unit: str, name: str, free: Collection[str], *, search: bool = True) -> Partner | None:
        """The unit that is probably meant, first by what is `sure`, then by its name, then by its spelling; the last
        two are only looked for among `free` units, and the last, which takes time, only with `search`.
        """
        if (found := self.sure(unit)) is not None:
            return found
        if (named := self._by_name.get(_look(name)) if name else None) in free:
            return Partner((str(named),), joins.SAME_NAME())
        near = _near(unit, free) if search and len(free) <= MOST_IDS else []
        return Partner(tuple(near), joins.NEARLY_THE_SAME()) if near else None


def likeness(ids: Sequence[str]) -> set[str]:
    """What these have in common with those that a `sure` partner among them would have."""
    numbers = set(map(_number, ids))
    return numbers | set(map(_look, ids))


def _first_by(key: Callable[[str], str], texts: Sequence[str], ids: Sequence[str]) -> Mapping[str, str]:
    """What the texts come to -> the first id for which they do."""
    found: dict[str, str] = {}
    for text, unit in zip(texts, ids, strict=False):
        found.setdefault(key(text), unit)
    return found


def _number(unit: str) -> str:
    """What is left of an id when a program takes it for a number; of others only leading zeros go."""
    folded = unit if unit.isascii() else fold(unit)
    match = NUMBER.fullmatch(folded)
    return match[1] if match else folded.lstrip("0")


def _look(text: str) -> str:
    """What texts have in common that look the same."""
    return fold(text).translate(LOOKALIKES)


def _near(unit: str, among: Collection[str]) -> list[str]:
    """Ids that hold this one, or are held by it, or are spelt nearly like it. Digits must agree, but for one too many
    or too few: 第一小学 and 第二小学 are two schools, and each code is like the next.
    """
    wanted = _look(unit)
    looks = {_look(one): one for one in among}
    slips = [one for look, one in looks.items() if _one_more(look, wanted) or _one_more(wanted, look)]
    if slips or sum(map(str.isalpha, wanted)) < 2:
        return slips if len(slips) <= MOST_NAMED else []
    digits, sides = _digits(wanted), SIDES & set(wanted)
    alike = [look for look in looks if _digits(look) == digits]
    held = [look for look in alike if len(look) > 1 and (look in wanted or wanted in look)]
    if not held:
        alike = [look for look in alike if SIDES & set(look) == sides]
        held = get_close_matches(wanted, alike, n=MOST_NAMED, cutoff=0.7)
    return [looks[look] for look in held] if len(held) <= MOST_NAMED else []


def _one_more(long: str, short: str) -> bool:
    """Whether one text is another with one sign more."""
    if len(long) != len(short) + 1 or len(short) < 2:
        return False
    at = next((place for place, sign in enumerate(short) if long[place] != sign), len(short))
    return long[at + 1 :] == short[at:]


def _digits(text: str) -> list[str]:
    return [sign for sign in text if unicodedata.numeric(sign, None) is not None]
