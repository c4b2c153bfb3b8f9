"""The rows of a table -> its heading, the titles above it and where the rows of the units begin and end."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from evalkit.diagnostics import Problems, data, files, shapes
from evalkit.inputs.cells.tidy import cut, fold
from evalkit.inputs.choice import Choice
from evalkit.inputs.form import Form
from evalkit.inputs.joining.provenance import source_of
from evalkit.inputs.made_from import is_form
from evalkit.inputs.shapes.endless import endless_in_lines
from evalkit.inputs.shapes.filled import FilledGrid
from evalkit.inputs.shapes.fitting import Rows, candidates, rows_named
from evalkit.inputs.shapes.long import as_wide
from evalkit.inputs.shapes.rivals import rivalry
from evalkit.inputs.shapes.turned import MOST_COLUMNS, MOST_ROWS, turned
from evalkit.inputs.sheet import Grid, Line, Sheet

LOOKED_THROUGH = 20
"""Rows that are not blank among which the heading is."""
FITS = (True, 2, -LOOKED_THROUGH)
"""How well a row must fit at least, which has the ids and one more heading."""
BELOW = 3
"""Rows below it that may still belong to it, or be none of units."""
NAMED = 5
"""Headings that a message names."""
NUMBERED = re.compile(r"\(?([0-9]{1,4})\)?(?:=.*)?")
SHORT = re.compile("[1-9][0-9]?")
"""What a unit may be called where another is 1."""
WIDE = 5
"""Columns of a table in which no unit 1 has 2, 3, 4 … by chance."""
LETTERS = ("甲", "乙", "丙", "丁", "a", "b", "c", "d")
LETTERED = ("甲乙", "甲乙丙", "甲乙丙丁", "ab", "abc", "abcd")
LABELS = ("栏次", "栏号")
"""How official forms number their columns: those of texts by letters."""


def headed(grid: Grid, choice: Choice, form: Form, problems: Problems) -> Sheet | None:
    """The table with its heading, or None where the problems found leave nothing to read."""
    choice = choice.or_of(source_of(form.sources, grid.source))
    before = len(problems.found)
    lines = _first(grid, choice)
    if endless := list(endless_in_lines(lines, grid.source)):
        problems.found.extend(endless)
        return None
    ranked = [] if choice.header_row or not lines else candidates(grid, lines[:LOOKED_THROUGH], form)
    beside = None
    if lines and (choice.turned or (ranked and _is_poor(ranked))):
        beside = _turned(grid, lines, choice, form)
    told, problems.found[before:] = problems.found[before:], []  # of rows far below: they are told when they are read
    if choice.turned and lines and beside is None:
        problems.add(shapes.TOO_LARGE_TO_TURN(grid.source.place(1, 0), rows=MOST_ROWS, columns=MOST_COLUMNS))
        return None
    if beside is not None:
        problems.found.extend(told)
        grid, lines = beside, _first(beside, choice)
        ranked = [] if choice.header_row else candidates(grid, lines[:LOOKED_THROUGH], form)
    sheet = _sheet(grid, lines, ranked, choice, form, problems) if lines else None
    if sheet is None and beside is None:
        problems.found[before:before] = told
        if not lines and not told:
            problems.add(files.NO_HEADING(grid.source.place(1, 0)))
    if sheet is not None and beside is not None:
        at = sheet.source.place(sheet.heading_row, 0)
        problems.add(shapes.TURNED(at, column=sheet.source.row_name(sheet.heading_row)))
    return None if sheet is None else as_wide(sheet, choice, form, problems)


def _is_poor(ranked: Sequence[Rows]) -> bool:
    """Whether no row fits more than the one cell in which the headings of a turned table cross its first row."""
    return ranked[0].fit < FITS


def _turned(grid: Grid, lines: Sequence[Line], choice: Choice, form: Form) -> Grid | None:
    """The table turned, if it was said to be, or its headings are then found."""
    beside = turned(grid, lines)
    if beside is None or choice.turned:
        return beside
    found = candidates(beside, _first(beside, choice)[:LOOKED_THROUGH], form)
    return beside if found and found[0].fit > (True, 1, 0) else None


def _sheet(
    grid: Grid, lines: Sequence[Line], ranked: Sequence[Rows], choice: Choice, form: Form, problems: Problems
) -> Sheet | None:
    chosen = _found(grid, lines, ranked, form, problems) if ranked else _chosen(grid, lines, choice, form, problems)
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
    problems.add(shapes.NO_SUCH_ROW(grid.source.place(first, 0), rows=rows_named(first, last)))
    return None


def _found(grid: Grid, lines: Sequence[Line], ranked: Sequence[Rows], form: Form, problems: Problems) -> Rows | None:
    """The rows that fit best, unless there is a doubt."""
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
    if (doubt := rivalry(best, ranked)) is not None:
        problems.add(doubt)
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
    if titles and not is_form(titles):
        problems.add(files.TITLES(at, count=len(titles)))
    if len(rows.lines) > 1:
        problems.add(
            shapes.HEADING_ROWS(at, first=source.row_name(rows.first_row), last=source.row_name(rows.last_row))
        )
    first_row = sheet.first_row
    if below and _numbers_columns(below, sum(1 for text in sheet.heading if text.strip())):
        problems.add(shapes.COLUMN_NUMBERS(source.place(below[0].row, 0), row=source.row_name(below[0].row)))
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


def _numbers_columns(lines: Sequence[Line], width: int) -> bool:
    """Whether the first of these rows is that of an official form which numbers its columns: 甲, 乙, 1, 2, 3=1+2.

    Numbers alone do where every heading has one, and the next row does not go on as a list of units would.
    """
    cells = [fold(cell) for cell in lines[0].cells if cell.strip()]
    beneath = [fold(cell) for line in lines[1:2] for cell in line.cells if cell.strip()]
    if cells == [str(number) for number in range(1, width + 1)]:
        may_go_on = not beneath or (SHORT.fullmatch(beneath[0]) is not None and (width < WIDE or beneath[0] == "2"))
        return width > 2 and not may_go_on
    signs = [cell for cell in cells if cell in LETTERS or cell in LABELS]
    numbers = [NUMBERED.fullmatch(cell) for cell in cells[len(signs) :]]
    if not signs or [int(found[1]) if found else 0 for found in numbers] != list(range(1, len(numbers) + 1)):
        return False
    if signs[0] in LABELS or (len(signs) > 1 and "".join(signs) in LETTERED):
        return len(numbers) > 0
    # a unit may be called 甲, and then another is called 乙 or 丙
    return signs[0] in ("甲", "a") and len(numbers) > 1 and len("".join(beneath[:1])) > 1


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
