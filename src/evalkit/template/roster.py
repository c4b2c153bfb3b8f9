"""A list of units -> what a template fills in of them."""

from __future__ import annotations

from pathlib import Path

from evalkit.diagnostics import EvalkitError, Place, Problems, run
from evalkit.diagnostics.files import UNUSED_COLUMNS
from evalkit.inputs.choice import Choice
from evalkit.inputs.joining.roster import read_roster
from evalkit.inputs.lacking import Lacking, tell_missing
from evalkit.inputs.opening import opened_by
from evalkit.inputs.table import Table
from evalkit.scheme import Scheme


def units_in(scheme: Scheme, path: Path, problems: Problems) -> list[dict[str, str]]:
    """The units of a roster, heading -> text; it may be the data of another year, of which nothing else is read.

    Raises:
        EvalkitError: with all that was found, if it does not say who the units are.
    """
    opened = opened_by(scheme, [path], Choice(), problems, "roster", list(scheme.others.values()))
    problems.stop_if_errors()
    told = Problems()
    table = read_roster(scheme, opened, told)
    problems.found.extend(one for one in told if one.kind is not UNUSED_COLUMNS)  # nobody expects them in a form
    tell_missing(table.form, [(table.sheet, table.layout)], Lacking.AN_ERROR, problems)
    problems.stop_if_errors()
    if not len(table.rows):
        raise EvalkitError((run.EMPTY_ROSTER(Place(str(path))),))
    return [_row(table, row) for row in range(len(table.rows))]


def _row(table: Table, row: int) -> dict[str, str]:
    found = {table.form.who[part]: texts[row] for part, texts in table.who.items()}
    said = {heading: column.exact(row, heading) for heading, column in table.attributes.items()}
    return found | {heading: text if isinstance(text, str) else "" for heading, text in said.items()}
