"""An input on its way from cells to a column: blocks are added, what is odd is remembered, then it is finished."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from evalkit.diagnostics import Kind
from evalkit.expression.data import UNKNOWN_CODE, Array, Column
from evalkit.expression.nodes import Type
from evalkit.expression.values import Reason
from evalkit.inputs.block import Texts
from evalkit.inputs.cells.decimals import hundredth, hundredths, measured
from evalkit.inputs.cells.grammar import Cell, Grammar
from evalkit.inputs.cells.growing import Growing
from evalkit.inputs.cells.numbers import Number, plain_numbers
from evalkit.inputs.cells.refusal import CellError

DTYPES: dict[Type, type] = {Type.NUMBER: np.float64, Type.DATE: np.float64, Type.TRUTH: np.int8, Type.TEXT: np.int32}


@dataclass(slots=True)
class Oddities:
    """What was met in the cells of one input, by row counted from 0."""

    states: dict[int, Reason] = field(default_factory=dict)
    tidied: dict[int, str] = field(default_factory=dict)
    refused: list[tuple[int, str, CellError]] = field(default_factory=list)
    remarks: dict[Kind, list[tuple[int, str]]] = field(default_factory=dict)
    percents: list[Array] = field(default_factory=list)
    """Rows written with %, a part of them each."""

    def note(self, row: int, text: str, cell: Cell) -> None:
        """Remember what is odd about a cell."""
        if cell.refused is not None:
            self.refused.append((row, text, cell.refused))
        if cell.reason is not None and cell.reason is not Reason.NOT_REPORTED:
            self.states[row] = cell.reason
        if cell.tidied:
            self.tidied[row] = text
        if cell.remark is not None:
            self.remarks.setdefault(cell.remark, []).append((row, text))


@dataclass(frozen=True, slots=True)
class Settled:
    """Floats of a block, exact: each is a whole number of 10^-`decimals`."""

    values: Array
    decimals: int


class Reading:
    """The column of one input while it is read."""

    def __init__(self, grammar: Grammar) -> None:
        self.grammar = grammar
        self.odd = Oddities()
        self._type = grammar.input.node_type
        self._values = Growing(DTYPES[self._type])
        self._decimals = 0
        self._labels: dict[str, int] = {level: place for place, level in enumerate(grammar.input.levels)}

    def settle(self, values: Array) -> Settled | None:
        """Plain numbers as the values they stand for, or None if a cell among them must be read as text."""
        measure = measured(values) if self._type is Type.NUMBER else None
        if measure is None or (self.grammar.input.type == "count" and (measure.decimals or measure.low < 0)):
            return None
        decimals, extremes = measure.decimals, np.array([measure.low, measure.high])
        if self.grammar.divided:
            extremes = np.array([hundredth(measure.low), hundredth(measure.high)])
        low, high = self.grammar.low, self.grammar.high
        if (low is not None and extremes[0] < float(low)) or (high is not None and extremes[1] > float(high)):
            return None
        if self.grammar.divided:
            values, decimals = hundredths(values, measure)
        return Settled(values, decimals)

    def add_numbers(self, settled: Settled) -> None:
        """Add the next rows, as `settle` gave them."""
        self._values.add(settled.values)
        self._decimals = max(self._decimals, settled.decimals)

    def add_texts(self, texts: Texts) -> None:
        """Add the next rows, read by the grammar, each different text once."""
        values: Array = np.zeros(len(texts.distinct), dtype=DTYPES[self._type])
        plain = self._plain(texts.distinct)
        settled = self.settle(np.array(list(plain.values()))) if plain else None
        if settled is None:
            plain = {}
        else:
            values[list(plain)] = settled.values
            self._decimals = max(self._decimals, settled.decimals)
        cells = {place: self.grammar.read(text) for place, text in enumerate(texts.distinct) if place not in plain}
        for place, cell in cells.items():
            values[place] = self._stored(cell)
        self._remember(texts, cells)
        self._values.add(values[texts.codes])

    def _plain(self, texts: Sequence[str]) -> dict[int, float]:
        """The texts that need no grammar; in a percent input a % at the end says what is so without it."""
        if self._type is not Type.NUMBER:
            return {}
        percent = self.grammar.input.type == "percent"
        return plain_numbers([text.removesuffix("%") for text in texts] if percent else texts)

    def _remember(self, texts: Texts, cells: Mapping[int, Cell]) -> None:
        """Note what is odd in the next rows; `cells` are those of the texts that are no plain numbers."""
        odd = np.zeros(len(texts.distinct), dtype=bool)
        odd[[place for place, cell in cells.items() if _is_odd(cell)]] = True
        for row in np.flatnonzero(odd[texts.codes]).tolist() if odd.any() else ():
            place = int(texts.codes[row])
            self.odd.note(self._values.count + row, texts.distinct[place], cells[place])
        if self.grammar.input.type == "percent":
            percent = np.array([text.rstrip().endswith(("%", "％")) for text in texts.distinct], dtype=bool)
            self.odd.percents.append(np.flatnonzero(percent[texts.codes]) + self._values.count)

    def finish(self) -> Column:
        """The column of all rows added."""
        labels = tuple(self._labels) if self._type is Type.TEXT else ()
        return Column(
            type=self._type, values=self._values.taken(), labels=labels, decimals=self._decimals, states=self.odd.states
        )

    def _stored(self, cell: Cell) -> float | int:
        match cell.value:
            case None:
                return np.nan if DTYPES[self._type] is np.float64 else UNKNOWN_CODE
            case Number():
                self._decimals = max(self._decimals, cell.value.decimals)
                return cell.value.value
            case str():
                return self._labels.setdefault(cell.value, len(self._labels))
        return cell.value


def unreported(type_: Type, count: int) -> Column:
    """A column of which nothing is reported."""
    unknown = np.nan if DTYPES[type_] is np.float64 else UNKNOWN_CODE
    return Column(type_, np.full(count, unknown, dtype=DTYPES[type_]))


def fraction_like(column: Column, odd: Oddities) -> list[int]:
    """Rows of a percent input, written without %, that look like fractions: 0.945 among 60 … 100, or all at most 1."""
    bare = column.values.copy()
    for rows in odd.percents:
        bare[rows] = np.nan
    small = np.flatnonzero((bare > 0) & (bare <= 0.01))
    if np.any(bare > 0.01):
        # What is written with % tells, too, how large the percents of this column are.
        large = np.count_nonzero(column.values > 0.01)
        if not (small.size < large and np.count_nonzero(column.values >= 0.1) >= small.size + large / 2):
            return []
    return [int(row) for row in small]


def _is_odd(cell: Cell) -> bool:
    unknown = cell.reason is not None and cell.reason is not Reason.NOT_REPORTED
    return unknown or cell.tidied or cell.remark is not None
