"""Accounts: where they start, their lines, their bounds, and the order in which a criterion is read."""

from worked import check, codes


def test_each_until_nothing_is_left():
    check(
        "criteria: {a: {points: 5, deduct: {each: n, points: 2}}}",
        """
        n | a
        0 | 5
        2 | 1
        3 | 0     # not below 0
        - | ?
        """,
    )


def test_each_never_gives_by_a_deduction():
    check(
        "criteria: {a: {points: 10, deduct: {each: n - 3, points: 2}}}",
        """
        n | a
        5 | 6     # two too many
        1 | 10    # -2 counts as 0
        """,
    )


def test_a_share_is_of_the_points_of_the_criterion():
    check(
        "criteria: {a: {points: 20, deduct: {each: n, points: 10%, cap: 25%}}}",
        """
        n | a
        2 | 16    # 20 - 2 · 2
        9 | 15    # 18, capped at 5
        """,
    )


def test_below_in_steps():
    check(
        """
        criteria:
          exact:   {points: 20, value: v, deduct: {below: 95%, per: 1%, points: 0.5}}
          whole:   {points: 20, value: v, deduct: {below: 95%, per: 1%, points: 0.5, steps: whole}}
          started: {points: 20, value: v, deduct: {below: 95%, per: 1%, points: 0.5, steps: started}}
        """,
        """
        v:percent | exact whole started
        96        | 20    20    20
        95        | 20    20    20
        94        | 19.5  19.5  19.5
        92.5      | 18.75 19    18.5     # 2.5 steps: 1.25, 2 · 0.5, 3 · 0.5
        """,
    )


def test_a_tenth_of_a_percent_is_three_steps_in_three():
    check(
        "criteria: {a: {points: 10, deduct: {below: 100%, per: 0.1%, points: 1, steps: whole}}}",
        """
        a:percent | a
        99.7      | 7
        """,
    )


def test_above_and_at_once():
    check(
        """
        criteria:
          a: {points: 10, value: v, deduct: {above: 5, per: 2, points: 1, steps: started}}
          b: {points: 10, value: v, deduct: {above: 5, points: 4}}
          c: {points: 10, value: v, deduct: {below: 5, points: 4}}
        """,
        """
        v | a b  c
        5 | 10 10 10    # neither above nor below
        6 | 9  6  10
        8 | 8  6  10    # 1.5 steps, started: 2
        4 | 10 10 6
        - | ?  ?  ?
        """,
    )


def test_a_line_that_holds_if():
    check(
        "criteria: {a: {points: 10, deduct: [{if: late > 30, points: 100%}, {each: late, points: 0.1}]}}",
        """
        late | a
        30   | 7
        31   | 0     # 10 + 3.1, not below 0
        """,
    )


def test_times_multiplies_a_line_before_its_cap():
    check(
        "criteria: {a: {points: 10, deduct: {each: n, points: 1, times: f, cap: 5}}}",
        """
        n f | a
        2 2 | 6
        4 2 | 5      # 8, capped at 5
        """,
    )


def test_lines_together_are_capped_together():
    check(
        """
        criteria:
          a: {points: 20, deduct: {cap: 6, terms: [{each: n, points: 2, cap: 5}, {each: m, points: 1}]}}
        """,
        """
        n m | a
        1 1 | 17
        9 0 | 15     # the first is capped at 5
        9 4 | 14     # 5 + 4, together 6
        """,
    )


def test_only_the_largest_counts():
    check(
        """
        criteria:
          a: {points: 20, deduct: {combine: max, cap: 7, terms: [{each: n, points: 2}, {each: m, points: 3}]}}
        """,
        """
        n m | a
        2 1 | 16     # 4 and 3
        1 2 | 14     # 2 and 6
        1 9 | 13     # 27, at most 7
        """,
    )


def test_adding_starts_from_nothing():
    check(
        "criteria: {a: {points: 10, add: [{if: plan, points: 4}, {each: n, points: 2}]}}",
        """
        plan:flag n | a
        yes       2 | 8
        no        2 | 4
        yes       9 | 10     # not above its points
        -         2 | ?
        """,
    )


