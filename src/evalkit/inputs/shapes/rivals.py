"""Other rows that look like the heading: a doubt, or another table."""

from __future__ import annotations

from collections.abc import Sequence

from evalkit.diagnostics import Diagnostic, shapes
from evalkit.inputs.shapes.fitting import Rows


def rivalry(best: Rows, others: Sequence[Rows]) -> Diagnostic | None:
    """Why the rows that fit best may not be the heading; None where that is clear, or no row has the ids.

    The same rows again further down are the heading of another page.
    """
    for other in others if best.fit[0] else ():
        if not other.fit[0] or not best.apart(other):
            continue
        if other.fit == best.fit and (best.beside(other) or not best.repeats(other)):
            return _two(*sorted((best, other), key=lambda rows: rows.first_row))
        if other.last_row < best.first_row and not best.beside(other):
            return _another(other, best)
    return None


def _two(first: Rows, second: Rows) -> Diagnostic:
    source = first.grid.source
    at, before = source.place(second.first_row, 0), source.place(first.first_row, 0)
    return shapes.TWO_HEADINGS(at, others=(before,), first=first.named, second=second.named)


def _another(first: Rows, second: Rows) -> Diagnostic:
    source = first.grid.source
    at, before = source.place(second.first_row, 0), source.place(first.first_row, 0)
    return shapes.ANOTHER_TABLE(at, others=(before,), row=source.row_name(second.first_row))
