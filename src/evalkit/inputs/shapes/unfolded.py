"""A long table, with a row for each unit and input, read as a wide one: each value with the cell that it stands in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np

from evalkit.diagnostics import Place, Problems, shapes
from evalkit.inputs.cells.tidy import cut, fold, tidy_text
from evalkit.inputs.grids.rows import RowsGrid
from evalkit.inputs.shapes.again import Above
from evalkit.inputs.shapes.aside import What, tell_merged
from evalkit.inputs.shapes.layout import Layout
from evalkit.inputs.sheet import Line, Sheet
from evalkit.inputs.source import Source


@dataclass(frozen=True, kw_only=True)
class LongSource(Source):
    """Where a long table came from; rows are those in which a unit stands first."""

    original: Source
    heading_row: int
    columns: Sequence[int]
    """Of the file: those that tell who units are, then that with the names of inputs, and that with the values."""
    rows: dict[tuple[int, int], int]
    """(row, column) -> the row of the file where that value stands."""

    def place(self, row: int, column: int) -> Place:
        *who, names, values = self.columns
        if column < len(who):
            return self.original.place(row, who[column])
        heading = row == self.heading_row
        return self.original.place(self.rows.get((row, column), row), names if heading else values)


@dataclass
class _Wide:
    """The rows as they are put together."""

    cells: dict[tuple[str, ...], dict[int, str]] = field(default_factory=dict)
    """Who a unit is -> the cells of its inputs."""
    first: dict[tuple[str, ...], int] = field(default_factory=dict)
    """And the row where it stands first."""
    inputs: dict[str, int] = field(default_factory=dict)
    """Name of an input, folded -> its place among them."""
    names: list[str] = field(default_factory=list)
    rows: dict[tuple[int, int], int] = field(default_factory=dict)
    count: int = 0


def unfolded(sheet: Sheet, layout: Layout, names: int, values: int, problems: Problems) -> Sheet:
    """The table below `sheet` with a row for each unit; `names` and `values` are its columns."""
    who = sorted({*layout.who.values(), *layout.attributes.values()})
    columns = [*who, names, values]
    above, again = Above(sheet, layout.who["id"]), 0
    wide, seen = _Wide(), [np.empty(0, dtype=np.int64)]
    for block in sheet.blocks((), columns):
        texts = block.texts(columns)
        met = [(place, above.what(block.row(place))) for place in above.places(texts[layout.who["id"]])]
        repeated = {place for place, what in met if what is not None and what[0] is What.AGAIN}
        again += len(repeated)
        seen.append(block.rows)
        for place, (row, *cells) in enumerate(zip(block.rows.tolist(), *(texts[c] for c in columns), strict=True)):
            if place not in repeated and any(cell.strip() for cell in cells):
                _add(wide, row, cells, len(who), sheet, columns, problems)
    problems.found.extend(tell_merged(sheet, columns, {}, np.concatenate(seen), ()))
    at = sheet.source.place(sheet.heading_row, names)
    headings = [cut(sheet.heading[column].strip()) for column in (names, values)]
    problems.add(shapes.LONG(at, input=headings[0], value=headings[1], count=wide.count, units=len(wide.cells)))
    if again:
        problems.add(shapes.HEADING_AGAIN(at, count=again))
    return _sheet(sheet, wide, columns)


def _add(
    wide: _Wide, row: int, cells: Sequence[str], width: int, sheet: Sheet, columns: Sequence[int], problems: Problems
) -> None:
    """Put a row of the file to its unit."""
    unit, (name, value) = tuple(tidy_text(cell)[0] for cell in cells[:width]), cells[width:]
    wide.count += 1
    found = wide.cells.setdefault(unit, {})
    first = wide.first.setdefault(unit, row)
    place = wide.inputs.setdefault(fold(name), len(wide.names))
    if place == len(wide.names):
        wide.names.append(name)
    if place in found:
        before, here = (sheet.source.place(at, columns[-1]) for at in (wide.rows[first, width + place], row))
        problems.found.append(
            shapes.VALUE_TWICE(here, others=(before,), unit=cut(unit[0]), input=cut(name.strip()),
                               first=wide.rows[first, width + place], second=row)
        )  # fmt: skip
        return
    found[place] = value
    wide.rows[first, width + place] = row


def _sheet(sheet: Sheet, wide: _Wide, columns: Sequence[int]) -> Sheet:
    *who, _, values = columns
    heading = [*(sheet.heading[column] for column in who), *wide.names]
    old = sheet.source
    source = LongSource(old.file, old.sheet, old.content_hash, old.encoding, old.separator, original=old,
                        heading_row=sheet.heading_row, columns=columns, rows=wide.rows)  # fmt: skip

    def rows() -> Iterator[tuple[int, Sequence[str]]]:
        yield sheet.heading_row, heading
        for unit, found in wide.cells.items():
            yield wide.first[unit], [*unit, *(found.get(place, "") for place in range(len(wide.names)))]

    paths = {len(who) + place: (sheet.heading[values], name) for place, name in enumerate(wide.names)}
    return Sheet(RowsGrid(source, rows), heading, sheet.heading_row, sheet.heading_row + 1, paths=paths,
                 above=[Line(sheet.heading_row, sheet.heading_row + 1, heading)])  # fmt: skip
