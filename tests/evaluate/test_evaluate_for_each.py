"""A criterion that is read for every record, or for every unit below, and what the rows make of it together."""

import pytest
from below import provisional, scored, scores, wrong

MONTHS = """
id month rate w
a  1     95   1
a  2     80   3
a  3     79.9 0
b  1     60   1
b  2     -    1
c  1     n/a  1
c  2     100  1
d  1     -    1
"""
UNITS = {"units": "id\n a\n b\n c\n d\n e", "months": MONTHS}
"""Of 10 points at 95 %, 5 at 80 %: a has 10, 5 and 0; b 0 and nothing; c a month that does not apply and 10; d a month
that is not reported; e no months.
"""
BANDS = "value: rate, at_least: {95%: 100%, 80%: 5, else: 0}"
COLUMNS = "{month: number, rate: percent, w: number}"

WAYS = {
    # what is said besides -> what comes out
    ("months", "missing: zero"): "5 0 10 0 0",
    ("months", "missing: full"): "5 5 10 10 10",
    ("months", "missing: 4"): "5 2 10 4 4",
    ("months", "missing: rescale"): "5 0 10 ? ?",  # d and e leave their group, which has nobody else
    ("months", ""): "5 ? 10 ? ?",
    ("{in: months, combine: sum}", "missing: zero"): "10 0 10 0 0",  # capped
    ("{in: months, combine: sum}", "missing: zero, cap: none"): "15 0 10 0 0",
    ("{in: months, combine: min}", "missing: 4"): "0 0 10 4 4",
    ("{in: months, combine: max}", "missing: 4"): "10 4 10 4 4",
    ("{in: months, weight: w}", "missing: zero"): "6.25 0 10 0 0",  # (10 + 3 · 5 + 0) / 4
    ("{in: months, where: month <= 2}", "missing: zero"): "7.5 0 10 0 0",
    ("{in: months, where: rate >= 80%}", "missing: zero"): "7.5 0 10 0 0",  # of b and d nobody knows which count
    ("months", "missing: zero, not_applicable: full"): "5 0 10 0 0",
    ("months", "missing: zero, not_applicable: zero"): "5 0 5 0 0",
    ("months", "missing: full, not_applicable: zero"): "5 5 5 10 10",
    ("months", "missing: rescale, not_applicable: 4"): "5 0 7 ? ?",
    # Months that there must be; one that is there but does not apply does not lack.
    ("{in: months, rows: 3}", "missing: zero"): "5 0 5 0 0",  # c: (10 + 0) / 2
    ("{in: months, rows: 3}", "missing: full"): "5 6.67 10 10 10",  # b: (0 + 10 + 10) / 3
    ("{in: months, rows: 3}", "missing: 4"): "5 2.67 7 4 4",
    ("{in: months, rows: 3}", "missing: rescale"): "5 0 10 ? ?",
    ("{in: months, rows: 3}", "missing: skip"): "5 0 10 ? ?",
    ("{in: months, rows: 3}", "missing: drop"): "5 0 10 ? ?",
    ("{in: months, rows: 3}", ""): "5 ? ? ? ?",
    ("{in: months, rows: 2}", "missing: full"): "5 5 10 10 10",  # more than there must be are as good
    ("{in: months, rows: 1}", ""): "5 ? 10 ? ?",
    ("{in: months, rows: 4}", "missing: zero"): "3.75 0 3.33 0 0",
    ("{in: months, rows: 3, combine: sum}", "missing: 4, cap: none"): "15 8 14 12 12",
    ("{in: months, rows: 3, combine: min}", "missing: 4"): "0 0 4 4 4",
    ("{in: months, rows: 3, combine: max}", "missing: 4"): "10 4 10 4 4",
    ("{in: months, rows: 3, combine: min, where: rate >= 0}", "missing: 4"): "0 4 4 4 4",
    ("{in: months, rows: 3, weight: w}", "missing: zero"): "6.25 0 5 0 0",
}  # fmt: skip


@pytest.mark.parametrize(("said", "expected"), WAYS.items())
def test_months(said: tuple[str, str], expected: str) -> None:
    rows, more = said
    scheme = f"""
        records: {{months: {{columns: {COLUMNS}}}}}
        inputs: {{}}
        criteria: {{k: {{points: 10, for_each: {rows}, {BANDS}{", " * bool(more)}{more}}}}}
    """
    assert scores(scored(scheme, UNITS), "k") == expected.split()


def test_the_points_of_what_leaves_are_carried() -> None:
    scheme = f"""
        missing: rescale
        records: {{months: {{columns: {COLUMNS}}}}}
        inputs: {{s: number}}
        criteria: {{k: {{points: 10, for_each: months, {BANDS}}}, m: {{points: 10, value: s}}}}
    """
    units = "id s\n a 6\n b 6\n c 6\n d 6\n e 6"
    result = scored(scheme, {**UNITS, "units": units})
    assert [str(result.total[row]) for row in range(5)] == ["11", "6", "16", "12", "12"]


