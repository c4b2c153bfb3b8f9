"""Numbers that once came out wrong, each with its value by hand."""

from __future__ import annotations

import pytest
from scored import grades, plain, ranks, refusals, scored, totals

from evalkit.gaps import gaps

MONEY = "points: 10\ninputs: {m: {type: money}, a: {type: number}, b: {type: number}, n: {type: count}}\n"


def of_money(rule: str, *values: str) -> list[str]:
    rows = "\n".join(f"u{number} {value} 0 0 0" for number, value in enumerate(values))
    return totals(scored(MONEY + f"criteria: {{m: {{points: 10, {rule}}}}}\n", f"id m a b n\n{rows}"))


def test_peers_see_large_money_to_the_cent() -> None:
    # A quarter and three quarters of 4e12, which are 4e21 units of 1e-9: more than int64 holds.
    assert of_money("score: points * x / peer_sum(m)", "1000000000000", "3000000000000") == ["2.5", "7.5"]
    assert of_money("rank: {step: 1}", "3000000000000", "3000000000000.01", "1") == ["9", "10", "8"]
    # The difference of the two is one cent; the larger is above the mean.
    assert of_money('score: "if(m > peer_mean(m), 1, 0)"', "999999999999.99", "999999999999.98") == ["1", "0"]
    # Computed, and one of them with more decimals than the others have.
    assert of_money('score: "peer_rank(m + 0.0000001)"', "9007199.2547409", "9007199.254741", "5") == ["2", "1", "3"]


def test_large_keys_decide_between_equals() -> None:
    table = "id m a b n\nu 1000000000000 1 0 0\nv 3000000000000 1 0 0\nw 3000000000000.01 1 0 0"
    criteria = "criteria: {a: {points: 10}}\n"
    assert ranks(scored(MONEY + criteria + "ranking: {then: m}\n", table)) == [3, 2, 1]
    assert ranks(scored(MONEY + criteria + "ranking: {by: m + a, better: lower}\n", table)) == [1, 2, 3]


def test_a_total_beyond_float64_is_kept() -> None:
    scheme = MONEY + "round: 9\ncriteria: {m: {points: 10, floor: none, cap: none}}\n"
    result = scored(scheme, "id m a b n\nu 10000000000 0 0 0\nv 10000000000.0001 0 0 0")
    assert [str(result.total[row]) for row in range(2)] == ["10000000000", "100000000000001/10000"]
    assert ranks(result) == [2, 1]


def test_the_rank_of_the_total_decides_a_grade() -> None:
    result = plain(
        "grades: {优: {when: rank(全部) <= 1}, 次: {when: rank(全部) <= 3}, 末: {}}", "id s\na 9\nb 8\nc 8\nd 7"
    )
    assert grades(result) == ["优", "次", "次", "末"]
    # Who is not ranked takes no rank.
    result = plain(
        "ranking: {among: n > 0}\ngrades: {优: {when: rank(全部) <= 1}, 末: {}}", "id s n\na 9 0\nb 8 1\nc 7 1"
    )
    assert grades(result)[1:] == ["优", "末"]


def test_what_a_veto_takes_away_is_gone_for_ranks_and_grades() -> None:
    scheme = MONEY + (
        "criteria: {a: {points: 5}, b: {points: 5}}\n"
        "vetoes: {v: {when: n > 0, effect: {zero: a}}}\n"
        "ranking: {then: score(a)}\n"
        "grades: {有: {when: score(a) > 0}, 无: {}}\n"
    )
    # All have 2: the first has lost its 5 points of a.
    result = scored(scheme, "id a b m n\nu 5 2 0 1\nv 0 2 0 0\nw 1 1 0 0")
    assert totals(result) == ["2", "2", "2"]
    assert ranks(result) == [2, 2, 1]
    assert grades(result) == ["无", "无", "有"]


