"""Small schemes whose units have records, units below them and earlier periods, all as small tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from io import StringIO
from textwrap import dedent

import pandas as pd
from scored import numbers

from evalkit.diagnostics import Diagnostic, EvalkitError, Problems
from evalkit.evaluate import criterion_scores, evaluate
from evalkit.inputs import from_frame
from evalkit.inputs.units import Units
from evalkit.loader import from_text
from evalkit.plan import compile_scheme
from evalkit.result import Result
from evalkit.scheme import Scheme
from made_records import INAPPLICABLE, only_units, record_rows

HEAD = """\
evalkit: 1
title: t
units: {id: id, class: class, parent: parent}
scopes: {全部: all, 同类: class}
"""
Tables = Mapping[str, str]
"""Records by name, and under `units` the units: one row a line, the first with the headings, `-` a blank cell."""


def scored(scheme: str, *periods: Tables) -> Result:
    """The result of the last period; what a table of units does not have is class A and no parent."""
    problems = Problems()
    found = from_text(HEAD + dedent(scheme), problems)
    plan = compile_scheme(found, problems) if found is not None else None
    problems.stop_if_errors()
    assert found is not None
    assert plan is not None
    units: Units | None = None
    for tables in periods:
        units = read(found, tables, units)
    assert units is not None
    return evaluate(plan, units)


def read(scheme: Scheme, tables: Tables, earlier: Units | None) -> Units:
    problems, frame = Problems(), cells(tables["units"])
    for heading, usual in {"class": "A", "parent": ""}.items():
        if heading not in frame:
            frame[heading] = usual
    units = from_frame(only_units(scheme), frame, problems=problems)
    problems.stop_if_errors()
    records = {}
    for name, declared in scheme.records.items():
        rows = cells(tables.get(name, "id " + " ".join(declared.columns)))
        owners = [units.ids.index(unit) for unit in rows["id"]]
        records[name] = record_rows(declared.columns, owners, {column: list(rows[column]) for column in rows})
    return replace(units, records=records, earlier=earlier)


def cells(table: str) -> pd.DataFrame:
    lines = "\n".join(line.split("#")[0] for line in table.strip().splitlines())
    frame = pd.read_csv(StringIO(lines), sep=r"\s+", dtype=str, keep_default_na=False)
    return frame.replace({"-": "", "n/a": INAPPLICABLE})


def scores(result: Result, *names: str) -> list[str]:
    """What the units have of a criterion, `?` where it is unknown; of several criteria with a blank between."""
    found = criterion_scores(result, [result.plan.criteria[name] for name in names], range(len(result)))
    return [" ".join(row) for row in zip(*(numbers(found[name]) for name in names), strict=True)]


def provisional(result: Result) -> list[str]:
    """The lowest and the highest total of every provisional unit, `-` for the others."""
    pairs = zip(numbers(result.low), numbers(result.high), strict=True)
    return [f"{low}…{high}" if open_ else "-" for (low, high), open_ in zip(pairs, result.provisional, strict=True)]


def wrong(scheme: str) -> list[str]:
    """Code and English text of all that is wrong with a scheme."""
    return [f"{found.kind.code} {found.message.text('en')}" for found in refused(scheme)]


def hints(scheme: str) -> list[str]:
    """What is advised."""
    return ["" if found.hint is None else found.hint.text("en") for found in refused(scheme)]


def refused(scheme: str) -> Sequence[Diagnostic]:
    try:
        scored(scheme, {"units": "id\n a"})
    except EvalkitError as error:
        return error.diagnostics
    return ()
