"""`import evalkit`, as a notebook uses it."""

import json
from pathlib import Path

import pandas as pd
import pytest

import evalkit
from evalkit.cli.commands.init import STARTER


@pytest.fixture(scope="module")
def plan():
    return evalkit.load_scheme(STARTER / "en.yaml")


@pytest.fixture(scope="module")
def result(plan):
    return evalkit.score(plan, evalkit.read_units(plan, STARTER / "en.csv"))


def test_every_name_is_there():
    for name in evalkit.__all__:
        assert getattr(evalkit, name).__name__ == name
    assert set(evalkit.__all__) <= set(dir(evalkit))
    with pytest.raises(AttributeError, match="has no attribute 'frobnicate'"):
        _ = evalkit.frobnicate


def test_a_scheme_that_is_wrong_says_all_of_it(tmp_path):
    path = tmp_path / "a.yaml"
    path.write_text(
        "evalkit: 1\ntitle: a\nunits: id\ninputs: {a: count}\ncriteria: {x: {pionts: 5, value: b}}\n", "utf-8"
    )
    with pytest.raises(evalkit.EvalkitError) as caught:
        evalkit.load_scheme(path)
    assert {found.kind.slug for found in caught.value.diagnostics} >= {"unknown-key", "unknown-name"}
    assert "did you mean" not in str(caught.value)


def test_warnings_go_where_they_are_asked_for(tmp_path):
    text = (STARTER / "en.yaml").read_text("utf-8").replace("points: 70", "points: 71")
    path = tmp_path / "a.yaml"
    path.write_text(text, "utf-8")
    problems = evalkit.Problems()
    evalkit.load_scheme(path, problems)
    assert {found.kind.slug for found in problems} == {"points-off"}


def test_a_frame_is_read_as_a_file_is(plan, result):
    frame = pd.read_csv(STARTER / "en.csv", dtype={"code": str})
    again = evalkit.score(plan, evalkit.read_units(plan, frame))
    pd.testing.assert_frame_equal(again.to_frame(), result.to_frame())


def test_files_and_frames_are_not_mixed(plan):
    with pytest.raises(TypeError, match="files, or one DataFrame"):
        evalkit.read_units(plan, STARTER / "en.csv", pd.DataFrame())


def test_a_bad_cell_is_refused(plan):
    frame = pd.read_csv(STARTER / "en.csv", dtype=str).replace("good", "splendid")
    with pytest.raises(evalkit.EvalkitError, match="splendid"):
        evalkit.read_units(plan, frame)


def test_the_frame_has_a_row_a_unit_in_the_order_of_the_data(result):
    frame = result.to_frame()
    assert list(frame.index) == ["001", "002", "003", "004", "005"]
    assert list(frame["score"]) == [100.0, 75.0, 98.5, 88.0, 74.0]
    assert frame.loc["003", "grade"] == "Poor"
    assert frame.loc["001", "rank:all"] == 1
    assert frame["next"].isna()["001"]


def test_a_notebook_shows_the_ranking(result):
    html = result._repr_html_()
    assert html.startswith('<div class="evalkit" lang="en">')
    assert html.index("North Gate") < html.index("Harbour") < html.index("Stony Brook")


def test_a_chinese_scheme_speaks_chinese_unless_told():
    plan = evalkit.load_scheme(STARTER / "zh.yaml")
    result = evalkit.score(plan, evalkit.read_units(plan, STARTER / "zh.csv"))
    assert "名次" in str(result.ranking())
    assert "rank: " in str(result.ranking(language="en"))


def test_gaps_and_accounts(result):
    gaps = result.gaps(by="owner")
    assert gaps.to_frame().columns[0] == "owner"
    assert str(result.explain("Harbour")).startswith("Harbour: account")
    assert "Harbour" in result.explain("003")._repr_html_()
    with pytest.raises(evalkit.EvalkitError, match="no unit"):
        result.explain("Habrour")


def test_writing_a_file(result, tmp_path):
    path: Path = tmp_path / "ranking.json"
    result.ranking(top=1).write(path)
    assert json.loads(path.read_text("utf-8"))["tables"][0]["key"] == "ranking"
    with pytest.raises(evalkit.EvalkitError, match="exists"):
        result.ranking().write(path)
    result.ranking().write(path, force=True)


def test_a_result_shows_itself_in_a_line_and_in_a_table(result):
    assert repr(result.plan) == "<Plan of Service centre review>"
    assert repr(result.units) == f"<5 units of {STARTER / 'en.csv'}>"
    assert repr(result) == "<Result of Service centre review: 5 units>"
    assert str(result) == repr(result.ranking()).split("\nVetoes")[0]


SCHEME = """
evalkit: 1
title: Visited
period: 2025
units: {id: code, name: town}
records: {visits: {columns: {cost: money}}}
inputs: {homes: count}
criteria: {homes: {points: 10}}
"""


def test_records_and_earlier_periods_are_frames_or_files(tmp_path):
    (tmp_path / "scheme.yaml").write_text(SCHEME, "utf-8")
    plan = evalkit.load_scheme(tmp_path / "scheme.yaml")
    now = pd.DataFrame({"code": ["001", "002"], "town": ["Alder", "Birch"], "homes": [5, 6]})
    visits = pd.DataFrame({"code": ["002", "002"], "cost": [1.5, None]})
    now.to_csv(tmp_path / "now.csv", index=False)
    visits.to_csv(tmp_path / "visits.csv", index=False)
    last = now.assign(homes=[4, 3])
    frames = evalkit.read_units(plan, now, records={"visits": visits}, earlier=[last])
    files = evalkit.read_units(plan, tmp_path / "now.csv", str(tmp_path / "visits.csv"), earlier=[last])
    for units in (frames, files):
        assert units.records["visits"].owners.tolist() == [1, 1]
        assert units.columns["homes"].values.tolist() == [5, 6]
        assert units.earlier.columns["homes"].values.tolist() == [4, 3]
    with pytest.raises(evalkit.EvalkitError, match="no sheet and no file is called visits"):
        evalkit.read_units(plan, now)


def test_chunks_are_given_until_something_is_wrong(tmp_path, plan):
    text = (STARTER / "en.csv").read_text("utf-8")
    whole = evalkit.read_units(plan, STARTER / "en.csv")
    chunks = list(evalkit.read_chunks(plan, STARTER / "en.csv", rows=2))
    assert [len(units) for units in chunks[:-1]] == [2] * (len(chunks) - 1)
    assert [unit for units in chunks for unit in units.ids] == list(whole.ids)
    (tmp_path / "bad.csv").write_text(text + text.splitlines()[1] + "\n", "utf-8")
    given = []
    with pytest.raises(evalkit.EvalkitError, match="is in rows 2 and"):
        given.extend(evalkit.read_chunks(plan, tmp_path / "bad.csv", rows=2))
    assert [unit for units in given for unit in units.ids][: len(whole)] == list(whole.ids)
    with pytest.raises(evalkit.EvalkitError, match="no such file"):
        evalkit.read_chunks(plan, tmp_path / "none.csv")
