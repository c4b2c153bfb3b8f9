"""Which sheets of a workbook hold the units."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path

from evalkit.diagnostics import Diagnostic, Place, Problems, files, shapes
from evalkit.inputs.choice import Choice
from evalkit.inputs.form import Form
from evalkit.inputs.joining.provenance import source_of
from evalkit.inputs.made_from import is_form, is_notes
from evalkit.inputs.shapes.heading import headed
from evalkit.inputs.shapes.layout import lay_out
from evalkit.inputs.shapes.towns import Towns
from evalkit.inputs.sheet import Book, Sheet
from evalkit.inputs.source import Source


def tables(
    path: Path,
    book: Book,
    choice: Choice,
    form: Form,
    problems: Problems,
    *,
    apart: Collection[str] = (),
    several: bool = True,
) -> list[Sheet]:
    """The tables of a file that a form asks for; none where the problems found leave nothing to read.

    Where no sheet is named it is the first visible one that has the ids, and with it those that have further columns:
    a sheet a department; and those with the same columns for other units: a sheet a town. `apart` are sheets that are
    not meant where none is named; without `several` one is enough.
    """
    if not book.sheets:
        return _read(book, None, choice, form, problems)
    if choice.sheet is not None:
        if choice.sheet in book.sheets:
            return _read(book, choice.sheet, choice, form, problems)
        problems.add(files.NO_SHEET(Place(str(path)), sheet=choice.sheet, sheets=tuple(book.sheets)))
        return []
    visible = [name for name, shown in book.sheets.items() if shown and name not in apart]
    if not visible:
        problems.add(files.NO_HEADING(Place(str(path))))
    return (
        _chosen(path, book, visible, choice, form, problems, several=several)
        if len(visible) > 1
        else [sheet for name in visible for sheet in _read(book, name, choice, form, problems)]
    )


def _chosen(
    path: Path,
    book: Book,
    visible: Sequence[str],
    choice: Choice,
    form: Form,
    problems: Problems,
    *,
    several: bool,
) -> list[Sheet]:
    """The sheets with ids, each as far as it has a column or units that those before it have not."""
    found: dict[str, Sheet] = {}
    towns = Towns(form, problems)
    columns: set[str] = set()
    doubtful: list[Diagnostic] = []
    named = [name for name in visible if _is_named(path, name, form)]
    for name in dict.fromkeys([*named, *visible]):  # what the scheme names goes before
        here = Problems()
        table = _read(book, name, choice, form, here)
        doubtful.extend(one for one in here.errors if one.kind in (shapes.TWO_HEADINGS, shapes.ANOTHER_TABLE))
        for sheet in table:
            layout = lay_out(form, sheet, Problems())
            if "id" not in layout.who:
                continue
            further = {*layout.inputs, *layout.attributes} - columns
            if not found or (several and (further or towns.goes_on(sheet, layout))):
                towns.add(sheet, layout)
                columns |= further
                found[name] = sheet
                problems.found.extend(here.found)
    if doubtful:
        problems.found.extend(doubtful)
        return []
    sheets = [found[name] for name in visible if name in found] or _read(book, visible[0], choice, form, problems)
    read = [str(sheet.source.sheet) for sheet in sheets]
    rest = [name for name in visible if name not in read]
    if any(is_form(sheet.above) for sheet in sheets):
        rest = [name for name in rest if not is_notes(book.grid(name))]
    if rest:
        problems.add(files.SHEET_CHOSEN(Place(str(path)), sheets=tuple(read), rest=tuple(rest)))
    return sheets


def _is_named(path: Path, sheet: str, form: Form) -> bool:
    """Whether a source of the scheme names this sheet."""
    source = source_of(form.sources, Source(str(path), sheet, ""))
    return source is not None and bool(source.sheet)


def _read(book: Book, name: str | None, choice: Choice, form: Form, problems: Problems) -> list[Sheet]:
    grid = book.grid(name)
    sheet = None if grid is None else headed(grid, choice, form, problems)
    return [] if sheet is None else [sheet]
