"""Columns that are asked for and that no sheet has."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum

from evalkit.diagnostics import Problems, below, files
from evalkit.inputs.cells.tidy import cut, fold
from evalkit.inputs.form import Form
from evalkit.inputs.shapes.layout import Layout, near_headings
from evalkit.inputs.sheet import Sheet
from evalkit.scheme import Scheme


class Lacking(Enum):
    """What it is that an input has no column, or records no table."""

    AN_ERROR = 1
    A_WARNING = 2
    NO_MATTER = 3
    """Of an earlier period nobody need know all."""


def has_ids(form: Form, sheet: Sheet, layout: Layout, problems: Problems) -> bool:
    """Whether a sheet says whose its rows are; told where it does not."""
    if "id" in layout.who:
        return True
    headings = (form.who["id"],)
    place = sheet.source.place(sheet.heading_row, 0)
    hint = near_headings(headings, [(sheet, layout)])
    problems.add(files.NO_COLUMN(place, hint=hint, what=files.THE_ID(), headings=headings))
    return False


def tell_missing(form: Form, laid_out: Sequence[tuple[Sheet, Layout]], lacking: Lacking, problems: Problems) -> None:
    """Tell of the columns that no sheet has."""
    if lacking is Lacking.NO_MATTER or not laid_out:
        return
    first = laid_out[0][0]
    place = first.source.place(first.heading_row, 0)
    who = {part for _, layout in laid_out for part in layout.who}
    attributes = {heading for _, layout in laid_out for heading in (*layout.attributes, *form.optional)}
    inputs = {name for _, layout in laid_out for name in layout.inputs}
    texts = [heading for part, heading in form.who.items() if part not in who]
    for heading in dict.fromkeys([*texts, *(heading for heading in form.attributes if heading not in attributes)]):
        hint = near_headings((heading,), laid_out)
        problems.add(files.NO_COLUMN(place, hint=hint, what=heading, headings=(heading,)))
    for name, declared in form.inputs.items():
        if name not in inputs:
            kind = files.NO_COLUMN if lacking is Lacking.AN_ERROR else files.NO_COLUMN_ALLOWED
            hint = near_headings(declared.headings, laid_out)
            problems.add(kind(place, hint=hint, what=cut(name), headings=declared.wanted))


def tell_misnamed(scheme: Scheme, laid_out: Sequence[tuple[Sheet, Layout]], problems: Problems) -> None:
    """Tell of tables of which no input is read, and which look like records that are called otherwise."""
    for sheet, layout in laid_out:
        headings = {fold(text) for text in sheet.heading}
        like = [
            records.name
            for records in scheme.records.values()
            if all(headings & set(map(fold, column.headings)) for column in records.columns.values())
        ]
        if like and not layout.inputs and not layout.attributes:
            at = sheet.source.place(sheet.heading_row, 0)
            problems.add(below.LIKE_RECORDS(at, records=tuple(map(cut, like))))
