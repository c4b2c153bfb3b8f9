"""An input that takes the result of another scheme."""

import json
from fractions import Fraction

import pandas as pd
import pytest
from together import found, scored, scores, told, write

import evalkit
from evalkit.cli.main import main
from evalkit.expression.values import Reason, Unknown

COUNTY = """
# county.yaml
evalkit: 1
title: County review
points: 30
units: {id: id}
inputs: {done: count, planned: count, late: count, faked: count}
criteria:
  work: {points: 20, value: done / planned, linear: {0: 0, 1: 100%}}
  reports: {points: 10, deduct: {each: late, points: 2}}
vetoes:
  faked: {when: faked > 0, effect: {cap_score: 12, grade: poor}}
grades: {good: {at_least: 20}, fair: {at_least: 15}, poor: {}}
# data.csv
id,done,planned,late,faked,own
1,2,3,0,0,1
2,9,9,3,0,2
3,1,1,0,1,3
4,1,,0,0,4
5,1,1,0,,5
"""
CITY = """
# scheme.yaml
evalkit: 1
title: City review
units: {id: id}
inputs:
  own: count
  s:  {type: number, scheme: county.yaml, take: score}
  p:  {type: percent, scheme: county.yaml, take: share, owner: County office}
  r:  {type: count, scheme: county.yaml, take: rank}
  g:  {type: level, scheme: county.yaml, take: grade}
  ws: {type: number, scheme: county.yaml, take: score(work)}
  wp: {type: ratio, scheme: county.yaml, take: share(work)}
criteria:
  own: {points: 5}
  S:  {points: 30, value: s}
  P:  {points: 9, score: p * 9}
  R:  {points: 9, value: r}
  G:  {points: 3, value: g, levels: {good: 3, fair: 2, poor: 1}}
  WS: {points: 20, value: ws}
  WP: {points: 6, score: 6 * wp, round: 9}
"""


def city(tmp_path, old="", new=""):
    write(tmp_path, COUNTY + CITY.replace(old, new))
    return scored(tmp_path)


def test_every_part_of_a_result(tmp_path):
    result = city(tmp_path)
    # 1: 13.333… + 10 is 23.33, its work 13.33. 2: 20 + 10 - 3 · 2 = 24. 3: 30, but capped at 12 and poor.
    # 4 has not reported its plan, and of 5 nobody knows whether it faked; its 30 points come first for now.
    assert scores(result, "S", "R", "G", "WS") == [
        ["2333/100", "3", "3", "1333/100"],
        ["24", "2", "3", "20"],
        ["12", "4", "1", "20"],
        ["?", "?", "?", "?"],
        ["?", "?", "?", "?"],
    ]
    # P: 9 · 23.33 / 30 = 6.999, and 9 · 0.8 = 7.2; WP: 6 · 0.666666667
    assert scores(result, "P", "WP")[:2] == [["7", "4"], ["36/5", "6"]]


def test_a_share_comes_with_nine_decimals(tmp_path):
    account = city(tmp_path).data.columns
    assert account["wp"].exact(0, "wp") == Fraction(666666667, 10**9)
    assert account["p"].exact(0, "p") == Fraction(777666667, 10**9)  # 23.33 of 30
    assert account["s"].exact(0, "s") == Fraction(2333, 100)


def test_what_is_open_is_told_so(tmp_path):
    result = city(tmp_path)
    unknown = result.data.columns["s"].exact(4, "s")
    assert unknown == Unknown(Reason.PROVISIONAL, ("s",))
    assert result.provisional.tolist() == [False, False, False, True, True]
    assert "still provisional" in str(result.explain("4", language="en"))


def test_explain_says_whose_result_it_is(tmp_path):
    result = city(tmp_path)
    assert "score(work) of County review" in result.explain("1", language="en").to_frame()["from"].tolist()
    assert "County review score(work)" in result.explain("1", language="zh").to_frame()["from"].tolist()


def test_the_owner_answers_for_the_gap(tmp_path):
    frame = city(tmp_path).gaps(units=["2"], by="owner", language="en").to_frame()
    [mine] = frame[frame["criterion"] == "P"].to_dict("records")
    assert mine["owner"] == "County office"


def test_levels_may_be_given_numbers(tmp_path):
    result = city(
        tmp_path, "g:  {type: level, ", "g:  {type: level, levels: {fair: 2, good: 3, poor: 1}, "
    )  # in the order of the grades, whatever the order here
    assert list(result.plan.scheme.inputs["g"].levels) == ["good", "fair", "poor"]


