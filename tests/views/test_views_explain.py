"""The account of one unit adds up line by line, names its cells, and says what decided."""

from __future__ import annotations

from pathlib import Path

import pytest
from shown import column, named, scored, texts, tree

from evalkit.diagnostics import Problems
from evalkit.evaluate import evaluate
from evalkit.inputs import read_units
from evalkit.loader import load
from evalkit.plan import compile_scheme
from evalkit.result import Result
from evalkit.table import Table
from evalkit.views import explain, ranking
from evalkit.views.selection import find

COUNTY = Path(__file__).resolve().parents[2] / "examples" / "county"


@pytest.fixture(scope="module")
def county() -> Result:
    problems = Problems()
    scheme = load(COUNTY / "scheme.yaml", problems)
    assert scheme is not None
    plan = compile_scheme(scheme, problems)
    return evaluate(plan, read_units(scheme, [COUNTY / "data.xlsx"], problems=problems))


def test_the_own_score_stands_beside_the_verified_one() -> None:
    scheme = """\
    inputs: {own: number, checked: number}
    criteria: {工作: {points: 100, value: checked, self: own}}
    """
    result = scored(scheme, "id own checked\nu 95 90\nv 80 90\nw 90 90\nx - 90")
    told = [next(row[0] for row in texts(explain.tables(result, u)[0]) if "own score" in row[0]) for u in range(4)]
    assert told == [
        "own score: 95; 5 more than its score",
        "own score: 80; 10 less than its score",
        "own score: 90; as its score",
        "own score: not reported",
    ]
    assert [str(result.total[row]) for row in range(4)] == ["90"] * 4  # it counts nothing
    (table,) = ranking.tables(result, [0, 1, 2, 3], columns=["unit", "self:工作"])
    assert column(table, "self:工作") == ["95.00", "80.00", "90.00", "—"]


def number(cell: str) -> float:
    return float(cell.replace("−", "-").replace("+", ""))


def check_sums(table: Table) -> int:
    """Below every criterion with a score, the lines and the criteria next below it add up to that score."""
    rows, checked = texts(table), 0
    scores, points = column(table, "score"), column(table, "points")
    for place, depth in enumerate(table.indent):
        below = []
        for other in range(place + 1, len(rows)):
            if table.indent[other] <= depth:
                break
            if table.indent[other] == depth + 1:
                below.append(other)
        heads = points[place] or depth == 0
        if heads and below and scores[place] not in ("", "open", "left out"):
            parts = [number(scores[other]) for other in below if scores[other] not in ("", "left out")]
            assert sum(parts) == pytest.approx(number(scores[place]), abs=0.001), rows[place]
            checked += 1
    return checked


def test_the_county_adds_up_line_by_line(county: Result) -> None:
    for row in (0, 7, 20, 53):
        assert check_sums(named(explain.tables(county, row), "account")) > 50


def test_every_input_names_its_cell(county: Result) -> None:
    table = named(explain.tables(county, find(county, "中山街道")), "account")
    cells = dict(zip(column(table, "criterion"), column(table, "from"), strict=True))
    assert cells["水质合格份数: 45"] == "data.xlsx 汇总!G54"
    tidied = named(explain.tables(county, 0), "account")
    assert not any("written" in cell for cell in column(table, "from"))
    assert any(cell.startswith("data.xlsx 汇总!") for cell in column(tidied, "from"))


def account_of(scheme: str, table: str, row: int = 0) -> list[str]:
    return tree(named(explain.tables(scored(scheme, table), row), "account"))


def test_a_rule_and_its_terms() -> None:
    scheme = """\
    points: 20
    inputs: {a: {type: count}, b: {type: count}, late: {type: count}}
    criteria:
      率: {points: 20, value: a / b, deduct: [{below: 95%, per: 1%, points: 0.5}, {each: late, points: 2, cap: 5}]}
    """
    # 90 % is five points below: 2.5; four late are 8, at most 5.
    assert account_of(scheme, "id a b late\nu 90 100 4") == [
        "考核 | 12.5 | 20",
        "  率 | 12.5 | 20",
        "    a: 90",
        "    b: 100",
        "    late: 4",
        "    value: 90%",
        "    starts from full points | 20",
        "    deducted: 0.5 points for each 1% below 95% | −2.5",
        "    deducted: 2 points for each late, at most 5 points | −5",
    ]


