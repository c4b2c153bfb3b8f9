"""Columns that give the same month by month: 1月迟报, 2月迟报."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from evalkit.diagnostics import Message, shapes
from evalkit.inputs.cells.tidy import cut, fold

MONTH = re.compile(
    "(?:(?:19|20)[0-9]{2}[年./-]?)?"
    "(?:(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])月份?|第?[一二三四1-4]季度|q[1-4])"
)  # fmt: skip
"""Or quarter by quarter."""
BESIDE = "/_-()"
NAMED = 12


def are_months(texts: Collection[str]) -> bool:
    """Whether the texts of a row are months, with sums among them: 1月, 2月, 合计."""
    written = [fold(text) for text in texts if text.strip()]
    months = {text for text in written if MONTH.fullmatch(text)}
    return len(months) > 1 and not any(char.isdigit() for text in written if text not in months for char in text)


def by_month(paths: Sequence[Sequence[str]], wanted: Collection[str] = ()) -> Message | None:
    """A hint with the columns, by all that heads them, that are one thing for several months; it may have to be one of
    the headings `wanted`.
    """
    headings = {fold(heading) for heading in wanted}
    months: dict[str, str] = {}
    things = set()
    for path in paths:
        text = "/".join(map(fold, path))
        if found := MONTH.search(text):
            thing = (text[: found.start()] + text[found.end() :]).strip(BESIDE)
            if thing and (thing in headings or not wanted):
                months.setdefault(found[0], cut("/".join(path)))
                things.add(thing)
    one = len(things) == 1 and (bool(wanted) or len(months) == len(paths))
    return shapes.BY_MONTH(columns=tuple(months.values())[:NAMED]) if one and len(months) > 1 else None