def test_a_leaf_that_deducts_and_adds_starts_from_its_points():
    check(
        "criteria: {a: {points: 10, cap: 12, deduct: {each: n, points: 3}, add: {each: m, points: 2}}}",
        """
        n m | a
        0 1 | 12
        1 0 | 7
        4 1 | 0      # 10 - 12 + 2; no bound between the two
        """,
    )


def test_start_says_otherwise():
    check(
        """
        criteria:
          a:
            points: 10
            start: 80%
            value: v
            add: {above: 5, per: 1, points: 1}
            deduct: {below: 5, per: 1, points: 1}
        """,
        """
        v | a
        5 | 8
        6 | 9
        9 | 10
        3 | 6
        """,
    )


def test_an_account_after_a_rule_starts_from_its_score():
    check(
        "criteria: {a: {points: 10, ratio: {to: 8}, deduct: {each: n, points: 1}}}",
        """
        a n | a
        6 2 | 5.5    # 7.5 - 2
        """,
    )


def test_a_group_starts_from_what_its_criteria_make():
    check(
        """
        criteria:
          g:
            points: 20
            deduct: {each: n, points: 3}
            criteria: {a: {points: 10}, b: {points: 10}}
        """,
        """
        a b n | g
        6 4 2 | 4
        1 1 2 | -4    # a group is bounded only where it says so
        """,
    )


def test_the_order_is_account_times_bounds_waive_zero_round():
    check(
        """
        criteria:
          a:
            points: 10
            cap: 9
            floor: 2
            times: f
            round: 1
            waive_if: w
            zero_if: z
            deduct: {each: n, points: 1}
        """,
        """
        n f    w:flag z:flag | a
        2 1.5  no     no     | 9      # (10 - 2) · 1.5 = 12, capped at 9
        9 1    no     no     | 2      # 1, raised to 2
        3 0.55 no     no     | 3.9    # 3.85
        9 1    yes    no     | 10     # waived after the cap
        9 1    yes    yes    | 0      # nothing after all
        - -    yes    no     | 10
        - -    yes    yes    | 0
        - 1    no     yes    | 0
        2 1    -      no     | ?
        """,
    )


def test_the_four_roundings():
    check(
        """
        criteria:
          half: {points: 10, value: v, round: 1}
          up:   {points: 10, value: v, round_up: 1}
          down: {points: 10, value: v, round_down: 1}
          even: {points: 10, value: v, round_even: 1}
        """,
        """
        v    | half up  down even
        2.25 | 2.3  2.3 2.2  2.2
        2.35 | 2.4  2.4 2.3  2.4
        2.21 | 2.2  2.3 2.2  2.2
        2.2  | 2.2  2.2 2.2  2.2
        """,
    )


def test_the_total_is_rounded_once_half_up_to_two_decimals():
    check(
        "criteria: {a: {points: 1}, b: {points: 1}}",
        """
        a     b     | total a     b
        0.004 0.001 | 0.01  0.004 0.001     # 0.005; rounding each would give 0
        0.145 0     | 0.15  0.145 0
        """,
    )


def test_the_scheme_says_how_its_total_is_rounded():
    check(
        """
        round_down: 1
        criteria: {a: {points: 10}}
        """,
        """
        a    | total
        7.99 | 7.9
        """,
    )


def test_floor_and_cap_none():
    check(
        "criteria: {a: {points: 5, floor: none, cap: none}}",
        """
        a  | a
        -3 | -3
        9  | 9
        """,
    )


def test_floor_and_cap_as_shares_and_formulas():
    check(
        "criteria: {a: {points: 10, value: v, floor: 20%, cap: most}}",
        """
        v most | a
        1 9    | 2
        9 7    | 7
        9 -    | ?
        """,
    )


def test_the_scheme_itself_is_a_group():
    check(
        """
        points: 20
        floor: 0
        deduct: {each: n, points: 5}
        criteria: {a: {points: 20}}
        """,
        """
        a n | total
        9 1 | 4
        9 2 | 0
        """,
    )


def test_none_is_a_bound_and_nothing_else():
    assert codes("criteria: {a: {points: 5, deduct: {each: n, points: 1, cap: none}}}", "n") == ["E205"]
    assert codes("criteria: {a: {points: 5, missing: none}}", "a") == ["E205"]
