"""The heading of a table where no scheme says what it should be: the first row that is as wide as any."""

from __future__ import annotations

from itertools import islice

from evalkit.diagnostics import Diagnostic
from evalkit.inputs.choice import Choice
from evalkit.inputs.shapes.endless import endless_in_lines
from evalkit.inputs.shapes.heading import LOOKED_THROUGH
from evalkit.inputs.sheet import Grid, Line, Sheet


def plain_sheet(grid: Grid, choice: Choice, findings: list[Diagnostic]) -> Sheet | None:
    """The table below what seems to be its heading, or is said to be; None where nothing is written, or what is written
    there can be no heading, which is told.
    """
    lines = list(islice(grid.lines(), LOOKED_THROUGH))
    if choice.header_row is not None:
        lines = [line for line in grid.lines() if line.row == choice.header_row[1]][:1]
    endless = list(endless_in_lines(lines, grid.source))
    findings.extend(endless)
    if endless or not lines:
        return None
    heading = max(lines, key=_width)
    above = tuple(line for line in lines if line.row <= heading.row)
    return Sheet(grid, heading.cells, heading.row, heading.next_row, above=above)


def _width(line: Line) -> int:
    return sum(bool(cell.strip()) for cell in line.cells)
