"""Tables of records -> the records of every unit, period by period."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from evalkit.diagnostics import Diagnostic, Place, Problems, below, data, joins
from evalkit.diagnostics.expression import DID_YOU_MEAN
from evalkit.expression.data import UNKNOWN_CODE, Array, Column
from evalkit.expression.syntax import names
from evalkit.inputs.belonging import RecordRows
from evalkit.inputs.cells.reading import unreported
from evalkit.inputs.cells.tidy import cut, fold
from evalkit.inputs.findings import MOST_CELLS, Where
from evalkit.inputs.form import records_form
from evalkit.inputs.joining.members import NAMED
from evalkit.inputs.joining.partners import MOST_NEAR, Partners
from evalkit.inputs.lacking import Lacking, has_ids, tell_missing
from evalkit.inputs.opening import Opened
from evalkit.inputs.owners import Owners
from evalkit.inputs.periods import Period, rows_of_periods
from evalkit.inputs.report import tell_blank_rows, tell_cells
from evalkit.inputs.shapes.layout import lay_out
from evalkit.inputs.sheet import Sheet, Source
from evalkit.inputs.table import Table, TableReader
from evalkit.inputs.units import Units
from evalkit.scheme import Scheme
from evalkit.scheme.data import Records


def with_records(
    scheme: Scheme, opened: Opened, chain: Sequence[tuple[Period | None, Units]], problems: Problems, lacking: Lacking
) -> Units:
    """The units of the first period with their records, and behind them those of the earlier ones with theirs."""
    found: list[dict[str, RecordRows]] = [{} for _ in chain]
    for name, declared in scheme.records.items():
        sheet = opened.records.get(name)
        if sheet is not None:
            read = _read(scheme, declared, sheet, chain, problems, lacking)
            for place, records in enumerate(read):
                found[place][name] = records
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
    return RecordRows(nothing, columns, Source(declared.name, None, ""), nothing)


def _read(
    scheme: Scheme,
    declared: Records,
    sheet: Sheet,
    chain: Sequence[tuple[Period | None, Units]],
    problems: Problems,
    lacking: Lacking,
) -> Iterator[RecordRows]:
    """The records of every period of the chain."""
    form = records_form(scheme, declared)
    layout = lay_out(form, sheet, problems)
    if not has_ids(form, sheet, layout, problems):
        yield _empty(declared)
        return
    tell_missing(form, [(sheet, layout)], lacking, problems)
    dated = scheme.period is not None and form.period in layout.attributes
    if not dated:
        chain = chain[:1]
    owners = Owners(unit for _, units in chain for unit in units.ids)
    table = TableReader(form, sheet, layout, problems, owners).read()
    read = _Read(declared, table, owners, chain[0][1])
    tell_blank_rows(table, problems)
    tell_cells(table, read.where, problems)
    problems.found.extend(read.blank_reasons())
    problems.found.extend(read.alike(_keys(scheme, declared.name)))
    every = np.arange(len(table.rows))
    parts = rows_of_periods(table, scheme.period or "", problems) if dated else {chain[0][0]: every}
    for period, units in chain:
        rows = parts.pop(period, every[:0])
        rows_of_units = owners.rows_in(units.ids)[owners.codes]
        problems.found.extend(read.strangers(rows[rows_of_units[rows] < 0], units))
        yield read.records().take(rows[rows_of_units[rows] >= 0], rows_of_units)
    if left := sum(map(len, parts.values())):
        problems.add(below.RECORDS_OF_OTHERS(table.heading_place, count=left))


def _keys(scheme: Scheme, records: str) -> set[str]:
    """The columns in which records may agree and then count once."""
    versions = (v for criterion in scheme.criteria for v in (criterion, *criterion.variants.values()))
    terms = (term for v in versions for part in (v.deduct, v.add) if part is not None for term in part.terms)
    found = [key for term in terms if term.each is not None and term.each.text.strip() == records
             for key in (term.once_per, term.highest_per)]  # fmt: skip
    found += [declared.once_per for declared in scheme.inputs.values() if declared.from_ == records]
    return {name for key in found if key is not None for name in names(key.syntax)}


@dataclass(frozen=True)
class _Looked(Sequence[str]):
    """Texts that records have by their owner."""

    texts: Sequence[str]
    codes: Array

    def __len__(self) -> int:
        return len(self.codes)

    def __getitem__(self, record: int) -> str:  # type: ignore[override]
        return self.texts[int(self.codes[record])]


@dataclass(frozen=True)
class _Read:
    """A table of records that was read."""

    declared: Records
    table: Table
    owners: Owners
    units: Units
    """Those of the period of the scheme, whose ids the owners begin with."""

    @cached_property
    def where(self) -> Where:
        """The column of the ids; units are called as in the period of the scheme."""
        table, ids = self.table, self.owners.ids
        names = [*self.units.names, *ids[len(self.units) :]]
        codes, column = self.owners.codes, table.layout.who["id"]
        return Where(table.sheet, column, table.rows, _Looked(ids, codes), _Looked(names, codes))

    def records(self) -> RecordRows:
        """All of them, whoever owns them."""
        table = self.table
        columns = {name: self._column(name) for name in self.declared.columns}
        return RecordRows(self.owners.codes, columns, table.sheet.source, table.rows, table.layout.inputs)

    def _column(self, name: str) -> Column:
        found = self.table.columns.get(name)
        return unreported(self.declared.columns[name].node_type, len(self.table.rows)) if found is None else found

    def strangers(self, records: Array, units: Units) -> Iterator[Diagnostic]:
        """Tells of records that are of none of the units; those of units that are left out go with these."""
        where, gone = self.where, frozenset(units.left_out)
        lost = [record for record in records.tolist() if gone and where.ids[record] in gone]
        if lost:
            ids = list(dict.fromkeys(cut(where.ids[record]) for record in lost))
            named = (*ids[:NAMED], *(["…"] if len(ids) > NAMED else []))
            yield joins.RECORDS_LEFT_OUT(
                where.place(lost[0]), count=len(lost), first=units.sources[0].file, units=named
            )
        unknown = [record for record in records.tolist() if where.ids[record] not in gone]
        partners, known = Partners(units.ids, units.names), dict.fromkeys(units.ids if unknown else ())
        for place, record in enumerate(unknown[:MOST_CELLS]):
            unit = where.ids[record]
            partner = partners.likely(unit, "", known, search=place < MOST_NEAR)
            if partner is not None and partner.as_number:
                yield joins.ZERO_LOST(where.place(record), unit=cut(unit), known=partner.shown, why=partner.why)
                continue
            hint = None if partner is None else DID_YOU_MEAN(names=partner.shown)
            row = int(self.table.rows[record])
            yield below.UNKNOWN_OWNER(where.place(record), hint=hint, row=row, heading=where.heading, value=cut(unit))
        if (more := len(unknown) - MOST_CELLS) > 0:
            yield data.MORE_CELLS(where.place(unknown[MOST_CELLS]), heading=where.heading, count=more)

    def alike(self, keys: set[str]) -> Iterator[Diagnostic]:
        """Tells of keys that look the same and are not."""
        for name in sorted(keys & self.table.columns.keys()):
            found: dict[str, list[str]] = {}
            for label in self.table.columns[name].labels if self.declared.columns[name].type == "text" else ():
                found.setdefault(fold(label), []).append(cut(label))
            sheet, column = self.table.sheet, self.table.layout.inputs[name]
            at, heading = sheet.source.place(sheet.heading_row, column), cut(sheet.heading[column])
            for spellings in found.values():
                if len(spellings) > 1:
                    yield below.SPELLED_ALIKE(at, heading=heading, spellings=tuple(spellings))

    def blank_reasons(self) -> Iterator[Diagnostic]:
        """A judged value needs its reason."""
        table, where = self.table, self.where
        for name, declared in self.declared.columns.items():
            reasons = table.attributes.get(declared.reason or "")
            if reasons is None or declared.type != "judged" or name not in table.columns:
                continue
            unexplained = (reasons.values == UNKNOWN_CODE) & ~np.isnan(table.columns[name].values)
            at = replace(where, column=table.layout.inputs[name])
            for record in np.flatnonzero(unexplained).tolist():
                unit, reason = where.unit(record), cut(declared.reason or "")
                yield data.BLANK_REASON(at.place(record), unit=unit, heading=at.heading, reason=reason)
