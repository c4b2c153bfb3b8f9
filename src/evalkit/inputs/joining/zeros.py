"""Codes among the units themselves of which a program has made numbers: 1 among 002 … 120."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from evalkit.diagnostics import Diagnostic, Place, joins
from evalkit.inputs.cells.tidy import cut
from evalkit.inputs.joining.members import NAMED
from evalkit.inputs.joining.placed import Placed
from evalkit.inputs.table import Table


def zeros_lost(ids: Sequence[str], tables: Sequence[Placed]) -> Iterator[Diagnostic]:
    """Tell of numbers that have fewer digits than those which begin with 0, where all of these are equally long: one
    that is among the units with its zeros, too, is surely the same. `tables` say which units there are.
    """
    if len(set(map(len, ids))) < 2 or (width := padded(ids)) is None:
        return  # the first alone tells of most, and far sooner
    known = frozenset(ids)
    for table in (placed.table for placed in tables):
        doubtful = []
        for row, unit in enumerate(table.who["id"]):
            if len(unit) >= width or unit.startswith("0") or not _is_number(unit):
                continue
            if (full := unit.zfill(width)) in known:
                yield joins.ZERO_LOST(_place(table, row), unit=cut(unit), known=cut(full), why=joins.ZEROS_GONE())
            else:
                doubtful.append((row, unit))
        if doubtful:
            named = tuple(cut(unit) for _, unit in doubtful[:NAMED]) + (("…",) if len(doubtful) > NAMED else ())
            yield joins.IDS_UNLIKE(_place(table, doubtful[0][0]), count=len(doubtful), values=named)


def padded(ids: Sequence[str]) -> int | None:
    """How many digits the numbers have that begin with 0; None where there are none, or not all have as many."""
    widths = {len(unit) for unit in ids if unit.startswith("0") and _is_number(unit)} - {1}
    return widths.pop() if len(widths) == 1 else None


def _place(table: Table, row: int) -> Place:
    return table.sheet.source.place(int(table.rows[row]), table.layout.who["id"])


def _is_number(unit: str) -> bool:
    return unit.isascii() and unit.isdigit()
