"""What units take from those below and above them."""

import pytest
from below import provisional, scored, scores, wrong

UNITS = """
id     parent n  w  ok class
county -      1  1  是  县
a      county 10 1  是  镇
b      county 20 3  否  镇
c      county -  1  -   镇
aa     a      6  2  是  村
ab     a      0  2  是  村
z      gone   5  1  是  镇     # the unit above is not in the data
"""
WORTH = {
    "child_mean(n)": "15 3 ? ? ? ? ?",
    "child_mean(n, weight=w)": "17.5 3 ? ? ? ? ?",
    "child_sum(n)": "30 6 0 0 0 0 0",
    "child_min(n)": "10 0 ? ? ? ? ?",
    "child_max(n)": "20 6 ? ? ? ? ?",
    "child_count()": "3 2 0 0 0 0 0",
    "child_count(where=n > 0)": "? 1 0 0 0 0 0",  # of c nobody knows
    "child_count(where=n >= 0 or w > 0)": "3 2 0 0 0 0 0",
    "child_count(where=n > 6)": "? 0 0 0 0 0 0",
    "child_sum(w, where=n >= 6)": "? 2 0 0 0 0 0",
    "child_sum(n, where=n >= 6)": "30 6 0 0 0 0 0",  # what is not known is left out before
    "child_mean(n, where=w > 1)": "20 3 ? ? ? ? ?",
    "child_share(ok)": "0.5 1 ? ? ? ? ?",  # of the two that tell
    "child_share(n >= 20)": "0.5 0 ? ? ? ? ?",
    "child_share(n >= 10, where=w == 1)": "1 ? ? ? ? ? ?",
    "child_sum(child_sum(n))": "6 0 0 0 0 0 0",
    "child_max(child_mean(n))": "3 ? ? ? ? ? ?",
    "of_parent(n)": "? 1 1 1 10 10 ?",
    "of_parent(of_parent(n))": "? ? ? ? 1 1 ?",
    "if(of_parent(ok), 1, 0)": "? 1 1 1 1 1 ?",
    "if(of_parent(class) == '县', 1, 0)": "? 1 1 1 0 0 ?",
    "n / of_parent(child_sum(n))": "? 0.33 0.67 ? 1 0 ?",
    "n - of_parent(child_mean(n))": "? -5 5 ? 3 -3 ?",
    "of_parent(peer_max(n, within=all))": "? 20 20 20 20 20 ?",
    "child_max(peer_rank(n, within=all))": "2 6 ? ? ? ? ?",  # 20, 10, 6, 5, 1, 0
}


@pytest.mark.parametrize(("expression", "expected"), WORTH.items())
def test_a_value(expression: str, expected: str) -> None:
    scheme = f"""
        inputs: {{n: number, w: number, ok: flag}}
        criteria: {{k: {{points: 100, value: "{expression}", floor: none, cap: none}}}}
    """
    assert scores(scored(scheme, {"units": UNITS}), "k") == expected.split()


def test_a_unit_above_is_named_by_its_code_or_its_name() -> None:
    scheme = """
        inputs: {n: number}
        criteria: {k: {points: 100, value: of_parent(n)}}
    """
    units = "id parent n\n a - 7\n b a 1\n c b 2\n d d 3"  # d names itself
    assert scores(scored(scheme, {"units": units}), "k") == ["?", "7", "1", "3"]


def test_scores_of_others() -> None:
    scheme = """
        inputs: {n: number}
        criteria:
          own: {points: 10, value: n, missing: zero}
          below: {points: 10, value: "known(child_mean(score(own)), score(own))", missing: zero}
          above: {points: 10, value: "known(of_parent(share(own)) * 10, 0)"}
    """
    units = "id parent n\n a - 4\n b a 6\n c a 20\n d a -"
    # a: (6 + 10 + 0) / 3
    assert scores(scored(scheme, {"units": units}), "own", "below", "above") == [
        "4 5.33 0",
        "6 6 4",
        "10 10 4",
        "0 0 4",
    ]


VETOED = """
    inputs: {n: number, fraud: flag}
    criteria: {k: {points: 10, value: n}}
    vetoes: {above: {when: %s, effect: {score: 0}}}
"""
FAMILY = "id parent n fraud\n a - 9 否\n b a 8 是\n c a 7 否\n d - 6 是\n e d 5 否\n f gone 4 否"


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        ("child_count(where=fraud) > 0", "0 8 7 6 5 4"),
        ("child_share(fraud) >= 50%", "0 8 7 6 5 4"),
        ("child_share(fraud) > 50%", "9 8 7 6 5 4"),
        ("of_parent(fraud)", "9 8 7 6 0 4"),
        ("of_parent(total) <= 6", "9 8 7 6 0 4"),
        ("child_count(where=total < 8) > 0", "0 8 7 0 5 4"),
        ("child_mean(total) < 6", "9 8 7 0 5 4"),
    ],
)
def test_a_veto_that_looks_at_others(when: str, expected: str) -> None:
    result = scored(VETOED % f'"{when}"', {"units": FAMILY})
    assert [str(result.total[row]) for row in range(6)] == expected.split()


def test_a_veto_that_nobody_can_tell_is_not_determined() -> None:
    units = "id parent n fraud\n a - 9 否\n b a 8 -\n c a 7 否\n d c 6 是"
    result = scored(VETOED % '"child_count(where=fraud) > 0"', {"units": units})
    assert provisional(result) == ["0…9", "-", "-", "-"]
    assert [str(result.total[row]) for row in range(4)] == ["9", "8", "0", "6"]


def test_what_needs_a_hierarchy() -> None:
    for asked in ("child_mean(n)", "of_parent(n)", "child_count()"):
        found = wrong(
            f"""
            units: {{id: id}}
            inputs: {{n: number}}
            criteria: {{k: {{points: 10, value: {asked}}}}}
            """
        )
        assert found
