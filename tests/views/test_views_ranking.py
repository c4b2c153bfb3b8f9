"""The ranking and the vetoes as tables, and which units they show."""

from __future__ import annotations

import pytest
from shown import column, named, scored, texts

from evalkit.diagnostics import EvalkitError
from evalkit.result import Result
from evalkit.views import explain, lists, ranking, vetoes
from evalkit.views.selection import select

SCHEME = """\
points: 100
period: 2025
scopes: {同类: class, 全部: all}
inputs: {s: {type: number}, t: {type: number}, n: {type: count}, m: {type: count}}
criteria: {服务: {points: 60, score: s}, 管理: {points: 40, score: t}}
vetoes:
  造假: {when: n > 0, effect: {grade: 差, bar: 先进单位, status: {name: 督办, months: 12}}, basis: 第十条}
  超期: {when: [m > 2, m * 2 > 4], effect: {deduct: 5, lower_grade: 1, zero: 管理, cap_score: 90}}
grades: {优: {at_least: 90, top: 50%, within: 同类}, 良: {at_least: 75}, 差: {}}
"""
TABLE = """
id class name  s  t n m
01 A     一   60 40 0 0
02 A     二   50 30 - 0
03 A     三   58 34 0 0
04 B     四   55 40 1 0
05 B     五   50 20 0 3
06 B     六   50  - 0 0
"""


@pytest.fixture(scope="module")
def result() -> Result:
    return scored(SCHEME, TABLE)


def test_the_usual_columns(result: Result) -> None:
    (table,) = ranking.tables(result, select(result))
    assert [found.key for found in table.columns] == [
        "rank:同类", "rank:全部", "unit", "class", "score:服务", "score:管理", "score", "grade", "next", "flags",
    ]  # fmt: skip
    assert table.title.text("en") == "考核 2025: ranking"
    assert table.title.text("zh") == "考核 2025: 排名"


def test_what_the_units_have(result: Result) -> None:
    (table,) = ranking.tables(result, select(result))
    rows = texts(table)
    # 05: 管理 is zeroed and 5 are deducted: 50 - 5; 差 by its points, and no grade is lower.
    assert rows[0] == ["1", "1", "一", "A", "60.00", "40.00", "100.00", "优", "—", ""]
    assert rows[1][:8] == ["2", "3", "三", "A", "58.00", "34.00", "92.00", "良"]
    assert rows[1][8] == "8.01 to 优"  # one place in three, and 一 has it with 100
    assert rows[2][2:9] == ["二", "A", "50.00", "30.00", "80.00", "withheld", "10.00 to 优"]
    assert rows[3][:8] == ["1", "2", "四", "B", "55.00", "40.00", "95.00", "差"]
    assert rows[4][:9] == ["2", "5", "五", "B", "50.00", "20.00", "45.00", "差", "30.00 to 良"]
    assert rows[5][:9] == ["—", "—", "六", "B", "50.00", "—", "—", "withheld", "—"]


def test_flags_in_both_languages(result: Result) -> None:
    (table,) = ranking.tables(result, range(6))
    assert column(table, "flags") == [
        "",
        "veto open: 造假; provisional",
        "",
        "vetoed: 造假; barred: 先进单位; listed: 督办",
        "vetoed: 超期",
        "1 missing; provisional 50.00–90.00",
    ]
    assert column(table, "flags", "zh") == [
        "",
        "否决待定: 造假; 暂定",
        "",
        "否决: 造假; 取消资格: 先进单位; 列入: 督办",
        "否决: 超期",
        "缺1项; 暂定 50.00–90.00",
    ]


def test_only_the_columns_that_are_asked_for(result: Result) -> None:
    (table,) = ranking.tables(result, [3], columns=["score", "id", "nothing"])
    assert [found.key for found in table.columns] == ["score", "id"]
    assert texts(table) == [["95.00", "04"]]
    assert "base" not in ranking.keys(result)
    assert "id" in ranking.keys(result)


def test_the_id_stands_beside_names_that_are_not_unique() -> None:
    twice = scored(SCHEME, TABLE.replace("二", "一"))
    (table,) = ranking.tables(twice, select(twice))
    assert "id" in [found.key for found in table.columns]


def test_a_rank_among_those_of_one_parent_stands_beside_the_parent() -> None:
    found = scored(SCHEME.replace("全部: all", "片区内: parent"), TABLE)
    (table,) = ranking.tables(found, [0])
    assert dict(zip([c.key for c in table.columns], texts(table)[0], strict=True))["parent"] == "P"