@pytest.mark.parametrize(
    ("old", "new", "slug"),
    [
        ("take: score(work)", "take: score(walk)", "unknown-criterion"),
        ("take: rank", "take: rank(all)", "bad-take"),
        ("take: rank", "take: 2 * rank", "bad-take"),
        ("take: rank}", "}", "missing-key"),
        ("r:  {type: count, scheme: county.yaml,", "r:  {type: count,", "missing-key"),
        ("r:  {type: count", "r:  {type: level", "take-type"),
        ("g:  {type: level", "g:  {type: text", "take-type"),
        ("g:  {type: level", "g:  {type: level, levels: [good, bad]", "level-unknown"),
        ("r:  {type: count", "r:  {type: count, at_most: 3", "taken-key"),
        ("r:  {type: count", "r:  {type: count, answers: {good: 1}", "taken-key"),
        ("r:  {type: count, scheme: county.yaml", "r:  {type: count, scheme: scheme.yaml", "file-circle"),
        ("r:  {type: count, scheme: county.yaml", "r:  {type: count, scheme: country.yaml", "no-file"),
        ("r:  {type: count, scheme: county.yaml", "r:  {type: count, scheme: [county.yaml]", "wrong-form"),
    ],
)
def test_each_mistake_is_told_once(tmp_path, old, new, slug):
    assert old in CITY
    write(tmp_path, COUNTY + CITY.replace(old, new))
    assert [one.kind.slug for one in found(tmp_path / "scheme.yaml")] == [slug]


def test_grades_are_taken_of_a_scheme_that_has_them(tmp_path):
    write(tmp_path, COUNTY.replace("grades: {good: {at_least: 20}, fair: {at_least: 15}, poor: {}}\n", "") + CITY)
    assert "bad-take scheme.yaml:9" in told(tmp_path / "scheme.yaml")


def test_a_share_needs_points(tmp_path):
    write(tmp_path, "# c.yaml\nevalkit: 1\ntitle: c\nunits: id\ninputs: {a: number}\ncriteria: {a: {cap: none}}\n")
    write(
        tmp_path,
        "# s.yaml\nevalkit: 1\ntitle: s\nunits: id\ninputs: {a: {type: ratio, scheme: c.yaml, take: share}}\n"
        "criteria: {a: {points: 10}}\n",
    )
    assert [one.kind.slug for one in found(tmp_path / "s.yaml")] == ["no-points"]


def test_the_mistakes_of_the_other_scheme_are_told_with_its_file(tmp_path):
    write(tmp_path, COUNTY.replace("value: done / planned", "value: done / plans") + CITY)
    assert told(tmp_path / "scheme.yaml") == ["unknown-name county.yaml:7"]
    write(tmp_path, COUNTY.replace("title: County review", "titel: County review") + CITY)
    assert "unknown-key county.yaml:2" in told(tmp_path / "scheme.yaml")


def test_a_circle_of_two_schemes(tmp_path):
    more = "inputs: {back: {type: number, scheme: scheme.yaml, take: score}, "
    write(tmp_path, COUNTY.replace("inputs: {", more) + CITY)
    [error] = found(tmp_path / "scheme.yaml")
    assert error.message.text("en") == "these files need each other: scheme.yaml → county.yaml → scheme.yaml"


def test_the_result_of_a_result(tmp_path):
    write(tmp_path, COUNTY + CITY)
    write(
        tmp_path,
        """
        # country.yaml
        evalkit: 1
        title: Country review
        units: {id: id}
        inputs:
          c: {type: number, scheme: county.yaml, take: score}
          t: {type: number, scheme: scheme.yaml, take: score(S)}
        criteria: {both: {points: 60, value: c + t}}
        """,
    )
    assert scores(scored(tmp_path, "country.yaml"), "both")[:3] == [["2333/50"], ["48"], ["24"]]


def test_columns_of_the_other_scheme_are_no_surprise_and_must_be_there(tmp_path):
    write(tmp_path, COUNTY + CITY)
    problems = evalkit.Problems()
    plan = evalkit.load_scheme(tmp_path / "scheme.yaml")
    evalkit.read_units(plan, tmp_path / "data.csv", problems=problems)
    assert problems.found == []
    (tmp_path / "data.csv").write_text("id,own\n1,2\n", "utf-8")
    with pytest.raises(evalkit.EvalkitError) as caught:
        evalkit.read_units(plan, tmp_path / "data.csv")
    assert [one.message.values["what"] for one in caught.value.diagnostics] == ["done", "planned", "late", "faked"]


def test_a_bad_cell_that_both_read_is_told_once(tmp_path):
    write(
        tmp_path, COUNTY + CITY.replace("own: count", "own: count\n  done: count").replace("value: r}", "value: done}")
    )
    (tmp_path / "data.csv").write_text("id,done,planned,late,faked,own\n1,two,3,0,0,1\n", "utf-8")
    with pytest.raises(evalkit.EvalkitError) as caught:
        scored(tmp_path)
    assert [one.kind.slug for one in caught.value.diagnostics] == ["not-a-number"]


