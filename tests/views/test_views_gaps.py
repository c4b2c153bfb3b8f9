"""The gap list: what is missing, below standard or in danger, what it is worth, and the way to the next grade."""

from __future__ import annotations

from datetime import date

import pytest
from shown import column, named, scored, texts

from evalkit.diagnostics import EvalkitError
from evalkit.gaps import Gap, Kind, gaps
from evalkit.gaps.ways import next_grade, way
from evalkit.result import Result
from evalkit.views import gaps as view

SCHEME = """\
points: 100
missing: zero
inputs:
  合格: {type: count, owner: 质检科}
  检测: {type: count, owner: 质检科}
  迟报: {type: count, owner: 办公室, due: 2025-07-15}
  材料: {type: flag, owner: 办公室, due: 2026-01-15}
  事故: {type: count, owner: 安监科}
criteria:
  合格率: {points: 60, value: 合格 / 检测, deduct: {below: 95%, per: 1%, points: 2}, basis: 第三条}
  报送: {points: 30, deduct: {each: 迟报, points: 3}, owner: 办公室}
  材料: {points: 10, add: {if: 材料, points: 10}}
vetoes:
  造假: {when: 合格 / 检测 < 88%, effect: 差}
  事故: {when: 事故 > 0, effect: {deduct: 20}, basis: 第九条}
grades: {优: {at_least: 95}, 良: {at_least: 80}, 差: {}}
"""
HEADS = "id 合格 检测 迟报 材料 事故\n"


def found(cells: str, as_of: date | None = None) -> list[Gap]:
    return gaps(scored(SCHEME, HEADS + "u " + cells), 0, as_of)


def kinds(cells: str, as_of: date | None = None) -> list[tuple[str, str]]:
    return [(gap.kind.value, gap.name) for gap in found(cells, as_of)]


def test_nothing_is_lost() -> None:
    assert kinds("100 100 0 是 0") == []


def test_the_gravest_first() -> None:
    # 89 % is below 95 % and within a point of 88 %; a veto that is open heads the list, one that fired is next.
    assert kinds("89 100 2 - -") == [
        ("undetermined", "事故"),
        ("missing", "材料"),
        ("below", "合格率"),
        ("below", "报送"),
        ("nearly", "造假"),
    ]
    assert kinds("80 100 0 是 1") == [("vetoed", "事故"), ("vetoed", "造假"), ("below", "合格率")]


@pytest.mark.parametrize(
    ("condition", "value", "near"),
    [
        ("rate < 88%", "88", True),
        ("rate < 88%", "89", True),  # a rate within a percentage point
        ("rate < 88%", "89.01", False),
        ("n > 40", "40", True),
        ("n > 40", "38", True),  # a number within a twentieth
        ("n > 40", "37", False),
        ("n > 0", "0", False),  # nothing is not near to one case
        ("n >= 40", "39", True),
        ("not rate >= 88%", "89", True),  # the same as below
        ("n > 40 and s > 1", "39", False),  # it would not fire beyond that bound either
        ("n > 40 or s > 1.01", "0", True),  # s, by a twentieth
        ("day < 2026-01-01", "2026-01-31", True),  # a day within 30 days
        ("day < 2026-01-01", "2026-02-01", False),
    ],
)
def test_what_is_near(condition: str, value: str, near: bool) -> None:
    name = condition.removeprefix("not ").split(maxsplit=1)[0]
    inputs = "inputs: {s: {type: number}, rate: {type: percent}, n: {type: count}, day: {type: date}}\n"
    veto = f"vetoes: {{v: {{when: {condition}, effect: {{score: 0}}}}}}\n"
    scheme = f"points: 1\n{inputs}criteria: {{分: {{points: 1, score: s}}}}\n{veto}"
    cells = {"s": "1", "rate": "100", "n": "0", "day": "2030-01-01", name: value}
    found = gaps(scored(scheme, "id s rate n day\nu " + " ".join(cells.values())), 0)
    assert [gap.kind for gap in found] == ([Kind.NEARLY] if near else [])


