"""The goal earns what it promises: put into the data, it raises the criterion by what it says, at least."""

from __future__ import annotations

import sys
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from evalkit.account import Line, account
from evalkit.diagnostics import Problems
from evalkit.evaluate import evaluate
from evalkit.expression.data import Column
from evalkit.expression.nodes import Type
from evalkit.expression.values import Value
from evalkit.gaps import Gap, Kind, gaps
from evalkit.gaps.goals import Goal
from evalkit.inputs import read_units
from evalkit.inputs.units import Units
from evalkit.loader import from_text, load
from evalkit.plan import compile_scheme
from evalkit.plan.model import Plan
from evalkit.result import Result

REPOSITORY = Path(__file__).resolve().parents[2]
sys.path.append(str(REPOSITORY / "tests" / "properties"))

from random_schemes import SchemeMaker  # noqa: E402


def with_value(column: Column, row: int, value: Value) -> Column:
    """The column with another value in one row."""
    values = column.values.copy()
    states = {place: reason for place, reason in column.states.items() if place != row}
    if column.type is Type.TEXT:
        labels = column.labels if value in column.labels else (*column.labels, str(value))
        values[row] = labels.index(str(value))
        return replace(column, values=values, states=states, labels=labels)
    values[row] = float(value) if isinstance(value, Fraction) else int(bool(value))
    if isinstance(value, Fraction):
        assert Fraction(repr(float(value))) == value, f"{value} cannot be written in a cell"
    return replace(column, values=values, states=states, decimals=max(column.decimals, 9))


def reached(plan: Plan, units: Units, gap: Gap, goal: Goal) -> Units | None:
    """The data once a unit has reached a goal; None where the goal names nothing to change."""
    look = plan.looks.get(goal.lever)
    if look is not None and look.along.kind == "records" and goal.value == 0:  # none of its records is left
        table = units.records[look.along.of]
        kept = table.take(np.flatnonzero(table.owners != gap.row), table.owners)
        return replace(units, records={**units.records, look.along.of: kept})
    if goal.through is not None:
        name, value = goal.through.name, goal.through.value
    elif goal.lever.operation == "column":
        name, value = str(goal.lever.data[0]), goal.value
    else:
        return None
    return replace(units, columns={**units.columns, name: with_value(units.columns[name], gap.row, value)})


def score_of(result: Result, row: int, name: str) -> Fraction:
    lines: dict[str, Line] = {
        line.plan.criterion.name: line for root in account(result, row) for _, line in root.walk()
    }
    found = lines[name].score
    return found if isinstance(found, Fraction) else Fraction(0)


def check(plan: Plan, units: Units, result: Result, rows: range) -> tuple[int, int]:
    """How many goals were checked, and how many could not be."""
    checked = skipped = 0
    for row in rows:
        for gap in gaps(result, row):
            for goal in dict.fromkeys(g for g in (gap.goal, gap.full) if g is not None and gap.kind is Kind.BELOW):
                changed = reached(plan, units, gap, goal)
                if changed is None:
                    skipped += 1
                    continue
                assert goal.worth > 0
                earned = score_of(evaluate(plan, changed), row, gap.name) - score_of(result, row, gap.name)
                assert earned >= goal.worth, (row, gap.name, goal)
                checked += 1
    return checked, skipped


@pytest.mark.parametrize("row", [4, 45])
def test_in_the_county(row: int) -> None:
    folder, problems = REPOSITORY / "examples" / "county", Problems()
    scheme = load(folder / "scheme.yaml", problems)
    assert scheme is not None
    plan = compile_scheme(scheme, problems)
    units = read_units(scheme, [folder / "data.xlsx"], problems=problems)
    checked, skipped = check(plan, units, evaluate(plan, units), range(row, row + 1))
    assert checked > 15
    assert skipped == 0


@pytest.mark.parametrize("seed", range(40))
def test_on_random_schemes(seed: int, tmp_path: Path) -> None:
    maker, problems = SchemeMaker(seed), Problems()
    scheme = from_text(maker.scheme(), problems)
    assert scheme is not None
    plan = compile_scheme(scheme, problems)
    file = tmp_path / "data.csv"
    file.write_text(maker.data(20), encoding="utf-8")
    units = read_units(scheme, [file], problems=problems)
    check(plan, units, evaluate(plan, units), range(0, 20, 7))


def test_a_gap_that_is_closed_is_no_gap() -> None:
    scheme = """\
evalkit: 1
title: t
units: {id: id}
inputs: {a: {type: count}, b: {type: count}}
criteria: {率: {points: 10, value: a / b, deduct: {below: 90%, per: 1%, points: 1}}}
"""
    import pandas as pd

    from evalkit.inputs import from_frame

    problems = Problems()
    found = from_text(scheme, problems)
    assert found is not None
    plan = compile_scheme(found, problems)
    units = from_frame(found, pd.DataFrame({"id": ["u"], "a": ["50"], "b": ["61"]}), problems=problems)
    (gap,) = gaps(evaluate(plan, units), 0)
    assert gap.full is not None
    # 90 % of 61 are 54.9, so 55 are needed; 50/61 is 8.03… points below 90 %: all of those points come back.
    assert gap.full.through is not None
    assert gap.full.through[1:] == ("a", Fraction(50), Fraction(55))
    assert gap.full.worth == (Fraction(9, 10) - Fraction(50, 61)) * 100
    changed = reached(plan, units, gap, gap.full)
    assert changed is not None
    assert gaps(evaluate(plan, changed), 0) == []
    assert np.isclose(float(gap.lost or 0), float(gap.full.worth))
