from __future__ import annotations

from scored import numbers, scored

SCHEME = """
inputs: {a: {type: number}, b: {type: number}, t: {type: number}}
criteria:
  lowest: {points: 10, value: a, ratio: {to: best, better: lower}}
  target: {points: 10, value: b, ratio: {to: t, better: lower}}
missing: -1
"""


def parts(table: str) -> list[tuple[str, str]]:
    from evalkit.evaluate import criterion_scores

    result = scored(SCHEME, table)
    found = criterion_scores(result, result.plan.top.children, range(len(result)))
    return list(zip(numbers(found["lowest"]), numbers(found["target"]), strict=True))


def test_of_a_target_below_0_there_is_no_proportion() -> None:
    """The best of -4, -2 and 4 is -4, which is as good as itself: -2 is no half and no double of it, so the others have
    no proportion, but -1 instead.
    b: of a target of 5, 10 reaches half; -1 and 0 are better, which is 100 %; 0 of 0 is as good as the target."""
    assert parts("id a b t\nu1 -4 10 5\nu2 -2 -1 5\nu3 4 0 5\nu4 4 0 0\n") == [
        ("10", "5"),
        ("-1", "10"),
        ("-1", "10"),
        ("-1", "10"),
    ]


def test_of_a_best_above_0_the_proportion_holds() -> None:
    """The lowest is 2: 2 / 4 is half."""
    assert [first for first, _ in parts("id a b t\nu1 2 1 1\nu2 4 1 1\n")] == ["10", "5"]
