"""One table of records that was read, and what is wrong with whose they are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from evalkit.diagnostics import Diagnostic, Problems, below, data, joins
from evalkit.diagnostics.expression import DID_YOU_MEAN
from evalkit.expression.data import UNKNOWN_CODE, Array, Column
from evalkit.inputs.belonging import RecordRows
from evalkit.inputs.cells.reading import unreported
from evalkit.inputs.cells.tidy import cut
from evalkit.inputs.findings import MOST_CELLS, Where
from evalkit.inputs.joining.members import few
from evalkit.inputs.joining.partners import MOST_NEAR, Partners
from evalkit.inputs.owners import Owners
from evalkit.inputs.period import Period
from evalkit.inputs.table import Table
from evalkit.inputs.units import Units
from evalkit.scheme.data import Records


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
class RecordTable:
    """A table of records that was read."""

    declared: Records
    table: Table
    owners: Owners
    units: Units
    """Those of the period of the scheme, whose ids the owners begin with."""
    parts: Mapping[Period | None, Array]
    """Its rows by their period."""

    @cached_property
    def where(self) -> Where:
        """The column of the ids; units are called as in the period of the scheme."""
        table, ids = self.table, self.owners.ids
        names = [*self.units.names, *ids[len(self.units) :]]
        codes, column = self.owners.codes, table.layout.who["id"]
        return Where(table.sheet, column, table.rows, _Looked(ids, codes), _Looked(names, codes))

    @cached_property
    def whose(self) -> Mapping[tuple[Period | None, str], None]:
        """The units of which it has rows, period by period."""
        ids, codes = self.owners.ids, self.owners.codes
        found = ((period, code) for period, rows in self.parts.items() for code in np.unique(codes[rows]).tolist())
        return dict.fromkeys((period, ids[code]) for period, code in found)

    def of(self, period: Period | None, units: Units, problems: Problems) -> RecordRows:
        """The records of a period; those of none of its units are told."""
        rows = self.parts.get(period, np.empty(0, dtype=np.int64))
        rows_of_units = self.owners.rows_in(units.ids)[self.owners.codes]
        problems.found.extend(self._strangers(rows[rows_of_units[rows] < 0], units))
        return self._records.take(rows[rows_of_units[rows] >= 0], rows_of_units)

    @cached_property
    def _records(self) -> RecordRows:
        """All of them, whoever owns them."""
        table = self.table
        columns = {name: self._column(name) for name in self.declared.columns}
        return RecordRows(self.owners.codes, columns, [table.sheet.source], table.rows, [table.layout.inputs])

    def _column(self, name: str) -> Column:
        found = self.table.columns.get(name)
        return unreported(self.declared.columns[name].node_type, len(self.table.rows)) if found is None else found

    def _strangers(self, records: Array, units: Units) -> Iterator[Diagnostic]:
        """Tells of records that are of none of the units; those of units that are left out go with these."""
        where, gone = self.where, frozenset(units.left_out)
        lost = [record for record in records.tolist() if gone and where.ids[record] in gone]
        if lost:
            ids, first = list(dict.fromkeys(where.ids[record] for record in lost)), units.sources[0].file
            yield joins.RECORDS_LEFT_OUT(where.place(lost[0]), count=len(lost), first=first, units=few(ids))
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
