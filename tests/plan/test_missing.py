"""What happens to values that are not there, and to points that do not apply."""

import pytest
from worked import check, codes

from evalkit.diagnostics import EvalkitError

THREE = "criteria: {a: {points: 10}, b: {points: 20}, c: {points: 30}}"


def test_unsaid_the_score_stays_unknown():
    check(
        THREE,
        """
        a b  c   | total provisional low high
        5 10 -   | ?     yes         15  45      # c may still earn 0 to 30
        5 10 n/a | ?     yes         15  45
        """,
    )


def test_zero_and_full():
    check(
        "missing: zero\nnot_applicable: full\n" + THREE,
        """
        a b  c   | total provisional low high
        5 10 -   | 15    no          15  15
        5 10 n/a | 45    no          45  45
        - -  -   | 0     no          0   0
        """,
    )


def test_a_formula():
    check(
        "criteria: {a: {points: 10, missing: 60%}, b: {points: 20, missing: n}, c: {points: 10, missing: points / 4}}",
        """
        a b c n | a b c
        - - - 7 | 6 7 2.5
        - - - - | 6 ? 2.5
        """,
    )


def test_the_mean_of_the_peers():
    check(
        "criteria: {a: {points: 10, missing: peer_mean(a)}}",
        """
        class a | a
        k     8 | 8
        k     5 | 5
        k     - | 6.5
        m     - | ?      # nobody to look at
        """,
    )


def test_an_undefined_value_is_missing():
    check(
        "criteria: {a: {points: 10, value: n / m, missing: zero}}",
        """
        n m | a
        1 2 | 0.5
        1 0 | 0
        """,
    )


def test_rescale_the_siblings_carry_its_points():
    check(
        "missing: rescale\n" + THREE,
        """
        a b  c  | total a    b    c
        5 10 15 | 30    5    10   15
        5 10 -  | 30    5    10   left     # 15 · 60/30
        - -  15 | 30    left left 15       # 15 · 60/30
        - -  -  | ?     left left left     # nobody is left
        """,
    )


COMMON_AND_OWN = """
    not_applicable: rescale
    missing: rescale
    criteria:
      own:
        points: 60
        criteria:
          wards: {applies: class == "hospital", points: 20}
          surgery: {applies: class == "hospital", points: 40}
          vaccination: {applies: class == "clinic", points: 60}
    """


def test_a_group_carries_no_more_than_its_own_points():
    check(
        COMMON_AND_OWN,
        """
        class    wards surgery vaccination | own
        hospital 10    40      -           | 50      # what a hospital has adds up to 60: nothing is lacking
        clinic   -     -       48          | 48
        hospital -     20      -           | 30      # 20 · 60/40: not reported, and carried up to 60
        """,
    )


def test_a_group_that_holds_less_than_is_there_is_not_cut_either():
    check(
        "not_applicable: rescale\npoints: 20\ncriteria: {a: {points: 15}, b: {points: 7}, c: {points: 8}}",
        """
        a  b c   | total
        15 7 8   | 30       # what is earned counts
        15 7 n/a | 22       # 22 are there already, and 20 would do: nothing to carry
        15 n/a n/a | 20     # 15 · 20/15
        """,
    )


def test_points_are_added_up_for_each_class_of_applies():
    assert codes(COMMON_AND_OWN, "wards", "surgery", "vaccination") == []
    short = COMMON_AND_OWN.replace("points: 40", "points: 30")
    assert codes(short, "wards", "surgery", "vaccination") == ["S203"]


def test_what_does_not_apply_and_earns_its_points_is_added_up_too():
    full = COMMON_AND_OWN.replace("not_applicable: rescale", "not_applicable: full")
    assert codes(full, "wards", "surgery", "vaccination") == ["S203"]


def test_rescale_inside_its_group_only():
    check(
        """
        missing: rescale
        criteria:
          g: {criteria: {a: {points: 10}, b: {points: 10}}}
          h: {criteria: {c: {points: 20}}}
        """,
        """
        a b c  | total g  h
        8 - 10 | 26    16 10      # g: 8 · 20/10
        - - 10 | 20    left 10    # the whole group leaves: 10 · 40/20
        """,
    )


def test_skip_in_a_mean():
    check(
        """
        points: 10
        combine: mean
        missing: skip
        criteria: {a: {points: 10}, b: {points: 10}, c: {points: 10}}
        """,
        """
        a b c | total
        9 6 3 | 6
        9 6 - | 7.5
        - - - | ?
        """,
    )


