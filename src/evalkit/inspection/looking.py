"""Files -> what is seen in them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from difflib import get_close_matches
from pathlib import Path

from evalkit.diagnostics import Diagnostic, EvalkitError, Problems, files, joins
from evalkit.inputs.cells.tidy import cut, fold
from evalkit.inputs.choice import Choice
from evalkit.inputs.contents import kind_of
from evalkit.inputs.form import Form, records_form, units_form
from evalkit.inputs.joining.zeros import padded
from evalkit.inputs.once import Contents
from evalkit.inputs.opening import Opened, open_file, open_tables
from evalkit.inputs.shapes.layout import Layout, lay_out
from evalkit.inputs.sheet import Book, Sheet
from evalkit.inputs.table import Table, TableReader
from evalkit.inspection.columns import columns, unlike_ids
from evalkit.inspection.model import ColumnSeen, Inspection, Lacking, SheetSeen, Use
from evalkit.inspection.plain import plain_sheet
from evalkit.scheme import Scheme

SHOWN = 5


def look(paths: Sequence[Path], scheme: Scheme | None, choice: Choice, contents: Contents) -> Inspection:
    """Everything that can be said of some files, with the eyes of a scheme if there is one."""
    sheets: list[SheetSeen] = []
    findings: list[Diagnostic] = []
    not_opened: dict[str, Sequence[Diagnostic]] = {}
    for path in paths:
        problems = Problems()
        try:
            book = open_file(path, contents, choice.encoding, problems)
        except EvalkitError as error:
            not_opened[str(path)] = error.diagnostics
            continue
        if book is None:
            not_opened[str(path)] = problems.found
            continue
        one = _File(path, book, scheme, choice, contents, findings)
        sheets.extend(one.sheets())
    lacking = [] if scheme is None else _lacking(scheme, sheets)
    sheets = [_with_near(sheet, lacking) for sheet in sheets]
    return Inspection(sheets=sheets, lacking=lacking, not_opened=not_opened, findings=findings)


class _File:
    """One file that could be opened."""

    def __init__(
        self, path: Path, book: Book, scheme: Scheme | None, choice: Choice, contents: Contents,
        findings: list[Diagnostic],
    ) -> None:  # fmt: skip
        self.path, self.book, self.scheme, self.choice = path, book, scheme, choice
        self.findings = findings
        self.kind = kind_of(contents.of(path).sample)
        self.opened, self.problems = Opened(), Problems()
        if scheme is not None:
            others = list(scheme.others.values())
            open_tables(scheme, path, contents, choice, self.problems, self.opened, others)

    def sheets(self) -> Iterator[SheetSeen]:
        """Every sheet, those that are not read too."""
        for name in self.book.sheets or [None]:
            yield self.plain(name) if self.scheme is None else self.with_scheme(name, self.scheme)

    def plain(self, name: str | None) -> SheetSeen:
        hidden = name is not None and not self.book.sheets[name]
        grid = None if hidden and name != self.choice.sheet else self.book.grid(name)
        sheet = None if grid is None else plain_sheet(grid, self.choice)
        if sheet is None:
            return self.seen(name, Use.HIDDEN if hidden else Use.NOT_READ)
        return self.filled(self.seen(name, Use.SEEN), sheet, None, None)

    def with_scheme(self, name: str | None, scheme: Scheme) -> SheetSeen:
        for sheet in self.opened.units:
            if sheet is not None and sheet.source.sheet == name:
                return self.of_form(self.seen(name, Use.UNITS), sheet, units_form(scheme))
        for records, sheet in ((records, one.sheet) for records, some in self.opened.records.items() for one in some):
            if sheet.source.sheet == name:
                form = records_form(scheme, scheme.records[records])
                return self.of_form(replace(self.seen(name, Use.RECORDS), records=records), sheet, form)
        if name is not None and not self.book.sheets[name]:
            return self.seen(name, Use.HIDDEN)
        return self.seen(name, Use.NOT_READ if self.opened.failed else Use.NOT_USED)

    def of_form(self, seen: SheetSeen, sheet: Sheet, form: Form) -> SheetSeen:
        """A sheet that a form asks for."""
        layout = lay_out(form, sheet, Problems())
        table = TableReader(form, sheet, layout, Problems()).read() if "id" in layout.who else None
        unlike = table is not None and seen.use is Use.UNITS and padded(table.ids) is None  # else reading tells
        if table is not None and unlike and (short := unlike_ids(table.ids)):
            at = sheet.source.place(sheet.heading_row, layout.who["id"])
            values = tuple(map(cut, short[:SHOWN]))
            self.findings.append(joins.IDS_UNLIKE(at, count=len(short), values=values))
        return self.filled(seen, sheet, layout, table)

    def seen(self, name: str | None, use: Use) -> SheetSeen:
        return SheetSeen(file=str(self.path), kind=self.kind, sheet=name, use=use)

    def filled(self, seen: SheetSeen, sheet: Sheet, layout: Layout | None, table: Table | None) -> SheetSeen:
        found, rows = columns(sheet, layout, table)
        first = sheet.heading_row - sheet.height + 1
        source = sheet.source
        return replace(
            seen, encoding=source.encoding, separator=source.separator, columns=found, rows=rows,
            guessed=any(one.kind is files.ENCODING_GUESSED for one in self.problems),
            titles=len(sheet.titles),
            heading_rows=(first, sheet.heading_row) if sheet.heading_row else None,
        )  # fmt: skip


def _lacking(scheme: Scheme, sheets: Sequence[SheetSeen]) -> list[Lacking]:
    """The inputs that no column fits; first those of owners who answer for others that are there."""
    inputs = [column.input for sheet in sheets for column in sheet.columns if column.input is not None]
    found, owners = {declared.name for declared in inputs}, {declared.owner for declared in inputs}
    free = {fold(column.heading): column.heading for sheet in sheets for column in sheet.columns if _is_free(column)}
    lacking = []
    for name, declared in units_form(scheme).inputs.items():
        if name not in found:
            near = [free[key] for heading in declared.headings for key in _near(heading, list(free))]
            lacking.append(Lacking(input=declared, near=tuple(dict.fromkeys(near))))
    return sorted(lacking, key=lambda one: one.input.owner not in owners)


def _with_near(sheet: SheetSeen, lacking: Sequence[Lacking]) -> SheetSeen:
    """The same, the columns that fit nothing with what they may have been meant for."""
    made = [
        replace(column, near=tuple(one.input.name for one in lacking if column.heading in one.near))
        if _is_free(column)
        else column
        for column in sheet.columns
    ]
    return replace(sheet, columns=made)


def _is_free(column: ColumnSeen) -> bool:
    return (
        bool(column.heading) and column.input is None and column.who is None and not (column.attribute or column.beside)
    )


def _near(heading: str, headings: Sequence[str]) -> list[str]:
    return get_close_matches(fold(heading), headings, n=3, cutoff=0.5)
