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
from evalkit.inputs.shapes.turned import TurnedSource
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
    found = (
        _chosen(path, book, visible, choice, form, problems, several=several)
        if len(visible) > 1
        else [sheet for name in visible for sheet in _read(book, name, choice, form, problems)]
    )
    _tell_hidden(path, book, found, choice, form, problems, apart)
    return found


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
    read = {}
    for name in dict.fromkeys([*named, *visible]):  # what the scheme names goes before
        here = Problems()
        read[name] = _read(book, name, choice, form, here), here
        doubtful.extend(one for one in here.errors if one.kind in (shapes.TWO_HEADINGS, shapes.ANOTHER_TABLE))
    for name in sorted(read, key=lambda name: name not in named and any(map(_is_turned, read[name][0]))):
        table, here = read[name]
        for sheet in table:
            layout = lay_out(form, sheet, Problems())
            if "id" not in layout.who:
                continue
            further = {*layout.inputs, *layout.attributes} - columns
            beside = _is_turned(sheet) and not all(map(_is_turned, found.values()))
            if beside and not (further and towns.knows(sheet, layout)):
                continue  # a list that explains the headings
            if not found or (several and (further or towns.goes_on(sheet, layout))):
                towns.add(sheet, layout)
                columns |= further
                found[name] = sheet
                problems.found.extend(here.found)
    if doubtful:
        problems.found.extend(doubtful)
        return []
    sheets = [found[name] for name in visible if name in found] or _read(book, visible[0], choice, form, problems)
    used = [str(sheet.source.sheet) for sheet in sheets]
    rest = [name for name in visible if name not in used]
    if any(is_form(sheet.above) for sheet in sheets):
        rest = [name for name in rest if not is_notes(book.grid(name))]
    if rest:
        problems.add(files.SHEET_CHOSEN(Place(str(path)), sheets=tuple(used), rest=tuple(rest)))
    return sheets


def _tell_hidden(
    path: Path,
    book: Book,
    found: Sequence[Sheet],
    choice: Choice,
    form: Form,
    problems: Problems,
    apart: Collection[str],
) -> None:
    """Name the hidden sheets that stand in front of what is read, or have codes of units as it has."""
    read = [str(sheet.source.sheet) for sheet in found]
    names = list(book.sheets)
    first = min(map(names.index, read), default=0)
    rest = [
        name
        for place, name in enumerate(names)
        if not (book.sheets[name] or name in apart)
        and (place < first or any(_has_ids(sheet, form) for sheet in _read(book, name, choice, form, Problems())))
    ]
    if read and rest:
        problems.add(files.SHEETS_HIDDEN(Place(str(path)), sheets=tuple(read), rest=tuple(rest)))


def _has_ids(sheet: Sheet, form: Form) -> bool:
    return "id" in lay_out(form, sheet, Problems()).who


def _is_turned(sheet: Sheet) -> bool:
    return isinstance(sheet.source, TurnedSource)


def _is_named(path: Path, sheet: str, form: Form) -> bool:
    """Whether a source of the scheme names this sheet."""
    source = source_of(form.sources, Source(str(path), sheet, ""))
    return source is not None and bool(source.sheet)


def _read(book: Book, name: str | None, choice: Choice, form: Form, problems: Problems) -> list[Sheet]:
    grid = book.grid(name)
    sheet = None if grid is None else headed(grid, choice, form, problems)
    return [] if sheet is None else [sheet]
