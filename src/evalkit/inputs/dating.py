"""The year that a table is of, where its periods do not say it."""

from __future__ import annotations

import re
from pathlib import Path

from evalkit.inputs.cells.tidy import fold
from evalkit.inputs.period import Period
from evalkit.inputs.sheet import Sheet

IN_NAMES = re.compile("(?<![0-9])((?:19|20)[0-9]{2})(?:[0-9]{2}){0,2}(?![0-9])")
"""2025, and as 202501 begins."""
IN_TITLES = re.compile("(?<![0-9])((?:19|20)[0-9]{2})年")


def year_of(sheet: Sheet, now: Period) -> int | None:
    """The year that the names and titles of a table tell, or else the period `now`; None where they tell several."""
    source = sheet.source
    names = [fold(Path(source.file).stem), fold(source.sheet or "")]
    titles = [fold(cell) for line in sheet.titles for cell in line.cells]
    found = {int(year) for text in names for year in IN_NAMES.findall(text)}
    found |= {int(year) for text in titles for year in IN_TITLES.findall(text)}
    found = found or now.years
    return next(iter(found)) if len(found) == 1 else None
