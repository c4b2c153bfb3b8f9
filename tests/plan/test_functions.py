"""Every function of the language, and what it makes of an unknown value."""

from pathlib import Path

import pytest
from worked import check

from evalkit.plan.functions import FUNCTIONS

WORKED = {
    # expression -> (a, b, c), what comes out
    "if(a > b, 1, 2)": ("2 1 -", 1),
    "if(a > c, 1, 2)": ("2 1 -", "?"),
    "min(a, b, 7)": ("9 8 -", 7),
    "max(a, b)": ("9 8 -", 9),
    "max(a, c)": ("9 8 -", "?"),
    "clip(a, 0, 5)": ("9 8 -", 5),
    "abs(b - a)": ("9 8 -", 1),
    "round(a / b, 2)": ("1 8 -", "0.13"),  # 0.125
    "round(a / b)": ("3 2 -", 2),
    "round_up(a / b, 1)": ("1 8 -", "0.2"),
    "round_down(a / b, 1)": ("1 6 -", "0.1"),
    "round_even(a / b, 2)": ("1 8 -", "0.12"),
    "sqrt(a)": ("16 0 -", 4),
    "sqrt(b - a)": ("16 0 -", "?"),  # of a negative number
    "ln(a)": ("1 0 -", 0),
    "log(a)": ("1000 0 -", 3),
    "exp(b)": ("1 0 -", 1),
    "normal_cdf(b)": ("1 0 -", "0.5"),
    "mean_of(a, b, c)": ("4 8 -", 6),
    "mean_of(c)": ("4 8 -", "?"),
    "sum_of(a, b, c)": ("4 8 -", 12),
    "count_if(a > 3, b > 9, c > 0)": ("4 8 -", 1),
    "trimmed_mean_of(a, b, 1, 20)": ("4 8 -", 6),
    "trimmed_mean_of(a, b, 1, 20, 6, drop=2)": ("4 8 -", 6),
    "trimmed_mean_of(a, b)": ("4 8 -", "?"),  # nothing is left
    "known(c, b, a)": ("4 8 -", 8),
    "if(is_known(c), 1, 2)": ("4 8 -", 2),
    "a ** 2 - -b": ("3 1 -", 10),
    "2 ** 3 ** 2 / 2 ** 8": ("1 1 -", 2),
    "a / b": ("1 0 -", "?"),
    "if(1 <= a < b, 1, 0)": ("1 2 -", 1),
    "if(a in (1, 2), 1, 0)": ("2 2 -", 1),
    "if(a not in (1, 2), 1, 0)": ("2 2 -", 0),
    "if(a > 0 or c > 0, 1, 0)": ("2 2 -", 1),
    "if(c > 0 and a < 0, 1, 0)": ("2 2 -", 0),
    "if(c > 0 and a > 0, 1, 0)": ("2 2 -", "?"),
    "if(not a > 3, 1, 0)": ("2 2 -", 1),
    "（a ＋ ｂ）× ２": ("1 3 -", "?"),
}


@pytest.mark.parametrize(("expression", "cells", "expected"), [(e, *v) for e, v in WORKED.items() if "ｂ" not in e])
def test_of_one_unit(expression, cells, expected):
    check(f"criteria: {{k: {{points: 1000, value: '{expression}'}}}}", f"a b c | k\n {cells} | {expected}")


def test_full_width_signs_are_the_signs_that_they_are():
    check("criteria: {k: {points: 1000, value: （a ＋ b）× ２}}", "a b | k\n 1 3 | 8")


PEERS = {
    # of 8, 4, 6, an unknown and, in another class, 10: a function, and what it gives to each
    "peer_mean(v)": "6 6 6 6 10",
    "peer_sum(v)": "18 18 18 18 10",
    "peer_max(v)": "8 8 8 8 10",
    "peer_min(v)": "4 4 4 4 10",
    "peer_count(v)": "3 3 3 3 1",
    "peer_rank(v)": "1 3 2 ? 1",
    "peer_rank(v, better=lower)": "3 1 2 ? 1",
    "peer_rank(v, within=all)": "2 4 3 ? 1",
    "peer_quantile(v, 75%)": "7 7 7 7 10",  # half way from 6 to 8
    "peer_largest(v, 2)": "6 6 6 6 ?",
    "peer_smallest(v, 1)": "4 4 4 4 10",
    "peer_mean(v, where=v < 8)": "5 5 5 5 ?",
    "peer_std(v) ** 2 * 3": "8 8 8 8 0",  # (2² + 2² + 0) / 3
}


@pytest.mark.parametrize(("expression", "expected"), PEERS.items())
def test_of_peers(expression, expected):
    rows = zip("kkkkm", "846-", expected.split(), strict=False)
    table = [f"{class_} {v} | {score}" for class_, v, score in rows] + [f"m 10 | {expected.split()[-1]}"]
    wrapped = f"round({expression}, 6)"
    check(f"criteria: {{k: {{points: 1000, value: '{wrapped}'}}}}", "class v | k\n" + "\n".join(table))


def test_of_days():
    check(
        """
        inputs: {sent: {type: date}, due: {type: date}}
        criteria:
          late: {points: 100, value: "days(due, sent)"}
          after: {points: 1, full_if: sent > 2025-06-30}
          parts: {points: 100000, value: year(sent) * 10 + quarter(sent) + month(sent) / 100}
        """,
        """
        sent       due        | late after parts
        2025-07-03 2025-06-30 | 3    1     20253.07
        2025-06-30 2025-06-30 | 0    0     20252.06
        -          2025-06-30 | ?    ?     ?
        """,
    )


def test_every_function_is_worked():
    worked = Path(__file__).parents[1] / "evaluate"  # those that look at other rows
    rows = [(worked / f"test_evaluate_{name}.py").read_text("utf-8") for name in ("records", "hierarchy", "periods")]
    told = " ".join([*WORKED, *PEERS, *rows, "lookup( score( share( rank( vetoed( days( year( quarter( month("])
    assert [name for name in FUNCTIONS if f"{name}(" not in told] == []
