"""Tables of records -> pages of their own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from evalkit.diagnostics import Message
from evalkit.diagnostics.message import literally
from evalkit.inputs.cells.tidy import fold
from evalkit.scheme import Scheme
from evalkit.scheme.data import Records
from evalkit.template import words
from evalkit.template.clauses import clauses_of
from evalkit.template.fields import input_fields
from evalkit.template.model import Field, Page
from evalkit.template.who import Who


def records_pages(scheme: Scheme, who: Who, title: Message, ids: Sequence[str]) -> Iterator[Page]:
    """A page for each table of records, called so that the reader knows it. `ids` are those of a roster."""
    clauses = clauses_of(scheme)
    for name, records in scheme.records.items():
        headings = {fold(heading) for each in records.columns.values() for heading in each.headings}
        columns = tuple(input_fields(records.columns, clauses, headings))
        code, *beside = _unit(scheme, records, who, headings)
        fields = (replace(code, choices=tuple(ids)), *beside, *columns)
        yield Page(
            names=tuple(map(literally, (name, *records.source))),
            title=words.OF_RECORDS(title=title, records=name),
            fields=fields,
            prefilled={scheme.units.period: scheme.period} if scheme.units.period and scheme.period else {},
            records=True,
            owner=records.owner,
        )


def _unit(scheme: Scheme, records: Records, who: Who, taken: set[str]) -> Iterator[Field]:
    """The code of the unit, and its name for the reader's sake; the period where rows of others may stand beside."""
    heading = records.unit or scheme.units.id
    yield replace(who.code, heading=heading)
    seen = {*taken, fold(heading)}
    if scheme.units.name is not None and fold(scheme.units.name) not in seen:
        yield Field(heading=scheme.units.name, identity=True)
    if scheme.units.period is not None and scheme.period is not None and fold(scheme.units.period) not in seen:
        yield Field(heading=scheme.units.period, choices=(scheme.period,), how=(words.A_CHOICE(),), identity=True)
