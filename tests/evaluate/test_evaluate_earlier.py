"""What looks at the period before may see: its ranks, and records that it may lack."""

from __future__ import annotations

from io import StringIO

import pandas as pd

from evalkit.diagnostics import Problems
from evalkit.evaluate import evaluate
from evalkit.formats.cell import lines
from evalkit.inputs import read_units
from evalkit.loader import from_text
from evalkit.plan import compile_scheme
from evalkit.result import Result
from evalkit.views import ranking

SCHEME = """\
evalkit: 1
title: t
period: 2025
points: 100
units: {id: id, period: year}
scopes: {all: all}
records: {faults: {columns: {size: number}}}
inputs: {s: number, faults: {type: count, from: faults}}
criteria:
  service: {points: 90, value: s, score: x}
  care:    {points: 10, missing: 4, value: previous(faults) - faults, full_if: x > 0}
ranking: {previous: {all: previous(rank(all))}}
"""
UNITS = "id year s\na 2025 50\nb 2025 65\nc 2025 70\na 2024 80\nb 2024 40\n"
FAULTS = "id year size\na 2025 1\na 2024 1\na 2024 2\nb 2025 1\n"


def scored(faults: str) -> Result:
    problems = Problems()
    scheme = from_text(SCHEME, problems)
    assert scheme is not None
    plan = compile_scheme(scheme, problems)
    frames = [pd.read_csv(StringIO(text), sep=" ", dtype=str) for text in (UNITS, faults)]
    units = read_units(scheme, frames[:1], records={"faults": frames[1]}, problems=problems)
    assert list(problems) == []
    return evaluate(plan, units)


def test_the_rank_of_the_period_before_stands_beside_this_one() -> None:
    """Then a had 80 and b 40, c was not there; now c leads."""
    (table, *_) = ranking.tables(scored(FAULTS), (2, 1, 0))
    keys = [column.key for column in table.columns]
    shown = [[lines(row[keys.index(key)], "en")[0] for key in ("rank:all", "change:all")] for row in table.rows]
    assert shown == [["1", "—"], ["2", "2 ="], ["3", "1 ↓2"]]


def test_records_of_the_period_before_are_compared() -> None:
    """Two faults then and one now are fewer; none then and one now are not; c has no period before: 4."""
    result = scored(FAULTS)
    assert [result.total[row] for row in range(3)] == [60, 65, 74]


def test_a_period_without_records_is_not_one_with_none() -> None:
    """Without a year the faults are of 2025: how many there were before is not known, which earns 4."""
    rows = [line.split() for line in FAULTS.splitlines()]
    this_year = "\n".join(f"{unit} {size}" for unit, year, size in rows if year != "2024")
    result = scored(this_year)
    assert [result.total[row] for row in range(3)] == [54, 69, 74]
