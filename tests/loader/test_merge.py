"""What is said later replaces what was said before, field by field: defaults, inner defaults, own keys, class."""

import pytest
from worked import check, codes


def test_defaults_own_and_class_in_that_order():
    check(
        """
        defaults: {points: 10, deduct: {each: n, points: 1}}
        criteria:
          a: {}
          b: {points: 20}
          c: {deduct: {points: 2}, by_class: {k: {deduct: {points: 3}}}}
        """,
        """
        class n | a b  c
        m     2 | 8 18 6     # c: 10 - 2 · 2
        k     2 | 8 18 4     # c: 10 - 2 · 3
        """,
    )


def test_inner_defaults_go_over_outer_ones():
    check(
        """
        defaults: {points: 10, deduct: {each: n, points: 1}}
        criteria:
          g:
            defaults: {deduct: {points: 2}}
            criteria: {a: {}, b: {points: 5}}
          c: {}
        """,
        """
        n | a b c
        1 | 8 3 9
        """,
    )


def test_defaults_are_for_indicators_not_for_groups():
    check(
        """
        defaults: {round: 0}
        criteria: {g: {criteria: {a: {points: 1, value: v}, b: {points: 1, value: v}}}}
        """,
        """
        v    | g total
        0.25 | 0 0
        0.5  | 2 2
        """,
    )


def test_maps_of_bands_and_lists_are_replaced_whole():
    check(
        """
        defaults: {points: 10, at_least: {5: 10, 3: 6, else: 1}}
        criteria: {a: {value: v}, b: {value: v, at_least: {4: 8, else: 0}}}
        """,
        """
        v | a  b
        5 | 10 8
        3 | 6  0
        """,
    )


def test_fields_of_a_rule_merge():
    check(
        """
        defaults: {points: 10, value: v, ratio: {to: 4, better: lower}}
        criteria: {a: {}, b: {ratio: {to: 2}}}
        """,
        """
        v | a b
        5 | 8 4
        """,
    )


def test_another_kind_of_rule_replaces_the_rule():
    check(
        """
        defaults: {points: 10, value: v, ratio: {to: 4}}
        criteria: {a: {}, b: {full_if: x > 3}, c: {by_class: {k: {levels: {x: 1}, value: w}}}}
        """,
        """
        class v w:text | a   b c
        m     2 -      | 5   0 5
        k     2 x      | 5   0 1
        """,
    )


def test_an_account_of_one_line_is_replaced_by_one_of_several():
    check(
        """
        defaults: {points: 10, deduct: {each: n, points: 1}}
        criteria:
          a: {deduct: [{each: n, points: 2}, {each: m, points: 3}]}
          b: {deduct: {combine: max, terms: [{each: n, points: 2}, {each: m, points: 3}]}}
        """,
        """
        n m | a b
        1 1 | 5 7
        """,
    )


def test_constants_of_with():
    check(
        """
        with: {t: 4}
        defaults: {points: 10, value: v, ratio: {to: t}}
        criteria:
          a: {}
          b: {with: {t: 8}}
          g: {with: {t: 5}, criteria: {c: {}, d: {by_class: {k: {with: {t: 2}}}}}}
        """,
        """
        class v | a   b   c d
        m     2 | 5   2.5 4 4
        k     2 | 5   2.5 4 10
        """,
    )


def test_a_constant_is_read_where_it_is_used():
    check(
        "criteria: {a: {points: 10, with: {t: n + 1}, full_if: x >= t}}",
        """
        a n | a
        3 2 | 10
        3 3 | 0
        """,
    )


def test_points_by_class():
    check(
        """
        criteria:
          a: {points: 10, full_if: x > 0, by_class: {k: {points: 4}, m: {points: 0}}}
          b: {points: 10, full_if: x > 0}
        """,
        """
        class a b | a  total
        j     1 1 | 10 20
        k     1 1 | 4  14
        m     1 1 | 0  10
        """,
    )


def test_classes_that_differ_in_numbers_and_classes_that_differ_in_rules():
    check(
        """
        criteria:
          a:
            points: 10
            deduct: {below: 95, per: 1, points: 0.5}
            by_class: {k: {deduct: {below: 90}}, m: {deduct: {each: n, points: 2}, start: 8}}
        """,
        """
        class a  n | a
        j     85 - | 5
        k     85 - | 7.5
        m     -  2 | 4       # another kind of line replaces the line
        """,
    )


def test_another_column_than_the_class():
    check(
        """
        inputs: {a: {type: number}, kind: {type: level, levels: [big, small]}}
        criteria: {a: {points: 10, full_if: x >= t, with: {t: 5}, by: {kind: {small: {with: {t: 3}}}}}}
        """,
        """
        kind  a | a
        big   4 | 0
        small 4 | 10
        """,
    )


def test_a_class_may_change_a_group():
    check(
        """
        criteria:
          g:
            points: 10
            deduct: {each: n, points: 1}
            by_class: {k: {deduct: {points: 3}}}
            criteria: {a: {points: 10}}
        """,
        """
        class a n | g
        j     9 1 | 8
        k     9 1 | 6
        """,
    )


def test_a_class_cannot_change_the_tree():
    assert codes("criteria: {a: {points: 1, by_class: {k: {criteria: {}}}}}", "a") == ["S206"]


def test_points_that_do_not_add_up_are_told_for_a_class():
    scheme = "points: 20\ncriteria: {a: {points: 10, by_class: {k: {points: 8}}}, b: {points: 10}}"
    assert codes(scheme, "a", "b") == ["S203"]
    assert codes(scheme.replace("b: {points: 10}", "b: {points: 10, by_class: {k: {points: 12}}}"), "a", "b") == []


@pytest.mark.parametrize(
    ("scheme", "wrong"),
    [
        ("g: {value: a, points: 10, criteria: {a: {points: 10}}}", ["S206"]),
        ("a: {points: 10, combine: mean, out_of: 5}", ["S206", "S206"]),
        ("a: {points: 10, start: 5, ratio: 4}", ["S206"]),
        ("a: {points: 10, missing: zero, by_class: {k: {missing: full}}}", ["S206"]),
        ("a: {points: 10, defaults: 5}", ["S108"]),
        ("$top: {points: 10, value: a}", ["S111"]),
        ("{}", ["S117"]),
        ("5", ["S108"]),
        ("a: {points: 10, by: {a: {}, b: {}}}", ["S108"]),
        ("a: {points: 10, choose: [5]}", ["S108"]),
        ("a: {points: 10, value: a +}", ["E102"]),
        ("a: {points: 10, deduct: [{each: a, points: }]}", ["S305"]),
    ],
)
def test_what_would_mean_nothing_is_told(scheme, wrong):
    assert codes("criteria: " + (scheme if scheme[0] in "{5" else "{" + scheme + "}"), "a") == wrong


def test_weights_of_a_class():
    check(
        """
        points: 10
        criteria: {a: {points: 10, by_class: {k: {weight: 3}}}, b: {points: 10}}
        """,
        """
        class a  b | total
        j     10 0 | 5
        k     10 0 | 7.5
        """,
    )


def test_points_are_spread_by_the_value_of_the_class():
    check(
        """
        missing: spread
        criteria: {a: {points: 10, value: n, by_class: {k: {value: m}}}, b: {points: 10, full_if: x > 0}}
        """,
        """
        class n m b | total
        k     - 5 1 | 15
        j     - 5 1 | 20
        """,
    )