def test_bounds_of_what_is_not_reported() -> None:
    scheme = f"""
        records: {{months: {{columns: {COLUMNS}}}}}
        inputs: {{}}
        criteria: {{k: {{points: 10, for_each: months, {BANDS}}}}}
    """
    assert provisional(scored(scheme, UNITS)) == ["-", "0…10", "-", "0…10", "0…10"]


GROUP = """
    records: {{months: {{columns: {{p: percent, q: number}}}}}}
    inputs: {{}}
    criteria:
      k:
        points: 10
        for_each: {rows}
        {more}
        criteria:
          p: {{points: 5, linear: {{0: 0, 100%: 100%}}}}
          q: {{points: 5, score: q}}
"""
"""The criteria in it take the columns of their name."""
PARTS = "id p q\n a 100 3\n a 50 5\n b 40 -\n b 100 4\n c - -\n c 100 5"


@pytest.mark.parametrize(
    ("rows", "more", "expected"),
    [
        ("months", "missing: zero", "7.75 5.5 5 0"),  # (8 + 7.5) / 2, (2 + 9) / 2, (0 + 10) / 2
        ("{in: months, combine: min}", "missing: zero", "7.5 2 0 0"),
        ("{in: months, combine: max}", "missing: zero", "8 9 10 0"),
        ("{in: months, combine: sum}", "missing: zero", "15.5 11 10 0"),  # a group is not capped unless said
        ("{in: months, combine: sum}", "missing: zero\n        cap: 12", "12 11 10 0"),
        ("months", "missing: rescale", "7.75 6.5 10 ?"),  # b: (2 · 10/5 + 9) / 2; the empty month of c leaves
        ("{in: months, where: q > 3}", "missing: zero", "7.5 0 0 0"),
        ("{in: months, rows: 4}", "missing: zero", "3.88 2.75 2.5 0"),
        ("{in: months, rows: 3}", "missing: 4", "6.5 6.33 7.33 4"),  # b: (6 + 9 + 4) / 3, c: (8 + 10 + 4) / 3
        (
            "months",
            "missing: zero\n        deduct: {if: q < 4, points: 1}",
            "7.25 4.5 5 0",
        ),  # (7 + 7.5) / 2; a month that nobody can tell earns nothing
    ],
)
def test_a_group_for_each_month(rows: str, more: str, expected: str) -> None:
    result = scored(GROUP.format(rows=rows, more=more), {"units": "id\n a\n b\n c\n d", "months": PARTS})
    assert scores(result, "k") == expected.split()


def test_bounds_of_a_group_are_those_of_its_rows() -> None:
    units = {"units": "id\n a\n b\n c\n d", "months": PARTS}
    assert provisional(scored(GROUP.format(rows="months", more=""), units)) == [
        "-",
        "5.5…8",  # (2 + 9) / 2, and 5 more in the first month
        "5…10",
        "?…?",  # of no months there is nothing to say
    ]
    assert provisional(scored(GROUP.format(rows="{in: months, combine: sum}", more=""), units))[1:3] == [
        "11…16",
        "10…20",
    ]


def test_variants_of_classes() -> None:
    scheme = f"""
        missing: zero
        records: {{months: {{columns: {COLUMNS}}}}}
        inputs: {{}}
        criteria:
          k:
            points: 10
            for_each: months
            {BANDS.replace(", at", chr(10) + "            at")}
            by_class:
              B: {{times: 0.5}}
              C: {{for_each: {{in: months, combine: max}}}}
              D: {{linear: {{0: 0, 100%: 100%}}}}
    """
    units = "id class\n a A\n b B\n c C\n d D"
    months = "id month rate w" + "".join(f"\n {unit} 1 95 1\n {unit} 2 80 1" for unit in "abcd")
    assert scores(scored(scheme, {"units": units, "months": months}), "k") == ["7.5", "3.75", "10", "8.75"]


def test_conditions_and_applicability() -> None:
    """`applies` is asked of the unit, `zero_if` and `waive_if` of every month."""
    scheme = f"""
        records: {{months: {{columns: {COLUMNS}}}}}
        inputs: {{}}
        criteria:
          k: {{points: 10, for_each: months, {BANDS}, zero_if: month == 1, waive_if: month == 3, applies: class == "A",
              not_applicable: 1}}
    """
    units = {"units": "id class\n a A\n b B", "months": MONTHS[: MONTHS.index("b")]}
    assert scores(scored(scheme, units), "k") == ["5", "1"]  # (0 + 5 + 10) / 3