def test_a_days_rate_reads_as_the_percentage_that_its_rule_speaks_of() -> None:
    scheme = """\
    points: 10
    inputs: {days: {type: count}}
    criteria: {率: {points: 10, value: days / 365, full_if: x >= 90%}}
    """
    # 292 / 365 = 0.8
    assert "    value: 80%" in account_of(scheme, "id days\nu 292")


def test_a_bound_that_binds_is_a_line_and_one_that_does_not_is_none() -> None:
    scheme = """\
    points: 10
    inputs: {n: {type: count}}
    criteria: {错: {points: 10, deduct: {each: n, points: 3}}}
    """
    assert account_of(scheme, "id n\nu 5")[-2:] == [
        "    deducted: 3 points for each n | −15",
        "    not below 0 | +5",
    ]
    assert account_of(scheme, "id n\nu 2")[-1] == "    deducted: 3 points for each n | −6"


WAIVED = """\
points: 10
inputs: {n: {type: count}, nil: {type: flag}, late: {type: flag}}
criteria: {错: {points: 10, deduct: {each: n, points: 3}, waive_if: nil, zero_if: late}}
"""


@pytest.mark.parametrize(
    ("cells", "score", "lines"),
    [
        ("2 是 否", "10", ["full points because nil | 10"]),  # counts instead of all lines before it
        ("2 否 是", "0", ["nothing because late | 0"]),
        ("2 是 是", "0", ["nothing because late | 0"]),
        ("2 否 否", "4", ["starts from full points | 10", "deducted: 3 points for each n | −6"]),
    ],
)
def test_waive_if_and_zero_if_take_the_place_of_all_lines_before(cells: str, score: str, lines: list[str]) -> None:
    found = account_of(WAIVED, f"id n nil late\nu {cells}")
    assert found[1] == f"  错 | {score} | 10"
    assert [line.strip() for line in found if "|" in line][2:] == lines


COMBINED = """\
points: 30
inputs: {{a: {{type: percent}}, b: {{type: percent}}, c: {{type: percent}}}}
criteria:
  组:
    points: 30
    combine: {combine}
    criteria: {{甲: {{points: 10, value: a, score: 10 * x}}, 乙: {{points: 20, value: b, score: 20 * x}},
               丙: {{points: 10, value: c, score: 10 * x}}}}
"""


@pytest.mark.parametrize(
    ("combine", "cells", "line"),
    [
        ("min", "80 50 90", "the lowest share decides: 乙 50% | 15"),
        ("max", "80 50 90", "the highest share decides: 丙 90% | 27"),
        ("min", "50 50 90", "the lowest share decides: 甲 50%, 乙 50% | 15"),
        ("{best: 2}", "80 50 90", "the mean of the best: 丙 90%, 甲 80% | 25.5"),  # 85 % of 30
        ("mean", "80 50 90", "the weighted mean of the shares | 22"),  # 220 % / 3 of 30
    ],
)
def test_a_group_names_the_child_that_decided(combine: str, cells: str, line: str) -> None:
    found = account_of(COMBINED.format(combine=combine), f"id a b c\nu {cells}")
    assert found[-1] == f"    {line}"


def test_a_child_that_has_left_decides_nothing() -> None:
    scheme = COMBINED.format(combine="min") + "missing: skip\n"
    assert account_of(scheme, "id a b c\nu 80 - 90")[-1] == "    the lowest share decides: 甲 80% | 24"


def test_what_is_not_known_says_why_and_what_then_holds() -> None:
    scheme = """\
    points: 20
    missing: zero
    not_applicable: rescale
    inputs: {a: {type: count}, b: {type: count}, c: {type: count}}
    criteria:
      甲: {points: 5, score: a}
      乙: {points: 10, value: b, at_least: {1: 10}}
      丙: {points: 5, score: c}
    """
    assert account_of(scheme, "id a b c\nu 5 - 不适用") == [
        "考核 | 6.6667 | 20",  # 5 of 15, carried to 20
        "  甲 | 5 | 5",
        "    a: 5",
        "    the score is a | 5",
        "  乙 | 0 | 10",
        "    b: not reported",
        "    not reported: b; not known: earns nothing | 0",
        "  丙 | left out | 5",
        "    c: does not apply",
        "    does not apply: its points are carried by the others",
        "  carried by what applies | +1.6667",
    ]


def test_what_stays_open_is_open_up_to_the_top() -> None:
    scheme = "points: 10\ninputs: {a: {type: count}}\ncriteria: {甲: {points: 10, deduct: {each: a, points: 1}}}\n"
    result = scored(scheme, "id a\nu -")
    account, outcome = explain.tables(result, 0)
    assert tree(account)[:2] == ["考核 | open | 10", "  甲 | open | 10"]
    assert "10.00" in dict(zip(column(outcome, "what"), column(outcome, "result"), strict=True))["possible"]


