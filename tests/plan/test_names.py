"""What names mean: scores and shares of other criteria, values, tables, circles."""

import pytest
from worked import check, codes


def test_score_and_share():
    check(
        """
        criteria:
          a: {points: 10}
          g: {points: 20, criteria: {b: {points: 20}}}
          c: {points: 5, value: share(g), full_if: x >= 50%}
          d: {points: 30, value: score(a) + score(g)}
        """,
        """
        a b  | c d
        4 10 | 5 14
        4 9  | 0 13
        """,
    )


def test_a_criterion_may_be_called_what_its_input_is_called():
    check(
        "criteria: {a: {points: 10, ratio: {to: 4}}, b: {points: 10, value: score(a) - a}}",
        """
        a | a   b
        2 | 5   3
        """,
    )


def test_points_is_what_the_criterion_can_earn():
    check(
        "criteria: {a: {points: 20, score: points * x / 2, by_class: {k: {points: 10}}}}",
        """
        class a | a
        j     1 | 10
        k     1 | 5
        """,
    )


def test_values_and_tables():
    check(
        """
        inputs: {n: {type: number}, kind: {type: text}}
        values: {twice: 2 * n, target: "lookup(targets, kind)"}
        tables: {targets: {city: 10, town: 5, else: 1}}
        criteria: {a: {points: 100, value: twice / target}}
        """,
        """
        n kind | a
        5 city | 1
        5 town | 2
        5 what | 10
        5 -    | ?
        """,
    )


def test_a_table_of_two_keys_and_one_of_bands():
    check(
        """
        inputs: {n: {type: number}, kind: {type: text}, land: {type: text}}
        tables:
          pairs: {a: {x: 1, y: 2}, b: {x: 3, else: 4}}
          sizes: {at_least: {100: 3, 50: 2, else: 1}}
        criteria:
          p: {points: 10, value: "lookup(pairs, kind, land)"}
          s: {points: 10, value: "lookup(sizes, n)"}
        """,
        """
        n  kind land | p s
        50 a    y    | 2 2
        49 b    z    | 4 1
        99 c    x    | ? 2
        """,
    )


def test_class_and_parent_are_texts():
    check(
        """
        criteria: {a: {points: 10, score: "if(class == 'k', 4, 6)"}, b: {points: 10, score: "if(parent == 'p', 1, 2)"}}
        """,
        """
        class parent a b | a b
        k     p      0 0 | 4 1
        j     q      0 0 | 6 2
        """,
    )


@pytest.mark.parametrize(
    "scheme",
    [
        "criteria: {a: {points: 1, value: score(a)}}",
        "criteria: {a: {points: 1, value: score(b)}, b: {points: 1, value: score(a)}}",
        "criteria: {g: {points: 1, criteria: {a: {points: 1, value: share(g)}}}}",
        "values: {v: w, w: v}\ncriteria: {a: {points: 1, value: n}}",
        "criteria: {a: {points: 1, value: v}}\nvalues: {v: score(a)}",
    ],
)
def test_a_circle_is_told_once(scheme):
    assert codes(scheme, "n") == ["E206"]


def test_a_look_at_peers_is_no_circle():
    check(
        """
        criteria:
          a: {points: 10}
          b: {points: 10, value: score(a), ratio: {to: best}}
        """,
        """
        a | a b
        8 | 8 10
        4 | 4 5
        """,
    )


@pytest.mark.parametrize(
    ("scheme", "code"),
    [
        ("criteria: {a: {points: 1, value: nobody}}", "E201"),
        ("criteria: {a: {points: 1, value: score(nobody)}}", "E207"),
        ("criteria: {a: {points: 1, value: total}}", "E205"),
        ("criteria: {a: {points: 1, value: x + 1}}", "E205"),
        ("criteria: {a: {value: points}}", "S205"),
        ("values: {v: nobody}\ncriteria: {a: {points: 1}}", "E201"),
        ("tables: {t: {k: nobody}}\ncriteria: {a: {points: 1}}", "E201"),
        ("criteria: {a: {points: 1, value: a / 0}}", "E210"),
        ("criteria: {a: {points: 1, full_if: a == 'k'}}", "E204"),
        ('criteria: {a: {points: 1, value: "round(a, 16)"}}', "E104"),
        ('criteria: {a: {points: 1, value: "round(a, a)"}}', "E204"),
    ],
)
def test_names_that_mean_nothing(scheme, code):
    assert codes(scheme, "a") == [code]
