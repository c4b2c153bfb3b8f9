"""What is odd about a scheme and still runs."""

import pytest
from worked import codes

ONE = "criteria: {n: {points: 100}}\n"


@pytest.mark.parametrize(
    ("grades", "rounding", "odd"),
    [
        ("{a: {at_least: 90}, b: {at_least: 80, at_most: 89}, c: {}}", "", True),  # 89.01 to 89.99
        ("{a: {at_least: 90}, b: {at_least: 80, at_most: 89}, c: {}}", "round: 0", False),
        ("{a: {at_least: 90}, b: {at_least: 80, at_most: 89}, c: {}}", "round: 1", True),  # 89.1
        ("{a: {at_least: 90}, b: {at_least: 80, at_most: 89.99}, c: {}}", "", False),
        ("{a: {at_least: 90}, b: {at_least: 80, below: 90}, c: {}}", "", False),
        ("{a: {above: 90}, b: {at_least: 80, below: 90}, c: {}}", "", True),  # 90 itself
        ("{a: {above: 90}, b: {at_least: 80, at_most: 90}, c: {}}", "", False),
        ("{a: {at_least: 90%}, b: {at_least: 80%, at_most: 89%}, c: {}}", "", True),  # of 100 points
        ("{a: {at_least: 90}, b: {at_least: 80}, c: {}}", "", False),
    ],
)
def test_totals_between_two_grades_are_told(grades, rounding, odd):
    assert codes(f"{ONE}{rounding}\ngrades: {grades}", "n") == (["S407"] if odd else [])


@pytest.mark.parametrize(
    ("more", "odd"),
    [
        ("start: 0", ["S223"]),
        ("start: 0, floor: 0", ["S223"]),
        ("start: 0, floor: none", []),
        ("start: 0, floor: -5", []),
        ("start: 0, add: {each: n, points: 1}", []),
        ("", ["S205"]),
    ],
)
def test_a_bonus_that_only_deducts_needs_room_below_0(more, odd):
    separated = f"{more}, " if more else ""
    bonus = f"bonus: {{criteria: {{late: {{{separated}deduct: {{each: m, points: 2}}}}}}}}"
    assert codes(f"{ONE}{bonus}", "n", "m") == odd
