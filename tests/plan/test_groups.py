"""How criteria make their group: sums, means of shares, the best, totals that are scaled."""

from worked import check


def test_a_sum():
    check(
        "criteria: {g: {criteria: {a: {points: 10}, b: {points: 5}}}, c: {points: 5}}",
        """
        a b c | total g  points:g
        9 4 3 | 16    13 15
        """,
    )


def test_weights_make_a_weighted_mean_of_the_shares():
    check(
        """
        points: 100
        criteria:
          line1: {weight: 30%, points: 100, value: a}
          line2: {weight: 70%, points: 1000, value: b}
        """,
        """
        a  b   | total
        80 600 | 66       # 100 · (0.3 · 80/100 + 0.7 · 600/1000)
        """,
    )


def test_weights_are_divided_by_their_sum_and_a_weight_left_out_is_1():
    check(
        """
        points: 10
        criteria: {a: {weight: 3, points: 5}, b: {points: 2}}
        """,
        """
        a b | total
        5 1 | 8.75     # 10 · (3 · 1 + 1 · 0.5) / 4
        """,
    )


def test_a_child_without_points_has_those_of_its_group():
    check(
        """
        criteria:
          g:
            points: 20
            criteria: {a: {weight: 1, full_if: x > 3}, b: {weight: 3}}
        """,
        """
        a b  | g  a  b  points:b
        4 10 | 12.5 20 10 20      # (1 · 20/20 + 3 · 10/20) / 4 · 20
        """,
    )


def test_weights_may_be_formulas():
    check(
        """
        points: 10
        criteria: {a: {weight: n, points: 10}, b: {weight: 1, points: 10}}
        """,
        """
        a  b n | total
        10 0 3 | 7.5
        10 0 0 | 0
        10 0 - | ?
        """,
    )


def test_mean():
    check(
        "criteria: {g: {points: 10, combine: mean, criteria: {a: {points: 10}, b: {points: 20}}}}",
        """
        a b  | g
        5 20 | 7.5     # (0.5 + 1) / 2 · 10
        """,
    )


def test_geometric():
    check(
        "criteria: {g: {points: 100, combine: geometric, criteria: {a: {points: 1}, b: {points: 1}}}}",
        """
        a    b    | g
        0.25 1    | 50      # √0.25
        0    1    | 0
        -    1    | ?
        """,
    )


def test_geometric_with_weights():
    check(
        """
        points: 8
        combine: geometric
        criteria: {a: {weight: 1, points: 1}, b: {weight: 3, points: 1}}
        """,
        """
        a      b | total
        0.0625 1 | 4      # 0.0625^(1/4) = 0.5
        """,
    )


def test_harmonic():
    check(
        "criteria: {g: {points: 9, combine: harmonic, criteria: {a: {points: 1}, b: {points: 1}}}}",
        """
        a   b | g
        0.5 1 | 6     # 2 / (1/0.5 + 1/1) · 9
        0   1 | 0
        """,
    )


def test_harmonic_with_weights():
    check(
        """
        points: 7
        combine: harmonic
        criteria: {a: {weight: 3, points: 1}, b: {weight: 1, points: 1}}
        """,
        """
        a   b | total
        0.5 1 | 4     # 4 / (3/0.5 + 1/1) · 7
        """,
    )


def test_min_and_max_of_the_shares():
    check(
        """
        criteria:
          least: {points: 10, combine: min, criteria: {a: {points: 10}, b: {points: 20}}}
          most:  {points: 10, combine: max, criteria: {c: {points: 10, value: a}, d: {points: 20, value: b}}}
        """,
        """
        a b  | least most
        5 8  | 4     5       # 0.5 and 0.4
        """,
    )


def test_best_of_three():
    check(
        """
        points: 10
        combine: {best: 2}
        criteria: {a: {points: 10}, b: {points: 10}, c: {points: 20}}
        """,
        """
        a b c  | total
        1 9 10 | 7      # (0.9 + 0.5) / 2 · 10
        """,
    )


def test_best_does_not_pass_over_what_is_not_known():
    check(
        "criteria: {g: {points: 10, combine: {best: 1}, criteria: {a: {points: 10}, b: {points: 10}}}}",
        """
        a b | g
        4 - | ?
        """,
    )


def test_out_of_scales_another_total_to_the_points():
    check(
        """
        criteria:
          g:
            points: 30
            out_of: 120
            criteria: {a: {points: 100}, b: {points: 20}}
        """,
        """
        a  b  | g
        80 16 | 24     # 96 · 30/120
        """,
    )


def test_a_group_may_be_combined_and_then_pay():
    check(
        """
        criteria:
          g:
            points: 10
            combine: min
            deduct: {each: n, points: 1}
            floor: 0
            round: 1
            criteria: {a: {points: 3}, b: {points: 3}}
        """,
        """
        a b n | g
        2 3 1 | 5.7     # 10 · 2/3 - 1 = 5.667
        """,
    )


def test_x_of_a_group_is_what_its_criteria_make():
    check(
        """
        criteria:
          g:
            points: 10
            deduct: {below: 6, per: 1, points: 1}
            waive_if: x >= 9
            criteria: {a: {points: 10}}
        """,
        """
        a | g
        5 | 4      # 5 - 1
        9 | 10
        """,
    )


def test_points_may_be_a_formula():
    check(
        "criteria: {a: {points: p, full_if: x > 0}, b: {points: 10 - p, full_if: x > 0}}",
        """
        a b p | a b total
        1 1 4 | 4 6 10
        1 0 4 | 4 0 4
        """,
    )


def test_classes_that_measure_something_else_are_compared_by_their_own_value():
    """The peers of a unit are looked at as its own class measures them, in the score and in its account."""
    check(
        """
        criteria:
          k: {points: 10, value: a, rank: [10, 8, 6], by_class: {m: {value: b}}}
        """,
        """
        class a b | total k
        l     1 9 | 10    10
        m     2 5 | 10    10
        m     3 4 | 8     8
        """,
    )
