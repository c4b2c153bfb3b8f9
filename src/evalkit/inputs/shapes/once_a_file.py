"""What several sheets of a workbook have in common, told once."""

from __future__ import annotations

from collections.abc import Sequence

from evalkit.diagnostics import Diagnostic, files, shapes

ALIKE = {files.TITLES: shapes.TITLES_IN_SHEETS, shapes.HEADING_ROWS: shapes.HEADING_ROWS_IN_SHEETS}


def once_a_file(found: Sequence[Diagnostic]) -> list[Diagnostic]:
    """The findings of a file; titles and headings of several rows, where several sheets have them, at the first."""
    told: list[Diagnostic] = []
    for one in found:
        sheets = [other for other in found if other.kind is one.kind]
        together = ALIKE.get(one.kind) if len(sheets) > 1 else None
        if together is None:
            told.append(one)
        elif one is sheets[0]:
            told.append(together(one.place, count=len(sheets)))
    return told
