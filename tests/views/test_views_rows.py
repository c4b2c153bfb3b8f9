"""What comes from other rows names them: records, rows of a criterion, units below and above, the period before."""

from __future__ import annotations

from fractions import Fraction

from rows import rescored, scored
from shown import column, named, texts, tree

from evalkit.account import Line, account
from evalkit.gaps import Gap, gaps
from evalkit.result import Result
from evalkit.table import Table
from evalkit.views import explain
from evalkit.views import gaps as gap_view

CHECKS = """
points: 20
records: {核查: {owner: 督查科, columns: {日期: text, 性质: text, 分: number, 件: text}}}
"""
FOUND = """
    id 日期       性质 分 件
    A  2025-03-04 迟报 2  p
    A  2025-04-01 迟报 3  p
    A  2025-05-06 漏报 1  q
    B  2025-03-09 漏报 4  p
"""
UNITS = "id\nA\nB"


def table(result: Result, row: int = 0) -> Table:
    return named(explain.tables(result, row), "account")


def lines(result: Result, row: int = 0) -> dict[str, Line]:
    return {line.plan.criterion.name: line for root in account(result, row) for _, line in root.walk()}


def test_a_line_names_the_records_that_it_counts() -> None:
    """Two late reports at 0.5 each: 10 − 1 = 9. The column that the line asks for and the first others are shown."""
    criteria = 'criteria: {c: {points: 20, deduct: {each: 核查, where: 性质 == "迟报", points: 0.5}}}'
    found = table(scored(CHECKS + criteria, UNITS, {"核查": FOUND}))
    assert tree(found)[1:] == [
        "  c | 19 | 20",
        "    starts from full points | 20",
        '    deducted: 0.5 points for each record of 核查 with 性质 == "迟报" | −1',
        "      2025-03-04 迟报 分 2 | −0.5",
        "      2025-04-01 迟报 分 3 | −0.5",
    ]
    assert column(found, "from")[-2:] == ["核查.csv:2", "核查.csv:3"]
    assert tree(found, "zh")[3] == '    扣分: 核查(性质 == "迟报"), 每条计0.5分 | −1'


def test_a_record_in_a_sheet_names_its_cell() -> None:
    criteria = 'criteria: {c: {points: 20, deduct: {each: 核查, where: 性质 == "漏报", points: 1}}}'
    found = table(scored(CHECKS + criteria, UNITS, {"核查": FOUND}, sheet="核查"))
    assert column(found, "from")[-1] == "data.xlsx 核查!B4"


def test_what_counts_only_once_is_said() -> None:
    """Of p the higher one counts, 3 points; q brings 1."""
    criteria = "criteria: {c: {points: 20, add: {each: 核查, points: 分, highest_per: 件}}}"
    found = scored(CHECKS + criteria, UNITS, {"核查": FOUND})
    assert tree(table(found))[-3:] == [
        "      2025-03-04 分 2 p: counted once with 核查.csv:3",
        "      2025-04-01 分 3 p | +3",
        "      2025-05-06 分 1 q | +1",
    ]
    assert tree(table(found), "zh")[-3] == "      2025-03-04 分 2 p: 与核查.csv:3只计一次"


def test_a_long_list_ends_with_what_the_others_bring() -> None:
    criteria = "criteria: {c: {points: 20, deduct: {each: 核查, points: 0.5}}}"
    rows = "\n".join(["id 日期 性质 分 件", *(f"A d{number} 迟报 1 p" for number in range(33))])
    assert tree(table(scored(CHECKS + criteria, UNITS, {"核查": rows})))[-2:] == [
        "      d19 迟报 分 1 | −0.5",
        "      … and 13 more | −6.5",
    ]


def test_an_input_from_records_shows_them() -> None:
    scheme = (
        CHECKS
        + """
inputs:
  漏报数: {type: count, from: 核查, where: 性质 == "漏报"}
  均分: {type: number, from: 核查, mean: 分}
criteria: {漏报数: {points: 10, at_most: {0: 10, else: 5}}, 均分: {points: 10}}
"""
    )
    found = table(scored(scheme, UNITS, {"核查": FOUND}))
    cells = dict(zip(column(found, "criterion"), column(found, "from"), strict=True))
    assert cells["漏报数: 1"] == "1 row"
    assert cells["均分: 2"] == "mean of 3 rows"
    assert cells["2025-05-06 漏报 分 1"] == "核查.csv:4"


