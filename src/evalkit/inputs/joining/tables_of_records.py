"""Several tables of the same records: what is told of them together."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from evalkit.diagnostics import Diagnostic, below
from evalkit.inputs.called import years
from evalkit.inputs.cells.tidy import cut, fold
from evalkit.inputs.opening import RecordSheet
from evalkit.inputs.record_table import RecordTable


def not_together(records: str, tables: Sequence[RecordTable], undated: Sequence[RecordSheet]) -> Iterator[Diagnostic]:
    """Tells that there are several tables, which columns one lacks, and why they may not be put together; `undated` are
    those whose rows are taken for ones of the scheme's period.
    """
    if len(tables) == 1:
        return
    first, second, *_ = (each.table for each in tables)
    yield below.RECORDS_TOGETHER(second.heading_place, records=records, count=len(tables), first=first.called)
    found = sorted({year for one in undated for year in years(one.period)})
    if len(found) > 1:
        yield below.RECORDS_OF_YEARS(second.heading_place, records=records, years=tuple(found))
    seen: dict[tuple[str, str | None], RecordTable] = {}
    columns = [dict.fromkeys([*one.table.layout.attributes, *one.table.layout.inputs]) for one in tables]
    for one, own in zip(tables, columns, strict=True):
        by_name = all(each.sheet is not one.table.sheet for each in undated)  # then its period needs no column
        known = {*own, one.table.form.period} if by_name else own
        if absent := dict.fromkeys(cut(name) for each in columns for name in each if name not in known):
            yield below.RECORD_COLUMNS_MISSING(one.table.heading_place, records=records, columns=tuple(absent))
        source = one.table.sheet.source
        before = seen.setdefault((source.content_hash, source.sheet), one)
        if before is not one and source.content_hash and len(one.table.rows):
            yield below.RECORDS_TWICE(one.table.heading_place, others=(before.table.heading_place,), records=records)


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
