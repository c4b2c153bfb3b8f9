"""Which rows of a sheet are units or records: not those that are blank, totals, notes, or without a code."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

import numpy as np

from evalkit.diagnostics import Problems, data
from evalkit.expression.data import Array
from evalkit.inputs.block import Block, Texts
from evalkit.inputs.cells.reading import Settled
from evalkit.inputs.form import Form
from evalkit.inputs.identity import blank_rows, odd_rows, row_problem
from evalkit.inputs.shapes.again import Above
from evalkit.inputs.shapes.aside import Aside, What, what_is
from evalkit.inputs.shapes.groups import group_rows
from evalkit.inputs.shapes.layout import Layout
from evalkit.inputs.sheet import Sheet

MOST_ODD = 50_000
"""Rows that are looked at one by one: a table with more of them is none of units."""


class Keeping:
    """Looks at the rows of a sheet, block by block."""

    def __init__(self, form: Form, sheet: Sheet, layout: Layout, problems: Problems) -> None:
        self.blank = 0
        self.asides: list[Aside] = []
        self._kept = self._odd = 0
        self._sheet, self._problems = sheet, problems
        self._inputs = layout.inputs
        self._column = layout.who["id"]
        self._period = layout.attributes.get(form.period or "")
        """A form may have it in every row, also where nobody has filled in anything."""
        self._above = Above(sheet, self._column)

    @property
    def too_odd(self) -> bool:
        """Whether the rest need not be looked at."""
        return self._odd >= MOST_ODD

    def kept(
        self, block: Block, who: Mapping[str, Texts], settled: Mapping[str, Settled], texts: Mapping[int, Texts]
    ) -> Array:
        """The rows to keep, as a mask: not those that are blank, nor those that are told here."""
        numbers, ids = [found.values for found in settled.values()], who["id"]
        blank = blank_rows(ids, numbers, {at: cells for at, cells in texts.items() if at != self._period})
        keep: Array = ~blank
        self.blank += int(blank.sum())
        odd = odd_rows(ids, who.get("name"), keep)
        groups = group_rows(block, ids, self._column, numbers, texts, self._sheet.merged, odd)
        places = [at for at in sorted({*odd, *groups, *self._above.places(ids)}) if keep[at]]
        before, left_out = np.cumsum(keep), 0
        for place in places:
            if self.too_odd:
                at = self._sheet.source.place(int(block.rows[place]), self._column)
                self._problems.add(data.TOO_ODD(at, limit=MOST_ODD))
                keep[place:] = False
                break
            above = self._kept + int(before[place]) - 1 - left_out
            if self._is_none(block, place, ids[place], who.get("name", ids)[place], above, groups):
                keep[place] = False
                left_out += 1
        self._kept += int(keep.sum())
        return keep

    def _is_none(
        self, block: Block, place: int, unit: str, name: str, above: int, groups: Mapping[int, tuple[What, str]]
    ) -> bool:
        """Whether a row is no unit, which is kept in mind or told; `above` are the units above it."""
        row, others = int(block.rows[place]), partial(block.row, place)
        found = self._above.what(others()) or what_is(unit, name, others) or groups.get(place)
        if found is not None:
            cells = dict(enumerate(block.row(place)))
            written = {name: cells.get(at, "") for name, at in self._inputs.items()}
            self.asides.append(Aside(found[0], row, above, found[1], written))
        elif (problem := row_problem(unit, row, self._column, self._sheet)) is not None:
            self._problems.found.append(problem)
        else:
            return False
        self._odd += 1
        return True