def test_missing_is_worth_all_its_points_and_names_its_inputs() -> None:
    (gap,) = [gap for gap in found("- 100 0 是 0") if gap.kind is Kind.MISSING]
    assert (gap.name, gap.lost, gap.inputs, gap.owners, gap.basis) == ("合格率", 60, ("合格",), ("质检科",), "第三条")


def test_what_is_lost_is_told_in_points_of_the_total() -> None:
    scheme = """\
    points: 100
    out_of: 1000
    inputs: {a: {type: number}, b: {type: number}}
    criteria: {甲: {points: 800, value: a}, 乙: {points: 200, value: b}}
    """
    found = gaps(scored(scheme, "id a b\nu 500 150"), 0)
    # 300 of 1000 are 30 of 100, 50 are 5.
    assert [(gap.name, gap.lost, gap.gain) for gap in found] == [("甲", 30, 30), ("乙", 5, 5)]


def test_what_is_lost_by_weight_is_told_in_points_of_the_total() -> None:
    scheme = """\
    points: 100
    inputs: {a: {type: number}, b: {type: number}}
    criteria: {甲: {weight: 3, points: 1000, value: a}, 乙: {weight: 2, points: 100, value: b, missing: zero}}
    grades: {优: {at_least: 90}, 差: {}}
    """
    result = scored(scheme, "id a b\nu 500 50\nv 1000 -")
    # 50 % of weight 3/5 are 30 points, 50 % of 2/5 are 20: together the 50 that the total lacks.
    assert [(gap.name, gap.lost) for gap in gaps(result, 0)] == [("甲", 30), ("乙", 20)]
    assert [(gap.name, gap.lost) for gap in gaps(result, 1)] == [("乙", 40)]
    assert ways(scheme, "id a b\nu 500 50") == ("优", "40", ["甲", "乙"])


def test_what_others_carry_is_lost_by_them() -> None:
    scheme = """\
    points: 100
    missing: rescale
    inputs: {a: {type: number}, b: {type: number}}
    criteria: {甲: {points: 40, value: a}, 乙: {points: 60, value: b}}
    """
    # 30 of 40 are lost, and 甲 carries all 100: 75.
    assert [(gap.name, gap.lost) for gap in gaps(scored(scheme, "id a b\nu 10 -"), 0)] == [("甲", 75)]


@pytest.mark.parametrize(
    ("day", "kind"),
    [(None, "missing"), ("2026-01-14", "not_due"), ("2026-01-15", "not_due"), ("2026-01-16", "missing")],
)
def test_what_is_not_due_yet_is_no_gap_yet(day: str | None, kind: str) -> None:
    assert kinds("95 100 0 - 0", date.fromisoformat(day) if day else None) == [(kind, "材料")]


def test_a_veto_takes_what_it_took() -> None:
    (gap,) = [gap for gap in found("95 100 0 是 2") if gap.kind is Kind.VETOED]
    assert (gap.lost, gap.owners, gap.basis) == (20, ("安监科",), "第九条")


def test_each_veto_takes_its_own() -> None:
    scheme = """\
    points: 100
    inputs: {s: {type: number}, n: {type: count}}
    criteria: {分: {points: 100, score: s}}
    vetoes:
      一: {when: n > 0, effect: {deduct: 5}}
      二: {when: n > 1, effect: {deduct: 7}}
      三: {when: n > 2, effect: {cap_score: 70}}
      四: {when: n > 3, effect: {cap_score: 75}}
      五: {when: n > 0, effect: {bar: 先进}}
    """
    # 100 - 5 - 7 = 88, and then no more than 70.
    taken = {gap.name: gap.lost for gap in gaps(scored(scheme, "id s n\nu 100 4"), 0)}
    assert taken == {"一": 5, "二": 7, "三": 18, "四": None, "五": None}