def test_skip_with_weights():
    check(
        """
        points: 10
        missing: skip
        criteria: {a: {weight: 50%, points: 10}, b: {weight: 30%, points: 10}, c: {weight: 20%, points: 10}}
        """,
        """
        a b c | total
        9 6 - | 7.88     # (4.5 + 1.8) / 0.8 = 7.875
        """,
    )


@pytest.mark.parametrize(
    ("combine", "full", "without_c"),
    [("min", 2, 4), ("max", 8, 8), ("{best: 2}", 6, 6), ("geometric", 4, "5.66"), ("harmonic", "3.43", "5.33")],
)
def test_skip_in_the_other_means(combine, full, without_c):
    # geometric: ∛(8·4·2) = 4, √32 = 5.657; harmonic: 3 / (1/8 + 1/4 + 1/2) = 24/7, 2 / (3/8) = 16/3
    check(
        f"""
        points: 10
        combine: {combine}
        missing: skip
        criteria: {{a: {{points: 10}}, b: {{points: 10}}, c: {{points: 10}}}}
        """,
        f"""
        a b c | total
        8 4 2 | {full}
        8 4 - | {without_c}
        """,
    )


def test_spread_gives_its_points_to_the_siblings_before_they_are_scored():
    check(
        """
        missing: spread
        criteria:
          a: {points: 10, full_if: x > 0}
          b: {points: 10, deduct: {each: b, points: 3}}
          c: {points: 20}
        """,
        """
        a b c | total a  b  c    points:a points:b
        1 1 4 | 21    10 7  4    10       10
        1 1 - | 37    20 17 left 20       20        # c's 20 go to a and b in proportion: 20 - 3 = 17
        - 1 - | 37    left 37 left 40     40
        """,
    )


def test_spread_where_a_criterion_has_only_an_account():
    check(
        """
        missing: spread
        criteria: {a: {points: 10, deduct: {each: n, points: 2}}, b: {points: 10, full_if: x > 0}}
        """,
        """
        n b | total a    b
        1 1 | 18    8    10
        1 - | 18    18   left
        - 1 | 20    left 20
        """,
    )


def test_drop_leaves_every_level_and_the_total_is_scaled_back_once():
    check(
        """
        missing: drop
        criteria:
          g: {criteria: {a: {points: 10}, b: {points: 10}}}
          h: {criteria: {c: {points: 20}}}
        """,
        """
        a b c  | total g h
        8 4 10 | 22    12 10
        8 - 10 | 24    8  10     # (8 + 10) · 40/30
        """,
    )


def test_fail():
    with pytest.raises(EvalkitError):
        check("criteria: {a: {points: 10, missing: fail}}", "a | a\n - | ?")
    check("criteria: {a: {points: 10, missing: fail, not_applicable: full}}", "a | a\n n/a | 10")


def test_inherited_from_outer_criteria_until_another_is_said():
    check(
        """
        missing: zero
        criteria:
          g: {missing: full, criteria: {a: {points: 10}, b: {points: 10, missing: 5}}}
          c: {points: 10}
        """,
        """
        a b c | a  b c total
        - - - | 10 5 0 15
        """,
    )


def test_applies():
    check(
        """
        not_applicable: rescale
        missing: zero
        criteria: {a: {points: 10}, b: {points: 10, applies: n > 0}}
        """,
        """
        a b n | total b
        8 4 1 | 12    4
        8 4 0 | 16    left
        8 - 1 | 8     0
        8 4 - | 8     0       # whether it applies is not known: missing
        """,
    )


def test_applies_without_a_word_about_its_points_is_odd():
    assert codes("criteria: {a: {points: 10, applies: n > 0}}", "a", "n") == ["S207"]


def test_a_group_whose_criteria_do_not_apply_does_not_apply():
    check(
        """
        not_applicable: rescale
        criteria:
          g: {criteria: {a: {points: 10}, b: {points: 10}}}
          c: {points: 20}
        """,
        """
        a   b   c  | total g
        n/a n/a 15 | 30    left
        """,
    )


def test_a_group_with_a_policy_of_its_own():
    check(
        """
        criteria:
          g: {not_applicable: zero, criteria: {a: {points: 10, not_applicable: rescale}}}
          c: {points: 20}
        """,
        """
        a   c  | total g
        n/a 15 | 15    0
        """,
    )


def test_what_has_a_policy_is_certain_beside_what_is_open():
    check(
        "criteria: {a: {points: 10, missing: zero}, b: {points: 20}}",
        """
        a b | total low high
        - - | ?     0   20      # a earns 0, whatever b does
        4 - | ?     4   24
        """,
    )