def test_the_vetoes_with_clause_and_consequence(result: Result) -> None:
    (table,) = vetoes.tables(result, range(6))
    consequence = "grade is 差; barred from 先进单位; listed: 督办, 12 months"
    assert texts(table) == [
        ["二", "造假", "undetermined", "n > 0 (not reported: n)", consequence, "第十条"],
        ["四", "造假", "fired", "n > 0", consequence, "第十条"],
        [
            "五", "超期", "fired", "m > 2; m * 2 > 4",
            "管理 earn nothing; 5 points off the total; total at most 90; grade 1 lower", "",
        ],
    ]  # fmt: skip
    assert texts(table, "zh")[1] == [
        "四",
        "造假",
        "已触发",
        "n > 0",
        "等次定为差; 取消先进单位资格; 列入督办12个月",
        "第十条",
    ]


def test_no_table_where_no_veto_has_anything_to_tell(result: Result) -> None:
    assert vetoes.tables(result, [0, 2]) == []
    assert named(vetoes.tables(result, [4]), "vetoes").key == "vetoes"


def chosen(result: Result, **options: object) -> str:
    return "".join(result.units.names[row] for row in select(result, **options))  # type: ignore[arg-type]


class TestSelection:
    @pytest.mark.parametrize(
        ("options", "expected"),
        [
            ({}, "一三二四五六"),  # by rank in each class, the unranked last
            ({"sort": "score"}, "一四三二五六"),
            ({"sort": "id"}, "一二三四五六"),
            ({"sort": "data"}, "一二三四五六"),
            ({"sort": "name"}, "一三二五六四"),  # 一 U+4E00, 三 4E09, 二 4E8C, 五 4E94, 六 516D, 四 56DB
            ({"scope": "全部"}, "一四三二五六"),
            ({"classes": ["B"]}, "四五六"),
            ({"classes": ["B", "A"]}, "一三二四五六"),
            ({"units": ["三", "01"]}, "一三"),  # by name or id
            ({"units": ["01", "一"]}, "一"),  # once
            ({"classes": ["B"], "units": ["一", "五"]}, "五"),
            ({"top": 1}, "一四"),
            ({"top": 1, "scope": "全部"}, "一"),
            ({"bottom": 1}, "二五"),
            ({"top": 1, "bottom": 1}, "一二四五"),
            ({"top": 99}, "一三二四五"),  # the unranked are neither best nor last
            ({"top": 0}, ""),
        ],
    )
    def test_who_and_in_which_order(self, result: Result, options: dict[str, object], expected: str) -> None:
        assert chosen(result, **options) == expected

    @pytest.mark.parametrize(
        ("options", "code", "told"),
        [
            ({"units": ["07"]}, "R301", "there is no unit 07"),
            ({"units": ["七"]}, "R301", "there is no unit 七"),
            ({"classes": ["C"]}, "R302", "there is no class C"),
            ({"scope": "县内"}, "R303", "there is no scope 县内"),
        ],
    )
    def test_what_is_not_there(self, result: Result, options: dict[str, object], code: str, told: str) -> None:
        with pytest.raises(EvalkitError) as refused:
            chosen(result, **options)
        (found,) = refused.value.diagnostics
        assert (found.kind.code, found.message.text("en")) == (code, told)

    def test_a_name_that_two_units_have_is_not_enough(self) -> None:
        twice = scored(SCHEME, TABLE.replace("二", "一"))
        with pytest.raises(EvalkitError) as refused:
            chosen(twice, units=["一"])
        hint = refused.value.diagnostics[0].hint
        assert hint is not None
        assert "01, 02" in hint.text("en")
        assert chosen(twice, units=["02"]) == "一"

    def test_leading_zeros_that_a_spreadsheet_took_away(self, result: Result) -> None:
        with pytest.raises(EvalkitError) as refused:
            chosen(result, units=["2"])
        hint = refused.value.diagnostics[0].hint
        assert hint is not None
        assert hint.text("en") == "did you mean 02?"


OUTCOMES = """\
points: 100
inputs: {s: {type: number}, n: {type: count}, f: flag, last: count}
criteria: {服务: {points: 100, score: s}}
ranking: {previous: {全部: last}}
scopes: {全部: all}
vetoes:
  造假: {when: n > 0, effect: {unscored: true, status: 督办}, basis: 第十条}
  不力: {when: f, effect: {cap_grade: 良}, decided: {by: 机关, reason: 理由}}
lists:
  红榜: {top: 1, within: 全部}
  黑榜: {bottom: 50%, within: 全部, when: total < 90, action: 现场复核, show: 帮扶, due: 2026-03-31, months: 6}
  关注: {when: f}
decided: {grade: 审定, reason: 审定理由}
grades: {优: {at_least: 90, places: 2, within: 全部}, 良: {at_least: 75}, 差: {}}
"""
FIVE = """
id s n f last 机关 理由 审定 审定理由 帮扶
a 95 0 否 3 - - - - -
b 92 0 - 1 - - - - -
c 80 0 是 3 卫健局 推诿 - - 甲
d 70 1 否 4 - - - - 乙
e 60 0 否 - - - 良 洪灾 丙
"""


