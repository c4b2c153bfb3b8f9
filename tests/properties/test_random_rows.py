"""Looks at records, at units above and below and at earlier periods give what brute force gives, on nasty data."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from random_rows import RowsMaker
from test_random_schemes import check_adds_up, check_outcomes, check_scores

from evalkit.account import account
from evalkit.diagnostics import Problems
from evalkit.evaluate import evaluate
from evalkit.expression.columns.program import Program
from evalkit.inputs.units import Units
from evalkit.loader import from_text
from evalkit.plan import compile_scheme
from evalkit.plan.model import Plan
from evalkit.result import Result

SEEDS = range(60)
UNITS = 12
IN_ORDER = ("once_per", "highest_per", "nth(")
"""What counts the first of some records, so that their order matters."""


def made(seed: int, folder: Path) -> tuple[str, Plan, Units]:
    maker, problems = RowsMaker(seed), Problems()
    text = maker.scheme()
    scheme = from_text(text, problems)
    assert scheme is not None, (text, problems.errors)
    plan = compile_scheme(scheme, problems)
    assert not problems.errors, (text, problems.errors)
    return text, plan, maker.units(scheme, UNITS, folder)


@pytest.mark.parametrize("seed", SEEDS)
def test_everything_is_what_it_is_in_fractions(seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text, plan, units = made(seed, tmp_path)
    result = evaluate(plan, units)
    check_outcomes(plan, units, result)
    check_scores(plan, units, result)
    for number in range(0, len(units), 7):
        for line in account(result, number):
            check_adds_up(line)
    records_too = not any(word in text for word in IN_ORDER)
    check_same(result, evaluate(plan, shuffled(units, random.Random(seed), records=records_too)))
    monkeypatch.setitem(Program.run.__kwdefaults__, "block", 5)
    check_same(result, evaluate(plan, units))


def shuffled(units: Units, random_: random.Random, *, records: bool) -> Units:
    """The same units in another order, and their records where their order does not matter."""
    chosen = random_.sample(range(len(units)), len(units))
    places = np.argsort(chosen)
    tables = {}
    for name, rows in units.records.items():
        order = np.arange(len(rows))
        if records:
            random_.shuffle(order)
        columns = {column: values.at(order) for column, values in rows.columns.items()}
        tables[name] = replace(rows, owners=places[rows.owners[order]], columns=columns, rows=rows.rows[order])
    earlier = None if units.earlier is None else shuffled(units.earlier, random_, records=records)
    return replace(units.take(chosen), records=tables, earlier=earlier)


def check_same(result: Result, again: Result) -> None:
    """Every unit has what it had."""
    for old, unit in enumerate(result.units.ids):
        new = again.units.ids.index(unit)
        for scores in ("before", "total", "low", "high", "base"):
            assert getattr(again, scores)[new] == getattr(result, scores)[old], scores
        assert again.grade(new) == result.grade(old)
        assert all(again.ranks[scope][new] == result.ranks[scope][old] for scope in result.ranks)
