"""Rows of several periods -> the rows of each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from evalkit.diagnostics import Diagnostic, Problems, below
from evalkit.expression.data import UNKNOWN_CODE, Array
from evalkit.inputs.cells.tidy import cut
from evalkit.inputs.dating import year_of
from evalkit.inputs.period import Period, period_of, period_under
from evalkit.inputs.table import Table


def rows_of_periods(table: Table, last: str, problems: Problems) -> dict[Period | None, Array]:
    """The rows of a table by their period; rows without one, and those after the period `last`, are told."""
    heading = table.form.period or ""
    column = table.attributes[heading]
    bounds = period_of(last)
    under = heading if bounds.years or bounds.words else ""
    year = year_of(table.sheet, bounds) if bounds.of_a_year else None
    written = [period_under(under, label) for label in column.labels]
    of_label = [period.of(year).in_months() if bounds.is_month else period.of(year) for period in written]
    if year is not None:
        problems.found.extend(_year_taken(table, year, [period.lacks_year for period in written]))
    problems.found.extend(_refused(table, last, of_label))
    found: dict[Period | None, Array] = {}
    for period in dict.fromkeys(of_label):
        codes = [code for code, other in enumerate(of_label) if other == period]
        rows = np.flatnonzero(np.isin(column.values, codes))
        if period.like(bounds) and period <= bounds:
            found[period] = rows
    return found


def _year_taken(table: Table, year: int, labels: Sequence[bool]) -> Iterator[Diagnostic]:
    """Tells how many rows are of a year that they do not name; `labels` are those without."""
    heading = table.form.period or ""
    codes = [code for code, lacks in enumerate(labels) if lacks]
    rows = table.rows[np.isin(table.attributes[heading].values, codes)]
    if len(rows):
        place = table.sheet.source.place(int(rows[0]), table.layout.attributes[heading])
        yield below.YEAR_TAKEN(place, count=len(rows), heading=cut(heading), year=str(year))


def _refused(table: Table, last: str, of_label: list[Period]) -> Iterator[Diagnostic]:
    """Each way in which rows are of no period, told once with the first such row."""
    heading = table.form.period or ""
    column = table.layout.attributes[heading]
    codes = table.attributes[heading].values
    bounds = period_of(last)
    for code in (UNKNOWN_CODE, *range(len(of_label))):
        rows = np.flatnonzero(codes == code)
        if not len(rows):
            continue
        row = int(table.rows[rows[0]])
        place = table.sheet.source.place(row, column)
        if code == UNKNOWN_CODE:
            yield below.BLANK_PERIOD(place, row=row, heading=cut(heading), count=len(rows))
            continue
        value = cut(table.attributes[heading].labels[code])
        if bounds.of_a_year and of_label[code].lacks_year:
            yield below.NO_YEAR(place, row=row, value=value, count=len(rows))
        elif not of_label[code].like(bounds):
            yield below.ODD_PERIOD(place, row=row, value=value, period=last, count=len(rows))
        elif of_label[code] > bounds:
            yield below.LATER_PERIOD(place, row=row, value=value, period=last, count=len(rows))
