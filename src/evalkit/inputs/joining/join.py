"""Several tables -> units, joined on the id, exactly."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from evalkit.diagnostics import Problems, joins
from evalkit.expression.data import UNKNOWN_CODE, Column
from evalkit.expression.nodes import Type
from evalkit.inputs.cells.reading import unreported
from evalkit.inputs.form import Form
from evalkit.inputs.joining.gathering import attributes, inputs, that_count, tidied
from evalkit.inputs.joining.members import Members, united
from evalkit.inputs.joining.placed import Placed
from evalkit.inputs.joining.provenance import source_of
from evalkit.inputs.joining.who import who
from evalkit.inputs.joining.zeros import zeros_lost
from evalkit.inputs.table import Table
from evalkit.inputs.units import Units


def join(form: Form, tables: Sequence[Table], problems: Problems, roster: Table | None = None) -> Units:
    """The units with the inputs of all tables. The roster says which units there are; else the first table, and those
    that go on with it. An id met twice counts where it stands first.
    """
    rosters = [table for table in tables if _is_roster(form, table)] if roster is None else [roster]
    ids, saying = _said_by(rosters) if rosters else united(tables, problems)
    for source in form.sources if not rosters else ():
        if source.roster:
            so = joins.ROSTER_ELSE(file=saying[0].called)
            problems.add(joins.SOURCE_ABSENT(saying[0].heading_place, source=source.name, so=so))
    placed = [Placed.among(ids, table) for table in (tables if roster is None else (roster, *tables))]
    first = [one for one in placed if any(one.table is table for table in saying)]
    others = [one for one in placed if not any(one is each for each in first)]
    parts = {part: who(heading, part, [*first, *others], problems) for part, heading in form.who.items()}
    unique = tuple(ids)
    named = parts.get("name")
    names = tuple(name or unit for name, unit in zip(named, ids, strict=True)) if named else unique
    problems.found.extend(zeros_lost(ids, first))
    counted = that_count(form, [one.table for one in placed])
    members = Members(unique, names, first[0].called, problems)
    left_out = members.compared(placed, first, counted, roster=bool(rosters))
    collected, texts = inputs(form, placed, counted, problems), attributes(form, placed, problems)
    found = {**texts, **collected}
    return Units(
        ids=unique,
        names=names,
        class_=_labels(parts.get("class")),
        parent=_labels(parts.get("parent")),
        attributes={heading: each.column for heading, each in texts.items()},
        columns={
            name: collected[name].column if name in collected else unreported(declared.node_type, len(ids))
            for name, declared in form.inputs.items()
        },
        sources=tuple(one.table.sheet.source for one in placed),
        rows=tuple(one.lines for one in placed),
        origins={name: each.origins for name, each in found.items()},
        given={name: each.given for name, each in found.items() if each.given is not None},
        tidied=tidied(collected, placed),
        left_out=left_out,
    )


def _is_roster(form: Form, table: Table) -> bool:
    source = source_of(form.sources, table.sheet.source)
    return source is not None and source.roster


def _said_by(rosters: Sequence[Table]) -> tuple[list[str], Sequence[Table]]:
    """The units of all rosters."""
    return list(dict.fromkeys(unit for one in rosters for unit in one.ids)), rosters


def _labels(texts: Sequence[str] | None) -> Column | None:
    if texts is None:
        return None
    labels = {label: code for code, label in enumerate(dict.fromkeys(text for text in texts if text))}
    codes = np.array([labels.get(text, UNKNOWN_CODE) for text in texts], dtype=np.int32)
    return Column(Type.TEXT, codes, tuple(labels))
