"""Which rows of a sheet are units or records; what the others are is remembered, and told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

import numpy as np

from evalkit.diagnostics import Diagnostic, data
from evalkit.expression.data import Array, Column
from evalkit.inputs.block import BlankBlock, Block, Texts
from evalkit.inputs.form import Form
from evalkit.inputs.identity import blank_rows, id_problem, odd_rows
from evalkit.inputs.shapes.again import Above
from evalkit.inputs.shapes.aside import Aside, What, tell_asides, tell_merged, what_is
from evalkit.inputs.shapes.blank import BlankRows, unread
from evalkit.inputs.shapes.groups import group_rows
from evalkit.inputs.shapes.layout import Layout
from evalkit.inputs.sheet import Sheet

MOST_ODD = 50_000
"""Rows that are looked at one by one: a table with more of them is none of units."""


class Sieve:
    """Takes the rows of a sheet, block by block, and says which to keep."""

    def __init__(self, form: Form, sheet: Sheet, layout: Layout, blank: BlankRows) -> None:
        self._form, self._sheet, self._layout = form, sheet, layout
        self._blank = blank
        self._columns = {*layout.who.values(), *layout.attributes.values(), *layout.inputs.values()}
        self._asides: list[Aside] = []
        self._above = Above(sheet, layout.who["id"])
        self._count = 0
        """Rows kept."""

    @property
    def too_odd(self) -> bool:
        """Whether this is no table of units, and the rest need not be looked at."""
        return len(self._asides) >= MOST_ODD

    def kept(
        self, block: Block, who: Mapping[str, Texts], numbers: Sequence[Array], texts: Mapping[int, Texts]
    ) -> Array:
        """The rows to keep, as a mask: not those that are blank, nor those that are told.

        A form may have its period in every row, also where nobody has filled in anything.
        """
        if isinstance(block, BlankBlock):
            every = np.ones(len(block.rows), bool)
            self._blank.add(every, every)
            return ~every
        period = self._layout.attributes.get(self._form.period or "")
        filled = {column: cells for column, cells in texts.items() if column != period}
        blank = blank_rows(who["id"], numbers, filled)
        empty, keep = np.zeros(len(blank), bool), ~blank
        before, gone = np.cumsum(keep) - keep, 0
        column, ids, names = self._layout.who["id"], who["id"], who.get("name")
        odd = odd_rows(ids, names)  # those that are blank are among them
        groups = group_rows(block, ids, column, numbers, texts, self._sheet.merged, odd)
        for place in sorted({*odd, *groups, *self._above.places(ids)}):
            if self.too_odd:
                keep[place:] = False
                break
            if blank[place] and not any(map(str.strip, block.row(place))):
                empty[place] = True
                continue
            row, unit, name = int(block.rows[place]), ids[place], (names or ids)[place]
            others = partial(block.row, place)
            if blank[place]:
                found = self._unread(others())
            else:
                found = self._above.what(others()) or what_is(unit, name, others) or groups.get(place)
                if found is None and id_problem(unit) is not None:
                    found = What.NO_CODE, unit
            if found is not None:
                cells = dict(enumerate(others()))
                written = {name: cells.get(at, "") for name, at in self._layout.inputs.items()}
                above = self._count + int(before[place]) - gone
                self._asides.append(Aside(found[0], row, above, found[1], written))
                gone += bool(keep[place])
                keep[place] = blank[place] = False
        self._blank.add(blank, empty)
        self._count += int(keep.sum())
        return keep

    def _unread(self, cells: Sequence[str]) -> tuple[What, str] | None:
        """What a row is that has nothing in the columns that are read."""
        outside = [text for at, cell in enumerate(cells) if at not in self._columns and (text := cell.strip())]
        found = unread(outside)
        return found and (self._above.what(cells) or found)

    def tell(self, columns: Mapping[str, Column], rows: Array, used: Sequence[int]) -> Iterator[Diagnostic]:
        """What was found, when all rows were given; `columns` are the inputs of those kept, `used` what was read."""
        yield from tell_asides(self._asides, columns, self._form.inputs, self._sheet, self._layout.who["id"])
        if self.too_odd:
            at = self._sheet.source.place(self._asides[-1].row, self._layout.who["id"])
            yield data.TOO_ODD(at, limit=MOST_ODD)
        read = {at: columns[name] for name, at in self._layout.inputs.items()}
        yield from tell_merged(self._sheet, used, read, rows, self._asides)
