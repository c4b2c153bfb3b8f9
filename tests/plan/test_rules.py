"""Every kind of rule, at its bounds, at a zero denominator, and for an unknown value."""

import pytest
from worked import check, codes

from evalkit.diagnostics import EvalkitError


def test_a_leaf_without_a_rule_earns_its_value_within_its_points():
    check(
        "criteria: {a: {points: 10}}",
        """
        a   | a
        7.5 | 7.5
        12  | 10     # not above its points
        -3  | 0      # not below 0
        -   | ?
        n/a | ?
        """,
    )


def test_full_if():
    check(
        "criteria: {a: {points: 10, full_if: x >= 95%}}",
        """
        a:percent | a
        95        | 10
        94.999    | 0
        -         | ?
        """,
    )


@pytest.mark.parametrize(
    ("word", "at_5", "at_3"),
    [("at_least", 10, 6), ("above", 6, 0), ("at_most", 4, 8), ("below", 0, 4)],
)
def test_the_word_of_a_band_says_which_end_is_in_it(word, at_5, at_3):
    scores = "{5: 10, 3: 6}" if word in ("at_least", "above") else "{5: 4, 3: 8}"
    check(
        f"criteria: {{a: {{points: 10, {word}: {scores}}}}}",
        f"""
        a | a
        5 | {at_5}
        3 | {at_3}
        - | ?
        """,
    )


def test_bands_hold_in_any_order_and_else_catches_the_rest():
    check(
        "criteria: {a: {points: 10, at_least: {80%: 60%, 95%: 100%, else: 1}}}",
        """
        a:percent | a
        100       | 10
        95        | 10
        94.9      | 6     # 60 % of 10
        80        | 6
        79.9      | 1
        """,
    )


def test_bands_whose_bounds_are_formulas_are_tried_in_the_order_written():
    check(
        "criteria: {a: {points: 10, at_least: {t: 10, t / 2: 5}}}",
        """
        a t | a
        8 8 | 10
        4 8 | 5
        3 8 | 0
        8 - | ?
        """,
    )


def test_linear():
    check(
        "criteria: {a: {points: 30, linear: {95%: 100%, 60%: 0}}}",
        """
        a:percent | a
        50        | 0
        60        | 0
        81        | 18    # 30 · 21/35
        95        | 30
        99        | 30
        -         | ?
        """,
    )


def test_linear_between_three_anchors():
    check(
        "criteria: {a: {points: 10, linear: {0: 0, 10: 8, 30: 10}}}",
        """
        a  | a
        5  | 4      # half of 8
        10 | 8
        20 | 9      # 8 + 2 · 10/20
        """,
    )


def test_linear_between_two_anchors_of_the_data():
    check(
        "criteria: {a: {points: 10, linear: {low: 0, high: 100%}}}",
        """
        a  low high | a
        5  0   10   | 5
        -1 0   10   | 0
        12 0   10   | 10
        2  4   0    | 5     # downhill: (2 - 4) / (0 - 4)
        3  3   3    | ?     # no distance between the anchors
        """,
    )


def test_ratio():
    check(
        "criteria: {a: {points: 20, ratio: {to: t}}}",
        """
        a  t | a
        3  4 | 15
        5  4 | 20    # capped at 100 %
        0  0 | 20    # as good as the target
        5  0 | 20    # more than a target of 0: as much as can be
        -1 0 | ?     # -1 / 0
        3  - | ?
        -  4 | ?
        """,
    )


def test_ratio_with_another_cap_or_none():
    check(
        """
        criteria:
          a: {points: 10, ratio: {to: 4, cap: 120%}}
          b: {points: 10, ratio: {to: 4, cap: none}}
          c: {points: 10, cap: 100%, ratio: {to: 4, cap: none}}
          d: {points: 10, ratio: {to: 4, cap: 80%}, add: {each: 1, points: 9}}
          e: {points: 10, ratio: {to: 4, cap: 120%}, add: {each: 1, points: 9}}
        """,
        """
        a b c d e | a  b  c  d  e
        6 6 6 6 2 | 12 15 10 10 12    # at most 1.2; not capped; the cap beside it; 8 + 9; 5 + 9, at most 12
        - - - - - | ?  ?  ?  ?  ?
        """,
    )


def test_a_ratio_that_may_count_more_may_still_become_more():
    """Of 10 the leaf earns at most 120 %, 20 % of b at most 10; without a bound nobody knows."""
    check(
        """
        criteria: {a: {points: 10, ratio: {to: 4, cap: 120%}}, b: {points: 10, ratio: {to: 4, cap: 20%}}}
        """,
        """
        a b | low high
        - - | 0   22
        """,
    )
    check("criteria: {a: {points: 10, ratio: {to: 4, cap: none}}}", "a | low high\n- | 0 ?")


def test_a_score_above_the_points_is_odd_unless_something_lifts_or_lowers_it():
    score = "points: 10, at_least: {5: 12, 1: 10, else: 0}"
    assert codes(f"criteria: {{a: {{{score}}}}}", "a") == ["S312"]
    assert codes("criteria: {a: {points: 10, levels: {x: 110%, y: 0}}}", "a:text") == ["S312"]
    assert codes("criteria: {a: {points: 10, linear: {0: 0, 5: 100%, 9: 12}}}", "a") == ["S312"]
    assert codes("criteria: {a: {points: 10, choose: [{when: x > 3, score: 12}, {else: 0}]}}", "a") == ["S312"]
    assert codes("criteria: {a: {points: 10, rank: [12, 10]}}", "a") == ["S312"]
    for lifted in ("cap: 120%", "cap: none", "deduct: {each: a, points: 2, cap: 10}", "times: 0.5"):
        assert codes(f"criteria: {{a: {{{score}, {lifted}}}}}", "a") == []