def test_a_rate_is_told_by_its_numerator() -> None:
    # 80 of 90 are 88.89 %, 6.11 points short: 12.22 points. 95 % of 90 are 85.5, so 86.
    (gap,) = [gap for gap in found("80 90 0 是 0") if gap.kind is Kind.BELOW]
    assert gap.full is not None
    assert gap.full.through is not None
    assert (gap.full.through.name, gap.full.through.value) == ("合格", 86)
    assert gap.full.worth == gap.lost


@pytest.mark.parametrize(
    ("criterion", "cells", "through"),
    [
        # A rate of which less is better is rounded down: 5 % of 90 are 4.5.
        ("率: {points: 10, value: a / b, deduct: {above: 5%, per: 1%, points: 1}}", "9 90", ("a", 4)),
        # What remains of 1: at most 4 of 90 may be refused for 95 %.
        ("率: {points: 10, value: 1 - a / b, deduct: {below: 95%, per: 1%, points: 1}}", "9 90", ("a", 4)),
        ("率: {points: 10, value: a / 365, linear: {90%: 0, 98%: 100%}}", "340 1", ("a", 358)),  # 357.7
        ("次: {points: 10, deduct: {each: 12 - a, points: 1}}", "9 1", ("a", 12)),
    ],
)
def test_what_an_input_has_to_be(criterion: str, cells: str, through: tuple[str, int]) -> None:
    scheme = f"points: 10\ninputs: {{a: {{type: count}}, b: {{type: count}}}}\ncriteria: {{{criterion}}}\n"
    (gap,) = gaps(scored(scheme, f"id a b\nu {cells}"), 0)
    assert gap.full is not None
    assert gap.full.through is not None
    assert (gap.full.through.name, gap.full.through.value) == through


def test_a_goal_of_a_rule_without_a_value_is_one_of_its_inputs() -> None:
    scheme = """\
    points: 10
    inputs: {存量: {type: money}, 上年: {type: money}}
    criteria: {消化: {points: 10, choose: [{when: 存量 == 0, score: 10}, {when: 存量 < 上年, score: 5}, {else: 0}]}}
    """
    (gap,) = gaps(scored(scheme, "id 存量 上年\nu 20 20"), 0)
    assert gap.goal is not None
    assert gap.full is not None
    assert (gap.full.value, gap.full.worth) == (0, 10)


def test_peers_move_with_the_unit() -> None:
    scheme = """\
    points: 20
    inputs: {v: {type: number}, w: {type: number}}
    criteria:
      均: {points: 10, value: v, deduct: {below: peer_mean(x), per: 1, points: 1}}
      名: {points: 10, value: w, rank: [10, 8, 6]}
    """
    table = "id v w\na 4 1\nb 9 5\nc 10 7"
    below, rank = gaps(scored(scheme, table), 0)
    # The others have 9.5 on average; at 9.5 the mean is 9.5 too, but at the mean of now, 7.67, it would be 8.89.
    goals = {gap.name: gap for gap in (below, rank)}
    assert goals["均"].full is not None
    assert goals["均"].full.value == 9.5
    assert goals["名"].goal is not None
    assert goals["名"].full is not None
    assert (goals["名"].goal.value, goals["名"].goal.worth) == (5, 2)  # the place of b, shared with it
    assert (goals["名"].full.value, goals["名"].full.worth) == (7, 4)


