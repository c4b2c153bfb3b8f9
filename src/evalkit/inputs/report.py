"""A table -> everything that is wrong or odd in it, told in the order of the sheet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from evalkit.diagnostics import Diagnostic, Problems, data
from evalkit.inputs.findings import Where, blanks, refusals, tell_tidied, warnings
from evalkit.inputs.identity import check_classes, repeated
from evalkit.inputs.table import Table
from evalkit.inputs.tidy import cut
from evalkit.scheme import Scheme


def tell(scheme: Scheme, table: Table, problems: Problems) -> None:
    """Add to `problems` what was found in a table, cells that cannot be read in the order of the sheet."""
    whole = Where(table.sheet, table.layout.who["id"], table.rows, table.who["id"], table.names)
    columns = {**table.layout.attributes, **table.layout.inputs}
    where = {name: replace(whole, column=column) for name, column in columns.items()}
    if table.blank_rows:
        place = table.sheet.source.place(table.sheet.heading_row, 0)
        problems.add(data.BLANK_ROWS(place, count=table.blank_rows))
    problems.found.extend(_repeated(table, whole))
    if "class" in table.layout.who:
        column = table.layout.who["class"]
        classes = check_classes(table.who["class"], scheme.classes, whole.ids, table.rows, column, table.sheet)
        problems.found.extend(classes)
    cells = [found for name, at in where.items() for found in refusals(table.oddities[name], at)]
    problems.found.extend(problem for _, _, problem in sorted(cells, key=lambda cell: cell[:2]))
    for name in table.layout.inputs:
        percent = scheme.inputs[name].type == "percent"
        problems.found.extend(warnings(table.oddities[name], table.columns[name], where[name], percent=percent))
        problems.found.extend(blanks(scheme.inputs[name], table.columns[name], where[name]))
    tell_tidied([(table.oddities[name], where[name]) for name in table.layout.inputs], problems)


def _repeated(table: Table, whole: Where) -> Iterator[Diagnostic]:
    """Units that stand in two rows, with the inputs in which the rows differ."""
    for before, place in repeated(whole.ids) if len(table.ids) < len(whole.ids) else ():
        first, second = int(table.rows[before]), int(table.rows[place])
        differing = tuple(cut(name) for name in table.columns if _differ(table, name, before, place))
        yield data.ID_TWICE(
            whole.place(place),
            others=(whole.place(before),),
            unit=whole.unit(place),
            first=first,
            second=second,
            columns=differing or data.NOTHING_DIFFERS(),
        )


def _differ(table: Table, name: str, one: int, other: int) -> bool:
    column = table.columns[name]
    return column.exact(one, name) != column.exact(other, name)
