"""Several tables of the same records: what is told of them together."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

import numpy as np

from evalkit.diagnostics import Diagnostic, below
from evalkit.diagnostics.message import Message
from evalkit.inputs.belonging import RecordRows
from evalkit.inputs.called import are_apart
from evalkit.inputs.cells.tidy import cut, fold
from evalkit.inputs.joining.members import few
from evalkit.inputs.opening import RecordSheet
from evalkit.inputs.period import Period
from evalkit.inputs.record_table import RecordTable
from evalkit.inputs.units import Units


def not_together(
    records: str, tables: Sequence[RecordTable], sheets: Sequence[RecordSheet], undated: Sequence[RecordSheet]
) -> Iterator[Diagnostic]:
    """Tells that there are several tables, which columns one lacks, and why they may not be put together; `undated` are
    those of the `sheets` whose rows are taken for ones of the scheme's period.
    """
    if len(tables) == 1:
        return
    first, second, *_ = (each.table for each in tables)
    if twice := list(_twice(records, tables, [each.period for each in sheets])):
        yield from twice
        return
    yield below.RECORDS_TOGETHER(second.heading_place, records=records, count=len(tables), first=first.called)
    found = sorted({year for one in undated for year in one.period.years})
    if len(found) > 1:
        yield below.RECORDS_OF_YEARS(second.heading_place, records=records, years=tuple(map(str, found)))
    columns = [dict.fromkeys([*one.table.layout.attributes, *one.table.layout.inputs]) for one in tables]
    for one, own in zip(tables, columns, strict=True):
        by_name = all(each.sheet is not one.table.sheet for each in undated)  # then its period needs no column
        known = {*own, one.table.form.period} if by_name else own
        if absent := dict.fromkeys(cut(name) for each in columns for name in each if name not in known):
            yield below.RECORD_COLUMNS_MISSING(one.table.heading_place, records=records, columns=tuple(absent))


def _twice(records: str, tables: Sequence[RecordTable], periods: Sequence[Period]) -> Iterator[Diagnostic]:
    """Tells of each table that may hold rows of one before it: the same sheet, or rows of the same units, where their
    names do not tell different `periods`.
    """
    for number, one in enumerate(tables):
        for before, period in zip(tables[:number], periods, strict=False):
            why = _same(one, before) if are_apart(period, periods[number]) else _same_units(one, before)
            if why is not None:
                at, other = one.table.heading_place, before.table.heading_place
                yield below.RECORDS_TWICE(at, others=(other,), records=records, why=why)
                break


def _same(one: RecordTable, other: RecordTable) -> Message | None:
    sheets = [(each.table.sheet.source.content_hash, each.table.sheet.source.sheet) for each in (one, other)]
    same = sheets[0] == sheets[1] and bool(sheets[0][0]) and len(one.table.rows) > 0
    return below.SAME_TABLE() if same else None


def _same_units(one: RecordTable, other: RecordTable) -> Message | None:
    units = list(dict.fromkeys(unit for period, unit in other.whose if (period, unit) in one.whose))
    return _same(one, other) or (below.SAME_UNITS(count=len(units), units=few(units)) if units else None)


def without(records: str, found: RecordRows, units: Units, files: Collection[str]) -> Iterator[Diagnostic]:
    """Tells of units whose files, of all those of the data, have no table of the records, though those of others do."""
    where = list(zip(units.sources, units.rows, strict=True))
    holding = {source.file for source in found.sources}
    lone = np.logical_or.reduce([rows > 0 for source, rows in where if source.file in files])
    inside = [rows > 0 for source, rows in where if source.file in holding]
    lone &= ~np.logical_or.reduce(inside) if inside else False
    lone[found.owners] = False
    if lone.any():
        which = np.flatnonzero(lone).tolist()
        at = next(source.place(int(rows[which[0]]), 0) for source, rows in where if rows[which[0]] > 0)
        ids = [units.ids[unit] for unit in which]
        yield below.UNITS_WITHOUT(at, records=records, count=len(ids), units=few(ids))


def alike(keys: Collection[str], tables: Sequence[RecordTable]) -> Iterator[Diagnostic]:
    """Tells of keys that look the same and are not."""
    for name in sorted(keys):
        having = [one.table for one in tables if name in one.table.columns]
        found: dict[str, dict[str, None]] = {}
        for label in (label for table in having for label in table.columns[name].labels):
            found.setdefault(fold(label), {})[cut(label)] = None
        if not having or tables[0].declared.columns[name].type != "text":
            continue
        sheet, column = having[0].sheet, having[0].layout.inputs[name]
        at, heading = sheet.source.place(sheet.heading_row, column), cut(sheet.heading[column])
        for spellings in found.values():
            if len(spellings) > 1:
                yield below.SPELLED_ALIKE(at, heading=heading, spellings=tuple(spellings))
