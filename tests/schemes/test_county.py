"""What the county compares with the year before, which cases do not give."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

from evalkit.account import account
from evalkit.diagnostics import Problems
from evalkit.evaluate import evaluate
from evalkit.formats.cell import lines
from evalkit.inputs import read_units
from evalkit.loader import load
from evalkit.plan import compile_scheme
from evalkit.result import Result, State
from evalkit.views import ranking

HEADINGS = "单位编码,年度,类别,片区,水质检测份数,水质合格份数,存量资金,满意率,发放差错笔数,单位名称,督查评价理由"
COUNTY = Path(__file__).resolve().parents[2] / "examples" / "county" / "scheme.yaml"


def scored(folder: Path, rows: str) -> Result:
    """The county scheme on some columns of its units; nothing else is reported."""
    table = [HEADINGS, *(f"{row},," for row in rows.split())]
    folder.joinpath("units.csv").write_text("\n".join(table), "utf-8")
    problems = Problems()
    scheme = load(COUNTY, problems)
    assert scheme is not None
    plan = compile_scheme(scheme, problems)
    units = read_units(scheme, [folder / "units.csv"], problems=problems, allow_missing_columns=True)
    problems.stop_if_errors()
    return evaluate(plan, units)


def scores(result: Result, name: str) -> list[Fraction]:
    """What a criterion earns for each unit."""
    lines = (line for row in range(len(result)) for root in account(result, row) for _, line in root.walk())
    return [Fraction(str(line.score)) for line in lines if line.plan.criterion.name == name]


def test_idle_money_and_satisfaction_are_compared_with_the_year_before(tmp_path: Path) -> None:
    rows = """
    甲,2025,乡镇,东片,10,10,20,86,0   甲,2024,乡镇,东片,10,10,40,85,0
    乙,2025,乡镇,东片,10,10,39,85,0   乙,2024,乡镇,东片,10,10,40,87,0
    丙,2025,乡镇,东片,10,10,40,85,0   丙,2024,乡镇,东片,10,10,40,未报,0
    丁,2025,乡镇,东片,10,10,0,85,0
    """
    result = scored(tmp_path, rows)
    assert result.units.ids == ("甲", "乙", "丙", "丁")
    # Half of 40: 80 % of 30. Less than 40: 50 %. As much: nothing. None left: all, whatever there was.
    assert scores(result, "存量资金消化") == [24, 15, 0, 30]
    # One point up is three quarters of the way from -2 to 2; two down is its start; nothing to compare: 60 % of 10.
    assert scores(result, "满意率提升") == [Fraction("7.5"), 0, 6, 6]


def test_water_below_94_percent_in_two_years_running_caps_the_grade(tmp_path: Path) -> None:
    rows = """
    甲,2025,乡镇,东片,100,93,0,80,0   甲,2024,乡镇,东片,100,93,0,80,0
    乙,2025,乡镇,东片,100,93,0,80,0   乙,2024,乡镇,东片,100,94,0,80,0
    丙,2025,乡镇,东片,100,94,0,80,0   丙,2024,乡镇,东片,100,93,0,80,0
    丁,2025,乡镇,东片,100,93,0,80,0
    """
    result = scored(tmp_path, rows)
    (veto,) = [found for found in result.vetoes if found.name == "水质连续两年偏低"]
    assert [State(veto.state(row)) for row in range(4)] == [State.FIRED, State.PASSED, State.PASSED, State.PASSED]


def test_ten_places_up_are_rewarded_and_nine_are_not(tmp_path: Path) -> None:
    """Each mistake costs one of 20 points: last year the first street made none, the second one, and so on."""
    mistakes = {11: 0, 1: 1, 12: 2, **{street: street + 1 for street in range(2, 11)}}
    rows = [f"{street:02},2024,街道,东片,10,10,0,80,{street - 1}" for street in range(1, 13)]
    rows += [f"{street:02},2025,街道,东片,10,10,0,80,{found}" for street, found in mistakes.items()]
    result = scored(tmp_path, " ".join([*rows, "13,2025,街道,东片,10,10,0,80,12"]))
    assert result.units.ids[:4] == ("11", "01", "12", "02")
    (reward,) = result.rewards
    assert [State(reward.state(row)) for row in range(13)] == [State.FIRED, *[State.PASSED] * 12]

    (table, *_) = ranking.tables(result, range(13))
    shown = [dict(zip((column.key for column in table.columns), row, strict=True)) for row in table.rows]
    assert [row["rank:同类"] for row in shown] == list(range(1, 14))
    moved = [lines(row["change:同类"], "zh")[0] for row in shown]
    assert moved[:4] == ["11 ↑10", "1 ↓1", "12 ↑9", "2 ↓2"]
    assert moved[-1] == "—"  # it was not there last year
