"""Units with records and earlier periods, put together by hand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
from shown import planned, table_of

from evalkit.diagnostics import Problems
from evalkit.evaluate import evaluate
from evalkit.expression.data import Column
from evalkit.expression.nodes import Type
from evalkit.inputs import from_frame
from evalkit.inputs.belonging import RecordRows
from evalkit.inputs.source import Source
from evalkit.inputs.units import Units
from evalkit.plan.model import Plan
from evalkit.result import Result


def scored(
    scheme: str, table: str, records: Mapping[str, str] | None = None, *, before: str = "", sheet: str | None = None
) -> Result:
    """Like `shown.scored`, with tables of records (their first column the unit, `-` is blank) and the period before."""
    plan = planned(scheme if "inputs:" in scheme else "inputs: {}\n" + scheme.removeprefix("\n"))
    earlier = _units(plan, before, {}, sheet) if before else None
    return evaluate(plan, replace(_units(plan, table, records or {}, sheet), earlier=earlier))


def rescored(result: Result, table: str, keep: list[int]) -> Result:
    """The same with only some of the records of a table."""
    rows = result.units.records[table]
    kept = RecordRows(
        rows.owners[keep],
        {name: column.at(np.array(keep)) for name, column in rows.columns.items()},
        rows.sources,
        rows.rows[keep],
        rows.origins,
    )
    return evaluate(result.plan, replace(result.units, records={**result.units.records, table: kept}))


def _units(plan: Plan, table: str, records: Mapping[str, str], sheet: str | None) -> Units:
    problems = Problems()
    frame = table_of(table)
    units = from_frame(replace(plan.scheme, records={}), frame, problems=problems)
    problems.stop_if_errors()
    return replace(units, records={name: _rows(plan, name, text, units.ids, sheet) for name, text in records.items()})


def _rows(plan: Plan, name: str, text: str, ids: tuple[str, ...], sheet: str | None) -> RecordRows:
    frame = table_of(text)
    declared = plan.scheme.records[name].columns
    columns = {
        column: _column(input_.node_type, frame[column].tolist(), percent=input_.type == "percent")
        for column, input_ in declared.items()
    }
    owners = np.array([ids.index(unit) for unit in frame.iloc[:, 0]])
    source = Source(f"{name}.csv" if sheet is None else "data.xlsx", sheet, "")
    origins = {column: place for place, column in enumerate(frame.columns)}
    return RecordRows(owners, columns, [source], np.arange(len(frame)) + 2, [origins])


def _column(type_: Type, cells: list[str], *, percent: bool) -> Column:
    if type_ is Type.NUMBER:
        scale = 100 if percent else 1
        return Column(type_, np.array([float(c or "nan") / scale for c in cells]), decimals=4)
    labels = tuple(dict.fromkeys(cell for cell in cells if cell))
    return Column(type_, np.array([labels.index(c) if c else -1 for c in cells], dtype=np.int32), labels)
