"""Several tables -> units. The first says which units there are; the others are joined to it on the id, exactly."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Sized

import numpy as np

from evalkit.diagnostics import Problems, data
from evalkit.expression.data import UNKNOWN_CODE, Array, Column
from evalkit.expression.nodes import Type
from evalkit.inputs.form import Form
from evalkit.inputs.identity import Zeros
from evalkit.inputs.reading import unreported
from evalkit.inputs.table import Table
from evalkit.inputs.tidy import cut
from evalkit.inputs.units import Origin, Units

NAMED = 20
"""How many units a warning names."""


def join(form: Form, tables: Sequence[Table], problems: Problems) -> Units:
    """The units of the first table with the inputs of all. An id met twice counts where it stands first."""
    ids = tables[0].ids
    places = [_places(ids, table) for table in tables]
    for table, found in zip(tables[1:], places[1:], strict=True):
        _tell_strangers(tables[0], table, found, problems)
    who = {part: _who(form, part, ids, tables, places, problems) for part in ("name", "class", "parent")}
    origins: dict[str, Origin] = {}
    columns: dict[str, Column] = {}
    attributes: dict[str, Column] = {}
    for source, (table, found) in enumerate(zip(tables, places, strict=True)):
        for heading, column in table.attributes.items():
            if heading not in attributes:
                attributes[heading], at = _at(column, found), table.layout.attributes[heading]
                origins.setdefault(heading, Origin(source, at, table.sheet.heading[at]))
        for name, column in table.columns.items():
            at = table.layout.inputs[name]
            if name not in columns:
                columns[name] = _at(column, found)
                origins[name] = Origin(source, at, table.sheet.heading[at])
    unique = tuple(ids)
    return Units(
        ids=unique,
        names=tuple(name or unit for name, unit in zip(who["name"], ids, strict=True)) if who["name"] else unique,
        class_=_labels(who["class"]),
        parent=_labels(who["parent"]),
        attributes=attributes,
        columns={name: columns.get(name) or unreported(d.node_type, len(ids)) for name, d in form.inputs.items()},
        sources=tuple(table.sheet.source for table in tables),
        rows=tuple(_rows(table, found) for table, found in zip(tables, places, strict=True)),
        origins=origins,
        tidied=_tidied(tables, places),
    )


def _places(ids: Sequence[str], table: Table) -> Array:
    """For each unit its first place in the table, -1 where it is not there."""
    if table.who["id"] == ids:
        return np.arange(len(ids))
    first: dict[str, int] = {}
    for place, unit in enumerate(table.who["id"]):
        first.setdefault(unit, place)
    return np.array([first.get(unit, -1) for unit in ids], dtype=np.intp)


def _at(column: Column, places: Array) -> Column:
    """`column` in the order of the units; nothing is copied where it has that order already."""
    return column if _same(column.values, places) else column.at(places)


def _same(rows: Sized, places: Array) -> bool:
    """Whether the units are the rows of a table in its own order."""
    return len(places) == len(rows) and bool((places == np.arange(len(places))).all())


def _rows(table: Table, places: Array) -> Array:
    return np.where(places < 0, 0, table.rows[places]) if len(table.rows) else np.zeros(len(places), np.int64)


def _tell_strangers(first: Table, table: Table, places: Array, problems: Problems) -> None:
    """Units that are in one of two tables only; an id that lacks its leading zeros is told apart."""
    known = dict.fromkeys(first.who["id"])
    ids = table.who["id"]
    zeros, strangers = Zeros(known), []
    for place, unit in enumerate(ids):
        if unit in known:
            continue
        if (meant := zeros.lost(unit)) is not None:
            at = table.sheet.source.place(int(table.rows[place]), table.layout.who["id"])
            problems.found.append(data.ZERO_LOST(at, unit=cut(unit), known=cut(meant)))
        else:
            strangers.append(unit)
    missing = [unit for unit, place in zip(known, places.tolist(), strict=True) if place < 0]
    heading = table.sheet.source.place(table.sheet.heading_row, table.layout.who["id"])
    for kind, units in ((data.UNITS_LEFT_OUT, strangers), (data.UNITS_MISSING, missing)):
        if units:
            named = tuple(map(cut, units[:NAMED])) + (("…",) if len(units) > NAMED else ())
            problems.add(kind(heading, count=len(units), first=first.sheet.source.file, units=named))


def _who(
    form: Form, part: str, ids: Sequence[str], tables: Sequence[Table], places: Sequence[Array], problems: Problems
) -> list[str] | None:
    """Name, class or parent of every unit, from the first table that has them; classes and parents must agree."""
    found: list[str] | None = None
    for table, at in zip(tables, places, strict=True):
        if part not in table.who:
            continue
        texts = table.who[part]
        here = texts if _same(texts, at) else [texts[place] if place >= 0 else "" for place in at.tolist()]
        if found is None:
            found = here
        elif part != "name":
            _tell_differences(form.who[part], part, (ids, found, here), (table, at), problems)
    return found


def _tell_differences(
    heading: str,
    part: str,
    compared: tuple[Sequence[str], Sequence[str], Sequence[str]],
    second: tuple[Table, Array],
    problems: Problems,
) -> None:
    table, at = second
    for row, (unit, before, here) in enumerate(zip(*compared, strict=True)):
        if before != here and at[row] >= 0:
            place = table.sheet.source.place(int(table.rows[at[row]]), table.layout.who[part])
            shown = cut(before) or "—", cut(here) or "—"
            problem = data.DIFFERS(place, unit=cut(unit), heading=heading, first=shown[0], second=shown[1])
            problems.found.append(problem)


def _labels(texts: Sequence[str] | None) -> Column | None:
    if texts is None:
        return None
    labels = {label: code for code, label in enumerate(dict.fromkeys(text for text in texts if text))}
    codes = np.array([labels.get(text, UNKNOWN_CODE) for text in texts], dtype=np.int32)
    return Column(Type.TEXT, codes, tuple(labels))


def _tidied(tables: Sequence[Table], places: Sequence[Array]) -> Mapping[tuple[int, str], str]:
    found: dict[tuple[int, str], str] = {}
    for table, at in zip(tables, places, strict=True):
        tidied = {name: cells for name in table.layout.inputs if (cells := table.oddities[name].tidied)}
        row_of = {place: row for row, place in enumerate(at.tolist()) if place >= 0} if tidied else {}
        for name, cells in tidied.items():
            found |= {(row_of[place], name): text for place, text in cells.items() if place in row_of}
    return found
