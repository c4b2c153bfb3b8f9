from __future__ import annotations

from fractions import Fraction

from scored import scored

SCHEME = """
points: 100
not_applicable: drop
inputs: {a: {type: percent}, b: {type: percent}, c: {type: percent}}
criteria:
  g:
    points: 60
    criteria:
      a: {points: 20, linear: {0%: 0, 100%: 100%}}
      b: {points: 40, linear: {0%: 0, 100%: 100%}}
  c: {points: 40, linear: {0%: 0, 100%: 100%}}
grades: {A: {at_least: 50, needs: {g: 80%}}, B: {}}
"""


def test_dropped_points_leave_every_level() -> None:
    """u1: b is dropped, so g has 18 of 20 points, 90 %; the total is (18 + 40) / 60 × 100.
    u2: g has 10 + 40 of 60 points, 83.3 %. u3: 15 of 20 is 75 %, below the 80 % that A needs."""
    result = scored(SCHEME, "id a b c\nu1 90 不适用 100\nu2 50 100 100\nu3 75 不适用 100\n")
    assert [result.total[row] for row in range(3)] == [Fraction("96.67"), 90, Fraction("91.67")]
    assert [result.grade(row) for row in range(3)] == ["A", "A", "B"]
