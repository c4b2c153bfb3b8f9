"""A table -> everything that is wrong or odd in it, told in the order of the sheet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice

from evalkit.diagnostics import Diagnostic, Problems, data
from evalkit.inputs.cells.grammar import failure
from evalkit.inputs.cells.reading import Oddities
from evalkit.inputs.cells.tidy import cut
from evalkit.inputs.findings import MOST_CELLS, Where, blanks, refusals, tell_tidied, warnings
from evalkit.inputs.identity import alike, check_classes, repeated
from evalkit.inputs.made_from import is_form
from evalkit.inputs.sheet import Sheet
from evalkit.inputs.table import Table


def tell(table: Table, parts: Iterable[Table], problems: Problems) -> None:
    """Add to `problems` what was found in a table of units; a unit may be in each of its `parts` once."""
    whole = _where(table)
    problems.found.extend(found for part in parts for found in _repeated(part))
    if pairs := list(alike(table.ids)):
        place, before = (whole.place(whole.ids.index(unit)) for unit in reversed(pairs[0]))
        first, second = map(cut, pairs[0])
        problems.add(data.IDS_ALIKE(place, others=(before,), count=len(pairs), first=first, second=second))
    if "class" in table.layout.who:
        column, classes = table.layout.who["class"], table.form.classes
        problems.found.extend(check_classes(table.who["class"], classes, whole.ids, table.rows, column, table.sheet))
    tell_cells(table, whole, problems)


def tell_cells(table: Table, whole: Where, problems: Problems) -> None:
    """Add what was found in the cells; those that cannot be read in the order of the sheet."""
    columns = {**table.layout.attributes, **table.layout.inputs}
    where = {name: replace(whole, column=column) for name, column in columns.items()}
    cells = [found for name, at in where.items() for found in refusals(table.oddities[name], at)]
    cells.extend(_failed(table, whole))
    problems.found.extend(problem for _, _, problem in sorted(cells, key=lambda cell: cell[:2]))
    for name in table.layout.inputs:
        percent = table.form.inputs[name].type == "percent"
        problems.found.extend(warnings(table.oddities[name], table.columns[name], where[name], percent=percent))
        problems.found.extend(blanks(table.form.inputs[name], table.columns[name], where[name]))
    tell_tidied(table.tidied, whole, problems)


def tell_blank_rows(count: int, sheet: Sheet, problems: Problems) -> None:
    """Note how many rows were skipped; those of a form are laid out for more than there is."""
    if count and not is_form(sheet.above):
        problems.add(data.BLANK_ROWS(sheet.heading_place, count=count))


def _failed(table: Table, whole: Where) -> Iterator[tuple[int, int, Diagnostic]]:
    """The names, classes and units above that are formulas without a value; of a code its row was told."""
    for part in table.who.keys() - {"id"}:
        texts = table.who[part]
        failed = {text: error for text in set(texts) if (error := failure(text)) is not None}
        found = [(row, text, failed[text]) for row, text in enumerate(texts) if text in failed] if failed else []
        yield from refusals(Oddities(refused=found), replace(whole, column=table.layout.who[part]))


def _where(table: Table) -> Where:
    return Where(table.sheet, table.layout.who["id"], table.rows, table.who["id"], table.names)


def _repeated(table: Table) -> Iterator[Diagnostic]:
    """Units that stand in two rows, with the inputs in which the rows differ."""
    whole = _where(table)
    count = len(whole.ids) - len(table.ids)
    for before, place in islice(repeated(whole.ids), min(count, MOST_CELLS)):
        first, second = (table.sheet.source.row_name(int(table.rows[one])) for one in (before, place))
        differing = tuple(cut(name) for name in table.columns if _differ(table, name, before, place))
        yield data.ID_TWICE(
            whole.place(place),
            others=(whole.place(before),),
            unit=whole.unit(place),
            first=first,
            second=second,
            columns=differing or data.NOTHING_DIFFERS(),
        )
    if (more := count - MOST_CELLS) > 0:
        yield data.MORE_TWICE(table.heading_place, count=more)


def _differ(table: Table, name: str, one: int, other: int) -> bool:
    column = table.columns[name]
    return column.exact(one, name) != column.exact(other, name)