def test_a_frame_and_a_part_of_the_units(tmp_path):
    write(tmp_path, COUNTY + CITY)
    plan = evalkit.load_scheme(tmp_path / "scheme.yaml")
    units = evalkit.read_units(plan, pd.read_csv(tmp_path / "data.csv", dtype=str, keep_default_na=False))
    assert scores(evalkit.score(plan, units.of_ids(["3", "1"])), "S", "R") == [["12", "4"], ["2333/100", "3"]]


def test_cases_give_what_the_other_scheme_collects(tmp_path, capfd):
    cases = """
    # scheme.cases.yaml
    cases:
      - name: two thirds done
        inputs: {done: 2, planned: 3, late: 0, faked: 0, own: 1}
        expected: {criteria: {S: 23.33, WS: 13.33, R: 1, G: 3}}
      - name: the county's score itself cannot be given
        inputs: {s: 3}
        expected: {score: 3}
    """
    write(tmp_path, COUNTY + CITY)
    write(tmp_path, cases)
    assert main(["test", str(tmp_path / "scheme.yaml"), "--lang", "en"]) == 1
    shown = capfd.readouterr().out
    assert "s is taken from another scheme; give what that one collects" in shown
    assert shown.endswith("1 error\n")


def test_check_looks_at_the_data_of_both(tmp_path, capfd):
    write(tmp_path, COUNTY + CITY)
    (tmp_path / "data.csv").write_text("id,own\n1,2\n", "utf-8")
    assert main(["check", str(tmp_path / "scheme.yaml"), "--data", str(tmp_path / "data.csv"), "-f", "json"]) == 1
    assert len(json.loads(capfd.readouterr().out)) == 4


def test_records_and_periods_of_the_other_scheme_are_its_own(tmp_path):
    files = """
    # base.yaml
    evalkit: 1
    title: Visits
    period: 2025
    points: 10
    units: {id: id, period: year}
    records: {visits: {columns: {faults: count}}}
    inputs: {faults: {type: count, from: visits, sum: faults}}
    criteria: {faults: {points: 10, deduct: {each: faults, points: 1}}}
    # scheme.yaml
    evalkit: 1
    title: All
    period: 2025
    units: {id: id, period: year}
    inputs: {visited: {type: number, scheme: base.yaml, take: score}, own: count}
    criteria:
      now: {points: 10, value: visited}
      before: {points: 10, value: previous(visited), missing: 4}
      more: {points: 10, value: own - previous(own)}
    # data.csv
    id,year,own
    a,2025,7
    b,2025,5
    a,2024,4
    b,2024,5
    # visits.csv
    id,faults
    a,1
    a,2
    """
    write(tmp_path, files)
    plan = evalkit.load_scheme(tmp_path / "scheme.yaml")
    result = evalkit.score(plan, evalkit.read_units(plan, tmp_path / "data.csv", tmp_path / "visits.csv"))
    # a has 3 faults, b none; of 2024 the other scheme has no result; own: 7 - 4 and 5 - 5
    assert scores(result, "now", "before", "more") == [["7", "4", "3"], ["10", "4", "0"]]


def test_a_case_gives_the_records_of_the_scheme_that_is_taken_from(tmp_path, capfd):
    """Two small faults of 1 point each leave 8 of 10 there, and half of that here; a grave one leaves 6, and 3."""
    write(
        tmp_path,
        """
        # checks.yaml
        evalkit: 1
        title: Checks
        points: 10
        units: {id: id}
        records: {checks: {columns: {fault: {type: level, levels: [small, grave]}}}}
        inputs: {grave: {type: count, from: checks, where: fault == "grave"}}
        criteria:
          order: {points: 10, deduct: [{each: checks, where: fault == "small", points: 1}, {each: grave, points: 4}]}
        # scheme.yaml
        evalkit: 1
        title: Review
        points: 5
        units: {id: id}
        inputs: {order: {type: number, scheme: checks.yaml, take: score}}
        criteria: {order: {points: 5, score: order / 2}}
        # scheme.cases.yaml
        cases:
          - name: faults
            units:
              A: {records: {checks: [{fault: small}, {fault: small}]}, expected: {score: 4}}
              B: {records: {checks: [{fault: grave}]}, expected: {score: 3}}
              C: {expected: {score: 5}}
        """,
    )
    assert main(["test", str(tmp_path / "scheme.yaml"), "--lang", "en"]) == 0, capfd.readouterr()
