"""The total is rounded once, exactly; what is missing; marks out of bounds; peers."""

from __future__ import annotations

from textwrap import dedent

import pytest
from scored import PLAIN, grades, numbers, plain, ranks, refusals, scored, totals

import evalkit

EIGHTS = """\
points: 100
inputs: {a: {type: number}, b: {type: number}, c: {type: number}}
criteria:
  甲: {points: 50, score: a, floor: none, cap: none}
  乙: {points: 30, score: b, floor: none, cap: none}
  丙: {points: 20, score: c, floor: none, cap: none}
"""


@pytest.mark.parametrize(
    ("parts", "total"),
    [
        ("40.005 24.985 20.005", "85"),  # 84.995, an exact tie made of parts that no float holds
        ("40.004 24.985 20.005", "84.99"),  # 84.994
        ("40.0049 24.985 20.005", "84.99"),  # 84.9949, not rounded twice to 85.00
        ("0.105 0 0", "0.11"),
        ("1.005 0 0", "1.01"),  # a float has 1.00499999999999989…
        ("2.675 0 0", "2.68"),
        ("-0.005 0 0", "-0.01"),  # away from zero
        ("-1.004 0 0", "-1"),
        ("-40.005 -24.985 -20.005", "-85"),
        ("0.1 0.2 -0.305", "-0.01"),  # -0.005
        ("0.1 0.2 -0.295", "0.01"),  # 0.005
    ],
)
def test_half_up_away_from_zero(parts, total):
    assert totals(scored(EIGHTS, f"id a b c\nu {parts}")) == [total]


@pytest.mark.parametrize(
    ("rounding", "expected"),
    [
        ("round: 1", ["84.3", "84.2", "84.4"]),  # 84.25, 84.249, 84.35
        ("round_even: 1", ["84.2", "84.2", "84.4"]),
        ("round_up: 1", ["84.3", "84.3", "84.4"]),
        ("round_down: 1", ["84.2", "84.2", "84.3"]),
        ("round: 0", ["84", "84", "84"]),
        ("round: 3", ["84.25", "84.249", "84.35"]),
    ],
)
def test_the_scheme_says_otherwise(rounding, expected):
    assert totals(scored(PLAIN + rounding, "id s\na 84.25\nb 84.249\nc 84.35")) == expected


def test_only_the_total_is_rounded():
    # Three thirds of a point make one; rounded parts would make 0.99.
    scheme = """\
    points: 3
    inputs: {n: {type: count}}
    criteria: {a: {points: 1, score: n / 3}, b: {points: 1, score: n / 3}, c: {points: 1, score: n / 3}}
    """
    assert totals(scored(scheme, "id n\nu 1")) == ["1"]


def test_bonus_is_in_the_total_before_it_is_rounded():
    # 84.996 + 0.004 = 85.000; the base alone would be 85.00 as well, and 85.004 together still is.
    scheme = PLAIN + "bonus: {cap: 5, criteria: {加: {add: {each: n, points: 0.004}}}}"
    result = scored(scheme, "id s n\na 84.991 1\nb 84.99 1\nc 84.99 2000")
    assert totals(result) == ["85", "84.99", "89.99"]  # 84.995, 84.994, 84.99 and no more than 5
    assert numbers(result.base) == ["84.99", "84.99", "84.99"]


FAILING = """\
points: 20
inputs: {a: {type: count}, b: {type: count}, 标准数: {type: count}}
criteria:
  甲: {points: 10, value: a / 标准数, ratio: 100%, missing: fail}
  乙: {points: 10, deduct: {each: b, points: 1}, missing: fail}
"""


def test_missing_fail_is_refused_with_every_cell_named():
    table = "id a b 标准数\nu1 5 0 10\nu2 - 0 10\nu3 5 - -\nu4 5 0 0"
    assert refusals(FAILING, table) == [
        ("D180", "u2: 甲 must be reported, and a is missing"),
        ("D180", "u3: 甲 must be reported, and 标准数 is missing"),
        ("D180", "u4: 甲 must be reported, and a, 标准数 is missing"),  # 5 / 0: one of the two is wrong
        ("D180", "u3: 乙 must be reported, and b is missing"),
    ]


def test_what_fails_is_told_once_and_not_of_the_groups_around_it():
    scheme = """\
    missing: fail
    inputs: {a: {type: count}, b: {type: count}}
    criteria: {g: {criteria: {甲: {points: 10, value: a}, 乙: {points: 10, value: b}}}}
    """
    assert refusals(scheme, "id a b\nu1 - 0\nu2 5 0") == [("D180", "u1: 甲 must be reported, and a is missing")]


def test_a_group_that_fails_by_itself_is_told():
    scheme = """\
    inputs: {a: {type: count}, b: {type: count}}
    criteria: {g: {points: 10, missing: fail, criteria: {甲: {points: 10, value: a, missing: skip}}}, 乙: {value: b}}
    """
    assert refusals(scheme, "id a b\nu1 - 0\nu2 5 0") == [("D180", "u1: g must be reported, and a is missing")]


