"""Sheets of a workbook with the same columns: each may hold other units, a sheet a town."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from itertools import islice

from evalkit.diagnostics import Problems
from evalkit.inputs.called import period_alone
from evalkit.inputs.cells.tidy import fold
from evalkit.inputs.form import Form
from evalkit.inputs.joining.partners import likeness
from evalkit.inputs.period import NO_PERIOD
from evalkit.inputs.shapes.layout import Layout
from evalkit.inputs.sheet import Sheet
from evalkit.inputs.table import TableReader

EXAMPLE = re.compile("示例|样例|样表|范例|模板|example|sample|template")
"""What a sheet is called whose units are none."""


@dataclass
class Towns:
    """The sheets that are read, and whose units they hold; that is looked at only when it matters."""

    form: Form
    problems: Problems
    """Those of the file: what its rows bring is told when they are read for good."""
    _sheets: list[tuple[Sheet, Layout]] = field(default_factory=list)
    _ids: dict[str, None] = field(default_factory=dict)
    _looked_at: int = 0

    def add(self, sheet: Sheet, layout: Layout) -> None:
        """Take a sheet that is read."""
        self._sheets.append((sheet, layout))

    def knows(self, sheet: Sheet, layout: Layout) -> bool:
        """Whether one of the units of a sheet is in those before it."""
        self._look()
        return not self._ids.keys().isdisjoint(self._of(sheet, layout))

    def goes_on(self, sheet: Sheet, layout: Layout) -> bool:
        """Whether a sheet has the inputs of one before it, and units that none of them has, nor any like them."""
        name = sheet.source.sheet or ""
        same = any(layout.inputs.keys() == before.inputs.keys() for _, before in self._sheets)
        if not (layout.inputs and same) or period_alone(name) != NO_PERIOD or EXAMPLE.search(fold(name)):
            return False
        first = set(self._of(sheet, layout, blocks=1))  # mostly that is enough: the same units in another year
        if any(not first.isdisjoint(self._of(*before, blocks=1)) for before in self._sheets):
            return False
        self._look()
        ids = self._of(sheet, layout)
        return bool(ids) and likeness(list(self._ids)).isdisjoint(likeness(ids))

    def _look(self) -> None:
        for before in self._sheets[self._looked_at :]:
            self._ids |= dict.fromkeys(self._of(*before))
        self._looked_at = len(self._sheets)

    def _of(self, sheet: Sheet, layout: Layout, blocks: int | None = None) -> list[str]:
        """The ids of a sheet, or of its first blocks, without totals and notes."""
        before = len(self.problems.found)
        form = replace(self.form, inputs={}, attributes=())
        only_ids = Layout({"id": layout.who["id"]}, {}, {})
        reader = TableReader(form, sheet, only_ids, Problems())
        found = reader.read(islice(sheet.blocks(*reader.wanted), blocks)).ids
        del self.problems.found[before:]
        return found
