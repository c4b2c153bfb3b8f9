"""The columns back end gives what the plainest exact evaluation gives, on random schemes and nasty data."""

from __future__ import annotations

import random
from fractions import Fraction
from pathlib import Path

import pytest
from plain import evaluated, group_of, ranks
from random_schemes import SchemeMaker

from evalkit.account import Line, account
from evalkit.diagnostics import Problems
from evalkit.evaluate import evaluate
from evalkit.expression.values import Unknown
from evalkit.inputs import read_units
from evalkit.inputs.units import Units
from evalkit.loader import from_text
from evalkit.plan import TOTAL, compile_scheme
from evalkit.plan.model import Plan
from evalkit.result import Result, State

SEEDS = range(150)


def made(seed: int, folder: Path) -> tuple[Plan, Units, Result]:
    maker = SchemeMaker(seed)
    problems = Problems()
    text = maker.scheme()
    scheme = from_text(text, problems)
    assert scheme is not None
    plan = compile_scheme(scheme, problems)
    assert not problems.errors, (text, problems.errors)
    file = folder / "data.csv"
    file.write_text(maker.data(40), encoding="utf-8")
    units = read_units(scheme, [file], problems=problems)
    assert not problems.errors, problems.errors
    return plan, units, evaluate(plan, units)


@pytest.mark.parametrize("seed", SEEDS)
def test_totals_vetoes_ranks_and_accounts_are_the_exact_ones(seed: int, tmp_path: Path) -> None:
    plan, units, result = made(seed, tmp_path)
    conditions = [condition for veto in plan.vetoes for condition in veto.conditions]
    roots = [plan.total, plan.total_zeroed, plan.low, plan.high, plan.missing, *conditions]
    rows = evaluated(plan, units, roots)
    for number, row in enumerate(rows):
        expected = row[plan.total]
        assert result.before[number] == (None if isinstance(expected, Unknown) else expected)
        assert Fraction(int(result.missing[number])) == row[plan.missing]
        for veto, judgement in zip(plan.vetoes, result.vetoes, strict=True):
            for condition, states in zip(veto.conditions, judgement.conditions, strict=True):
                value = row[condition]
                unknown = isinstance(value, Unknown)
                assert states[number] == (State.UNDETERMINED if unknown else State.FIRED if value else State.PASSED)
        low, total, high = result.low[number], result.total[number], result.high[number]
        if low is not None and high is not None:
            assert low <= high
            assert total is None or low <= total <= high
    check_ranks(plan, units, result)
    for number in range(0, len(units), 7):
        for line in account(result, number):
            check_adds_up(line)


def check_ranks(plan: Plan, units: Units, result: Result) -> None:
    """By counting who is better, pair by pair: the total first, then the tie-break key of the scheme."""
    key = plan.keys[1][0]
    rows = evaluated(plan, units, [key], [{TOTAL: result.total[n] or Fraction(0)} for n in range(len(units))])
    for scope, by in plan.scopes.items():
        keys: list[tuple[tuple[Fraction, ...] | None, str]] = []
        for number, row in enumerate(rows):
            total, second = result.total[number], row[key]
            known = second if isinstance(second, Fraction) else Fraction(-(10**9))
            keys.append((None if total is None else (total, known), group_of(units, by, number)))
        assert ranks(keys) == result.ranks[scope].tolist()


def check_adds_up(line: Line) -> None:
    """The steps of an account, known ones, add up to the score before policies."""
    for _, part in line.walk():
        if part.unknown is None:
            assert sum((s.amount for s in part.steps if isinstance(s.amount, Fraction)), Fraction(0)) == part.score


@pytest.mark.parametrize("seed", range(0, 150, 10))
def test_the_order_of_the_rows_changes_nothing(seed: int, tmp_path: Path) -> None:
    plan, units, result = made(seed, tmp_path)
    order = list(range(len(units)))
    random.Random(seed).shuffle(order)
    again = evaluate(plan, units.take(order))
    for new, old in enumerate(order):
        assert again.total[new] == result.total[old]
        assert again.grade(new) == result.grade(old)
        assert all(again.ranks[scope][new] == result.ranks[scope][old] for scope in result.ranks)


@pytest.mark.parametrize("seed", range(0, 150, 5))
def test_a_veto_never_improves_anything(seed: int, tmp_path: Path) -> None:
    _, units, result = made(seed, tmp_path)
    for number in range(len(units)):
        total, before = result.total[number], result.before[number]
        assert total is None or before is None or total <= before
        if result.grades[number] >= 0 and result.earned_grades[number] >= 0:
            assert result.grades[number] >= result.earned_grades[number]