class TestTable:
    units = HEADS + "甲 89 100 2 - -\n乙 95 100 1 是 0"

    def table(self, **options: object):
        result = scored(SCHEME, self.units)
        return view.tables(result, [0, 1], **options)  # type: ignore[arg-type]

    def test_by_unit(self) -> None:
        table = self.table()[0]
        assert table.key == "gaps-by-unit"
        # 造假 has 89 %, and 88 % is to be kept.
        assert texts(table) == [
            ["甲", "事故", "veto open", "not reported: 事故", "", "", "", "安监科", "", "第九条"],
            ["甲", "材料", "missing", "not reported: 材料", "", "10.00", "", "办公室", "2026-01-15", ""],
            ["甲", "合格率", "below", "89%", "95% (合格 95)", "12.00", "12.00", "质检科", "", "第三条"],
            ["甲", "报送", "below", "迟报: 2", "0", "6.00", "6.00", "办公室", "2025-07-15", ""],
            ["甲", "造假", "near veto", "合格 / 检测 < 88%: 89%", "88%", "", "", "质检科", "", ""],
            ["乙", "报送", "below", "迟报: 1", "0", "3.00", "3.00", "办公室", "2025-07-15", ""],
        ]
        assert table.notes[0].text("en") == "6 gaps of 2 units, 31.00 points at stake"

    def test_by_owner(self) -> None:
        table = self.table(by="owner")[0]
        assert column(table, "owner") == ["办公室", "办公室", "办公室", "安监科", "质检科", "质检科"]

    def test_by_indicator(self) -> None:
        table = self.table(by="indicator")[0]
        assert column(table, "criterion") == sorted(column(table, "criterion"))

    def test_of_one_owner(self) -> None:
        tables = self.table(owner="安监科")
        assert [column(table, "criterion") for table in tables] == [["事故"]]

    def test_not_due_yet(self) -> None:
        assert "not due" in column(self.table(as_of=date(2025, 12, 1))[0], "kind")

    def test_no_word_of_english_in_chinese(self) -> None:
        for table in self.table():
            for row in texts(table, "zh"):
                assert not any(word in cell for cell in row for word in ("report", "below", "points"))

    def test_the_way_to_the_next_grade(self) -> None:
        # 甲 has 48 + 24 = 72 and needs 8 more; 12 for the rate are the most that one change brings. 乙 is 优 with 97.
        assert [table.key for table in self.table()] == ["gaps-by-unit", "ways"]
        assert texts(named(self.table(), "ways")) == [["甲", "良", "8.00", "合格率 +12.00"]]


def full_goals(inputs: str, rule: str, data: str) -> list[str]:
    """What is told as the goal of the one indicator."""
    scheme = f"inputs: {{{inputs}}}\ncriteria: {{分: {{points: 10, {rule}}}}}\n"
    heads = " ".join(part.split(":")[0].strip() for part in inputs.split(";"))
    table = view.tables(scored(scheme.replace(";", ","), f"id {heads}\nu {data}"), [0])[0]
    return column(table, "goal")


@pytest.mark.parametrize(
    ("inputs", "rule", "data", "goal"),
    [
        # 2 points a percentage point, full at 5 %, whatever else the rule compares with.
        ("r: percent", "value: r, score: 'min(10, r * 200)', zero_if: r > 500%", "1", ["5%"]),
        # 0.5 for each lead: full at 20, though 25 are allowed.
        ("n: count", "value: n, score: 'min(10, n * 0.5)', zero_if: n > 25", "3", ["20"]),
        (
            "d: date",
            "value: 'days(d; 2025-07-01)', deduct: {below: 90, per: 1, points: 1}",
            "2025-04-05",
            ["2025-04-02"],
        ),
        ("r: number", "value: r, at_least: {100: 10, 0: 5, else: 0}", "50", ["100"]),
        ("r: number", "value: r, above: {100: 10, 0: 5, else: 0}", "50", ["100.01"]),
    ],
)
def test_a_goal_is_the_nearest_value_that_earns_the_most(inputs: str, rule: str, data: str, goal: list[str]) -> None:
    assert full_goals(inputs, rule, data) == goal


def test_percents_are_told_as_percents() -> None:
    scheme = """\
    inputs: {august: percent, before: {type: percent, fixed: true}, claimed: count, true: count}
    criteria: {分: {points: 10, value: august - before, deduct: {below: 0, per: 1%, points: 1}}}
    vetoes: {虚报: {when: claimed / true - 1 > 10%, effect: {score: 0}}}
    """
    table = view.tables(scored(scheme.replace("true", "right").replace("fixed: right", "fixed: true"),
                               "id august before claimed right\nu 77.5 80 110 100"), [0])[0]  # fmt: skip
    assert [row[2:5] for row in texts(table)] == [
        ["below", "-2.5%", "0% (august 80%)"],
        ["near veto", "claimed / right - 1 > 10%: 10%", "10%"],
    ]