def test_what_fails_is_told_at_its_cell():
    from evalkit.diagnostics import EvalkitError

    with pytest.raises(EvalkitError) as refused:
        scored(FAILING, "id a b 标准数\nu1 5 0 10\nu2 5 - 10")
    (found,) = refused.value.diagnostics
    assert (found.place.line, found.place.column) == (2, 3)


def test_not_applicable_is_not_missing():
    scheme = FAILING.replace("missing: fail}", "missing: fail, not_applicable: full}")
    assert totals(scored(scheme, "id a b 标准数\nu 不适用 3 10")) == ["17"]


JUDGED = "points: 20\ninputs: {评: {type: judged, reason: 理由}}\ncriteria: {评: {points: 20, judged: {at_least: 5}}}\n"


def test_a_mark_inside_its_bounds_counts():
    assert totals(scored(JUDGED, "id 评 理由\na 5 好\nb 20 好\nc 12.5 好")) == ["5", "20", "12.5"]


def test_a_mark_out_of_bounds_is_refused():
    table = "id 评 理由\na 4.99 好\nb 20.01 好\nc 20 好"
    assert refusals(JUDGED, table) == [
        ("D181", "a: the mark for 评 is outside its bounds"),
        ("D181", "b: the mark for 评 is outside its bounds"),
    ]


class TestMissingUnsaid:
    """The score stays unknown, the unit is provisional, and its total lies between two bounds."""

    scheme = """\
    points: 100
    inputs: {a: {type: count}, b: {type: count}, c: {type: number}, n: {type: count}}
    criteria:
      甲: {points: 40, deduct: {each: a, points: 2}}
      乙: {points: 30, deduct: {each: b, points: 2}, floor: -5}
      丙: {points: 30, score: c, cap: 35}
    bonus: {cap: 5, criteria: {加: {add: {each: n, points: 1}, cap: 5}}}
    """
    scheme = dedent(scheme)

    def test_from_the_floor_to_the_cap_of_what_is_open(self):
        table = "id a b c n\nu 5 5 30 0\nv - 5 30 0\nw 5 - 30 0\nx 5 5 - 0\ny 5 5 30 -\nz - - - -"
        result = scored(self.scheme, table)
        # 30 + 20 + 30; then 甲 0 to 40, 乙 -5 to 30, 丙 0 to 35, 加 0 to 5.
        assert totals(result) == ["80", "?", "?", "?", "?", "?"]
        assert numbers(result.low) == ["80", "50", "55", "50", "80", "-5"]
        assert numbers(result.high) == ["80", "90", "90", "85", "85", "110"]
        assert result.provisional.tolist() == [False, True, True, True, True, True]
        assert ranks(result) == [1, 0, 0, 0, 0, 0]
        assert result.missing.tolist() == [0, 1, 1, 1, 1, 4]

    def test_without_a_bound_there_is_none(self):
        result = plain("", "id s\na -")  # `PLAIN` says floor: none, cap: none
        assert (numbers(result.low), numbers(result.high)) == (["?"], ["?"])

    def test_vetoes_apply_to_both_bounds(self):
        result = scored(
            self.scheme + "vetoes: {v: {when: n > 2, effect: {cap_score: 60}}}\n", "id a b c n\nu - 5 30 3\nv - 5 30 0"
        )
        assert numbers(result.low) == ["53", "50"]  # 50 and 3 of bonus
        assert numbers(result.high) == ["60", "90"]


class TestPeers:
    """Those of the class whose value is known, self included."""

    def value(self, expression: str, table: str) -> list[str]:
        scheme = f"""\
        points: 100
        inputs: {{v: {{type: number}}, ok: {{type: flag}}}}
        criteria: {{分: {{points: 100, value: v, score: "{expression}", floor: none, cap: none}}}}
        """
        return totals(scored(scheme, table))

    table = "id class v\na A 1\nb A 2\nc A 6\nd A -\ne B 10"

    @pytest.mark.parametrize(
        ("expression", "expected"),
        [
            ("peer_mean(x)", ["3", "3", "3", "?", "10"]),  # (1 + 2 + 6) / 3
            ("peer_max(x)", ["6", "6", "6", "?", "10"]),
            ("peer_min(x)", ["1", "1", "1", "?", "10"]),
            ("peer_sum(x)", ["9", "9", "9", "?", "10"]),
            ("peer_count(x)", ["3", "3", "3", "?", "1"]),
            ("peer_std(x)", ["2.16", "2.16", "2.16", "?", "0"]),  # √((4 + 1 + 9) / 3) = √4.666… = 2.1602…
            ("peer_quantile(x, 25%)", ["1.5", "1.5", "1.5", "?", "10"]),  # half-way between 1 and 2
            ("peer_quantile(x, 100%)", ["6", "6", "6", "?", "10"]),
            ("peer_rank(x)", ["3", "2", "1", "?", "1"]),
            ("peer_largest(x, 2)", ["2", "2", "2", "?", "?"]),  # B has no second
            ("peer_smallest(x, 1)", ["1", "1", "1", "?", "10"]),
            ("peer_mean(x, within=全部)", ["4.75", "4.75", "4.75", "?", "4.75"]),  # 19 / 4
        ],
    )
    def test_what_is_not_known_is_left_out(self, expression, expected):
        # d has no value: its own score is x of itself, so it is not known either.
        expression = f"{expression} + 0 * x"
        assert self.value(expression, self.table) == expected

    def test_one_without_a_value_may_still_look_at_the_others(self):
        assert self.value("peer_mean(v)", self.table) == ["3", "3", "3", "3", "10"]

    def test_ranks_share_the_better_place(self):
        assert self.value("peer_rank(x)", "id v\na 5\nb 7\nc 7\nd 3") == ["3", "1", "1", "4"]
        assert self.value("peer_rank(x, better=lower)", "id v\na 5\nb 7\nc 7\nd 3") == ["2", "3", "3", "1"]

    def test_equal_is_equal_to_nine_decimals(self):
        table = "id v\na 1.0000000001\nb 1.0000000002\nc 0.999999999"
        assert self.value("peer_rank(x)", table) == ["1", "1", "3"]

    def test_vetoed_units_are_peers(self):
        scheme = PLAIN.replace("score: s", "score: peer_mean(s)") + (
            "ranking: {vetoed: out}\nvetoes: {v: {when: n > 0, effect: {bar: 先进}}}"
        )
        assert totals(scored(scheme, "id s n\na 10 1\nb 20 0")) == ["15", "15"]


