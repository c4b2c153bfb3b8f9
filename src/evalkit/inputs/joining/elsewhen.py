"""Tables of records that are, by their names, of another period than the one that they are read for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from evalkit.diagnostics import Diagnostic, Place, below
from evalkit.inputs.opening import RecordSheet
from evalkit.inputs.period import Period


def elsewhen(
    records: str, now: Period, sheets: Sequence[RecordSheet], dated: Sequence[bool], named: Sequence[bool]
) -> Iterator[Diagnostic]:
    """Tells of tables that are read as of the period `now`, and of tables none of which is; those that are `dated` have
    a column of periods, and those that are `named` are of the period in their name.
    """
    unsaid = [one for one, *said in zip(sheets, dated, named, strict=True) if True not in said]
    found = [one for one in unsaid if _is_another(one.period, now)]
    if found:
        first, *others = map(_heading, found)
        periods = tuple(dict.fromkeys(str(one.period) for one in found))
        yield below.OF_ANOTHER_PERIOD(first, others=tuple(others), records=records, count=len(found), periods=periods,
                                      now=str(now))  # fmt: skip
    if all(named) and not any(dated) and all(one.period != now for one in sheets):
        first, *others = map(_heading, sheets)
        yield below.NONE_OF_NOW(first, others=tuple(others), records=records, now=str(now))


def _heading(one: RecordSheet) -> Place:
    return one.sheet.source.place(one.sheet.heading_row, 0)


def _is_another(period: Period, now: Period) -> bool:
    """Whether nothing of a period is in another."""
    by_year = bool(period.years and now.years) and period.years.isdisjoint(now.years)
    return by_year or (period.like(now) and period != now)
