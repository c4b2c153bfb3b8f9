"""Lists: the first and the last of a scope, by number or share, with a condition, ties and rounding."""

from __future__ import annotations

import pytest
from scored import plain, refusals

from evalkit.evaluate.remarks import remarks
from evalkit.result import Result, State

FIVE = "id s n\na 90 0\nb 80 0\nc 70 0\nd 60 0\ne 50 0"
TIED = "id s\na 90\nb 80\nc 80\nd 60\ne 60"
VETO = "vetoes: {v: {when: n > 0, effect: %s}}\n"


def on(result: Result, number: int = 0) -> str:
    """Who is on a list, one letter a unit; `?` follows whose place on it is not known."""
    states = result.listed[number].states
    marks = {State.FIRED: "", State.UNDETERMINED: "?"}
    return "".join(i + marks[State(s)] for i, s in zip(result.units.ids, states, strict=True) if s != State.PASSED)


def listed(listing: str, table: str = FIVE, more: str = "") -> str:
    return on(plain(f"{more}lists: {{榜: {{{listing}}}}}\n", table))


@pytest.mark.parametrize(
    ("listing", "who"),
    [
        ("top: 3", "abc"),
        ("top: 40%", "ab"),  # of five
        ("top: 50%", "ab"),  # 2.5, rounded down
        ("top: 50%, round: up", "abc"),
        ("top: 50%, round: half_up", "abc"),
        ("top: 1.9", "a"),  # a number is rounded too
        ("top: 1.9, round: half_up", "ab"),
        ("top: 0", ""),
        ("top: 99", "abcde"),
        ("bottom: 2", "de"),
        ("bottom: 20%", "e"),
        ("bottom: 30%, round: up", "de"),  # 1.5
        ("when: total < 75", "cde"),
        ("bottom: 4, when: total < 75", "cde"),
        ("top: 2, when: total < 75", "cd"),  # places go to those who come into question
        ("bottom: 2, when: rank(全部) <= 4", "cd"),
    ],
)
def test_who_is_on_it(listing, who):
    assert listed(listing) == who


@pytest.mark.parametrize(
    ("listing", "who"),
    [
        ("top: 2", "abc"),  # b and c share the second place
        ("top: 2, ties: exclude", "a"),
        ("top: 3, ties: exclude", "abc"),
        ("bottom: 1", "de"),
        ("bottom: 1, ties: exclude", ""),
        ("bottom: 3", "bcde"),
    ],
)
def test_equals_at_the_last_place(listing, who):
    assert listed(listing, TIED) == who


def test_each_class_has_its_own_unless_another_scope_is_said():
    table = "id class s\na A 90\nb A 80\nc B 70\nd B 60"
    assert listed("top: 1", table) == "ac"
    assert listed("top: 1, within: 全部", table) == "a"
    assert listed("bottom: 50%", table) == "bd"


def test_only_ranked_units_are_counted_and_listed():
    table = "id s ok\na 90 是\nb 80 否\nc 70 是\nd 60 是\ne 50 否\nf - 是"
    assert listed("bottom: 34%", table, "ranking: {among: ok}\n") == "d"  # 1.02 of three
    assert listed("bottom: 1", table, "ranking: {among: ok}\n") == "d"


def test_better_lower_turns_both_ends_round():
    assert listed("top: 1", FIVE, "ranking: {better: lower}\n") == "e"
    assert listed("bottom: 1", FIVE, "ranking: {better: lower}\n") == "a"


def test_the_order_is_that_of_the_ranking():
    # b and c are equal, and c comes first by n.
    table = "id s n\na 90 0\nb 80 1\nc 80 2\nd 60 0"
    assert listed("top: 2", table, "ranking: {then: [n]}\n") == "ac"
    assert listed("when: rank(全部) <= 2", table, "ranking: {then: [n]}\n") == "ac"


def test_vetoed_units_that_come_last_are_on_the_list_of_the_last():
    table = "id s n\na 90 1\nb 80 0\nc 70 0"
    assert listed("bottom: 1", table, "ranking: {vetoed: last}\n" + VETO % "{bar: 先进}") == "a"
    assert listed("bottom: 1", table, "ranking: {vetoed: out}\n" + VETO % "{bar: 先进}") == "c"


def test_a_condition_sees_the_final_grade():
    more = "grades: {甲: {at_least: 75}, 乙: {}}\n" + VETO % "{lower_grade: 1}"
    table = "id s n\na 90 1\nb 80 0\nc 70 0"
    assert listed("when: grade == '乙'", table, more) == "ac"


def test_whose_condition_is_not_known_holds_a_place_and_is_told():
    table = "id s n\na 90 -\nb 80 0\nc 70 0"
    assert listed("top: 2, when: n == 0", table) == "a?b"
    assert listed("bottom: 2, when: n == 0", table) == "bc"


def test_a_unit_on_the_first_and_the_last_list_is_told_and_stays_on_both():
    # A class of three: the first two and the last two meet in b.
    lists = "lists: {红榜: {top: 2}, 黑榜: {bottom: 2}, 其他: {when: total > 0}}\n"
    result = plain(lists, "id class s\na A 90\nb A 80\nc A 70\nd B 60")
    assert (on(result, 0), on(result, 1)) == ("abd", "bcd")
    (found,) = remarks(result)
    assert found.kind.code == "D214"
    assert found.message.text("en") == "b, d: both on 红榜 and on 黑榜"
    assert found.message.text("zh") == "b、d: 同时列入红榜和黑榜"


def test_lists_that_say_too_much_or_nothing_are_refused():
    for listing in ("{}", "{top: 1, bottom: 1}", "{action: 复核}"):
        assert [code for code, _ in refusals(f"{PART}lists: {{榜: {listing}}}\n", "id s\na 1")] == ["S411"]
    assert [code for code, _ in refusals(f"{PART}lists: {{榜: {{top: 1, within: 省}}}}\n", "id s\na 1")] == ["S405"]
    assert [code for code, _ in refusals(f"{PART}lists: {{榜: {{bottom: -1}}}}\n", "id s\na 1")] == ["S406"]


PART = "points: 100\ninputs: {s: {type: number}}\ncriteria: {分: {points: 100, score: s}}\n"
