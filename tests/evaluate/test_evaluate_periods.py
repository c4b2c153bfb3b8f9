"""What units take from the periods before."""

import pytest
from below import scored, scores, wrong

FIRST = {"units": "id n ok day lv\n a 1 是 2023-01-31 高\n b 2 是 2023-02-01 低\n c 3 是 2023-03-01 高"}
SECOND = {"units": "id n ok day lv\n c 30 - - -\n a 10 是 2024-01-31 低\n d 40 是 2024-04-01 高"}
THIRD = {
    "units": """
    id n   ok day        lv
    a  100 是 2025-01-31 低
    b  200 是 2025-02-01 低
    c  300 是 2025-03-01 高
    d  400 否 2025-04-01 高
    e  500 是 2025-05-01 高
    """
}
"""b is not in the second period, d not in the first, e only in the last."""
WORTH = {
    "previous(n)": "10 ? 30 40 ?",
    "known(previous(n), 0)": "10 0 30 40 0",
    "n / previous(n)": "10 ? 10 10 ?",
    "previous(previous(n))": "1 ? 3 ? ?",
    "previous(n + previous(n))": "11 ? 33 ? ?",
    "if(previous(ok), 1, 0)": "1 ? ? 1 ?",
    "days(previous(day), day)": "366 ? ? 365 ?",
    "month(previous(day))": "1 ? ? 4 ?",
    "if(previous(lv) == lv, 1, 0)": "1 ? ? 1 ?",
    "previous(peer_max(n))": "40 ? 40 40 ?",
    "peer_max(previous(n))": "40 40 40 40 40",
    "previous(peer_rank(n))": "3 ? 2 1 ?",
    "peer_rank(previous(n))": "3 ? 2 1 ?",
    "known(previous(peer_rank(n)), 5) - peer_rank(n)": "-2 1 -1 -1 4",  # places won: 3 - 5, 5 - 4, 2 - 3, 1 - 2, 5 - 1
    "streak(ok)": "3 1 ? 0 1",  # of c nobody knows about the second period
    "streak(n > 1)": "2 1 3 2 1",
    "streak(n >= 1)": "3 1 3 2 1",  # b was not there for a period, which ends it
    "streak(n > 30)": "1 1 1 2 1",
    "streak(n > previous(n))": "? ? ? ? ?",
    "streak(n > known(previous(n), 0))": "3 1 3 2 1",
    "streak(lv == '高')": "0 0 ? 2 1",
    "streak(not ok)": "0 0 0 1 0",
    "streak(streak(n > 0) > 1)": "2 0 2 1 0",
}


@pytest.mark.parametrize(("expression", "expected"), WORTH.items())
def test_a_value(expression: str, expected: str) -> None:
    scheme = f"""
        inputs: {{n: number, ok: flag, day: date, lv: {{type: level, levels: [高, 低]}}}}
        criteria: {{k: {{points: 1000, value: "{expression}", floor: none, cap: none}}}}
    """
    assert scores(scored(scheme, FIRST, SECOND, THIRD), "k") == expected.split()


def test_without_earlier_periods() -> None:
    scheme = """
        inputs: {n: number}
        criteria:
          was: {points: 10, value: previous(n), missing: 1}
          long: {points: 10, value: streak(n > 1)}
    """
    assert scores(scored(scheme, {"units": "id n\n a 5\n b 1"}), "was", "long") == ["1 1", "1 0"]


def test_scores_shares_and_ranks_of_the_period_before() -> None:
    scheme = """
        missing: zero
        inputs: {n: number}
        criteria:
          k: {points: 10, value: n}
          better: {points: 5, full_if: score(k) > previous(score(k))}
          places: {points: 20, value: "previous(peer_rank(score(k))) - peer_rank(score(k))", floor: none}
          half: {points: 10, value: "streak(share(k) >= 50%)"}
    """
    first = {"units": "id n\n a 4\n b 9\n c 5"}
    second = {"units": "id n\n a 6\n b 8\n c 5\n d 10"}
    # a from the third place to the third, b from the first to the second, c from the second to the fourth
    assert scores(scored(scheme, first, second), "better", "places", "half") == ["5 0 1", "0 -1 2", "0 -2 2", "0 0 1"]


def test_records_and_units_below_of_the_period_before() -> None:
    scheme = """
        missing: zero
        records: {cases: {columns: {n: number}}}
        inputs: {s: number, total_n: {type: number, from: cases, sum: n}}
        criteria:
          cases: {points: 100, value: previous(total_n)}
          below: {points: 100, value: previous(child_sum(s))}
          k: {points: 100, for_each: {in: cases, combine: sum}, value: n}
          was: {points: 100, value: previous(score(k))}
    """
    first = {"units": "id parent s\n b a 5\n a - 1", "cases": "id n\n a 3\n b 4\n a 5"}
    second = {"units": "id parent s\n a - 1\n b a 6", "cases": "id n\n a 1"}
    assert scores(scored(scheme, first, second), "cases", "below", "k", "was") == ["8 5 1 8", "4 0 0 4"]


def test_rewards_and_vetoes() -> None:
    scheme = """
        inputs: {n: number, ok: flag}
        criteria: {k: {points: 100, value: n}}
        rewards: {steady: {when: streak(ok) >= 3, effect: {add: 5}}}
        vetoes: {falling: {when: n < previous(n) * 90%, effect: {deduct: 10}}}
    """
    periods = [
        "id n ok\n a 50 是\n b 50 是",
        "id n ok\n a 60 是\n b 60 否\n c 60 是",
        "id n ok\n a 54 是\n b 53 是\n c 90 是",
    ]
    result = scored(scheme, *({"units": units} for units in periods))
    assert [str(result.total[row]) for row in range(3)] == ["59", "43", "90"]  # 54 is not below 54


def test_a_rank_better_than_that_of_the_period_before() -> None:
    scheme = """
        inputs: {n: number}
        criteria: {k: {points: 100, value: n}}
        rewards: {up: {when: rank(全部) < previous(rank(全部)), effect: {add: 1}}}
    """
    first, second = {"units": "id n\n a 10\n b 20\n c 30"}, {"units": "id n\n a 25\n b 20\n c 15\n d 5"}
    result = scored(scheme, first, second)  # a rises from 3 to 1, b stays second, c falls, d is new
    assert [str(result.total[row]) for row in range(4)] == ["26", "20", "15", "5"]
    assert list(result.provisional) == [False, False, False, True]


def test_what_is_known_only_after_scoring() -> None:
    scheme = """
        inputs: {n: number}
        criteria: {k: {points: 10, value: n}}
        vetoes: {v: {when: %s, effect: {deduct: 1}}}
        grades: {A: {at_least: 5}, B: {}}
    """
    for condition in ("streak(grade == 'A') > 1", "previous(grade) == 'A'"):
        code = [text[:4] for text in wrong(scheme % f'"{condition}"')]
        assert code == ["E205"]