def test_a_mean_of_no_rows_says_so() -> None:
    scheme = CHECKS + "inputs: {均分: {type: number, from: 核查, mean: 分}}\ncriteria: {均分: {points: 20}}"
    only_a = "id 日期 性质 分 件\nA d 迟报 1 p"
    found = scored(scheme, UNITS, {"核查": only_a})
    assert "    no rows: 核查" in [line.split(";")[0].split(" |")[0] for line in tree(table(found, 1))]
    assert any("没有记录: 核查" in line for line in tree(table(found, 1), "zh"))


def test_a_record_that_leaves_a_sum_open_is_named() -> None:
    scheme = CHECKS + "criteria: {c: {points: 20, add: {each: 核查, points: 分}}}"
    rows = "id 日期 性质 分 件\nA d 迟报 1 p\nA d 迟报 - p"
    (gap,) = gaps(scored(scheme, UNITS, {"核查": rows}), 0)
    assert gap.reason is not None
    assert gap.reason.text("en") == "not reported: 核查.csv:3 分"
    assert gap.reason.text("zh") == "未报: 核查.csv:3 分"


MONTHS = """
points: 10
missing: {missing}
records: {{月报: {{columns: {{月: text, 率: percent, 权: number}}}}}}
criteria: {{m: {{points: 10, for_each: {each}, value: 率, linear: {{0: 0, 100%: 100%}}}}}}
"""
MONTHLY = "id 月 率 权\nA 1月 90 1\nA 2月 50 3\nA 3月 - 1"


def test_a_criterion_read_row_by_row_shows_each_row() -> None:
    """9 and 5 points weigh 1 and 3: (9 + 15) / 4 = 6."""
    scheme = MONTHS.format(each="{in: 月报, weight: 权}", missing="skip")
    found = table(scored(scheme, "id\nA", {"月报": MONTHLY}))
    assert tree(found)[1] == "  m | 6 | 10"
    assert tree(found)[-3:] == [
        "      1月 率 90% 权 1 | 9",
        "      2月 率 50% 权 3 | 5",
        "      3月 率 not reported 权 1; does not count",
    ]
    assert column(found, "from")[-3:] == ["月报.csv:2", "月报.csv:3", "月报.csv:4"]


def test_rows_that_lack_are_counted() -> None:
    """Two of four months are there: (9 + 5 + 0 + 0) / 4 = 3.5."""
    scheme = MONTHS.format(each="{in: 月报, rows: 4}", missing="zero")
    found = scored(scheme, "id\nA", {"月报": MONTHLY.removesuffix("\nA 3月 - 1")})
    assert lines(found)["m"].score == Fraction(7, 2)
    assert tree(table(found))[-1] == "      2 of 4 rows are there; the others: earns nothing"
    assert tree(table(found), "zh")[-1] == "      应有4条, 实有2条; 缺少的: 记零分"


def test_the_worst_rows_are_named() -> None:
    """A full score in February would bring 5 × 3/4, one in January 1 × 1/4."""
    scheme = MONTHS.format(each="{in: 月报, weight: 权}", missing="skip")
    found = scored(scheme, "id\nA", {"月报": MONTHLY})
    now = column(gap_view.tables(found, [0])[0], "now")
    assert now == ["loses most: 月报.csv:3 −3.75, 月报.csv:2 −0.25"]


BELOW = """
points: 10
missing: zero
inputs: {a: count}
criteria: {c: {points: 10, value: "known(child_mean(a), a)", ratio: {to: 10}}}
"""
COUNTY = "id parent a\nA - 9\nB A 2\nC A 8\nD A 5"


def test_who_pulls_down() -> None:
    """The mean of 2, 8 and 5 is 5; without B 6.5, without D the same, without C 3.5."""
    found = scored(BELOW, COUNTY)
    assert texts(named(explain.tables(found, 0), "children")) == [
        ["c", "B", "2", "6.5", "+1.5"],
        ["c", "D", "5", "5", "0"],
        ["c", "C", "8", "3.5", "−1.5"],
    ]
    assert "    mean of a of 3 units below: 5" in tree(table(found))
    assert "    3个下级单位a平均: 5" in tree(table(found), "zh")
    assert "children" not in [t.key for t in explain.tables(found, 1)]


def test_the_gap_names_who_pulls_down_and_no_goal() -> None:
    """A cannot change what its units have, and its own 9 does not matter."""
    found = gap_view.tables(scored(BELOW, COUNTY), [0])[0]
    assert (column(found, "now"), column(found, "goal")) == (["pulled down by B −1.5"], [""])


