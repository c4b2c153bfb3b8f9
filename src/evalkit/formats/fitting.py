"""What a table gives up, little by little, to stand in the columns of a narrow terminal."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from evalkit.diagnostics.message import Language, Words
from evalkit.formats.cell import lines
from evalkit.table import Table

LEFT_OUT = Words("no room here for: {columns}", "限于宽度未显示：{columns}")


def fitted(
    table: Table, language: Language, fits: Callable[[Table], bool], *, sparing: bool
) -> tuple[Table, list[str]]:
    """`table` and the sections of its rows: as it is; or without columns that hold nothing; or in sections; or, if
    `sparing`, without spare columns, from the right, as long as that lets it stand as a table.
    """
    filled = _without(table, _empty(table, language), told=False)
    for candidate in (table, filled):
        if fits(candidate):
            return candidate, []
    smaller, sections = _sectioned(filled, language)
    spare = [at for at, column in enumerate(smaller.columns) if sparing and column.spare]
    for first in range(len(spare), -1, -1):
        candidate = _without(smaller, spare[first:])
        if fits(candidate):
            return candidate, sections
    return table, []


def _empty(table: Table, language: Language) -> list[int]:
    """The columns in which no row has anything."""
    places = range(len(table.columns)) if table.rows else ()
    return [at for at in places if not any(lines(row[at], language) for row in table.rows)]


def _sectioned(table: Table, language: Language) -> tuple[Table, list[str]]:
    """`table` without its section column, and for each row the heading that its section has."""
    at = next((at for at, column in enumerate(table.columns) if column.section), None)
    if at is None or table.indent:
        return table, []
    headings = ["; ".join(lines(row[at], language)) for row in table.rows]
    return _without(table, [at], told=False), headings


def _without(table: Table, columns: Sequence[int], *, told: bool = True) -> Table:
    """`table` without these columns, which a note names if that is `told`."""
    if not columns:
        return table
    kept = [at for at in range(len(table.columns)) if at not in columns]
    note = (LEFT_OUT(columns=tuple(table.columns[at].heading for at in columns)),) if told else ()
    return replace(
        table,
        columns=tuple(table.columns[at] for at in kept),
        rows=[[row[at] for at in kept] for row in table.rows],
        notes=(*table.notes, *note),
    )
