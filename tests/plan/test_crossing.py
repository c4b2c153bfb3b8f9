"""Peers see values rounded to 9 decimals; a value that is compared with theirs is rounded alike, so equal is equal."""

import pytest
from worked import check

EQUALS = """
values: {{r: a / b}}
criteria:
  q:
    points: 10
    value: r
    {rule}
"""


@pytest.mark.parametrize(
    "rule",
    [
        "full_if: x >= peer_mean(x)",
        "full_if: x <= peer_mean(x)",
        "full_if: x == peer_max(x)",
        "full_if: a / b >= peer_mean(a / b)",
        "full_if: r >= peer_min(x)",
        "full_if: peer_count(1, where=r >= peer_mean(r)) == 2",
        "full_if: peer_max(r - peer_mean(r)) == r - peer_mean(r)",
        "ratio: best",
        "ratio: {to: best, better: lower}",
        "ratio: peer_mean(x)",
        "at_least: {peer_mean(x): 100%, else: 0}",
        "at_most: {peer_mean(r): 100%, else: 0}",
        "linear: {peer_mean(x) - 10%: 0, peer_mean(x): 100%}",
        "deduct: {below: peer_mean(x), per: 1%, points: 2, steps: started}",
        "deduct: {above: peer_max(r), points: 2}",
        "choose: [{when: x < peer_mean(x), score: 0}, {else: 100%}]",
        "score: points * x / peer_max(x)",
    ],
)
def test_nobody_is_below_or_above_equals(rule):
    """Both have 2/3, which the peers see as 0.666666667."""
    check(
        EQUALS.format(rule=rule),
        """
        a b | q
        2 3 | 10
        4 6 | 10
        """,
    )


def test_a_constant_may_look_at_the_peers():
    check(
        EQUALS.format(
            rule="deduct: {below: usual, per: 1%, points: 2, steps: started}\n    with: {usual: peer_mean(x)}"
        ),
        """
        a b | q
        2 3 | 10
        4 6 | 10
        """,
    )


def test_a_value_that_is_the_distance_from_the_peers():
    check(
        "values: {r: a / b}\ncriteria: {q: {points: 10, value: peer_mean(r) - r, at_most: {0: 10, 2%: 8, else: 0}}}",
        """
        a b | q
        2 3 | 10
        4 6 | 10
        """,
    )


def test_a_unit_alone_is_its_own_best():
    check("criteria: {q: {points: 10, value: a / b, ratio: best}}", "a b | q\n1 7 | 10")


def test_an_input_of_more_decimals_is_seen_alike():
    """12.3456789012 % is 0.123456789012, which the peers see as 0.123456789."""
    check(
        "criteria: {q: {points: 10, full_if: x == peer_max(x)}}",
        """
        q:percent     | q
        12.3456789012 | 10
        12.3456789012 | 10
        """,
    )


def test_only_what_peers_look_at_is_rounded():
    """p looks at the peers of 1/3, s does not: 30 x 1/3 is 10, and 30 x 0.333333333 is 9.99999999."""
    check(
        """
        values: {r: a / b}
        criteria:
          p: {points: 30, value: r, score: 30 * x / peer_max(x)}
          s: {points: 30, value: r, score: 30 * x}
          t: {points: 30, value: r, full_if: x == peer_max(x), deduct: {below: 40%, per: 100%, points: 30}}
        """,
        """
        a b | p  s  t
        1 3 | 30 10 27.99999999    # 30 - 30 x (0.4 - 0.333333333)
        """,
    )


def test_a_group_is_compared_as_its_peers_see_it():
    """20/3 + 1 is 7.666666667 for all."""
    check(
        """
        criteria:
          g:
            points: 20
            deduct: {below: peer_mean(x), per: 1, points: 3, steps: started}
            criteria: {p: {points: 10, value: a / b, score: 10 * x}, n: {points: 10}}
        """,
        """
        a b n | g             p
        2 3 1 | 7.666666667  20/3
        4 6 1 | 7.666666667  20/3
        """,
    )


def test_the_score_of_another_criterion_is_whole():
    """s is compared with what the peers make of it; p, of which s is a part, keeps its third."""
    check(
        """
        criteria:
          p: {points: 10, value: a / b, score: 10 * x}
          s: {points: 10, full_if: score(p) >= peer_mean(score(p))}
          t: {points: 10, score: score(p) + 0 * peer_max(a / b)}
        """,
        """
        a b | p    s  t
        2 3 | 20/3 10 20/3
        4 6 | 20/3 10 20/3
        """,
    )
