"""The columns back end gives what the plainest exact evaluation gives, on random schemes and nasty data."""

from __future__ import annotations

import random
from fractions import Fraction
from pathlib import Path

import pytest
from outcome import known, outcomes
from plain import evaluated
from random_schemes import SchemeMaker

from evalkit.account import Line, account
from evalkit.diagnostics import Problems
from evalkit.evaluate import criterion_scores, evaluate
from evalkit.inputs import read_units
from evalkit.inputs.units import Units
from evalkit.loader import from_text
from evalkit.plan import compile_scheme
from evalkit.plan.model import Plan
from evalkit.result import Result, State

SEEDS = range(200)
UNITS = 16


def made(seed: int, folder: Path) -> tuple[Plan, Units, Result]:
    maker = SchemeMaker(seed)
    problems = Problems()
    text = maker.scheme()
    scheme = from_text(text, problems)
    assert scheme is not None, problems.errors
    plan = compile_scheme(scheme, problems)
    assert not problems.errors, (text, problems.errors)
    file = folder / "data.csv"
    file.write_text(maker.data(UNITS), encoding="utf-8")
    units = read_units(scheme, [file], problems=problems)
    assert not problems.errors, problems.errors
    return plan, units, evaluate(plan, units)


@pytest.mark.parametrize("seed", SEEDS)
def test_everything_is_what_it_is_in_fractions(seed: int, tmp_path: Path) -> None:
    plan, units, result = made(seed, tmp_path)
    check_outcomes(plan, units, result)
    check_scores(plan, units, result)
    for number in range(0, len(units), 7):
        for line in account(result, number):
            check_adds_up(line)
    check_another_order(plan, units, result, seed)
    check_vetoes_improve_nothing(result)


def check_outcomes(plan: Plan, units: Units, result: Result) -> None:
    """Totals, states, ranks and grades are those found by brute force."""
    for number, final in enumerate(outcomes(plan, units)):
        low, total, high = result.low[number], result.total[number], result.high[number]
        assert (result.before[number], total) == (final.before, final.total)
        assert [State(int(v.states[number])) for v in result.vetoes] == final.vetoes
        assert [State(int(r.states[number])) for r in result.rewards] == final.rewards
        assert {scope: int(ranks[number]) for scope, ranks in result.ranks.items()} == final.ranks
        assert result.grade(number) == final.grade
        if low is not None and high is not None:
            assert low <= high
            assert total is None or low <= total <= high


def check_scores(plan: Plan, units: Units, result: Result) -> None:
    """The score of every criterion that a unit has, before vetoes."""
    parts = {name: part for name, part in plan.criteria.items() if not part.score.table}
    scores = {name: plan.graph.round(part.score, "half_up", plan.decimals) for name, part in parts.items()}
    rows = evaluated(plan, units, [*scores.values(), plan.missing])
    found = criterion_scores(result, list(parts.values()), range(len(units)))
    for number, row in enumerate(rows):
        for name, node in scores.items():
            assert found[name][number] == known(row[node]), name
        assert Fraction(int(result.missing[number])) == row[plan.missing]


def check_adds_up(line: Line) -> None:
    """The steps of an account, known ones, add up to the score before policies."""
    for _, part in line.walk():
        if part.unknown is None:
            assert sum((s.amount for s in part.steps if isinstance(s.amount, Fraction)), Fraction(0)) == part.score


def check_another_order(plan: Plan, units: Units, result: Result, seed: int) -> None:
    """The order of the rows changes nothing."""
    order = list(range(len(units)))
    random.Random(seed).shuffle(order)
    again = evaluate(plan, units.take(order))
    for new, old in enumerate(order):
        assert again.total[new] == result.total[old]
        assert again.grade(new) == result.grade(old)
        assert all(again.ranks[scope][new] == result.ranks[scope][old] for scope in result.ranks)


def check_vetoes_improve_nothing(result: Result) -> None:
    """A veto that fixes the score is alone in that it may lift a total; only a reward lifts otherwise."""
    fixing = any(veto.veto.effect.score is not None for veto in result.plan.vetoes)
    for number in range(len(result)):
        total, before = result.total[number], result.before[number]
        if not fixing and not result.rewards:
            assert total is None or before is None or total <= before
        if result.grades[number] >= 0 and result.earned_grades[number] >= 0 and not result.rewards:
            assert result.grades[number] >= result.earned_grades[number]
