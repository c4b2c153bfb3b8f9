"""Who the units are: name, class and unit above, from every table that tells, and told where two of them differ."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

import numpy as np

from evalkit.diagnostics import Diagnostic, Problems, data, joins
from evalkit.expression.data import Array
from evalkit.inputs.cells.tidy import cut, fold
from evalkit.inputs.joining.placed import Placed
from evalkit.inputs.units import Units


def who(heading: str, part: str, tables: Sequence[Placed], problems: Problems) -> list[str] | None:
    """Name, class or parent of every unit, from the first table that has it; classes and parents must agree, and of
    names it is told.
    """
    telling = [placed for placed in tables if part in placed.table.who]
    if not telling:
        return None
    texts = telling[0].texts(part)
    teller = np.where(telling[0].present, 0, -1)
    for number, placed in enumerate(telling[1:], start=1):
        here = placed.texts(part)
        both = np.flatnonzero(placed.present & (teller >= 0)).tolist()
        differing = [unit for unit in both if texts[unit] != here[unit]]
        if part != "name":
            problems.found.extend(_differing(heading, part, differing, telling, teller, number))
        elif other := [unit for unit in differing if not _same_name(texts[unit], here[unit])]:
            problems.found.extend(_named_otherwise(other, telling, teller, number))
        fresh = np.flatnonzero(placed.present & (teller < 0)).tolist()
        if fresh:
            texts = list(texts)
        for unit in fresh:
            texts[unit], teller[unit] = here[unit], number
    return texts


def _differing(
    heading: str, part: str, units: Sequence[int], telling: Sequence[Placed], teller: Array, number: int
) -> Iterator[Diagnostic]:
    for unit in units:
        first, second = telling[int(teller[unit])], telling[number]
        cells = [placed.cell(unit, placed.table.layout.who[part]) for placed in (first, second)]
        texts = [cut(placed.table.who[part][int(placed.rows[unit])]) or "—" for placed in (first, second)]
        yield joins.DIFFERS(cells[1], others=(cells[0],), unit=first.unit(unit), heading=heading, first=texts[0],
                            second=texts[1], file=first.called)  # fmt: skip


def _same_name(one: str, other: str) -> bool:
    """Whether one of two names may be short for the other: 东院 for 东镇卫生院; a blank is no other name."""
    short, long = sorted(map(fold, (one, other)), key=len)
    letters = iter(long)
    return all(letter in letters for letter in short)


def _named_otherwise(
    units: Sequence[int], telling: Sequence[Placed], teller: Array, number: int
) -> Iterator[Diagnostic]:
    """Tells, for each of the tables before, of the units that have another name in this one."""
    here = telling[number]
    for before in dict.fromkeys(teller[units].tolist()):
        there = telling[before]
        found = [unit for unit in units if teller[unit] == before]
        cells = [placed.cell(found[0], placed.table.layout.who["name"]) for placed in (here, there)]
        names = [cut(placed.table.who["name"][int(placed.rows[found[0]])]) for placed in (here, there)]
        yield data.NAME_DIFFERS(cells[0], others=(cells[1],), count=len(found), file=there.called,
                                unit=here.unit(found[0]), first=names[0], second=names[1])  # fmt: skip


def with_groups(units: Units, scopes: Collection[str]) -> Units:
    """Units whose earlier periods have a class, a unit above and `scopes` for every unit of the period after them,
    where their own data say nothing of these.
    """
    before = units.earlier
    if before is None:
        return units
    rows = units.places(before.ids)
    class_, parent = (
        own if own is not None or later is None else later.at(rows)
        for own, later in ((before.class_, units.class_), (before.parent, units.parent))
    )
    attributes = {heading: column.at(rows) for heading, column in units.attributes.items() if heading in scopes}
    filled = replace(before, class_=class_, parent=parent, attributes={**attributes, **before.attributes})
    return replace(units, earlier=with_groups(filled, scopes))
