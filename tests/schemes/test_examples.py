"""The examples that the README runs: their data are what the script makes, and what they show stays true."""

from __future__ import annotations

import shutil
import subprocess
import sys
from fractions import Fraction
from pathlib import Path

import openpyxl
import pytest

from evalkit.diagnostics import Problems
from evalkit.evaluate import evaluate
from evalkit.inputs import read_units
from evalkit.loader import load
from evalkit.plan import compile_scheme
from evalkit.result import Result, State

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"


def scored(example: str, data: str) -> tuple[Result, Problems]:
    problems = Problems()
    scheme = load(EXAMPLES / example / "scheme.yaml", problems)
    assert scheme is not None
    plan = compile_scheme(scheme, problems)
    units = read_units(scheme, [EXAMPLES / example / data], problems=problems)
    problems.stop_if_errors()
    return evaluate(plan, units), problems


@pytest.fixture(scope="module")
def county() -> Result:
    return scored("county", "data.xlsx")[0]


def cells(path: Path) -> dict[str, list[tuple[object, str]]]:
    """Sheet -> every cell with its value and its number format."""
    book = openpyxl.load_workbook(path)
    return {s.title: [(c.value, c.number_format) for row in s.iter_rows() for c in row] for s in book.worksheets}


def test_the_workbook_is_what_its_script_makes(tmp_path: Path) -> None:
    for script in (EXAMPLES / "county").glob("*.py"):
        shutil.copy(script, tmp_path)
    subprocess.run([sys.executable, tmp_path / "make.py"], check=True)
    assert cells(tmp_path / "data.xlsx") == cells(EXAMPLES / "county" / "data.xlsx")


def test_the_county_reads_with_nothing_but_a_note_of_what_was_tidied() -> None:
    _, problems = scored("county", "data.xlsx")
    assert [(problem.kind.slug, problem.place.sheet) for problem in problems] == [
        ("tidied", "汇总"),
        ("tidied", "村级"),
    ]


def test_the_county_has_54_units_in_2_classes_and_17_departments(county: Result) -> None:
    scheme = county.plan.scheme
    assert len(county) == 54
    assert set(county.units.classes or ()) == {"乡镇", "街道"}
    assert len({declared.owner for declared in scheme.inputs.values()}) == 17
    assert sum(criterion.is_leaf for criterion in scheme.criteria) == 43 + 1  # and one that only adds


def vetoed(county: Result, veto: str, state: State = State.FIRED) -> list[str]:
    """The units of which a veto has a state."""
    judgement = next(found for found in county.vetoes if found.name == veto)
    return [name for row, name in enumerate(county.units.names) if judgement.state(row) is state]


def test_no_score_offsets_a_veto(county: Result) -> None:
    assert vetoed(county, "供水水质不达标") == ["芦荡乡"]
    assert vetoed(county, "报告弄虚作假") == ["中山街道"]
    grades = dict(zip(county.units.names, map(county.grade, range(54)), strict=True))
    assert grades["芦荡乡"] == grades["中山街道"] == "不合格"
    # Enough for the first grade, but a serious finding was put right twelve days late: the second at best.
    assert vetoed(county, "严重问题逾期未整改") == ["大湖镇"]
    assert grades["大湖镇"] == "良好"


def test_a_veto_that_nobody_can_judge_withholds_the_grade(county: Result) -> None:
    assert vetoed(county, "报告弄虚作假", State.UNDETERMINED) == ["长渡镇"]
    assert vetoed(county, "严重问题逾期未整改", State.UNDETERMINED) == ["高台镇"]
    open_ = [row for row in range(54) if county.provisional[row]]
    assert [county.units.names[row] for row in open_] == ["长渡镇", "高台镇"]
    assert [county.grade(row) for row in open_] == [None, None]


@pytest.mark.parametrize(("class_", "places"), [("乡镇", 9), ("街道", 6)])
def test_at_most_three_tenths_of_a_class_are_commended(county: Result, class_: str, places: int) -> None:
    """32 × 30 % = 9.6 and 22 × 30 % = 6.6: parts of a place do not count."""
    rows = [row for row, found in enumerate(county.units.classes or ()) if found == class_]
    commended = [row for row in rows if county.grade(row) == "优秀"]
    assert 0 < len(commended) <= places
    assert max(int(county.ranks["同类"][row]) for row in commended) <= places


SUPPLIERS = {
    "S01": ("97.93", "preferred"),  # 35 + 17.5/18 × 25 + 9.5/10.2 × 20 + 12 + 8
    "S02": ("96.10", "preferred"),  # 35 + 17.5/18 × 25 + 9.5/9.6 × 20 + 9 + 8
    "S03": ("81.54", "approved"),  # 30 + 14/18 × 25 + 9.5/9.95 × 20 + 9 + 4
    "S04": ("31.94", "excluded"),  # 0 + 5/18 × 25 + 20 + 5 + 0
    "S05": ("96.67", "excluded"),  # 35 + 25 + 9.5/11.4 × 20 + 12 + 8, certificate expired
    "S06": ("85.52", None),  # 35 + 13.33…/18 × 25 + 9.5/10 × 20 + 9 + 4, nobody knows how long its certificate is valid
    "S07": ("99.39", "excluded"),  # 35 + 25 + 9.5/9.8 × 20 + 12 + 8, a falsified report
    "S08": ("85.71", "approved"),  # 35 + 16/18 × 25 + 9.5/9.75 × 20 + 5 + 4; 30 % of 8 are two places
}


def test_the_suppliers_come_out_as_worked_by_hand() -> None:
    result, problems = scored("suppliers", "offers.csv")
    assert list(problems) == []
    found = {unit: (result.total[row], result.grade(row)) for row, unit in enumerate(result.units.ids)}
    assert found == {unit: (Fraction(score), grade) for unit, (score, grade) in SUPPLIERS.items()}
