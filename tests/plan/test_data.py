"""What a scheme may say of inputs from records, and of periods."""

import pytest
from worked import codes

HEAD = "records: {visits: {columns: {kind: text, mark: number}}}\ninputs: {n: %s}\ncriteria: {n: {points: 10}}\n"


@pytest.mark.parametrize(
    "declared",
    [
        "{type: count, from: visits}",
        "{type: count, from: visits, where: kind == 'a', once_per: kind}",
        "{type: count, from: visits, sum: mark}",
        "{type: number, from: visits}",
        "{type: money, from: visits, max: mark}",
        "{type: percent, from: visits, mean: mark, weight: mark, trim: 1}",
        "{type: number, from: visits, at_least: 0, at_most: 10, owner: Health, due: 2025-12-31, source: visits}",
    ],
)
def test_inputs_that_may_be(declared):
    assert codes(HEAD % declared) == []


@pytest.mark.parametrize(
    ("declared", "wrong"),
    [
        ("{type: count, from: kinds}", ["S212"]),
        ("{type: count, where: kind == 'a', once_per: kind}", ["S213", "S213"]),
        ("{type: number, trim: 1}", ["S213"]),
        ("{type: number, from: visits, min: mark, max: mark, sum: mark}", ["S214"]),
        ("{type: number, from: visits, sum: mark, weight: mark}", ["S214"]),
        ("{type: number, from: visits, trim: 1}", ["S214"]),
        ("{type: flag, from: visits, max: mark}", ["S214"]),
        ("{type: text, from: visits, max: mark}", ["S214"]),
        ("{type: count, from: visits, mean: mark}", ["S214"]),
        ("{type: number, from: visits, mean: mark, trim: -1}", ["S406"]),
        ("{type: number, from: visits, column: N, sample: asked, labels: {a: b}}", ["S214"] * 3),
        ("{type: judged, from: visits, mean: mark, reason: why}", ["S214"]),
        ("{type: number, from: visits, sum: mark, sample_at_least: 3}", ["S214"]),
        ("{type: number, at_least: 5, at_most: -1}", ["D290"]),
    ],
)
def test_inputs_that_may_not_be(declared, wrong):
    full = HEAD % declared
    assert codes(full.replace("criteria: {n:", "criteria: {n: {points: 10, value: '1'}, m:").replace(
        "m: {points: 10}", "m: {points: 0, value: '1'}"
    )) == wrong  # fmt: skip


@pytest.mark.parametrize(
    ("criterion", "wrong"),
    [("{points: -1}", ["S406"]), ("{points: 1, weight: -10%}", ["S406"]), ("{points: 0}", [])],
)
def test_what_can_be_earned_is_not_below_0(criterion, wrong):
    assert [code for code in codes(f"criteria: {{a: {criterion}}}", "a") if code != "S312"] == wrong


def test_columns_of_records_are_not_computed():
    records = "records: {visits: {columns: {kind: {type: count, from: visits, where: mark > 1}, mark: number}}}\n"
    assert codes(records + "criteria: {a: {points: 10}}", "a") == ["S214", "S214"]
    records = "records: {visits: {columns: {liked: {type: percent, answers: {good: 1, bad: 0}}, mark: number}}}\n"
    assert codes(records + "criteria: {a: {points: 10}}", "a") == ["S214"]


def test_a_column_of_periods_needs_the_period_of_the_scheme():
    scheme = "units: {id: id, period: year}\ncriteria: {a: {points: 10}}"
    assert codes(scheme, "a") == ["S215"]
    assert codes("period: 2025\n" + scheme, "a") == []