FIXED = """\
inputs: {a: {type: count, fixed: true}, b: {type: count}}
criteria: {分: {points: 10, deduct: [{each: a, points: 1}, {each: b, points: 1}]}}
"""


def test_what_nobody_can_change_has_no_goal() -> None:
    found = gaps(scored(FIXED, "id a b\nu 2 3"), 0)
    assert [(gap.inputs, gap.lost) for gap in found] == [(("b",), 5)]  # told whole, with what can be done about it
    (only,) = gaps(scored(FIXED, "id a b\nu 2 0"), 0)
    assert (only.goal, only.lost) == (None, 2)


def test_of_a_rate_only_what_can_be_changed_moves() -> None:
    scheme = """\
    inputs: {a: {type: count, fixed: true}, b: {type: count}}
    criteria: {分: {points: 10, value: 1 - b / a, linear: {0: 0, 100%: 100%}}}
    """
    (gap,) = gaps(scored(scheme, "id a b\nu 10 5"), 0)
    assert gap.full is not None
    assert gap.full.through is not None
    assert gap.full.through[1:] == ("b", 5, 0)


def test_an_indicator_without_points_loses_no_more_than_it_lost() -> None:
    scheme = """\
    inputs: {n: {type: count}, m: {type: count}}
    criteria:
      服务: {points: 10, value: n}
      通报: {points: 0, start: 0, floor: -5, cap: 5, add: {each: n, points: 1}, deduct: {each: m, points: 2}}
    """
    found = gaps(scored(scheme, "id n m\nu 10 0\nv 0 2"), 1)
    # 4 are lost: by m, and no more than these could n bring back.
    assert sorted((gap.name, gap.inputs, gap.lost) for gap in found) == [
        ("服务", ("n",), 10), ("通报", ("m",), 4), ("通报", ("n",), 4)
    ]  # fmt: skip


def ways(scheme: str, table: str, row: int = 0) -> tuple[str, str, list[str]] | None:
    result: Result = scored(scheme, table)
    following = way(result, row, gaps(result, row))
    if following is None:
        return None
    return following.grade, str(following.distance), [gap.name for gap in following.steps]


PARTS = """\
points: 100
inputs: {a: {type: count}, b: {type: count}, c: {type: count}}
criteria:
  服务: {points: 60, criteria: {甲: {points: 40, deduct: {each: a, points: 1}},
                                乙: {points: 20, deduct: {each: b, points: 1}}}}
  管理: {points: 40, deduct: {each: c, points: 1}}
"""


