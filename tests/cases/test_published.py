"""Published schemes with published inputs and results: what an office printed must come out to the last digit.

The data are no part of the project; they stand beside the repository, and without them these tests are skipped.
"""

from __future__ import annotations

import csv
from fractions import Fraction
from pathlib import Path

import pytest

from evalkit.diagnostics import Problems
from evalkit.evaluate import criterion_scores, evaluate
from evalkit.inputs import read_units
from evalkit.loader import load
from evalkit.plan import compile_scheme
from evalkit.result import Result

REPOSITORY = Path(__file__).resolve().parents[2]
CASES = REPOSITORY.parent / "shared" / "cases"

pytestmark = pytest.mark.skipif(not CASES.is_dir(), reason="the published cases are not here")


def published(case: str) -> dict[str, dict[str, str]]:
    """Unit -> its row of the published results."""
    with (CASES / case / "expected.csv").open(encoding="utf-8", newline="") as file:
        return {row["unit"]: row for row in csv.DictReader(file)}


def scored(scheme: str, case: str) -> tuple[Result, dict[str, int]]:
    """The result of a shipped scheme for the data of a case, and where each unit stands in it."""
    problems = Problems()
    rules = load(REPOSITORY / "schemes" / f"{scheme}.yaml", problems)
    assert rules is not None
    plan = compile_scheme(rules, problems)
    units = read_units(rules, [CASES / case / "data.csv"], problems=problems)
    problems.stop_if_errors()
    return evaluate(plan, units), {unit: row for row, unit in enumerate(units.ids)}


def test_human_development_index() -> None:
    """193 countries: score to three decimals, rank with ties, group."""
    expected = published("hdi_2022")
    result, rows = scored("hdi", "hdi_2022")
    found = {unit: (result.total[row], int(result.ranks["all"][row])) for unit, row in rows.items()}
    assert found == {unit: (Fraction(row["score"]), int(row["rank"])) for unit, row in expected.items()}
    assert len(found) == 193
    grades = {unit: result.grade(rows[unit]) for unit, row in expected.items() if row["grade"]}
    assert grades == {unit: expected[unit]["grade"] for unit in grades}
    assert expected.keys() - grades.keys() == {"KOR"}  # the source prints no group for it


def test_food_hygiene_rating() -> None:
    """12,519 food businesses: the rating that the total and the worst component allow."""
    expected = published("fhrs_london")
    result, rows = scored("fhrs", "fhrs_london")
    found = {unit: (result.grade(row) or "?")[0] for unit, row in rows.items()}
    assert found == {unit: row["score"] for unit, row in expected.items()}
    assert len(found) == 12_519


def test_openssf_scorecard() -> None:
    """26 repositories, with blanks that take their weight along, printed half to even."""
    expected = published("openssf_scorecard")
    result, rows = scored("openssf-scorecard", "openssf_scorecard")
    assert {u: result.total[r] for u, r in rows.items()} == {u: Fraction(e["score"]) for u, e in expected.items()}
    assert len(rows) == 26


def test_decathlon_of_the_olympics() -> None:
    """27 of the 28 results of 2004 exactly, the other within 4 points; other rows have typing errors in the source."""
    expected = {unit: row for unit, row in published("decathlon").items() if unit.startswith("OlympicG|")}
    result, rows = scored("decathlon", "decathlon")
    found = {unit: result.total[rows[unit]] for unit in expected}
    off = {u: abs(score - int(expected[u]["score"])) for u, score in found.items() if score is not None}
    assert len(off) == 28
    assert sorted(off.values())[:27] == [0] * 27
    assert max(off.values()) <= 4
    ranks = {unit: int(result.ranks["competition"][rows[unit]]) for unit in expected}
    assert ranks == {unit: int(row["rank"]) for unit, row in expected.items()}


def test_water_class() -> None:
    """6 river sections: the class of the worst indicator, and every indicator that is worse than class Ⅲ."""
    expected = published("china_water_2007w2")
    result, rows = scored("water-class", "china_water_2007w2")
    parts = criterion_scores(result, result.plan.top.children, range(len(result)))
    found = {
        unit: (result.grade(row), {name for name, score in parts.items() if (score[row] or 0) > 3})
        for unit, row in rows.items()
    }
    assert found == {u: (e["grade"], set(filter(None, e["main_pollutants"].split(",")))) for u, e in expected.items()}
    assert len(found) == 6
