"""One sheet -> one table: its units or records, their inputs as columns, and what was odd in their cells."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from evalkit.diagnostics import Place, Problems
from evalkit.expression.data import Array, Column
from evalkit.expression.nodes import Type
from evalkit.inputs.block import Block
from evalkit.inputs.cells.grammar import Grammar
from evalkit.inputs.cells.reading import Oddities, Reading, Settled
from evalkit.inputs.cells.tidy import fold
from evalkit.inputs.form import Form
from evalkit.inputs.identity import clean, tidied_cells
from evalkit.inputs.owners import Owners
from evalkit.inputs.shapes.blank import BlankRows
from evalkit.inputs.shapes.endless import endless_in_columns
from evalkit.inputs.shapes.layout import Layout
from evalkit.inputs.shapes.unheaded import Unheaded
from evalkit.inputs.sheet import Sheet
from evalkit.inputs.sieve import Sieve
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
    tidied_who: Mapping[int, Mapping[int, str]]
    """Column of `layout.who` -> row -> what was written there, of the cells that were tidied."""
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
    def tidied(self) -> Mapping[int, Mapping[int, str]]:
        """Column -> row -> what was written there, of all cells that were tidied."""
        found = {column: dict(written) for column, written in self.tidied_who.items()}
        for name, column in (*self.layout.attributes.items(), *self.layout.inputs.items()):
            found.setdefault(column, {}).update(self.oddities[name].tidied)
        return found

    @property
    def heading_place(self) -> Place:
        """Where its headings begin."""
        return self.sheet.heading_place

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
            tidied_who={column: taken_few(written, rows) for column, written in self.tidied_who.items()},
        )


class TableReader:
    """Takes the blocks of a sheet and makes a table of them."""

    def __init__(
        self,
        form: Form,
        sheet: Sheet,
        layout: Layout,
        problems: Problems,
        *,
        owners: Owners | None = None,
        blank: BlankRows | None = None,
    ) -> None:
        """Of records `owners` takes the ids: there may be many to a unit, and they are not kept as texts. `blank` has
        the rows of the same sheet that were skipped before.
        """
        self._form, self._sheet, self._layout, self._problems = form, sheet, layout, problems
        self._owners = owners
        self._inputs = {name: Reading(self._grammar(name, column)) for name, column in layout.inputs.items()}
        self._attributes = {name: Reading(Grammar(_free_text(name, form))) for name in layout.attributes}
        self._who: dict[str, list[str]] = {part: [] for part in layout.who if owners is None}
        self._tidied: dict[int, dict[int, str]] = {column: {} for column in layout.who.values()}
        self._rows: list[Array] = [np.empty(0, dtype=np.int64)]
        self._count = 0
        self._blank = BlankRows() if blank is None else blank
        self._sieve = Sieve(form, sheet, layout, self._blank)
        self._unheaded = Unheaded(sheet)

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
        self._problems.found.extend(self._sieve.tell(columns, rows, sorted([*numbers, *others])))
        self._problems.found.extend(self._unheaded.tell())
        return Table(self._form, self._sheet, self._layout, rows, self._who, attributes, columns, oddities,
                     self._tidied, self._blank.count)  # fmt: skip

    def _add(self, block: Block, text_columns: set[int]) -> None:
        settled = self._settled(block)
        unread = {column for name, column in self._layout.inputs.items() if name not in settled}
        texts = block.texts(sorted(text_columns | unread))
        told = {column: texts[column] for column in text_columns}  # of numbers the grammar tells
        self._problems.found.extend(endless_in_columns(told, block.rows, self._sheet.source))
        who = {part: clean(texts[column]) for part, column in self._layout.who.items()}
        keep = self._sieve.kept(block, who, [found.values for found in settled.values()], texts)
        self._unheaded.add(block, keep)
        if not keep.all():
            texts = {column: found.keep(keep) for column, found in texts.items()}
            who = {part: clean(texts[column]) for part, column in self._layout.who.items()}
            settled = {name: Settled(found.values[keep], found.decimals) for name, found in settled.items()}
        for column, written in self._tidied.items():
            written.update(tidied_cells(texts[column], self._count))
        self._rows.append(block.rows[keep])
        self._count += len(self._rows[-1])
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


def _free_text(heading: str, form: Form) -> Input:
    """A column that is only compared and shown."""
    return Input(place=form.place, name=heading, type="text")
