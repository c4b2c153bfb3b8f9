"""One sheet -> one table: its units or records, their inputs as columns, and what was odd in their cells."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, partial

import numpy as np

from evalkit.diagnostics import Place, Problems
from evalkit.expression.data import Array, Column
from evalkit.expression.nodes import Type
from evalkit.inputs.block import Block, Texts
from evalkit.inputs.cells.grammar import Grammar
from evalkit.inputs.cells.reading import Oddities, Reading, Settled
from evalkit.inputs.cells.tidy import fold
from evalkit.inputs.form import Form
from evalkit.inputs.identity import blank_rows, clean, odd_rows, row_problem
from evalkit.inputs.owners import Owners
from evalkit.inputs.shapes.again import Above
from evalkit.inputs.shapes.aside import Aside, tell_asides, tell_merged, what_is
from evalkit.inputs.shapes.endless import endless_in_columns
from evalkit.inputs.shapes.groups import group_rows
from evalkit.inputs.shapes.layout import Layout
from evalkit.inputs.shapes.unheaded import Unheaded
from evalkit.inputs.sheet import Sheet
from evalkit.inputs.units import taken_few
from evalkit.scheme.data import Input


@dataclass(frozen=True)
class Table:
    """The rows of one sheet. Where an id of a unit stands in two rows, both are here, and an error was told."""

    form: Form
    sheet: Sheet
    layout: Layout
    rows: Array
    """Where each row stands in the file."""
    who: Mapping[str, list[str]]
    """Of units `id`, and `name`, `class`, `parent` as far as they are there; of records nothing."""
    attributes: Mapping[str, Column]
    columns: Mapping[str, Column]
    oddities: Mapping[str, Oddities]
    """Input or attribute -> what was odd in its cells."""
    blank_rows: int

    @cached_property
    def ids(self) -> list[str]:
        """Each id once, where it stands first."""
        return list(dict.fromkeys(self.who["id"]))

    @property
    def names(self) -> list[str]:
        """The names, or the ids where there are none."""
        return self.who.get("name", self.who["id"])

    @property
    def heading_place(self) -> Place:
        """Where its headings begin."""
        return self.sheet.source.place(self.sheet.heading_row, 0)

    @property
    def called(self) -> str:
        """How messages call it: by its file, and its sheet."""
        source = self.sheet.source
        return source.file if source.sheet is None else f"{source.file} {source.sheet}"

    def take(self, rows: Array) -> Table:
        """Some of the rows, in their order; of what was odd only what was tidied, for the rest has been told."""
        if len(rows) == len(self.rows):
            return self
        return replace(
            self,
            rows=self.rows[rows],
            who={part: [cells[row] for row in rows.tolist()] for part, cells in self.who.items()},
            attributes={heading: column.at(rows) for heading, column in self.attributes.items()},
            columns={name: column.at(rows) for name, column in self.columns.items()},
            oddities={name: Oddities(tidied=taken_few(odd.tidied, rows)) for name, odd in self.oddities.items()},
        )


class TableReader:
    """Takes the blocks of a sheet and makes a table of them."""

    def __init__(
        self, form: Form, sheet: Sheet, layout: Layout, problems: Problems, owners: Owners | None = None
    ) -> None:
        """Of records `owners` takes the ids: there may be many to a unit, and they are not kept as texts."""
        self._form, self._sheet, self._layout, self._problems = form, sheet, layout, problems
        self._owners = owners
        self._inputs = {name: Reading(self._grammar(name, column)) for name, column in layout.inputs.items()}
        self._attributes = {name: Reading(Grammar(_free_text(name, form))) for name in layout.attributes}
        self._who: dict[str, list[str]] = {part: [] for part in layout.who if owners is None}
        self._rows: list[Array] = [np.empty(0, dtype=np.int64)]
        self._blank = 0
        self._asides: list[Aside] = []
        self._unheaded = Unheaded(sheet)
        self._above = Above(sheet, layout.who["id"])

    def _grammar(self, name: str, column: int) -> Grammar:
        percent = any("%" in fold(text) for text in self._sheet.path(column))
        return Grammar(self._form.inputs[name], percent_heading=percent, vetoing=name in self._form.vetoing)

    @property
    def wanted(self) -> tuple[list[int], list[int]]:
        """The columns that are wanted as numbers, and those as texts."""
        layout = self._layout
        texts = {*layout.who.values(), *layout.attributes.values()}  # also where they are inputs too
        of_numbers = (name for name, r in self._inputs.items() if r.grammar.input.node_type is Type.NUMBER)
        numbers = {layout.inputs[name] for name in of_numbers} - texts
        return sorted(numbers), sorted({*texts, *layout.inputs.values()} - numbers)

    def read(self, blocks: Iterable[Block] | None = None) -> Table:
        """All rows of the sheet, or those of some of its blocks."""
        numbers, others = self.wanted
        for block in self._sheet.blocks(numbers, others) if blocks is None else blocks:
            self._add(block, set(others))
        rows = np.concatenate(self._rows)
        columns = {name: reading.finish() for name, reading in self._inputs.items()}
        attributes = {name: reading.finish() for name, reading in self._attributes.items()}
        oddities = {name: reading.odd for name, reading in (*self._attributes.items(), *self._inputs.items())}
        problems, sheet = self._problems.found, self._sheet
        problems.extend(tell_asides(self._asides, columns, self._form.inputs, sheet, self._layout.who["id"]))
        problems.extend(tell_merged(sheet, sorted([*numbers, *others]), rows, self._asides))
        problems.extend(self._unheaded.tell())
        return Table(self._form, self._sheet, self._layout, rows, self._who, attributes, columns, oddities, self._blank)

    def _add(self, block: Block, text_columns: set[int]) -> None:
        settled = self._settled(block)
        unread = {column for name, column in self._layout.inputs.items() if name not in settled}
        texts = block.texts(sorted(text_columns | unread))
        told = {column: texts[column] for column in text_columns}  # of numbers the grammar tells
        self._problems.found.extend(endless_in_columns(told, block.rows, self._sheet.source))
        who = {part: clean(texts[column]) for part, column in self._layout.who.items()}
        keep = self._kept(block, who, settled, texts)
        self._unheaded.add(block, keep)
        if not keep.all():
            texts = {column: found.keep(keep) for column, found in texts.items()}
            who = {part: clean(texts[column]) for part, column in self._layout.who.items()}
            settled = {name: Settled(found.values[keep], found.decimals) for name, found in settled.items()}
        self._rows.append(block.rows[keep])
        for part, cells in self._who.items():
            cells.extend(who[part])
        if self._owners is not None:
            self._owners.add(who["id"])
        for name, reading in self._attributes.items():
            reading.add_texts(texts[self._layout.attributes[name]])
        for name, reading in self._inputs.items():
            if name in settled:
                reading.add_numbers(settled[name])
            else:
                reading.add_texts(texts[self._layout.inputs[name]])

    def _settled(self, block: Block) -> dict[str, Settled]:
        """The inputs whose cells in this block are all plain numbers that the scheme allows."""
        settled = {}
        for name, reading in self._inputs.items():
            values = block.number(self._layout.inputs[name])
            if values is not None and (found := reading.settle(values)) is not None:
                settled[name] = found
        return settled

    def _kept(
        self, block: Block, who: Mapping[str, Texts], settled: Mapping[str, Settled], texts: Mapping[int, Texts]
    ) -> Array:
        """The rows to keep, as a mask: not those that are blank, nor those that are told here.

        A form may have its period in every row, also where nobody has filled in anything.
        """
        period = self._layout.attributes.get(self._form.period or "")
        filled = {column: cells for column, cells in texts.items() if column != period}
        blank = blank_rows(who["id"], [found.values for found in settled.values()], filled)
        self._blank += int(blank.sum())
        keep = ~blank
        column, ids, names = self._layout.who["id"], who["id"], who.get("name")
        odd = odd_rows(ids, names, keep)
        groups = group_rows(block, ids, column, [s.values for s in settled.values()], texts, self._sheet.merged, odd)
        for place in sorted({*odd, *groups}.union( self._above.places(ids))):
            if not keep[place]:
                continue
            row, unit, name = int(block.rows[place]), ids[place], (names or ids)[place]
            others = partial(block.row, place)
            found = self._above.what(others()) or what_is(unit, name, others) or groups.get(place)
            if found is not None:
                cells = dict(enumerate(block.row(place)))
                written = {name: cells.get(at, "") for name, at in self._layout.inputs.items()}
                above = sum(map(len, self._rows)) + int(keep[:place].sum())
                self._asides.append(Aside(found[0], row, above, found[1], written))
                keep[place] = False
            elif (problem := row_problem(unit, row, column, self._sheet)) is not None:
                self._problems.found.append(problem)
                keep[place] = False
        return keep


def _free_text(heading: str, form: Form) -> Input:
    """A column that is only compared and shown."""
    return Input(place=form.place, name=heading, type="text")
