from fractions import Fraction

import pytest
from schemes_by_hand import declared, scheme_of

from evalkit.diagnostics import EvalkitError


@pytest.mark.parametrize(
    "heading", ["满意率", " 满意率 ", "满\u200b意率", "满意率(%)", "满意率（％）", '"满意率\n(%)"', "满意率 (%)"]
)
def test_headings_are_compared_without_blanks_width_and_unit(read, heading):
    found = read(scheme_of({"满意率": "percent"}), f"编码,{heading}\n1,94.5\n")
    assert found.values("满意率")[0] * 1000 == 945
    assert found.codes == (["D302"] if "(" not in heading and "（" not in heading and heading != "满意率" else [])


def test_case_does_not_matter(read):
    scheme = scheme_of({"得分": declared("number", "得分", column=("Score", "Points"))}, {"id": "Unit ID"})
    assert read(scheme, "UNIT id,ＰＯＩＮＴＳ\n1,5\n").values("得分") == [5]


@pytest.mark.parametrize(
    ("unit", "heading", "fits"),
    [
        (None, "收入(万元)", True),
        ("万元", "收入(万元)", True),
        ("元", "收入(万元)", False),
        (None, "收入(男)", False),
        (None, "收入(%)", False),
    ],
)
def test_what_stands_in_brackets_must_be_the_unit(read, unit, heading, fits):
    scheme = scheme_of({"收入": declared("money", "收入", unit=unit)})
    found = read(scheme, f"编码,{heading}\n1,5\n")
    assert ("D121" not in found.codes) is fits


def test_a_column_that_is_not_there_is_an_error_with_near_headings(read):
    found = read(scheme_of({"服务人口": "count", "率": "percent"}), "编码,服务人口数,率\n1,5,90\n")
    assert found.lines() == [
        "D123 1:1 1 column is not used: 服务人口数",
        "D121 1:1 there is no column for 服务人口: 服务人口",
    ]
    assert found.hints() == ["did you mean the heading 服务人口数?"]


def test_columns_may_be_left_out_on_request(read):
    found = read(scheme_of({"甲": "count", "乙": "level"}), "编码,甲\n1,5\n", allow_missing_columns=True)
    assert found.lines() == ["D124 1:1 there is no column for 乙: not reported for any unit"]
    assert found.values("乙") == ["not_reported"]
    assert found.units.origin(0, "乙") is None


def test_headings_that_mean_two_columns_are_told_with_both_places(read):
    found = read(scheme_of({"甲": declared("count", "甲", column=("A", "B"))}), "编码,A,Ａ,B\n1,5,5,5\n")
    assert [(str(p.place)[-3:], [str(o)[-3:] for o in p.others]) for p in found.problems.errors] == [
        ("1:3", ["1:2"]),
        ("1:4", ["1:2"]),
    ]
    assert found.codes == ["D122", "D122"]


def test_headings_of_scopes_become_attributes(read):
    scheme = scheme_of({"甲": "count"}, {"parent": "所属"}, scopes={"全部": "all", "县内": "parent", "片": "片区"})
    found = read(scheme, "编码,甲,所属,片区\n1,5,a,东\n2,5,,西\n3,5,a,\n4,5,b,东\n")
    assert found.units.scope("all") is None
    assert found.units.scope("片区").labels == ("东", "西")
    assert found.units.scope("片区").values.tolist() == [0, 1, -1, 0]
    assert found.units.scope("parent").values.tolist() == [0, -1, 0, 1]
    assert found.units.parents == ("a", "", "a", "b")
    with pytest.raises(KeyError):
        found.units.scope("class")


def test_a_scope_may_be_that_of_an_input_that_holds_numbers(read):
    found = read(scheme_of({"甲": "count", "乙": "count"}, scopes={"同甲": "甲"}), "编码,甲,乙\n1,5,1\n2,6,2\n3,5,3\n")
    assert (found.values("甲"), found.values("乙")) == ([5, 6, 5], [1, 2, 3])
    assert found.units.scope("甲").values.tolist() == [0, 1, 0]


@pytest.mark.parametrize(
    "titles",
    ["某县考核数据表\n", "某县考核数据表,,\n\n填报单位: 卫生局,,\n", '"数据表, 2025"\n'],
    ids=["bare", "two", "quoted"],
)
def test_titles_above_the_heading_are_left_out_and_told(read, titles):
    found = read(scheme_of({"甲": "count", "乙": "count"}), titles + "编码,甲,乙\n1,5,6\n2,x,7\n")
    rows = titles.count("\n")
    count = "2 rows are" if rows == 3 else "1 row is"
    assert found.values("乙") == [6, 7]
    assert found.lines() == [
        f"D113 {rows + 1}:1 {count} left out above the headings",
        f"D141 {rows + 3}:2 2: x under 甲 is not a number",
    ]


def test_titles_above_a_heading_with_semicolons_do_not_hide_them(read):
    found = read(scheme_of({"甲": "number"}), "考核表\n编码;甲\n1;5.5\n")
    assert found.values("甲") == [Fraction(11, 2)]


def test_where_no_row_heads_the_ids_the_first_is_the_heading(read):
    with pytest.raises(EvalkitError) as caught:
        read(scheme_of({"甲": "count"}), "代码,甲\n1,5\n")
    assert [str(d.place)[-3:] for d in caught.value.diagnostics if d.kind.code == "D121"] == ["1:1"]