def test_peers_are_told_in_numbers() -> None:
    scheme = """\
    points: 20
    scopes: {同类: class}
    inputs: {a: {type: percent}, b: {type: number}}
    criteria:
      率: {points: 10, value: a, deduct: {below: peer_mean(x), per: 1%, points: 1}}
      名: {points: 10, value: b, rank: [10, 8]}
    """
    # The mean of 90 % and 80 % is 85 %; u is second of two.
    found = account_of(scheme, "id a b\nu 80 1\nv 90 2")
    assert "    mean of 同类: 85%" in found
    assert "    place in 同类: 2" in found


def test_a_mark_comes_with_its_reason() -> None:
    scheme = "points: 10\ninputs: {评: {type: judged, reason: 理由}}\ncriteria: {评: {points: 10, judged: {}}}\n"
    assert "    理由: 材料不全" in account_of(scheme, "id 评 理由\nu 7 材料不全")


def outcome(scheme: str, table: str, row: int = 0) -> dict[str, tuple[str, str]]:
    found = texts(named(explain.tables(scored(scheme, table), row), "result"))
    return {what: (result, why) for what, result, why in found}


PLAIN = """\
points: 100
scopes: {全部: all}
inputs: {s: {type: number}, n: {type: count}}
criteria: {分: {points: 100, score: s}}
"""


def test_the_total_is_made_of_base_and_bonus_and_rounded_once() -> None:
    scheme = PLAIN + "bonus: {cap: 5, criteria: {加: {add: {each: n, points: 0.004}}}}\n"
    found = outcome(scheme, "id s n\nu 84.991 1")
    assert found["before bonus"] == ("84.991", "")
    assert found["bonus"] == ("0.004", "")
    assert found["total"] == ("85.00", "rounded once, to 2 decimals")  # 84.995


def test_dropped_points_are_told() -> None:
    scheme = """\
    points: 100
    not_applicable: drop
    inputs: {a: {type: number}, b: {type: number}}
    criteria: {甲: {points: 60, score: a}, 乙: {points: 40, score: b}}
    """
    found = outcome(scheme, "id a b\nu 45 不适用")
    assert found["before bonus"] == ("75", "scaled up from the 60 points that remain")  # 45 / 60


def test_why_the_best_of_a_small_group_has_no_place() -> None:
    scheme = PLAIN + "grades: {甲: {at_least: 90, top: 30%, within: 全部}, 乙: {}}\n"
    three = "id s n\na 95 0\nb 93 0\nc 79 0"  # 30% of 3 is less than one
    why = "not 甲: its quota comes to no place in its scope; 乙: all conditions hold"
    assert outcome(scheme, three, 0)["grade"] == ("乙", why)
    assert outcome(scheme, f"{three}\nd 70 0", 0)["grade"][0] == "甲"  # 30% of 4 is one


def test_a_grade_that_hangs_on_an_open_total_says_so() -> None:
    scheme = PLAIN + "vetoes: {v: {when: n > 0, effect: {grade: 乙}}}\ngrades: {甲: {at_least: 90}, 乙: {}}\n"
    found = outcome(scheme, "id s n\na - 1", 0)["grade"]
    assert found[0] == "乙"
    assert found[1].startswith("not 甲: not known yet: the total is not known; ")


def test_why_this_grade_and_not_a_better_one() -> None:
    scheme = (
        PLAIN
        + """\
vetoes: {v: {when: n > 0, effect: 丁}}
ranking: {vetoed: last}
grades: {甲: {at_least: 90, places: 1, within: 全部}, 乙: {at_least: 80}, 丙: {at_least: 60}, 丁: {}}
"""
    )
    table = "id s n\na 95 0\nb 93 0\nc 79 0\nd 99 1"
    assert outcome(scheme, table, 0)["grade"] == ("甲", "甲: all conditions hold")
    assert outcome(scheme, table, 1)["grade"] == (
        "乙",
        "not 甲: no place left of 1 in its scope; 乙: all conditions hold",
    )
    assert outcome(scheme, table, 2)["grade"][1].startswith(
        "not 甲: total 79.00 is less than 90; not 乙: total 79.00 is less than 80; 丙"
    )
    vetoed = outcome(scheme, table, 3)
    assert vetoed["grade"] == (
        "丁",
        "not 甲: a veto bars it, and the place passes on; 乙: all conditions hold; lowered from 乙 by a veto",
    )
    # It is last with the highest total: the next ahead has less, and the text does not say otherwise.
    assert vetoed["rank"] == ("4 of 4", "a veto puts it last; next ahead: c, 20.00 less")


