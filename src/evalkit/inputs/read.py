"""Opened tables -> units: every sheet laid out and read, then joined; all problems in one run."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np

from evalkit.diagnostics import Diagnostic, EvalkitError, Problems, below, data
from evalkit.expression.data import UNKNOWN_CODE
from evalkit.inputs.cells.tidy import cut
from evalkit.inputs.form import Form, units_form
from evalkit.inputs.joining.join import join
from evalkit.inputs.joining.naming import by_name
from evalkit.inputs.joining.roster import read_roster
from evalkit.inputs.joining.who import with_groups
from evalkit.inputs.lacking import Lacking, has_ids, tell_misnamed, tell_missing
from evalkit.inputs.made_from import units_made_else
from evalkit.inputs.opening import Opened
from evalkit.inputs.period import Period, period_of
from evalkit.inputs.periods import rows_of_periods
from evalkit.inputs.records import with_records
from evalkit.inputs.report import tell, tell_blank_rows
from evalkit.inputs.samples import sample, too_small
from evalkit.inputs.shapes.layout import Layout, lay_out
from evalkit.inputs.sheet import Sheet
from evalkit.inputs.table import Table, TableReader
from evalkit.inputs.units import Units
from evalkit.scheme import Scheme


def units_of(
    scheme: Scheme, opened: Sequence[Opened], roster: Opened | None, problems: Problems, lacking: Lacking
) -> Units:
    """The units of the period, and behind them those of the earlier ones; each of `opened` is a period before the last.
    The `roster` holds for the period itself.

    Raises:
        EvalkitError: a file cannot be opened, or has no column of ids.
    """
    now, *before = opened
    if before and (heading := units_form(scheme).period) is not None:
        problems.add(below.EARLIER_TWICE(scheme.units.place, heading=heading))
    listed = None if roster is None else read_roster(scheme, roster, problems)
    found = [_read(scheme, now, problems, lacking, listed)]
    found += [_read(scheme, earlier, problems, Lacking.NO_MATTER) for earlier in before]
    units: Units | None = None
    for period in reversed(found):
        if period is None:
            raise EvalkitError(tuple(problems.found))
        units = period if units is None else replace(period, earlier=units)
    assert units is not None  # there is one of now at least
    return with_groups(units, scheme.scopes.values())


def _read(
    scheme: Scheme, opened: Opened, problems: Problems, lacking: Lacking, roster: Table | None = None
) -> Units | None:
    """The units of some files, chained where they tell of several periods; None where a file is of no use."""
    form = units_form(scheme)
    sheets = [sheet for sheet in opened.units if sheet is not None]
    laid_out = [(sheet, lay_out(form, sheet, problems)) for sheet in sheets]
    tell_misnamed(scheme, laid_out, problems)
    later = Problems()  # what is wrong with columns is told before what is wrong with cells
    periods: dict[Period | None, list[Table]] = {}
    read: list[Table] = []
    for sheet, layout in laid_out:
        table = _table(form, sheet, layout, [roster, *read], problems, later)
        if table is None:
            continue
        read.append(table)
        tell_blank_rows(table.blank_rows, table.sheet, later)
        parts = _parts(scheme, table, later)
        tell(table, list(parts.values()), later)
        for period, part in parts.items():
            periods.setdefault(period, []).append(part)
    complete = bool(read) and len(read) == len(opened.units)  # else columns are missing because a file is
    chain = _in_order(periods, scheme) if complete else []
    for place, (_, tables) in enumerate(chain):
        columns = [(table.sheet, table.layout) for table in (*tables, *([roster] if roster is not None else []))]
        tell_missing(form, columns, lacking if place == 0 else Lacking.NO_MATTER, problems)
        if place == 0 and lacking is not Lacking.NO_MATTER:
            problems.found.extend(units_made_else(scheme, columns))
    problems.found.extend(later.found)
    if not complete:
        return None
    if not chain:
        at = sheets[0].source.place(sheets[0].heading_row, 0)
        problems.add(below.NO_PERIOD_ROWS(at, period=scheme.period or ""))
        return None
    for (later_one, tables), (earlier, _) in pairwise(chain):
        if later_one is not None and earlier is not None and not later_one.follows(earlier):
            at = tables[0].heading_place
            problems.add(below.PERIOD_SKIPPED(at, earlier=str(earlier), later=str(later_one)))
    (_, now), *before = chain
    units = [(chain[0][0], joined(form, now, problems, roster))]
    if not len(units[0][1]) and not problems.errors:
        problems.add(data.EMPTY_TABLE(now[0].heading_place))
    units += [(period, joined(form.of_earlier, tables, problems)) for period, tables in before]
    return with_records(scheme, opened, units, problems, lacking)


def _table(
    form: Form, sheet: Sheet, layout: Layout, before: Sequence[Table | None], problems: Problems, later: Problems
) -> Table | None:
    """The table of a sheet, its rows known by their codes, or else by the names that those `before` have given."""
    named = next((table for table in before if table is not None and "name" in table.who), None)
    if "id" not in layout.who and "name" in layout.who and named is not None:
        return by_name(form, sheet, layout, named, later)
    return TableReader(form, sheet, layout, later).read() if has_ids(form, sheet, layout, problems) else None


def _parts(scheme: Scheme, table: Table, problems: Problems) -> dict[Period | None, Table]:
    """The rows of each period; without such a column all rows are of the scheme's, and so is a table without rows."""
    if scheme.period is None or table.form.period not in table.layout.attributes or not len(table.rows):
        return {None: table}
    return {period: table.take(rows) for period, rows in rows_of_periods(table, scheme.period, problems).items()}


def _in_order(periods: dict[Period | None, list[Table]], scheme: Scheme) -> list[tuple[Period | None, list[Table]]]:
    """The tables of the scheme's period, then those of the one before, and so on; none where it has no row."""
    now = period_of(scheme.period) if scheme.period is not None else None
    tables = [table for period, found in periods.items() if period in (None, now) for table in found]
    earlier = sorted((period for period in periods if period not in (None, now)), reverse=True)
    return [(now, tables), *((period, periods[period]) for period in earlier)] if tables else []


def joined(form: Form, tables: Sequence[Table], problems: Problems, roster: Table | None = None) -> Units:
    """The tables of one period as units, each checked with all that is known of it."""
    units = join(form, tables, problems, roster)
    problems.found.extend(_blank_reasons(form, units))
    problems.found.extend(_small_samples(form, units))
    return units


def _blank_reasons(form: Form, units: Units) -> Iterator[Diagnostic]:
    """A judged value needs its reason."""
    for name, declared in form.inputs.items():
        reasons = units.attributes.get(declared.reason or "")
        if reasons is None or declared.type != "judged":
            continue
        unexplained = (reasons.values == UNKNOWN_CODE) & ~np.isnan(units.columns[name].values)
        for row in np.flatnonzero(unexplained).tolist():
            unit, reason = cut(units.ids[row]), cut(declared.reason or "")
            yield data.BLANK_REASON(units.origin(row, name), unit=unit, heading=cut(name), reason=reason)


def _small_samples(form: Form, units: Units) -> Iterator[Diagnostic]:
    """A survey of too few is told, and still counts."""
    for name, declared in form.inputs.items():
        least = declared.sample_at_least
        for row in () if least is None else (row for row in range(len(units)) if too_small(units, row, declared)):
            size = sample(units, row, declared)
            found = data.SAMPLE_UNKNOWN() if size is None else size
            place, unit = units.origin(row, name), cut(units.ids[row])
            heading = cut(declared.survey or name)
            yield data.SMALL_SAMPLE(place, unit=unit, heading=heading, sample=found, least=least or 0)