def test_for_each_of_the_units_below() -> None:
    scheme = (
        "points: 10\nmissing: zero\ninputs: {a: count}\ncriteria: {c: {points: 10, value: a, linear: {0: 0, 10: 10},"
    )
    found = scored(scheme + " for_each: {in: children, combine: min}}}", COUNTY)
    assert tree(table(found))[-3:] == ["      B value 2 | 2", "      C value 8 | 8", "      D value 5 | 5"]
    assert texts(named(explain.tables(found, 0), "children"))[0][1:] == ["B", "2", "5", "+3"]


def test_whose_value_it_is() -> None:
    scheme = "points: 10\nmissing: zero\ninputs: {a: count}\ncriteria: {c: {points: 10, value: of_parent(a)}}"
    found = scored(scheme, COUNTY)
    assert "    a of A: 9" in tree(table(found, 1))
    assert "    A的a: 9" in tree(table(found, 1), "zh")
    assert any("no unit above" in line for line in tree(table(found, 0)))
    assert gaps(found, 1)[0].goal is None


def test_what_was_before() -> None:
    """94 % after 92 %: 2 points up, and for the second period at least 90 %."""
    scheme = """
    points: 20
    missing: zero
    inputs: {率: percent}
    criteria:
      升: {points: 10, value: 率 - previous(率), linear: {0: 0, 4%: 10}}
      稳: {points: 10, value: "streak(率 >= 90%)", at_least: {3: 10, 2: 5, else: 0}}
    """
    found = scored(scheme, "id 率\nA 94\nB 80", before="id 率\nA 92")
    assert (lines(found)["升"].score, lines(found)["稳"].score) == (5, 5)
    assert "    率 before: 92%" in tree(table(found))
    assert "    上期率: 92%" in tree(table(found), "zh")
    assert "    periods in a row with 率 >= 90%: 2" in tree(table(found))
    assert any("no earlier period" in line for line in tree(table(found, 1)))


def below(result: Result, name: str) -> list[Gap]:
    return [gap for gap in gaps(result, 0) if gap.name == name]


def test_no_case_is_the_goal_and_earns_what_it_says() -> None:
    """Three records at 0.5 and, of these, one omitted report at 2 more: without any all 3.5 come back."""
    criteria = """
criteria:
  c: {points: 20, deduct: [{each: 核查, points: 0.5}, {each: 核查, where: 性质 == "漏报", points: 2}]}
"""
    found = scored(CHECKS + criteria, UNITS, {"核查": FOUND})
    every, omitted = sorted(below(found, "c"), key=lambda gap: -(gap.lost or 0))
    assert every.full is not None
    assert omitted.full is not None
    assert (every.full.value, every.full.worth) == (0, Fraction(7, 2))
    # Without the omitted report its 2 points come back, and with it one of those that cost 0.5.
    assert (omitted.full.value, omitted.full.worth) == (0, Fraction(5, 2))
    for gap, keep in ((every, [3]), (omitted, [0, 1, 3])):
        assert gap.full is not None
        after = lines(rescored(found, "核查", keep))["c"].score
        assert after == Fraction(33, 2) + gap.full.worth
    assert omitted.owners == ("督查科",)
    now = column(gap_view.tables(found, [0], by="owner")[0], "now")
    assert now == ["核查: 3", '核查 with 性质 == "漏报": 1']


def test_a_bound_of_the_rule_is_a_goal() -> None:
    """Of three records one at most may be there: two have to go."""
    scheme = CHECKS + "inputs: {数: {type: count, from: 核查}}\ncriteria: {数: {points: 20, at_most: {1: 20, else: 5}}}"
    found = scored(scheme, UNITS, {"核查": FOUND})
    (gap,) = below(found, "数")
    assert gap.goal is not None
    assert (gap.now, gap.goal.value, gap.goal.worth) == (3, 1, 15)
    assert lines(rescored(found, "核查", [0, 3]))["数"].score == 20


def test_a_veto_names_its_records() -> None:
    scheme = (
        CHECKS
        + """
inputs: {造假: {type: count, from: 核查, where: 性质 == "漏报"}}
criteria: {c: {points: 20, score: 20}}
vetoes: {弄虚作假: {when: 造假 > 0, effect: {score: 0}}}
"""
    )
    found = scored(scheme, UNITS, {"核查": FOUND})
    why = [row[2] for row in texts(named(explain.tables(found, 0), "result")) if "弄虚作假" in row[0]]
    assert why == ["造假 > 0; 核查.csv:4 2025-05-06 漏报 分 1; total is 0"]