def test_in_a_bonus() -> None:
    scheme = """
        records: {wins: {columns: {points: number, kind: text}}}
        inputs: {s: number}
        criteria: {k: {points: 100, value: s}}
        bonus:
          cap: 5
          criteria:
            wins: {for_each: {in: wins, combine: sum}, choose: [{when: 'kind == "state"', score: 2}, {else: 1}]}
    """.replace("points: number, ", "")
    result = scored(
        scheme, {"units": "id s\n a 50\n b 60\n c 70", "wins": "id kind\n a state\n a city\n" + "b state\n" * 3}
    )
    assert [str(result.total[row]) for row in range(3)] == ["53", "65", "70"]


def test_a_rank_every_month_and_the_mean_of_twelve_scores() -> None:
    """Every month the better of two has 10 points, the other 8; a lacks one month, in which b is alone."""
    scheme = """
        missing: zero
        records: {months: {columns: {month: text, rate: percent}, scopes: {monthly: month}}}
        inputs: {}
        criteria:
          k: {points: 10, for_each: {in: months, rows: 12}, value: rate, rank: {scores: [10, 8], within: month}}
          m: {points: 10, for_each: months, value: rate, rank: {scores: [10, 8], within: monthly}}
    """
    rates = [f"{unit} m{month} {90 + (month % 2 if unit == 'a' else 0.5)}" for month in range(1, 13) for unit in "ab"]
    months = "\n".join(["id month rate", *(rate for rate in rates if not rate.startswith("a m12"))])
    result = scored(scheme, {"units": "id\n a\n b", "months": months})
    # a: six odd months first, five even ones second; b the other way round and first in the twelfth
    assert scores(result, "k", "m") == ["8.33 9.09", "9 9"]


def test_deductions_of_all_months_together() -> None:
    scheme = """
        records: {months: {columns: {late: number, lost: number}}}
        inputs: {late: {type: number, from: months, sum: late}}
        criteria:
          k: {points: 10, deduct: [{each: late, points: 0.5}, {each: months, points: lost, times: 2, cap: 6}]}
    """
    months = "id late lost\n a 1 0\n a 3 1\n a 0 1\n b 9 5\n b 2 0"
    assert scores(scored(scheme, {"units": "id\n a\n b\n c", "months": months}), "k") == ["4", "0", "10"]


def test_the_best_and_the_rank_of_each_month() -> None:
    scheme = """
        records: {months: {columns: {month: text, n: number}}}
        inputs: {}
        criteria:
          best: {points: 10, for_each: months, value: n, ratio: {to: best, within: month}}
          own: {points: 10, for_each: months, value: n, ratio: {to: best, within: unit}}
          whole: {points: 10, for_each: months, value: n, ratio: {to: best, within: all}}
    """
    months = "id month n\n a m1 8\n a m2 4\n b m1 4\n b m2 2"
    result = scored(scheme, {"units": "id\n a\n b", "months": months})
    assert scores(result, "best", "own", "whole") == ["10 7.5 7.5", "5 7.5 3.75"]


CHILDREN = "id parent n w\n top - 0 1\n a top 4 1\n b top 8 3\n c top - 1\n aa a 10 1\n"


@pytest.mark.parametrize(
    ("rows", "more", "expected"),
    [
        ("children", "missing: zero", "4 10 0 0 0"),  # (4 + 8 + 0) / 3
        ("children", "missing: skip", "6 10 ? ? ?"),
        ("{in: children, combine: min}", "missing: 5", "4 10 5 5 5"),
        ("{in: children, combine: max}", "missing: 5", "8 10 5 5 5"),
        ("{in: children, weight: w}", "missing: zero", "5.6 10 0 0 0"),  # (4 + 24 + 0) / 5
        ("{in: children, where: n >= 8}", "missing: 1", "1 10 1 1 1"),  # of c nobody knows
        ("{in: children, where: w > 1}", "missing: 1", "8 1 1 1 1"),
        ("{in: children, rows: 4}", "missing: zero", "3 2.5 0 0 0"),
    ],
)
def test_the_units_below(rows: str, more: str, expected: str) -> None:
    scheme = f"""
        inputs: {{n: number, w: number}}
        criteria: {{k: {{points: 10, for_each: {rows}, value: n, linear: {{0: 0, 10: 100%}}, {more}}}}}
    """
    assert scores(scored(scheme, {"units": CHILDREN}), "k") == expected.split()


def test_the_units_below_are_read_as_the_class_of_the_one_above_says() -> None:
    scheme = """
        missing: zero
        inputs: {n: number}
        criteria: {k: {points: 10, for_each: children, score: n, by_class: {B: {score: n / 2}}}}
    """
    units = "id class parent n\n x A - 0\n y B - 0\n xb B x 8\n ya A y 8"
    assert scores(scored(scheme, {"units": units}), "k")[:2] == ["8", "4"]


def test_what_rows_have_is_not_known_of_the_unit() -> None:
    scheme = f"""
        records: {{months: {{columns: {COLUMNS}}}}}
        inputs: {{}}
        criteria: {{k: {{points: 10, for_each: months, {BANDS}, applies: month > 1, not_applicable: zero}}}}
    """
    assert wrong(scheme) == ["E201 month is neither an input nor a value"]