def test_neighbours_in_the_ranking() -> None:
    scheme = PLAIN + "ranking: {then: [n]}\n"
    table = "id s n\na 95 0\nb 80 2\nc 80 1\nd 80 1\ne 70 0"
    assert outcome(scheme, table, 1)["rank"] == (
        "2 of 5",
        "next ahead: a, 15.00 more; next behind: c, the same total",
    )
    assert outcome(scheme, table, 2)["rank"][1] == (
        "shared with d; next ahead: b, the same total; next behind: e, 10.00 less"
    )


def test_in_chinese_too(county: Result) -> None:
    table = named(explain.tables(county, find(county, "中山街道")), "account")
    shown = tree(table, "zh")
    assert any(line.strip() == "指标值: 86.0274%" for line in shown)
    assert any("不适用: 分值由其他项折算" in line for line in shown)
    assert not any(word in line for line in shown for word in ("starts from", "value:", "points"))


def test_a_target_that_may_be_unknown_is_said_in_words() -> None:
    scheme = """\
    inputs: {检率: percent, 目标: percent, 上限: percent}
    criteria: {检率: {points: 10, ratio: {to: "known(目标, 上限, 70%)", better: lower}}}
    """
    which, told = [
        row[0] for row in texts(explain.tables(scored(scheme, "id 检率 目标 上限\nu 80 - 90"), 0)[0]) if "70%" in row[0]
    ]
    assert which == "known(目标, 上限, 70%): 90%"
    assert told == "points in proportion to 目标 (where unknown 上限, 70%) / the value (less is better), at most 100%"


def test_a_scope_is_called_as_in_the_ranking() -> None:
    result = scored("inputs: {甲: number}\npoints: 10\ncriteria: {甲: {points: 10}}", "id 甲\nu 5\nv 6")
    ways = [row[0] for row in texts(explain.tables(result, 0)[1], "zh")]
    assert ways[-2:] == ["全部名次", "类内名次"]


@pytest.mark.parametrize(("effect", "possible"), [("差", []), ("{deduct: 5}", ["3.00 to 8.00"])])
def test_a_range_is_told_where_an_open_veto_may_change_the_total(effect: str, possible: list[str]) -> None:
    scheme = f"""\
    inputs: {{甲: number, 造假: flag}}
    points: 10
    criteria: {{甲: {{points: 10}}}}
    vetoes: {{造假: {{when: 造假, effect: {effect}}}}}
    grades: {{好: {{at_least: 5}}, 差: {{}}}}
    """
    outcome = texts(explain.tables(scored(scheme, "id 甲 造假\nu 8 -"), 0)[1])
    assert [row[1] for row in outcome if row[0] == "possible"] == possible


def test_a_ratio_to_the_best_says_why_there_is_none() -> None:
    """u is alone in A and reported nothing; the best of B is -2, of which -4 is no proportion, but -2 the whole."""
    scheme = """\
    inputs: {甲: number}
    points: 10
    criteria: {甲: {points: 10, ratio: best}}
    """
    table = "id class 甲\nu A -\nv B -4\nw B -2"
    why = [account_of(scheme, table, row) for row in range(3)]
    assert "    not reported: 甲; not known: stays open, the result is provisional | open" in why[0]
    assert "    a target below 0 has no proportion; not known: stays open, the result is provisional | open" in why[1]
    assert "  甲 | 10 | 10" in why[2]


def test_a_ratio_without_its_own_bound_says_the_cap_of_its_criterion() -> None:
    def told(more: str) -> str:
        rule = f"ratio: {{to: 4, cap: none}}{more}"
        scheme = f"inputs: {{甲: number}}\npoints: 10\ncriteria: {{甲: {{points: 10, {rule}}}}}"
        (line,) = [line for line in account_of(scheme, "id 甲\nu 2") if "in proportion" in line]
        return line.split(" / 4, ")[1]

    assert told("") == "without an upper bound | 5"
    assert told(", cap: none") == "without an upper bound | 5"
    assert told(", cap: 120%") == "at most 120% of the points | 5"
    assert told(", cap: 12") == "at most 12 points | 5"