@pytest.fixture(scope="module")
def outcomes() -> Result:
    return scored(OUTCOMES, FIVE)


class TestOutcomes:
    def test_how_far_each_unit_has_moved(self, outcomes: Result) -> None:
        (table,) = ranking.tables(outcomes, range(5))
        assert column(table, "rank:全部") == ["1", "2", "3", "—", "4"]
        assert column(table, "change:全部") == ["3 ↑2", "1 ↓1", "3 =", "—", "—"]

    def test_grades_computed_and_decided_stand_side_by_side(self, outcomes: Result) -> None:
        (table,) = ranking.tables(outcomes, range(5))
        assert column(table, "grade") == ["优", "withheld", "良", "not scored", "良"]
        assert column(table, "computed") == ["优", "withheld", "良", "not scored", "差"]
        assert column(table, "grade", "zh") == ["优", "暂不评定", "良", "不予计分", "良"]
        assert column(table, "next")[4] == "15.00 to 良"  # what was computed has its way to go

    def test_flags(self, outcomes: Result) -> None:
        (table,) = ranking.tables(outcomes, range(5))
        assert column(table, "flags") == [
            "listed: 红榜",
            "veto open: 不力; provisional; holds a place for 优 until that is settled; list open: 关注",
            "vetoed: 不力; listed: 黑榜; listed: 关注",
            "not scored: 造假; listed: 督办",
            "decided: 良, computed 差; listed: 黑榜",
        ]
        assert column(table, "flags", "zh")[1] == "否决待定: 不力; 暂定; 为其保留优名额, 待定后确定; 名单待定: 关注"

    def test_the_lists_with_those_that_vetoes_name(self, outcomes: Result) -> None:
        (table,) = lists.tables(outcomes, select(outcomes))
        assert [found.key for found in table.columns] == [
            "list", "unit", "rank", "score", "state", "why", "show:帮扶", "months", "action", "due", "basis",
        ]  # fmt: skip
        assert texts(table) == [
            ["红榜", "a", "1", "95.00", "", "the first 1 in 全部", "", "", "", "", ""],
            [
                "黑榜",
                "c",
                "3",
                "80.00",
                "",
                "the last 50% in 全部; total < 90",
                "甲",
                "6",
                "现场复核",
                "2026-03-31",
                "",
            ],
            [
                "黑榜",
                "e",
                "4",
                "60.00",
                "",
                "the last 50% in 全部; total < 90",
                "丙",
                "6",
                "现场复核",
                "2026-03-31",
                "",
            ],
            ["关注", "b", "2", "92.00", "open", "f", "", "", "", "", ""],
            ["关注", "c", "3", "80.00", "", "f", "", "", "", "", ""],
            ["督办", "d", "", "—", "", "veto: 造假", "", "", "", "", "第十条"],
        ]
        assert column(table, "why", "zh")[:2] == ["全部前1名", "全部后50%; total < 90"]

    def test_no_table_where_nobody_is_on_a_list(self, result: Result) -> None:
        assert lists.tables(result, [0]) == []

    def test_who_decided_a_veto(self, outcomes: Result) -> None:
        (table,) = vetoes.tables(outcomes, range(5))
        assert column(table, "decided") == ["", "机关: 卫健局; 理由: 推诿", ""]
        assert column(table, "effect")[2] == "not scored and not ranked; listed: 督办"
        assert column(table, "effect", "zh")[2] == "停止计分, 不参加排名; 列入督办"

    def test_the_account_of_a_unit_tells_all_of_it(self, outcomes: Result) -> None:
        def result_of(row: int) -> list[list[str]]:
            return texts(explain.tables(outcomes, row)[1])

        assert ["rounded total", "70.00", "rounded once, to 2 decimals"] in result_of(3)
        assert ["total", "not scored", "veto: 造假; 第十条"] in result_of(3)
        assert ["grade", "not scored", ""] in result_of(3)
        assert ["list: 督办", "listed", "veto: 造假"] in result_of(3)
        assert ["veto: 不力", "fired", "f; 机关: 卫健局; 理由: 推诿; grade at best 良"] in result_of(2)
        assert ["decided grade", "良", "审定理由: 洪灾"] in result_of(4)
        assert ["list: 黑榜", "listed", "the last 50% in 全部; total < 90; 现场复核"] in result_of(4)
        (grade,) = [row for row in result_of(1) if row[0] == "grade"]
        assert grade[2].endswith("holds a place for 优 until that is settled")