def test_ratio_where_less_is_better():
    check(
        "criteria: {a: {points: 10, ratio: {to: 4, better: lower}}, b: {points: 10, ratio: {to: t, better: lower}}}",
        """
        a b t | a  b
        4 4 4 | 10 10
        5 5 4 | 8  8      # 4/5
        2 2 4 | 10 10     # 2, capped at 1
        8 8 0 | 5  0
        0 0 4 | 10 10     # better than the target: as much as can be
        0 0 0 | 10 10
        """,
    )


def test_ratio_without_a_cap_has_no_value_where_it_divides_by_0():
    check(
        "criteria: {a: {points: 10, ratio: {to: t, cap: none}}}",
        """
        a t | a
        5 0 | ?
        0 0 | 10
        """,
    )


def test_ratio_to_the_best_of_the_class():
    check(
        """
        criteria:
          a: {points: 10, ratio: best}
          b: {points: 10, ratio: {to: best, better: lower, within: all}}
        """,
        """
        class a b | a   b
        k     8 5 | 10  8      # b: the least of all is 4
        k     6 4 | 7.5 10
        m     2 8 | 10  5
        m     - - | ?   ?
        """,
    )


def test_levels_with_numbers_are_more_or_less():
    check(
        """
        inputs: {a: {type: level, levels: {good: 3, fair: 2, poor: 1}}}
        criteria: {b: {points: 8, value: a, choose: [{when: a > 2, score: 8}, {when: 1 < a, score: 3}]}}
        """,
        """
        a    | b
        good | 8
        fair | 3
        poor | 0
        """,
    )


def test_levels():
    check(
        """
        inputs: {a: {type: level, levels: [good, fair, poor]}}
        criteria: {a: {points: 8, levels: {good: 100%, fair: 3, else: 0}}}
        """,
        """
        a    | a
        good | 8
        fair | 3
        poor | 0
        -    | ?
        """,
    )


def test_choose_takes_the_first_that_holds():
    check(
        """
        criteria:
          a:
            points: 10
            choose: [{when: x < 60, score: 0}, {when: x > last, score: 100%}, {when: x == last, score: 80%}, {else: 5}]
        """,
        """
        a  last | a
        59 10   | 0
        61 60   | 10
        60 60   | 8
        60 61   | 5
        59 -    | 0     # decided before last is asked for
        60 -    | ?
        """,
    )


def test_choose_without_else_earns_nothing():
    check(
        "criteria: {a: {points: 10, choose: [{when: x > 3, score: 100%}]}}",
        """
        a | a
        3 | 0
        """,
    )


def test_rank_by_list():
    check(
        "criteria: {a: {points: 10, rank: {scores: [100%, 8, 6], floor: 2, within: all}}}",
        """
        a | a
        9 | 10
        8 | 8      # two share the second place
        8 | 8
        7 | 2      # the fourth, behind the list
        - | ?
        """,
    )


def test_rank_by_step():
    check(
        "criteria: {a: {points: 10, rank: {step: 30%, floor: 2}}}",
        """
        class a | a
        k     9 | 10
        k     8 | 7
        k     7 | 4
        k     6 | 2     # 10 - 9 = 1, not below 2
        m     1 | 10
        """,
    )


def test_rank_from_the_bottom_and_where_less_is_better():
    check(
        """
        criteria:
          a: {points: 10, rank: {scores: [1, 2], floor: 10, from: bottom}}
          b: {points: 10, rank: {scores: [10, 5], better: lower}}
          c: {points: 10, rank: {scores: [1], floor: 10, better: lower, from: bottom}}
        """,
        """
        a b c | a  b  c
        1 1 1 | 1  10 10
        2 2 2 | 2  5  10
        3 3 3 | 10 0  1      # of c the largest is the last
        """,
    )


def test_rank_among_some():
    check(
        "criteria: {a: {points: 10, rank: {step: 4, first: 9, among: full}}}",
        """
        a full:flag | a
        9 no        | 0     # not among them
        8 yes       | 9
        7 yes       | 5
        6 -         | ?
        """,
    )


def test_judged():
    check(
        "criteria: {a: {points: 10, judged: {at_least: 2, at_most: 80%}}, b: {points: 5, judged: }}",
        """
        a:judged b:judged | a b
        2        5        | 2 5
        8        0        | 8 0
        -        -        | ? ?
        """,
    )


def test_a_mark_out_of_bounds_is_refused():
    with pytest.raises(EvalkitError, match="outside its bounds"):
        check("criteria: {a: {points: 10, judged: {at_least: 2}}}", "a:judged | a\n 1 | ?")


def test_score_is_any_formula():
    check(
        "criteria: {a: {points: 100, score: 60 + 40 * (x - low) / (high - low)}, b: {points: 10, score: 80%}}",
        """
        a low high b | a  b
        5 0   10   1 | 80 8
        5 3   3    1 | ?  8
        """,
    )


def test_the_share_of_a_constant_is_a_share_of_the_points():
    check(
        """
        criteria:
          a: {points: 20, with: {half: 50%, one: 1}, at_least: {1: half, 0: one, else: 0}}
        """,
        """
        a | a
        1 | 10
        0 | 1
        """,
    )