class TestLadders:
    """C17 to C21: points by position."""

    def score(self, rule: str, table: str) -> list[str]:
        inputs = "inputs: {v: {type: number}, ok: {type: flag}}"
        scheme = f"points: 10\n{inputs}\ncriteria: {{分: {{points: 10, value: v, rank: {rule}}}}}"
        return totals(scored(scheme, table))

    five = "id v\na 50\nb 40\nc 40\nd 20\ne 10"

    def test_a_list_and_what_is_beyond_it(self):
        # Ranks 1, 2, 2, 4, 5: the third place is skipped, and the list ends at three.
        assert self.score("[10, 8, 6]", self.five) == ["10", "8", "8", "0", "0"]
        assert self.score("{scores: [10, 8, 6], floor: 1}", self.five) == ["10", "8", "8", "1", "1"]
        assert self.score("[100%, 90%, 80%, 70%, 60%]", self.five) == ["10", "9", "9", "7", "6"]

    def test_steps_down_to_a_floor(self):
        assert self.score("{step: 3, floor: 2}", self.five) == ["10", "7", "7", "2", "2"]  # 10, 7, 7, 1, -2
        assert self.score("{step: 5%}", self.five) == ["10", "9.5", "9.5", "8.5", "8"]

    def test_from_the_bottom_and_lower_is_better(self):
        assert self.score("{scores: [1, 2], floor: 5, from: bottom}", self.five) == ["5", "5", "5", "2", "1"]
        assert self.score("{step: 1, better: lower}", self.five) == ["6", "8", "8", "9", "10"]

    def test_among(self):
        table = "id v ok\na 50 否\nb 40 是\nc 30 是"
        assert self.score("{step: 1, among: ok}", table) == ["0", "10", "9"]

    def test_a_class_of_one_and_a_value_that_is_not_known(self):
        assert self.score("[10, 8]", "id class v\na A 5\nb B 7\nc B -") == ["10", "10", "?"]


def test_no_units_at_all():
    result = scored(EIGHTS, "id a b c class parent")
    assert (len(result), totals(result)) == (0, [])


def test_the_missing_are_counted_and_what_does_not_apply_is_not():
    scheme = PLAIN.replace("criteria: {分:", "missing: zero\ncriteria: {另: {points: 0, score: m}, 分:").replace(
        "points: 100\n", "points: 100\n", 1
    )
    result = scored(scheme, "id s m\na 1 -\nb - -\nc 1 不适用")
    assert result.missing.tolist() == [1, 2, 0]
    assert grades(result) == ["-", "-", "-"]


def test_a_mark_out_of_bounds_is_told_with_all_other_errors_and_with_its_bounds(tmp_path):
    (tmp_path / "s.yaml").write_text(
        "evalkit: 1\ntitle: t\nunits: id\npoints: 30\n"
        "inputs: {评: {type: judged, reason: 理由}, n: count}\n"
        "criteria: {评: {points: 20, judged: {at_least: 5}}, 数: {points: 10, value: n}}\n",
        encoding="utf-8",
    )
    (tmp_path / "d.csv").write_text("id,评,理由,n\na,4.99,好,1\nb,20,好,many\n", encoding="utf-8")
    plan = evalkit.load_scheme(tmp_path / "s.yaml")
    with pytest.raises(evalkit.EvalkitError) as refused:
        evalkit.read_units(plan, tmp_path / "d.csv")
    assert sorted(found.kind.code for found in refused.value.diagnostics) == ["D141", "D181"]
    (mark,) = (found for found in refused.value.diagnostics if found.kind.code == "D181")
    assert mark.hint is not None
    assert mark.hint.text("en").endswith(
        "the rule: judged, from 5 points to full points, with a written reason (full points are 20)"
    )
