"""A list of units -> what a template fills in of them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np

from evalkit.diagnostics import EvalkitError, Place, Problems, run
from evalkit.inputs.choice import Choice
from evalkit.inputs.form import Form, roster_form, units_form
from evalkit.inputs.lacking import Lacking, has_ids, tell_missing
from evalkit.inputs.opening import opened_by
from evalkit.inputs.periods import rows_of_periods
from evalkit.inputs.report import tell
from evalkit.inputs.shapes.layout import lay_out
from evalkit.inputs.table import Table, TableReader
from evalkit.scheme import Scheme


def units_in(scheme: Scheme, path: Path, problems: Problems) -> list[dict[str, str]]:
    """The units of a roster, heading -> text; it may be the data of another year, of which nothing else is read.

    Raises:
        EvalkitError: with all that was found, if it does not say who the units are.
    """
    form = _form(scheme)
    opened = opened_by(scheme, [path], Choice(), problems, "roster")
    problems.stop_if_errors()
    sheet = next(sheet for sheet in opened.units if sheet is not None)
    layout = lay_out(form, sheet, Problems())
    if has_ids(form, sheet, layout, problems):
        tell_missing(form, [(sheet, layout)], Lacking.AN_ERROR, problems)
    problems.stop_if_errors()
    table = TableReader(form, sheet, layout, Problems()).read()
    table = _latest(scheme, table, problems)
    tell(table, [table], problems)
    problems.stop_if_errors()
    if not len(table.rows):
        raise EvalkitError((run.EMPTY_ROSTER(Place(str(path))),))
    return [_row(table, row) for row in range(len(table.rows))]


def _form(scheme: Scheme) -> Form:
    """What a roster says, and its period, for it may be the data of several."""
    form, period = roster_form(scheme), units_form(scheme).period
    columns = [*form.attributes, *([] if period is None else [period])]
    return replace(form, attributes=columns, optional=columns, period=period)


def _latest(scheme: Scheme, table: Table, problems: Problems) -> Table:
    """The rows of the last period, where there are rows of several."""
    if scheme.period is None or table.form.period not in table.layout.attributes:
        return table
    periods = {period: rows for period, rows in rows_of_periods(table, scheme.period, problems).items() if period}
    return table.take(periods[max(periods)] if periods else np.empty(0, dtype=np.int64))


def _row(table: Table, row: int) -> dict[str, str]:
    found = {table.form.who[part]: texts[row] for part, texts in table.who.items()}
    scopes = {heading: column for heading, column in table.attributes.items() if heading != table.form.period}
    said = {heading: column.exact(row, heading) for heading, column in scopes.items()}
    return found | {heading: text if isinstance(text, str) else "" for heading, text in said.items()}
