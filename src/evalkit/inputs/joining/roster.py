"""The roster: the list of the units that must be there."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from evalkit.diagnostics import EvalkitError, Problems, run
from evalkit.inputs.form import roster_form
from evalkit.inputs.lacking import has_ids
from evalkit.inputs.opening import Opened
from evalkit.inputs.periods import rows_of_periods
from evalkit.inputs.report import tell, tell_blank_rows
from evalkit.inputs.shapes.layout import lay_out
from evalkit.inputs.table import Table, TableReader
from evalkit.scheme import Scheme


def read_roster(scheme: Scheme, opened: Opened, problems: Problems) -> Table:
    """Who the units are, from the first table with ids; where it has rows of several periods, from those of the last.

    Raises:
        EvalkitError: the file cannot be opened, or has no column of ids, or no unit.
    """
    form = roster_form(scheme)
    for sheet in opened.units:
        layout = None if sheet is None else lay_out(form, sheet, problems)
        if sheet is not None and layout is not None and has_ids(form, sheet, layout, problems):
            table = TableReader(form, sheet, layout, problems).read()
            tell_blank_rows(table.blank_rows, table.sheet, problems)
            listed = _last(scheme, table, problems)
            tell(listed, [listed], problems)
            if not (listed.ids or problems.errors):
                problems.add(run.EMPTY_ROSTER(listed.heading_place))
                raise EvalkitError(tuple(problems.found))
            return replace(
                listed, attributes={h: column for h, column in listed.attributes.items() if h != form.period}
            )
    raise EvalkitError(tuple(problems.found))


def _last(scheme: Scheme, table: Table, problems: Problems) -> Table:
    """The rows of the scheme's period, or of the last before it."""
    if scheme.period is None or table.form.period not in table.layout.attributes:
        return table
    periods = {period: rows for period, rows in rows_of_periods(table, scheme.period, problems).items() if period}
    return table.take(periods[max(periods)] if periods else np.empty(0, dtype=np.int64))
