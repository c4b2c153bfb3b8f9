"""A table without codes, whose rows are told by their names: only where each is the name of exactly one unit."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from evalkit.diagnostics import Problems, files, joins
from evalkit.inputs.cells.tidy import cut
from evalkit.inputs.form import Form
from evalkit.inputs.shapes.layout import Layout
from evalkit.inputs.sheet import Sheet
from evalkit.inputs.table import Table, TableReader


def by_name(form: Form, sheet: Sheet, layout: Layout, units: Table, problems: Problems) -> Table | None:
    """The table with the codes that its names have among `units`, which is told; None where a name is none of theirs,
    or that of several.
    """
    place = sheet.source.place(sheet.heading_row, layout.who["name"])
    named, heading = set(zip(units.names, units.who["id"], strict=True)), form.who["id"]
    counts = Counter(name for name, _ in named)
    codes = {name: unit for name, unit in named if counts[name] == 1}
    table = TableReader(form, sheet, replace(layout, who={**layout.who, "id": layout.who["name"]}), problems).read()
    for row, name in enumerate(table.who["name"]):
        if name not in codes:
            hint = joins.NAMES_UNCLEAR(unit=cut(name), row=int(table.rows[row]))
            problems.add(files.NO_COLUMN(place, hint=hint, what=files.THE_ID(), headings=(heading,)))
            return None
    problems.add(joins.BY_NAME(place, heading=heading, first=units.called))
    return replace(table, who={**table.who, "id": [codes[name] for name in table.who["name"]]})