class TestWays:
    def test_the_largest_first_and_no_more_than_needed(self) -> None:
        scheme = PARTS + "grades: {优: {at_least: 90}, 差: {}}\n"
        assert ways(scheme, "id a b c\nu 5 4 12") == ("优", "11", ["管理"])
        assert ways(scheme, "id a b c\nu 5 9 12") == ("优", "16", ["管理", "乙"])

    def test_what_a_part_needs_comes_first(self) -> None:
        # 服务 needs 54 of 60 and has 46, so 甲 (8 of 14) is not enough without… it is: 46 + 10 = 56.
        scheme = PARTS + "grades: {优: {at_least: 80, needs: {服务: 90%}}, 差: {}}\n"
        assert ways(scheme, "id a b c\nu 10 4 6") == ("优", "0", ["甲"])
        assert ways(scheme, "id a b c\nu 10 10 6") == ("优", "6", ["甲", "乙"])

    def test_in_a_hole_between_two_grades_the_better_one_is_next(self) -> None:
        # 40 + (10 - c) in all: 89.5 is neither 80 to 89 nor 90.
        scheme = PARTS + "grades: {优: {at_least: 90}, 良: {at_least: 80, at_most: 89}, 差: {}}\n"
        result = scored(scheme.replace("c: {type: count}", "c: {type: number}"), "id a b c\nu 0 0 10.5")
        following = next_grade(result, 0)
        assert following is not None
        assert (following[0].grade.name, str(following[1])) == ("优", "1/2")

    def test_no_points_lift_what_a_veto_caps(self) -> None:
        scheme = PARTS + (
            "vetoes: {事故: {when: a > 5, effect: {cap_score: 59}}}\ngrades: {合格: {at_least: 60}, 差: {}}\n"
        )
        result = scored(scheme, "id a b c\nu 6 0 0\nv 5 0 40")
        assert next_grade(result, 0) is None
        assert texts(named(view.tables(result, [0, 1]), "ways")) == [
            ["u", "合格", "1.00", "no points lift it: veto 事故"],
            ["v", "合格", "5.00", "管理 +40.00"],
        ]

    def test_a_veto_that_caps_higher_leaves_a_way(self) -> None:
        scheme = PARTS + (
            "vetoes: {事故: {when: a > 5, effect: {cap_score: 85}}}\n"
            "grades: {优: {at_least: 90}, 良: {at_least: 80}, 合格: {at_least: 60}, 差: {}}\n"
        )
        assert ways(scheme, "id a b c\nu 6 0 30") == ("良", "16", ["管理"])  # 94 - 30

    def test_a_place_is_had_by_being_ahead_of_the_last_who_has_one(self) -> None:
        scheme = PARTS.replace("count", "number") + "round: 1\ngrades: {优: {top: 50%}, 差: {}}\n"
        table = "id a b c\nu 10 0 0\nv 10.5 0 0\nw 20 0 0\nx 30 0 0\n"
        # Two places of four: u 90 and v 89.5 have them; w with 80 must have 89.6.
        assert ways(scheme, table, 2) == ("优", "48/5", ["甲"])
        single = scheme.replace("top: 50%", "places: 1")
        assert ways(single, table, 1) == ("优", "3/5", ["甲"])
        tables = view.tables(scored(single, table), [1])
        assert [note.text("en") for note in named(tables, "ways").notes] == [
            "Where places are limited, the ranks of the others decide as well."
        ]

    def test_at_the_best_grade_there_is_none(self) -> None:
        assert ways(PARTS + "grades: {优: {at_least: 90}, 差: {}}\n", "id a b c\nu 0 0 1") is None

    def test_where_a_veto_decides_there_is_none(self) -> None:
        scheme = (
            PARTS + "vetoes: {v: {when: c > 5, effect: 差}}\ngrades: {优: {at_least: 99}, 良: {at_least: 50}, 差: {}}\n"
        )
        assert ways(scheme, "id a b c\nu 0 0 6") is None
        capped = scheme.replace("effect: 差", "effect: {cap_grade: 良}")
        assert ways(capped, "id a b c\nu 0 0 6") is None

    def test_more_than_the_bound_is_needed_above_it(self) -> None:
        result = scored(PARTS + "grades: {优: {above: 90}, 差: {}}\n", "id a b c\nu 0 0 10")
        following = next_grade(result, 0)
        assert following is not None
        assert str(following[1]) == "1/100"

    def test_only_what_moves_the_total_is_a_step(self) -> None:
        # In a minimum only the lowest decides: 乙 50 % first, and then 甲 with 80 %.
        scheme = PARTS.replace("points: 60, criteria", "points: 60, combine: min, criteria") + (
            "grades: {优: {at_least: 95}, 差: {}}\n"
        )
        assert ways(scheme, "id a b c\nu 8 10 0") == ("优", "25", ["乙", "甲"])


def test_an_owner_that_answers_for_nothing_is_refused() -> None:
    with pytest.raises(EvalkitError) as refused:
        view.tables(scored(SCHEME, HEADS + "u 95 100 0 yes 0"), [0], owner="财政局")
    (told,) = refused.value.diagnostics
    assert told.kind.code == "R304"
    assert told.hint is not None
    assert told.hint.text("en") == "the owners are 质检科, 办公室, 安监科"
