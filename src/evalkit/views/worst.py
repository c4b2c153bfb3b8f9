"""What stands behind a gap of a criterion that is made of rows: those that cost most, and those that lack."""

from __future__ import annotations

from collections.abc import Iterator

from evalkit.account.reader import Reader, Record
from evalkit.diagnostics import Message, Words
from evalkit.gaps import Gap, Kind
from evalkit.result import Result
from evalkit.views import each
from evalkit.views.records import NAMED, plain
from evalkit.views.tree import signed

WORST = Words("loses most: {parts}", "失分最多: {parts}")
PULLED = Words("pulled down by {parts}", "被拉低: {parts}")
FEW = 3
"""So many rows, or units below, are named."""


def told(result: Result, gap: Gap) -> Iterator[Message]:
    """The rows in words; nothing where a criterion has none."""
    if gap.worst:
        words = WORST if isinstance(gap.worst[0].row, Record) else PULLED
        taken = [(part.row.called, part.taken * gap.counts) for part in gap.worst[:FEW] if part.taken is not None]
        yield words(parts=tuple(NAMED(name=name, value=plain(signed(-points))) for name, points in taken))
    if gap.line is not None and gap.line.account.each is not None and gap.kind is Kind.BELOW:
        missing = each.lacking(gap.line, gap.line.account.each, Reader(result, gap.row))
        yield from () if missing is None else (missing,)
