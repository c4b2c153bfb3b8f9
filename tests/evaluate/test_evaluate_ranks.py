"""Ranks in every scope, and what decides between equals."""

from __future__ import annotations

import pytest
from scored import grades, plain, ranks, scored, totals

TIES = "id s\na 70\nb 90\nc 80\nd 90\ne 80\nf 60"


@pytest.mark.parametrize(
    ("ties", "expected"),
    [
        ("skip", [5, 1, 3, 1, 3, 6]),  # Q9: two firsts, then the third
        ("dense", [3, 1, 2, 1, 2, 4]),
    ],
)
def test_equals_share_a_rank(ties, expected):
    assert ranks(plain(f"ranking: {{ties: {ties}}}", TIES)) == expected


def test_equal_is_equal_after_rounding():
    # 84.995 and 85.004 are both 85.00.
    assert ranks(plain("", "id s\na 84.995\nb 85.004\nc 85.005")) == [2, 2, 1]


def test_each_scope_has_its_own():
    result = plain("", "id class s\na A 70\nb B 90\nc A 80\nd B 60\ne A 99")
    assert ranks(result, "全部") == [4, 2, 3, 5, 1]
    assert ranks(result, "同类") == [3, 1, 2, 2, 1]
    assert result.ranked_in["同类"].tolist() == [3, 2, 3, 2, 3]
    assert result.ranked_in["全部"].tolist() == [5] * 5


def test_further_keys_in_turn_lower_better_where_said():
    table = "id s n m\na 80 1 5\nb 80 1 4\nc 80 2 9\nd 90 0 0\ne 80 1 5"
    assert ranks(plain("ranking: {then: [n, {by: m, better: lower}]}", table)) == [4, 3, 2, 1, 4]


def test_a_key_may_be_a_criterion_or_its_share():
    scheme = """\
    points: 100
    inputs: {a: {type: number}, b: {type: number}}
    criteria: {服务: {points: 60, score: a}, 管理: {points: 40, score: b}}
    ranking: {then: [share(管理)]}
    """
    result = scored(scheme, "id a b\nu 50 30\nv 48 32\nw 60 20")
    assert totals(result) == ["80", "80", "80"]
    assert ranks(result) == [2, 1, 3]


def test_a_key_that_is_not_known_comes_last():
    assert ranks(plain("ranking: {then: [n]}", "id s n\na 80 -\nb 80 0\nc 80 -\nd 70 9")) == [2, 1, 2, 4]


def test_lower_is_better():
    assert ranks(plain("ranking: {better: lower}", TIES)) == [2, 5, 3, 5, 3, 1]


def test_by_something_else_than_the_total():
    assert ranks(plain("ranking: {by: n}", "id s n\na 90 1\nb 80 3\nc 70 2")) == [3, 1, 2]


def test_among_those_for_whom_a_condition_holds():
    result = plain("ranking: {among: ok}", "id s ok\na 90 否\nb 80 是\nc 70 是\nd 95 -")
    assert ranks(result) == [0, 1, 2, 0]
    assert result.ranked_in["全部"].tolist() == [2, 2, 2, 2]


def test_one_without_a_total_has_no_rank():
    result = plain("", "id s\na 90\nb -\nc 80")
    assert ranks(result) == [1, 0, 2]


@pytest.mark.parametrize(
    ("vetoed", "expected"),
    [
        ("keep", [1, 2, 3, 4]),
        ("last", [3, 1, 2, 3]),  # V5: all of them equal, and last
        ("out", [0, 1, 2, 0]),
    ],
)
def test_vetoed_units(vetoed, expected):
    outcome = f"ranking: {{vetoed: {vetoed}}}\nvetoes: {{v: {{when: n > 0, effect: {{bar: 先进}}}}}}"
    assert ranks(plain(outcome, "id s n\na 90 1\nb 80 0\nc 70 0\nd 60 1")) == expected


def test_an_open_veto_does_not_move_a_rank():
    outcome = "ranking: {vetoed: last}\nvetoes: {v: {when: n > 0, effect: {bar: 先进}}}"
    assert ranks(plain(outcome, "id s n\na 90 -\nb 80 0")) == [1, 2]


def test_ranks_follow_the_total_after_vetoes():
    assert ranks(plain("vetoes: {v: {when: n > 0, effect: {score: 59}}}", "id s n\na 90 1\nb 80 0\nc 59 0")) == [
        2,
        1,
        2,
    ]


@pytest.mark.parametrize("count", [0, 1, 2])
def test_few_units(count):
    table = "id class s\n" + "\n".join(f"u{n} A 80" for n in range(count))
    result = plain("grades: {优: {top: 50%}, 差: {}}", table)
    assert ranks(result) == [1] * count
    assert grades(result) == ["优" if count == 2 else "差"] * count  # one place for two equals, admitted whole


def test_all_equal():
    assert ranks(plain("", "id s\na 5\nb 5\nc 5")) == [1, 1, 1]


def test_negative_totals():
    assert ranks(plain("", "id s\na -5\nb 0\nc -7")) == [2, 1, 3]