def test_a_veto_takes_away_no_loss() -> None:
    scheme = MONEY + (
        "criteria: {a: {points: 5, floor: none}, b: {points: 5}}\nvetoes: {v: {when: n > 0, effect: {zero: a}}}\n"
    )
    # -3 stays -3; an unknown score may be below 0, so that nobody knows what is left.
    result = scored(scheme, "id a b m n\nu -3 5 0 1\nv 3 5 0 1\nw - 5 0 1")
    assert totals(result) == ["2", "5", "?"]


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("at_least: {b - 1: 50%, b: 100%, else: 0}", ["10", "5", "0"]),
        ("at_least: {b: 100%, b - 1: 50%, else: 0}", ["10", "5", "0"]),
        ("below: {b + 1: 5, b: 100%, else: 1}", ["5", "10", "10"]),
    ],
)
def test_the_hardest_bound_counts_in_whatever_order(rule: str, expected: list[str]) -> None:
    result = scored(MONEY + f"criteria: {{a: {{points: 10, {rule}}}}}\n", "id a b m n\nu 2 2 0 0\nv 1 2 0 0\nw 0 2 0 0")
    assert totals(result) == expected


@pytest.mark.parametrize("combine", ["geometric", "harmonic"])
def test_no_such_mean_of_negative_shares(combine: str) -> None:
    leaf = "{points: 10, floor: none}"
    scheme = MONEY + f"combine: {combine}\ncriteria: {{a: {leaf}, b: {leaf}}}\n"
    assert totals(scored(scheme, "id a b m n\nu -2 -2 0 0\nv 4 4 0 0\nw 0 5 0 0")) == ["?", "4", "0"]


def test_a_mean_without_any_weight_is_undefined() -> None:
    scheme = MONEY + "criteria: {a: {points: 10, weight: m}, b: {points: 10, weight: 0}}\n"
    assert totals(scored(scheme, "id a b m n\nu 1 2 0 0")) == ["?"]


def test_a_share_of_points_that_nobody_has_is_refused() -> None:
    table = "id a b m n\nu 1 2 0 0"
    needs = MONEY + "criteria: {a: {points: 10}, b: {cap: none}}\ngrades: {甲: {needs: {b: 80%}}, 乙: {}}\n"
    assert ("S205", "b needs points: a share of them is asked for") in refusals(needs, table)
    grade = MONEY.replace("points: 10\n", "") + "criteria: {a: {}}\ngrades: {甲: {at_least: 80%}, 乙: {}}\n"
    assert ("S205", "t needs points: a share of them is asked for") in refusals(grade, table)


def test_places_that_the_first_unit_does_not_tell() -> None:
    result = plain("grades: {优: {places: n, within: 全部}, 次: {}}", "id s n\na 9 -\nb 8 2\nc 7 2")
    assert grades(result) == ["优", "优", "次"]


def test_outside_of_all_groups_there_is_no_place(monkeypatch: pytest.MonkeyPatch) -> None:
    scheme = MONEY + "criteria: {a: {points: 10}}\ngrades: {优: {places: 1, within: 片区}, 次: {}}\n"
    table = "id a b m n area\nu 9 0 0 0 -\nv 5 0 0 0 东\nw 4 0 0 0 东"
    monkeypatch.setattr("scored.HEAD", "evalkit: 1\ntitle: t\nunits: {id: id}\nscopes: {片区: area}\n")
    assert grades(scored(scheme, table)) == ["次", "优", "次"]


def test_a_goal_may_be_larger_than_what_all_have() -> None:
    rule = "value: m, choose: [{when: m >= 1000000000000, score: 100%}, {else: m / peer_max(m)}]"
    result = scored(MONEY + f"criteria: {{m: {{points: 10, {rule}}}}}\n", "id m a b n\nu 5 0 0 0\nv 10 0 0 0")
    goals = [gap.full for gap in gaps(result, 0)]
    assert [goal.value for goal in goals if goal is not None] == [10**12]
    assert totals(result) == ["0.5", "1"]


def test_a_goal_is_a_day_and_can_be_written() -> None:
    scheme = MONEY.replace("n: {type", "d: {type: date}, n: {type")
    scheme += 'criteria: {d: {points: 10, value: "days(2025-01-31, d)", deduct: [{if: month(d) > 6, points: 4}]}}\n'
    result = scored(scheme, "id m a b n d\nu 0 0 0 0 2025-07-31")
    assert totals(result) == ["6"]
    assert [gap.name for gap in gaps(result, 0)] == ["d"]
