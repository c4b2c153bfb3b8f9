"""Which version of a form a sheet was made from: the mark that `evalkit template` writes above its heading.

The mark stands in a cell of every sheet, so that it outlives a sheet that is saved as a file of its own, or as CSV.
It is a hash of what is asked on that sheet: points and clauses may change without another form being wanted.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import islice

from evalkit.diagnostics import Diagnostic, Place
from evalkit.diagnostics.joins import FORM, FORMS, OTHER_FORM
from evalkit.inputs.cells.tidy import cut, fold
from evalkit.inputs.shapes.layout import Layout
from evalkit.inputs.sheet import Grid, Line, Sheet
from evalkit.scheme import Scheme
from evalkit.scheme.data import Input

WRITTEN = "evalkit:{mark}"
MARK = re.compile(r"evalkit[:：]([0-9a-f]{8})")
NOTES = WRITTEN.format(mark="notes")
"""The mark of the sheet in front, on which nothing is filled in."""
NOTES_ROWS = 30


def mark_of_owner(scheme: Scheme, owner: str | None) -> str:
    """What an owner is asked for, by the scheme and those whose results it takes: each heading once."""
    asked: dict[str, Input] = {}
    for one in _together(scheme):
        for declared in one.collected.values():
            asked.setdefault(fold(declared.headings[0]), declared)
    return _mark(scheme, (declared for declared in asked.values() if declared.owner == owner))


def mark_of_records(scheme: Scheme, records: str) -> str:
    """What is asked for in a table of records."""
    columns: dict[str, Input] = {}
    for one in _together(scheme):
        if records in one.records:
            columns = {**one.records[records].columns, **columns}
    return _mark(scheme, columns.values())


def is_form(titles: Iterable[Line]) -> bool:
    """Whether the rows above a heading are those of a form, which nobody needs be told of."""
    return any(MARK.search(cell) for line in titles for cell in line.cells)


def is_notes(grid: Grid | None) -> bool:
    """Whether a sheet is the one in front of a form."""
    lines = [] if grid is None else islice(grid.lines(), NOTES_ROWS)
    return any(NOTES in cell for line in lines for cell in line.cells)


def units_made_else(scheme: Scheme, sheets: Iterable[tuple[Sheet, Layout]]) -> list[Diagnostic]:
    """Which files with units were made from another version of the scheme."""
    found = []
    for sheet, layout in sheets:
        if (written := _written(sheet)) is not None:
            owners = Counter(scheme.inputs[name].owner for name in layout.inputs)
            owner = owners.most_common(1)[0][0] if owners else None
            found.append((written, mark_of_owner(scheme, owner)))
    return list(_told(scheme, found))


def records_made_else(scheme: Scheme, records: str, sheets: Iterable[Sheet]) -> list[Diagnostic]:
    """Which files with these records were."""
    found = [written for sheet in sheets if (written := _written(sheet)) is not None]
    return list(_told(scheme, [(written, mark_of_records(scheme, records)) for written in found]))


@dataclass(frozen=True)
class _Written:
    """The mark on a sheet, and the title above it."""

    place: Place
    mark: str
    title: str


def _written(sheet: Sheet) -> _Written | None:
    title = ""
    for line in sheet.above:
        for column, cell in enumerate(line.cells):
            if (found := MARK.search(cell)) is not None:
                return _Written(sheet.source.place(line.row, column), found[1], title)
        title = next((cell.strip() for cell in line.cells if cell.strip()), title)
    return None


def _told(scheme: Scheme, found: Sequence[tuple[_Written, str]]) -> Iterator[Diagnostic]:
    """Tells it once for a file."""
    known = set(_known(scheme)) if found else set()
    others: dict[str, list[tuple[_Written, str]]] = {}
    for written, wanted in found:
        if written.mark not in known:
            others.setdefault(written.place.file, []).append((written, wanted))
    for (written, wanted), *more in others.values():
        title = cut(" ".join(filter(None, (scheme.title, scheme.period))))
        made = FORM(title=cut(written.title), mark=written.mark)
        made_from = FORMS(form=made, more=len(more)) if more else made
        now = FORM(title=title, mark=wanted)
        yield OTHER_FORM(written.place, made=made_from, scheme=scheme.place.file, now=now)


def _known(scheme: Scheme) -> Iterator[str]:
    """The marks of all forms that are made from the scheme now; those of a scheme whose results it takes will do."""
    for one in _together(scheme):
        owners = {declared.owner for declared in one.collected.values()}
        owners |= {records.owner for records in one.records.values()}
        for owner in {None, *owners}:
            yield from (mark_of_owner(scheme, owner), mark_of_owner(one, owner))
        for records in one.records:
            yield from (mark_of_records(scheme, records), mark_of_records(one, records))


def _mark(scheme: Scheme, inputs: Iterable[Input]) -> str:
    asked = sorted(repr(tuple(_asked(declared))) for declared in inputs)
    return sha256("\n".join([scheme.period or "", *asked]).encode()).hexdigest()[:8]


def _asked(declared: Input) -> Iterator[str | None]:
    """What a person has to know of a column to fill it in."""
    yield from (declared.headings[0], declared.type, declared.unit, declared.reason, declared.sample)
    yield from declared.levels
    for bound in (declared.at_least, declared.at_most, declared.missing):
        yield None if bound is None else bound.text


def _together(scheme: Scheme) -> tuple[Scheme, ...]:
    return (scheme, *scheme.others.values())
