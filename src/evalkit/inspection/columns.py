"""The columns of a sheet, each cell looked at."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction

import numpy as np

from evalkit.diagnostics import Place, data
from evalkit.expression.data import Array
from evalkit.expression.nodes import Type
from evalkit.expression.values import Reason
from evalkit.inputs.block import Texts
from evalkit.inputs.cells.grammar import DAY, FAILED
from evalkit.inputs.cells.numbers import number
from evalkit.inputs.cells.refusal import CellError
from evalkit.inputs.cells.spelling import UNCALCULATED
from evalkit.inputs.cells.states import NOT_REPORTED, STATES
from evalkit.inputs.cells.tidy import cut, fold, tidy_value
from evalkit.inputs.shapes.layout import Layout
from evalkit.inputs.sheet import Sheet
from evalkit.inputs.source import letters
from evalkit.inputs.table import Table
from evalkit.inspection.model import ColumnSeen, Looks

BLANK = frozenset(map(fold, ("", *NOT_REPORTED)))
TRUTHS = frozenset(map(fold, ("√", "✓", "✔", "×", "✗", "✘", "是", "否", "有", "无", "yes", "no", "true", "false")))


def looks(text: str) -> tuple[Looks | None, Fraction | None]:
    """What a cell looks like, and the number that it is; None where it is blank."""
    plain = tidy_value(text)[0]
    if fold(plain) in BLANK:
        return None, None
    if text.startswith(UNCALCULATED) or FAILED.fullmatch(plain):
        return Looks.FAILED, None
    if STATES.get(fold(plain)) is Reason.NOT_APPLICABLE:
        return Looks.NOT_APPLICABLE, None
    if fold(plain) in TRUTHS:
        return Looks.TRUTH, None
    if DAY.fullmatch(plain):
        return Looks.DATE, None
    try:
        found = number(plain.removesuffix("%"))
    except CellError as refused:
        return Looks.NUMBER if refused.kind is data.TOO_MANY_DIGITS else Looks.TEXT, None
    return (Looks.PERCENT, found.hundredth().fraction) if plain.endswith("%") else (Looks.NUMBER, found.fraction)


@dataclass
class _Column:
    """A column while its cells are looked at."""

    counts: dict[Looks, int] = field(default_factory=dict)
    first: dict[Looks, tuple[int, str]] = field(default_factory=dict)
    """Where each kind stands first, and what is written there."""
    blank: int = 0
    lowest: Fraction | None = None
    highest: Fraction | None = None

    def add(self, texts: Texts, rows: Array) -> None:
        counts = np.bincount(texts.codes, minlength=len(texts.distinct))
        for place, count in enumerate(counts.tolist()):
            if not count:
                continue
            text = texts.distinct[place]
            kind, value = looks(text)
            if kind is None:
                self.blank += count
                continue
            self.counts[kind] = self.counts.get(kind, 0) + count
            if kind not in self.first or int(rows[0]) < self.first[kind][0]:
                row = int(rows[int(np.argmax(texts.codes == place))])
                self.first[kind] = min((row, text), self.first.get(kind, (row, text)))
            if value is not None:
                self.lowest = value if self.lowest is None else min(self.lowest, value)
                self.highest = value if self.highest is None else max(self.highest, value)

    def odd(self) -> tuple[int, str] | None:
        """The first cell of those kinds that are not the most frequent."""
        kinds = [kind for kind in self.counts if kind is not Looks.NOT_APPLICABLE]
        if len(kinds) < 2:
            return None
        most = max(kinds, key=lambda kind: self.counts[kind])
        return min(self.first[kind] for kind in kinds if kind is not most)


def columns(sheet: Sheet, layout: Layout | None, table: Table | None) -> tuple[list[ColumnSeen], int]:
    """Every column that has a heading or something in it, and how many rows there are. `table` is what is read of them
    with the scheme; without it every row that is not blank counts.
    """
    width = len(sheet.heading)
    seen = [_Column() for _ in range(width)]
    count = 0
    for block in sheet.blocks([], list(range(width))):
        texts = block.texts(range(width))
        keep = _filled(texts, len(block.rows)) if table is None else np.isin(block.rows, table.rows)
        if not keep.any():
            continue
        count += int(keep.sum())
        for column, found in texts.items():
            seen[column].add(found if keep.all() else found.keep(keep), block.rows[keep])
    made = [_seen(sheet, column, one, layout, table) for column, one in enumerate(seen)]
    return [one for one in made if one.heading or one.filled], count


def _filled(texts: dict[int, Texts], count: int) -> Array:
    """The rows that are not blank, as a mask."""
    filled = np.zeros(count, dtype=bool)
    for found in texts.values():
        filled |= np.array([bool(text.strip()) for text in found.distinct], dtype=bool)[found.codes]
    return filled


def _seen(sheet: Sheet, column: int, found: _Column, layout: Layout | None, table: Table | None) -> ColumnSeen:
    heading = cut(" / ".join(text.strip() for text in sheet.path(column) if text.strip()))
    name = _named(layout.inputs, column) if layout is not None else None
    who = _named(layout.who, column) if layout is not None else None
    attribute = layout is not None and _named(layout.attributes, column) is not None
    beside = layout is not None and column in layout.beside.values()
    odd = found.odd()
    letter = letters(column) if sheet.heading_row else ""
    plain = ColumnSeen(
        letter=letter, heading=heading, who=who, attribute=attribute, beside=beside, looks=found.counts,
        blank=found.blank,
        lowest=found.lowest if who is None else None, highest=found.highest if who is None else None,
        odd=None if odd is None else _cell(sheet, column, *odd),
        tidied=0 if table is None else len(table.tidied.get(column, ())),
    )  # fmt: skip
    return plain if name is None or table is None else _with_input(plain, name, column, sheet, table)


def _with_input(plain: ColumnSeen, name: str, column: int, sheet: Sheet, table: Table) -> ColumnSeen:
    """A column that fits an input: what its grammar makes of the cells counts, not what they look like."""
    odd, read, declared = table.oddities[name], table.columns[name], table.form.inputs[name]
    first = [(row, text) for row, text, _ in odd.refused[:1]]
    first += [cells[0] for cells in odd.remarks.values()] if not first else []
    at = min(first, default=None)
    numbers = read.type is Type.NUMBER and not np.isnan(read.values).all()
    return replace(
        plain, input=declared, refused=len(odd.refused),
        lowest=_exact(np.nanmin(read.values)) if numbers else None,
        highest=_exact(np.nanmax(read.values)) if numbers else None,
        odd=None if at is None else _cell(sheet, column, int(table.rows[at[0]]), at[1]),
    )  # fmt: skip


def _exact(value: float) -> Fraction:
    """A float as the decimal that it was read from."""
    return Fraction(format(value, ".15g"))


def _cell(sheet: Sheet, column: int, row: int, text: str) -> tuple[Place, str]:
    return sheet.source.place(row, column), cut(text.strip().removeprefix(UNCALCULATED))


def _named(columns: Mapping[str, int], column: int) -> str | None:
    return next((name for name, at in columns.items() if at == column), None)


def unlike_ids(ids: Sequence[str]) -> list[str]:
    """Codes that are shorter than most: where all are digits, their leading zeros may have been lost."""
    if not ids or not all(unit.isascii() and unit.isdigit() for unit in ids):
        return []
    lengths = np.bincount([len(unit) for unit in ids])
    usual = int(np.argmax(lengths))
    padded = any(unit.startswith("0") for unit in ids)
    short = [unit for unit in ids if len(unit) < usual]
    return short if padded or lengths[usual] * 2 > len(ids) else []
