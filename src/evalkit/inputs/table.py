"""One sheet -> one table: its units, their inputs as columns, and what was odd in their cells."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from evalkit.diagnostics import Problems
from evalkit.expression.data import Array, Column
from evalkit.expression.nodes import Type
from evalkit.inputs.cells import Grammar
from evalkit.inputs.identity import blank_rows, clean, odd_rows, row_problem
from evalkit.inputs.layout import Layout
from evalkit.inputs.reading import Oddities, Reading, Settled
from evalkit.inputs.sheet import Block, Sheet, Texts
from evalkit.inputs.tidy import fold
from evalkit.scheme import Scheme
from evalkit.scheme.data import Input


@dataclass(frozen=True)
class Table:
    """The units of one file. Where an id stands in two rows, both are here, and an error was told."""

    sheet: Sheet
    layout: Layout
    rows: Array
    """Where each unit stands in the file."""
    who: Mapping[str, list[str]]
    """`id`, and `name`, `class`, `parent` as far as they are there."""
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


class TableReader:
    """Takes the blocks of a sheet and makes a table of them."""

    def __init__(self, scheme: Scheme, sheet: Sheet, layout: Layout, problems: Problems) -> None:
        self._scheme, self._sheet, self._layout, self._problems = scheme, sheet, layout, problems
        self._inputs = {name: Reading(self._grammar(name, column)) for name, column in layout.inputs.items()}
        self._attributes = {name: Reading(Grammar(_free_text(name, scheme))) for name in layout.attributes}
        self._who: dict[str, list[str]] = {part: [] for part in layout.who}
        self._rows: list[Array] = [np.empty(0, dtype=np.int64)]
        self._blank = 0

    def _grammar(self, name: str, column: int) -> Grammar:
        return Grammar(self._scheme.inputs[name], percent_heading="%" in fold(self._sheet.heading[column]))

    def read(self) -> Table:
        """All rows of the sheet."""
        layout = self._layout
        numbers = {layout.inputs[name] for name, r in self._inputs.items() if r.grammar.input.node_type is Type.NUMBER}
        others = {*layout.who.values(), *layout.attributes.values(), *layout.inputs.values()} - numbers
        for block in self._sheet.blocks(sorted(numbers), sorted(others)):
            self._add(block, others)
        rows = np.concatenate(self._rows)
        columns = {name: reading.finish() for name, reading in self._inputs.items()}
        attributes = {name: reading.finish() for name, reading in self._attributes.items()}
        oddities = {name: reading.odd for name, reading in (*self._attributes.items(), *self._inputs.items())}
        return Table(self._sheet, layout, rows, self._who, attributes, columns, oddities, self._blank)

    def _add(self, block: Block, text_columns: set[int]) -> None:
        settled = self._settled(block)
        unread = {column for name, column in self._layout.inputs.items() if name not in settled}
        texts = block.texts(sorted(text_columns | unread))
        who = {part: clean(texts[column]) for part, column in self._layout.who.items()}
        keep = self._kept(block, who, settled, texts)
        if not keep.all():
            texts = {column: found.keep(keep) for column, found in texts.items()}
            who = {part: clean(texts[column]) for part, column in self._layout.who.items()}
            settled = {name: Settled(found.values[keep], found.decimals) for name, found in settled.items()}
        self._rows.append(block.rows[keep])
        for part, cells in who.items():
            self._who[part].extend(cells)
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
        self, block: Block, who: Mapping[str, list[str]], settled: Mapping[str, Settled], texts: Mapping[int, Texts]
    ) -> Array:
        """The rows that are units, as a mask: not those that are blank, nor those that are told here."""
        blank = blank_rows(who["id"], [found.values for found in settled.values()], texts)
        self._blank += int(blank.sum())
        keep = ~blank
        column = self._layout.who["id"]
        for place, unit, name in odd_rows(who["id"], who.get("name", who["id"])):
            problem = row_problem(unit, name, int(block.rows[place]), column, self._sheet) if keep[place] else None
            if problem is not None:
                self._problems.found.append(problem)
                keep[place] = False
        return keep


def _free_text(heading: str, scheme: Scheme) -> Input:
    """A column that is only compared and shown."""
    return Input(place=scheme.place, name=heading, type="text")