@pytest.mark.parametrize(
    ("rule", "told"),
    [
        ("ratio: usual", "points in proportion to the value / (peer_sum(x) / peer_count(x)), at most 100%"),
        ("ratio: a + 1", "points in proportion to the value / (a + 1), at most 100%"),
        ("full_if: x >= usual", "full points if x >= (peer_sum(x) / peer_count(x)), otherwise none"),
        ("full_if: x >= least and (x > 0 or a > 1)", "full points if x >= 95% and (x > 0 or a > 1), otherwise none"),
        ("at_least: {'known((a + 1) / 2, least)': 100%, else: 0}",
         "at least (a + 1) / 2 (where unknown 95%): full points, otherwise: nothing"),
    ],
)  # fmt: skip
def test_brackets_and_constants_stand_where_they_are_meant(rule: str, told: str) -> None:
    scheme = f"""\
    inputs: {{甲: number, a: number}}
    points: 10
    criteria:
      甲:
        points: 10
        with: {{usual: peer_sum(x) / peer_count(x), least: 95%}}
        {rule}
    """
    assert any(line.strip().startswith(told) for line in account_of(scheme, "id 甲 a\nu 2 3"))


def test_a_rank_says_among_whom_and_from_which_end() -> None:
    def told(rule: str, table: str = "id 甲\nu 2", head: str = "") -> str:
        scheme = f"{head}inputs: {{甲: number}}\npoints: 10\ncriteria: {{甲: {{points: 10, rank: {rule}}}}}"
        return next(line for line in account_of(scheme, table) if "rank" in line).strip().split(" | ")[0]

    assert told("[10, 8]").startswith("by rank within the class: 10 points, 8 points; further on nothing")
    assert told("{scores: [10], within: all}").startswith("by rank among all units: ")
    assert told("{scores: [10], within: 片}", head="scopes: {片: parent}\n").startswith("by rank within 片: ")
    assert told("{step: 1, from: bottom, among: x > 1}") == (
        "by rank from the bottom within the class: the first gets full points, each further one 1 point less, "
        "not below nothing; only where x > 1, the others get nothing"
    )


RATES = """\
    points: 20
    inputs: {a: percent, b: number}
    criteria:
      率: {points: 10, value: a, score: 10 * x / (peer_sum(x) / peer_count(x)), deduct: {if: x < 80%, points: 1}}
      别: {points: 10, value: b, full_if: x > peer_mean(x) and score(率) >= peer_max(score(率)) and a >= peer_min(a)}
"""


def test_only_what_is_of_the_kind_of_a_rate_is_a_percentage_and_of_what_is_said() -> None:
    """The rates are 80 % and 90 %: together 1.7 of two. What 率 looks at for its own score stands only there."""
    found = account_of(RATES, "id a b\nu 80 1\nv 90 2")
    first, second = found[: found.index("  别 | 0 | 10")], found[found.index("  别 | 0 | 10") :]
    assert [line.strip() for line in first if " of the class: " in line] == [
        "sum of the class: 1.7",
        "how many of the class: 2",
    ]
    assert [line.strip() for line in second if " of the class: " in line] == [
        "mean of the class: 1.5",
        "highest of the class: 10 (率)",
        "lowest of the class: 80% (a)",
    ]


def test_what_a_blank_stands_for_is_told() -> None:
    scheme = """\
    inputs: {f: {type: flag, missing: no}, n: {type: count, missing: 3}}
    points: 20
    criteria: {f: {points: 10, full_if: f}, n: {points: 10}}
    """
    found = account_of(scheme, "id f n\nu - -\nv yes 4")
    assert found[1:4] == [
        "  f | 0 | 10",
        "    f: not reported, counts as no",
        "    full points if f, otherwise none | 0",
    ]
    assert found[4:6] == ["  n | 3 | 10", "    n: not reported, counts as 3"]
    assert not any("value:" in line for line in found)


def test_what_a_rule_computes_to_compare_with_is_told_in_numbers() -> None:
    scheme = """\
    points: 30
    inputs: {率: percent, n: {type: count}, kind: text}
    values: {usual: n * 2}
    tables: {targets: {city: 95%, else: 90%}}
    criteria:
      率: {points: 10, deduct: {below: goal, per: 1%, points: 0.5}, with: {goal: "lookup(targets, kind)"}}
      数: {points: 10, value: n, full_if: "x >= if(kind == 'city', 4, 6) and x > 0"}
      比: {points: 10, value: n, ratio: usual}
    """
    found = [line.strip() for line in account_of(scheme, "id 率 n kind\nu 93 5 city")]
    assert "lookup(targets, kind): 95%" in found
    assert "if(kind == 'city', 4, 6): 4" in found
    assert "usual: 10" in found
