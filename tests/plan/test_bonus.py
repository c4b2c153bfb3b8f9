"""The bonus: a group outside the points."""

from worked import check, codes


def test_added_after_the_total_and_capped():
    check(
        """
        criteria: {a: {points: 10}}
        bonus: {cap: 5, criteria: {b: {add: [{each: n, points: 2}, {each: m, points: 1}]}}}
        """,
        """
        a n m | total base bonus
        8 1 1 | 11    8    3
        8 2 3 | 13    8    5      # 7, capped at 5
        """,
    )


def test_it_may_be_a_single_criterion():
    check(
        """
        criteria: {a: {points: 10}}
        bonus: {add: {each: n, points: 2}, cap: 3}
        """,
        """
        a n | total
        8 1 | 10
        8 9 | 11
        """,
    )


def test_base_is_the_total_before_it():
    check(
        """
        criteria: {a: {points: 100}}
        bonus: {criteria: {b: {applies: base > 80, not_applicable: zero, add: {each: n, points: 2}}}}
        """,
        """
        a  n | total
        80 3 | 80       # the bound is strict
        81 3 | 87
        """,
    )


def test_it_is_never_rescaled():
    check(
        """
        missing: rescale
        criteria: {a: {points: 10}, c: {points: 10}}
        bonus: {criteria: {b: {points: 3}}}
        """,
        """
        a c b | total b
        8 - 2 | 18    2      # 16 + 2
        8 - - | 16    0
        """,
    )


def test_dropped_points_do_not_scale_it():
    check(
        """
        missing: drop
        criteria: {a: {points: 10}, c: {points: 10}}
        bonus: {criteria: {b: {points: 3}}}
        """,
        """
        a c b | total base
        8 - 2 | 18    16
        """,
    )


def test_base_is_unknown_to_the_criteria():
    assert codes("criteria: {a: {points: 10, value: base}}") == ["E205"]


def test_floor_and_cap_of_the_scheme_hold_for_base_and_bonus_together():
    check(
        """
        floor: 0
        cap: 100
        criteria: {a: {points: 100, floor: none}}
        bonus: {criteria: {b: {start: 0, floor: none, add: {each: n, points: 2}, deduct: {each: m, points: 2}}}}
        """,
        """
        a  n m | base bonus total
        3  0 4 | 3    -8    0       # 3 - 8 = -5; not below 0
        98 4 0 | 98   8     100     # 106; 100 at most
        -3 2 0 | -3   4     1       # bounded once: not 0 + 4
        80 1 0 | 80   2     82
        """,
    )
