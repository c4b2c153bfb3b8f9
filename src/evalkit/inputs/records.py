"""Tables of records -> the records of every unit, period by period."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from evalkit.diagnostics import Place, Problems, below
from evalkit.expression.syntax import names
from evalkit.inputs.belonging import RecordRows
from evalkit.inputs.cells.reading import unreported
from evalkit.inputs.form import records_form
from evalkit.inputs.joining.appended import appended
from evalkit.inputs.joining.elsewhen import elsewhen
from evalkit.inputs.joining.tables_of_records import alike, not_together, without
from evalkit.inputs.lacking import Lacking, has_ids, tell_missing
from evalkit.inputs.made_from import records_made_else
from evalkit.inputs.opening import Opened, RecordSheet
from evalkit.inputs.owners import Owners
from evalkit.inputs.period import Period
from evalkit.inputs.periods import rows_of_periods
from evalkit.inputs.record_table import RecordTable
from evalkit.inputs.report import tell_blank_rows, tell_cells
from evalkit.inputs.shapes.layout import lay_out
from evalkit.inputs.table import TableReader
from evalkit.inputs.units import Units
from evalkit.scheme import Scheme
from evalkit.scheme.data import Records


def with_records(
    scheme: Scheme, opened: Opened, chain: Sequence[tuple[Period | None, Units]], problems: Problems, lacking: Lacking
) -> Units:
    """The units of the first period with their records, and behind them those of the earlier ones with theirs."""
    found: list[dict[str, RecordRows]] = [{} for _ in chain]
    files = {sheet.source.file for sheet in opened.units if sheet is not None}
    for name, declared in scheme.records.items():
        if sheets := opened.records.get(name):
            read = _read(scheme, declared, sheets, chain, problems, lacking)
            for place, records in enumerate(read):
                found[place][name] = records
            problems.found.extend(without(name, found[0][name], chain[0][1], files))
        elif lacking is not Lacking.NO_MATTER:
            if not opened.failed:  # else it may be in what could not be opened
                _tell_none(declared, chain[0][1], lacking, problems)
            found[0][name] = _empty(declared)
    units: Units | None = None
    for (_, period), tables in zip(reversed(chain), reversed(found), strict=True):
        units = replace(period, records=tables, earlier=units)
    assert units is not None  # a chain has the period of the scheme at least
    return units


def _tell_none(declared: Records, units: Units, lacking: Lacking, problems: Problems) -> None:
    kind = below.NO_RECORDS if lacking is Lacking.AN_ERROR else below.NO_RECORDS_ALLOWED
    names = tuple(dict.fromkeys((declared.name, *declared.source)))
    problems.add(kind(Place(units.sources[0].file), records=declared.name, names=names))


def _empty(declared: Records) -> RecordRows:
    nothing = np.empty(0, dtype=np.int64)
    columns = {name: unreported(column.node_type, 0) for name, column in declared.columns.items()}
    return RecordRows(nothing, columns, [], nothing)


def _read(
    scheme: Scheme,
    declared: Records,
    sheets: Sequence[RecordSheet],
    chain: Sequence[tuple[Period | None, Units]],
    problems: Problems,
    lacking: Lacking,
) -> Iterator[RecordRows]:
    """The records of every period of the chain, from all tables."""
    form = records_form(scheme, declared)
    laid_out = [(one.sheet, lay_out(form, one.sheet, problems)) for one in sheets]
    having = [has_ids(form, *one, problems) for one in laid_out]
    if not all(having):
        yield _empty(declared)
        return
    tell_missing(form, laid_out, lacking, problems)
    if lacking is not Lacking.NO_MATTER:
        problems.found.extend(records_made_else(scheme, declared.name, [one.sheet for one in sheets]))
    now = chain[0][0]
    dated = [scheme.period is not None and form.period in layout.attributes for _, layout in laid_out]
    several = len({one.period for one in sheets}) > 1
    named = [several and now is not None and one.period.like(now) for one in sheets]
    if not any(dated) and not any(named):
        chain = chain[:1]
    tables = []
    for one, (sheet, layout), by_column, by_name in zip(sheets, laid_out, dated, named, strict=True):
        owners = Owners(unit for _, units in chain for unit in units.ids)
        read = TableReader(form, sheet, layout, problems, owners=owners).read()
        every = {one.period if by_name else now: np.arange(len(read.rows))}
        parts = rows_of_periods(read, scheme.period or "", problems) if by_column else every
        tables.append(RecordTable(declared, read, owners, chain[0][1], parts))
        tell_blank_rows(read.blank_rows, read.sheet, problems)
        tell_cells(read, tables[-1].where, problems)
        problems.found.extend(tables[-1].blank_reasons())
    unsaid = [one for one, *said in zip(sheets, dated, named, strict=True) if True not in said]
    problems.found.extend(not_together(declared.name, tables, sheets, unsaid))
    if now is not None:
        problems.found.extend(elsewhen(declared.name, now, sheets, dated, named))
    problems.found.extend(alike(_keys(scheme, declared.name), tables))
    for period, units in chain:
        yield appended([table.of(period, units, problems) for table in tables])
    for table in tables:
        left = sum(len(rows) for period, rows in table.parts.items() if all(period != each for each, _ in chain))
        if left:
            problems.add(below.RECORDS_OF_OTHERS(table.table.heading_place, count=left))


def _keys(scheme: Scheme, records: str) -> set[str]:
    """The columns in which records may agree and then count once."""
    versions = (v for criterion in scheme.criteria for v in (criterion, *criterion.variants.values()))
    terms = (term for v in versions for part in (v.deduct, v.add) if part is not None for term in part.terms)
    found = [key for term in terms if term.each is not None and term.each.text.strip() == records
             for key in (term.once_per, term.highest_per)]  # fmt: skip
    found += [declared.once_per for declared in scheme.inputs.values() if declared.from_ == records]
    return {name for key in found if key is not None for name in names(key.syntax)}
