"""The rows of a table -> its heading, the titles above it and where the rows of the units begin and end."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from evalkit.diagnostics import Problems, data, files
from evalkit.inputs.choice import Choice
from evalkit.inputs.filled import FilledGrid
from evalkit.inputs.sheet import Grid, Line, Sheet

LOOKED_THROUGH = 20
"""Rows that are not blank among which the heading is."""


def headed(grid: Grid, choice: Choice, problems: Problems) -> Sheet | None:
    """The table with its heading, or None where the problems found leave nothing to read."""
    above = _down_to_heading(grid.lines(), choice)
    source = grid.source
    if not above:
        if not problems.errors:
            problems.add(files.NO_HEADING(source.place(1, 0)))
        return None
    line = above[-1]
    if not grid.trusted(line.cells, choice.is_id):
        return None
    at = source.place(line.row, 0)
    if len(above) > 1:
        problems.add(files.TITLES(at, count=len(above) - 1))
    rows, columns = grid.hidden
    if rows or columns:
        problems.add(files.HIDDEN(at, rows=rows, columns=columns))
    if choice.fill_merged and (count := sum(one.first_row >= line.next_row for one in grid.merged)):
        problems.add(files.FILLED_MERGED(at, count=count))
        grid = FilledGrid(grid)
    return Sheet(grid, line.cells, line.row, line.next_row, _end(grid, line.next_row, choice, problems))


def _down_to_heading(lines: Iterator[Line], choice: Choice) -> list[Line]:
    """The titles and, last, the heading: the row that heads the ids, or else the first."""
    above: list[Line] = []
    for line in islice(lines, LOOKED_THROUGH):
        above.append(line)
        if choice.id_heading is None or any(map(choice.is_id, line.cells)):
            return above
    return above[:1]


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
