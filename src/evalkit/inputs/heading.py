"""The rows of a table -> its heading, the titles above it and where the rows of the units begin and end."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from evalkit.diagnostics import Problems, data, files, shapes
from evalkit.inputs.choice import Choice
from evalkit.inputs.filled import FilledGrid
from evalkit.inputs.fitting import Rows, candidates
from evalkit.inputs.form import Form
from evalkit.inputs.sheet import Grid, Line, Sheet
from evalkit.inputs.tidy import cut, fold

LOOKED_THROUGH = 20
"""Rows that are not blank among which the heading is."""
BELOW = 3
"""Rows below it that may still belong to it, or be none of units."""
NAMED = 5
"""Headings that a message names."""
NUMBERED = re.compile(r"\(?([0-9]{1,4})\)?(?:=.*)?")
LETTERS = ("甲", "乙", "丙", "丁", "a", "b", "c", "d")
LETTERED = ("甲乙", "甲乙丙", "甲乙丙丁", "ab", "abc", "abcd")
LABELS = ("栏次", "栏号")
"""How official forms number their columns: those of texts by letters."""


def headed(grid: Grid, choice: Choice, form: Form, problems: Problems) -> Sheet | None:
    """The table with its heading, or None where the problems found leave nothing to read."""
    before = len(problems.found)
    lines = _first(grid, choice)
    told, problems.found[before:] = problems.found[before:], []  # of rows far below: they are told when they are read
    sheet = _sheet(grid, lines, choice, form, problems)
    if sheet is None:
        problems.found[before:before] = told
    if not lines and not told:
        problems.add(files.NO_HEADING(grid.source.place(1, 0)))
    return sheet


def _sheet(grid: Grid, lines: Sequence[Line], choice: Choice, form: Form, problems: Problems) -> Sheet | None:
    if not lines:
        return None
    chosen = _chosen(grid, lines, choice, form, problems) if choice.header_row else _found(grid, lines, form, problems)
    return None if chosen is None else _below(chosen, lines, choice, problems)


def _first(grid: Grid, choice: Choice) -> list[Line]:
    """The rows among which the heading is, and some below it."""
    last = choice.header_row[1] if choice.header_row else 0
    lines: list[Line] = []
    for line in grid.lines():
        lines.append(line)
        if len(lines) >= LOOKED_THROUGH + BELOW and line.row > last:
            break
    return lines


def _chosen(grid: Grid, lines: Sequence[Line], choice: Choice, form: Form, problems: Problems) -> Rows | None:
    """The rows that the caller says are the heading."""
    assert choice.header_row is not None
    first, last = choice.header_row
    rows = [line for line in lines if first <= line.row <= last]
    if rows:
        return Rows(grid, rows, form)
    shown = f"{first}" if first == last else f"{first}-{last}"
    problems.add(shapes.NO_SUCH_ROW(grid.source.place(first, 0), rows=shown))
    return None


def _found(grid: Grid, lines: Sequence[Line], form: Form, problems: Problems) -> Rows | None:
    """The rows that fit best, unless there is a doubt."""
    ranked = candidates(grid, lines[:LOOKED_THROUGH], form)
    best = ranked[0]
    if not best.fit[0] and not all(grid.trusted(line.cells, form.is_id) for line in lines):
        return None
    if not best.fits:
        best = max(ranked, key=lambda rows: rows.like)
        if not best.like:
            place = grid.source.place(lines[0].row, 0)
            headings = tuple(map(cut, form.headings[:NAMED])) + (("…",) if len(form.headings) > NAMED else ())
            problems.add(shapes.NO_ROW_FITS(place, count=min(len(lines), LOOKED_THROUGH), headings=headings))
            return None
    for other in ranked[1:]:
        if not best.fit[0] or not other.fit[0] or not best.apart(other):
            continue
        if other.fit == best.fit and (best.beside(other) or not best.repeats(other)):
            first, second = sorted((best, other), key=lambda rows: rows.first_row)
            places = (grid.source.place(rows.first_row, 0) for rows in (second, first))
            problems.add(shapes.TWO_HEADINGS(next(places), others=tuple(places), first=first.last_row,
                                             second=second.last_row))  # fmt: skip
            return None
        if other.last_row < best.first_row and not best.beside(other):
            places = (grid.source.place(rows.first_row, 0) for rows in (best, other))
            problems.add(shapes.ANOTHER_TABLE(next(places), others=tuple(places), row=best.first_row))
            return None
    return best


def _below(rows: Rows, lines: Sequence[Line], choice: Choice, problems: Problems) -> Sheet | None:
    """The table below its heading, and what is to be told of it."""
    grid, source = rows.grid, rows.grid.source
    below = [line for line in lines if line.row > rows.last_row]
    while choice.header_row is None and below and (further := rows.further(below[0])) is not None:
        rows = further
        below.pop(0)
    sheet = rows.sheet
    if not grid.trusted(sheet.heading, rows.form.is_id):
        return None
    at = source.place(rows.first_row, 0)
    titles = [line for line in lines if line.row < rows.first_row]
    if titles:
        problems.add(files.TITLES(at, count=len(titles)))
    if len(rows.lines) > 1:
        problems.add(shapes.HEADING_ROWS(at, first=rows.first_row, last=rows.last_row))
    first_row = sheet.first_row
    if below and _numbers_columns(below):
        problems.add(shapes.COLUMN_NUMBERS(source.place(below[0].row, 0), row=below[0].row))
        first_row = below[0].next_row
    hidden_rows, hidden_columns = grid.hidden
    if hidden_rows or hidden_columns:
        problems.add(files.HIDDEN(at, rows=hidden_rows, columns=hidden_columns))
    if choice.fill_merged:
        filled = FilledGrid(grid, len(sheet.heading))
        if count := sum(one.first_row >= first_row and one not in filled.merged for one in grid.merged):
            problems.add(files.FILLED_MERGED(at, count=count))
            grid = filled
    end_row = _end(grid, first_row, choice, problems)
    return replace(sheet, grid=grid, first_row=first_row, end_row=end_row, above=(*titles, *rows.lines))


def _numbers_columns(lines: Sequence[Line]) -> bool:
    """Whether the first of these rows is that of an official form which numbers its columns: 甲, 乙, 1, 2, 3=1+2."""
    cells = [fold(cell) for cell in lines[0].cells if cell.strip()]
    letters = [cell for cell in cells if cell in LETTERS or cell in LABELS]
    numbers = [NUMBERED.fullmatch(cell) for cell in cells[len(letters) :]]
    if not letters or [int(found[1]) if found else 0 for found in numbers] != list(range(1, len(numbers) + 1)):
        return False
    if letters[0] in LABELS or (len(letters) > 1 and "".join(letters) in LETTERED):
        return len(numbers) > 0
    beneath = {fold(cell) for line in lines[1:2] for cell in line.cells}  # a unit may be called 甲, and then 乙 is one
    return letters[0] in ("甲", "a") and len(numbers) > 1 and not beneath & {"乙", "b"}


def _end(grid: Grid, first_row: int, choice: Choice, problems: Problems) -> int | None:
    """Where the rows begin that are left out at the end."""
    if not choice.footer:
        return None
    end = grid.last(choice.footer, first_row)
    if end is None:
        problems.add(data.FOOTER_TOO_LONG(grid.source.place(first_row, 0), count=choice.footer))
    else:
        problems.add(data.FOOTER(grid.source.place(end, 0), count=choice.footer))
    return end
