"""The columns of several tables -> one for every input and attribute, each value with the cell that it came from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from evalkit.diagnostics import Diagnostic, Problems, joins
from evalkit.expression.data import Array, Column
from evalkit.inputs.cells.tidy import cut
from evalkit.inputs.form import Form
from evalkit.inputs.joining.overlap import Overlap, Together, continued, differ
from evalkit.inputs.joining.placed import Placed
from evalkit.inputs.joining.provenance import counting, source_of
from evalkit.inputs.table import Table
from evalkit.inputs.units import Origin


@dataclass(frozen=True)
class Gathered:
    """One column, and where its values are from."""

    column: Column
    origins: tuple[Origin, ...]
    given: Array | None
    """For each unit the place of its origin among them; None: all are from the first."""


def that_count(form: Form, tables: Sequence[Table]) -> dict[str, list[int]]:
    """Input -> the places of the tables whose word counts for it: all that have it, or those of the source that counts
    for it, if one of them is of that source.
    """
    sources = [source_of(form.sources, table.sheet.source) for table in tables]
    found = {}
    for name in form.inputs:
        held = [place for place, table in enumerate(tables) if name in table.columns]
        source = counting(form.sources, name)
        found[name] = [place for place in held if source is None or sources[place] is source] or held
    return found


def inputs(
    form: Form, tables: Sequence[Placed], counted: Mapping[str, Sequence[int]], problems: Problems
) -> dict[str, Gathered]:
    """Every input that a table has, from the tables that are `counted` for it."""
    found: dict[str, Gathered] = {}
    findings: list[Diagnostic] = []
    agreeing: dict[tuple[int, int], list[str]] = defaultdict(list)
    absent: dict[tuple[str, int], list[str]] = defaultdict(list)
    for name, declared in form.inputs.items():
        used, source = counted[name], counting(form.sources, name)
        if not used:
            continue
        if source is not None and source_of(form.sources, tables[used[0]].table.sheet.source) is not source:
            absent[source.name, used[0]].append(name)
        overlap = Overlap(name, declared, [tables[place] for place in used])
        together = overlap.together(findings)
        for number in together.agreeing:
            agreeing[used[number], used[0]].append(name)
        if source is not None:
            others = [one for place, one in enumerate(tables) if name in one.table.columns and place not in used]
            findings.extend(overlap.not_counted(others, together, source.name))
        found[name] = _gathered(together, used, [tables[place].table.layout.inputs[name] for place in used], tables)
    for (source_name, place), names in absent.items():
        at = tables[place].heading_place
        so = joins.COUNTS_ELSE(inputs=_named(names), file=tables[place].called)
        problems.add(joins.SOURCE_ABSENT(at, source=source_name, so=so))
    for (place, first), names in agreeing.items():
        at = tables[place].heading_place
        problems.add(joins.INPUT_AGREES(at, count=len(names), inputs=_named(names), file=tables[first].called))
    problems.found.extend(findings)
    return found


def attributes(form: Form, tables: Sequence[Placed], problems: Problems) -> dict[str, Gathered]:
    """Every attribute that a table has, that of each unit from the first table with the unit; what scopes group by must
    agree.
    """
    found = {}
    for heading in dict.fromkeys(heading for placed in tables for heading in placed.table.attributes):
        held = [place for place, placed in enumerate(tables) if heading in placed.table.attributes]
        columns = [tables[place].column(tables[place].table.attributes[heading]) for place in held]
        together = continued(columns, [tables[place].present for place in held])
        at = [tables[place].table.layout.attributes[heading] for place in held]
        found[heading] = _gathered(together, held, at, tables)
        for place, column in zip(held, columns, strict=True) if heading in form.scopes else ():
            unlike = np.flatnonzero(differ(together.column, column)).tolist()
            problems.found.extend(_unlike(heading, unlike, found[heading], column, tables, place))
    return found


def _unlike(
    heading: str, units: Sequence[int], first: Gathered, column: Column, tables: Sequence[Placed], place: int
) -> Iterator[Diagnostic]:
    """Tells of units that are said to be in two groups."""
    for unit in units:
        origin = first.origins[0 if first.given is None else int(first.given[unit])]
        before, here = tables[origin.source], tables[place]
        cells = here.cell(unit, here.table.layout.attributes[heading]), before.cell(unit, origin.column)
        texts = [cut(one.labels[int(one.values[unit])]) for one in (first.column, column)]
        yield joins.DIFFERS(cells[0], others=(cells[1],), unit=here.unit(unit), heading=heading, first=texts[0],
                            second=texts[1], file=before.called)  # fmt: skip


def tidied(found: Mapping[str, Gathered], tables: Sequence[Placed]) -> dict[tuple[int, str], str]:
    """(row, input) -> what was written there, of the cells that were tidied."""
    cells: dict[tuple[int, str], str] = {}
    for name, gathered in found.items():
        for number, origin in enumerate(gathered.origins):
            written = tables[origin.source].table.oddities[name].tidied
            row_of = tables[origin.source].units if written else {}
            for row, text in written.items():
                unit = row_of.get(row)
                if unit is not None and (gathered.given is None or gathered.given[unit] == number):
                    cells[unit, name] = text
    return cells


def _gathered(together: Together, used: Sequence[int], columns: Sequence[int], tables: Sequence[Placed]) -> Gathered:
    """`columns` are the places of the column in the tables that are `used`."""
    origins = tuple(
        Origin(place, column, tables[place].table.sheet.heading[column])
        for place, column in zip(used, columns, strict=True)
    )
    return Gathered(together.column, origins, together.given if len(origins) > 1 else None)


def _named(names: Sequence[str]) -> tuple[str, ...]:
    return tuple(map(cut, names))
