"""Several tables: values that meet, the roster, and ids that nearly match."""

import numpy as np
import pandas as pd
import pytest
from schemes_by_hand import HERE, scheme_of

import evalkit
from evalkit.diagnostics import EvalkitError, Place, Problems
from evalkit.expression.values import Reason
from evalkit.inputs import read_units
from evalkit.inputs.findings import MOST_CELLS
from evalkit.inputs.joining.partners import Partners
from evalkit.scheme import DataSource

TWO = scheme_of({"甲": "count", "乙": "percent"}, {"name": "名称"})


def test_a_value_keeps_the_cell_of_the_file_that_it_is_from(read):
    found = read(TWO, "编码,甲,乙\n001,,90\n002,6,80\n", "乙,编码,甲\n80,002,６\n90,001,５\n")
    units = found.units
    first, second = (source.file for source in units.sources)
    assert found.values("甲") == [5, 6]
    assert units.origin(0, "甲") == Place(second, line=3, column=3)
    assert units.origin(1, "甲") == Place(first, line=3, column=2)
    assert units.tidied == {(0, "甲"): "５"}
    taken = units.of_ids(["002", "001"])
    assert taken.origin(1, "甲") == Place(second, line=3, column=3)
    assert taken.origin(0, "甲") == Place(first, line=3, column=2)


def test_a_blank_cell_is_that_of_the_first_file_that_has_the_unit(read):
    units = read(TWO, "编码,甲,乙\n001,5,90\n002,6,\n", "编码,甲,乙\n101,7,\n102,8,60\n").units
    assert units.ids == ("001", "002", "101", "102")
    assert units.origin(2, "乙") == Place(units.sources[1].file, line=2, column=3)


def test_of_many_cells_that_differ_the_rest_are_counted(read):
    count = MOST_CELLS + 7
    rows = "".join(f"u{row},1,50\n" for row in range(count))
    found = read(TWO, "编码,甲,乙\n" + rows, "编码,甲,乙\n" + rows.replace(",1,", ",2,"))
    assert found.codes.count("D171") == MOST_CELLS
    assert [line.partition(" in ")[0] for line in found.lines() if "D232" in line] == [
        f"D232 {MOST_CELLS + 2}:2 甲: 7 more cells differ from {found.units.sources[0].file}"
    ]


def test_three_files_are_compared_with_the_first_that_says_something(read):
    found = read(TWO, "编码,甲,乙\n1,,90\n", "编码,甲\n1,5\n", "编码,甲\n1,6\n")
    (wrong,) = (problem for problem in found.problems if problem.kind.code == "D171")
    files = [source.file for source in found.units.sources]
    assert (wrong.place, wrong.others) == (Place(files[2], line=2, column=2), (Place(files[1], line=2, column=2),))
    assert found.values("甲") == [5]


def test_what_does_not_apply_beats_a_blank(read):
    found = read(TWO, "编码,甲,乙\n1,,90\n2,不涉及,80\n", "编码,甲\n1,不涉及\n2,\n")
    assert found.values("甲") == [Reason.NOT_APPLICABLE] * 2
    assert "D171" not in found.codes


def counting(*counts: str, **fields: object) -> dict[str, DataSource]:
    return {"second": DataSource(place=HERE, name="second", file=("DATA1*",), counts=counts, **fields)}


@pytest.mark.parametrize("counts", [("甲",), ("all",)])
def test_the_source_that_counts_is_found_by_its_file_whatever_its_case(read, counts):
    scheme = scheme_of({"甲": "count", "乙": "percent"}, sources=counting(*counts))
    found = read(scheme, "编码,甲,乙\n1,5,90\n2,6,80\n", "编码,甲\n1,7\n2,6\n")
    assert found.values("甲") == [7, 6]
    assert found.units.origin(0, "甲") == Place(found.units.sources[1].file, line=2, column=2)
    assert [problem.message.values["count"] for problem in found.problems if problem.kind.code == "D235"] == [1]


def test_a_sheet_may_be_a_source():
    sheet = DataSource(place=HERE, name="调查", sheet=("*调查",))
    assert sheet.patterns == ("*",)


def test_a_roster_may_be_a_frame_and_gives_scopes():
    scheme = scheme_of({"甲": "count"}, {"class_": "类", "name": "名"}, scopes={"片": "片区"})
    roster = pd.DataFrame({"编码": ["b", "a"], "类": ["x", "y"], "名": ["乙", ""], "片区": ["东", "西"], "甲": [1, 2]})
    problems = Problems()
    data = pd.DataFrame({"编码": ["a", "c"], "甲": [5, 6]})
    units = read_units(scheme, [data], roster=roster, problems=problems)
    assert (units.ids, units.names, units.classes) == (("b", "a"), ("乙", "a"), ("x", "y"))
    assert units.attributes["片区"].labels == ("东", "西")
    assert np.array_equal(units.columns["甲"].values, [np.nan, 5], equal_nan=True)
    assert units.left_out == ("c",)
    assert [source.file for source in units.sources] == ["roster", "DataFrame"]
    assert [problem.kind.code for problem in problems] == ["D123", "D230", "D172"]


def test_what_scopes_group_by_must_agree(read):
    found = read(
        scheme_of({"甲": "count"}, scopes={"片": "片区"}), "编码,片区\n1,东\n2,\n", "编码,甲,片区\n1,5,西\n2,6,东\n"
    )
    (wrong,) = (problem for problem in found.problems if problem.kind.code == "D175")
    files = [source.file for source in found.units.sources]
    assert (wrong.place, wrong.others) == (Place(files[1], line=2, column=3), (Place(files[0], line=2, column=2),))
    assert wrong.message.text("en") == f"1: 片区 is 西 here and 东 in {files[0]}"


def test_of_a_roster_with_several_periods_the_last_before_the_scheme_holds(read, tmp_path):
    roster = tmp_path / "roster.csv"
    roster.write_text("编码,年度\na,2023\na,2024\nb,2024\nc,2023\n", "utf-8")
    scheme = scheme_of({"甲": "count"}, {"period": "年度"}, period="2025")
    found = read(scheme, "编码,年度,甲\na,2025,5\nc,2025,6\n", roster=roster)
    assert found.units.ids == ("a", "b")
    assert found.codes == ["D230", "D172"]


def test_the_roster_is_of_the_period_of_the_scheme_only(read, tmp_path):
    roster = tmp_path / "roster.csv"
    roster.write_text("编码,类\nb,x\na,y\n", "utf-8")
    earlier = tmp_path / "earlier.csv"
    earlier.write_text("编码,甲\na,1\nold,2\n", "utf-8")
    scheme = scheme_of({"甲": "count"}, {"class_": "类"})
    found = read(scheme, "编码,甲\na,5\nb,6\n", roster=roster, earlier=[earlier])
    assert found.codes == []
    assert found.units.earlier.ids == ("a", "old")
    assert found.units.earlier.classes == ("y", "")  # that of the period after it


def test_records_of_a_unit_that_is_left_out_go_with_it(tmp_path):
    scheme = tmp_path / "scheme.yaml"
    scheme.write_text(
        "evalkit: 1\ntitle: t\nunits: {id: code}\nrecords: {cases: {columns: {kind: text}}}\n"
        "inputs: {n: count, c: {type: count, from: cases}}\ncriteria: {n: {points: 1}, c: {points: 1}}\n", "utf-8"
    )  # fmt: skip
    (tmp_path / "roster.csv").write_text("code\na1\n", "utf-8")
    (tmp_path / "data.csv").write_text("code,n\na1,1\nzz9,2\n", "utf-8")
    cases = tmp_path / "cases.csv"
    cases.write_text("code,kind\na1,x\nzz9,x\nzz9,y\n", "utf-8")
    plan, problems = evalkit.load_scheme(scheme), Problems()
    given = {"roster": tmp_path / "roster.csv", "problems": problems}
    units = evalkit.read_units(plan, tmp_path / "data.csv", cases, **given)
    assert len(units.records["cases"]) == 1
    assert [(found.kind.code, found.message.values["count"]) for found in problems] == [("D172", 1), ("D239", 2)]
    cases.write_text("code,kind\na1,x\nyy8,x\n", "utf-8")
    with pytest.raises(EvalkitError, match="yy8"):
        evalkit.read_units(plan, tmp_path / "data.csv", cases, **given)


@pytest.mark.parametrize(
    ("unit", "meant", "as_number"),
    [
        ("1", "001", True),
        ("1.0", "001", True),
        ("００１", "001", False),
        ("b 2", "B2", False),
        ("В2", "B2", False),  # a Cyrillic letter
        ("Ｂ２", "B2", False),
        ("卫生院", "中心卫生院", False),
        ("第二小学", None, False),
        ("002", None, False),
        ("中心", "中心卫生院", False),
        ("东关镇", None, False),
    ],
)
def test_partners(unit, meant, as_number):
    ids = ["001", "B2", "中心卫生院", "第一小学", "西关镇"]
    found = Partners(ids).likely(unit, "", dict.fromkeys(ids))
    assert (found and found.ids, found is not None and found.as_number) == (meant and (meant,), as_number)


def test_a_partner_by_name_or_spelling_is_a_unit_that_is_absent():
    partners = Partners(["1", "2", "甲乡卫生院"], ["东", "西", "甲乡"])
    assert partners.likely("9", "西", {"2"}).ids == ("2",)
    assert partners.likely("9", "西", {"1"}) is None
    assert partners.likely("甲乡中心卫生院", "", {"1"}) is None


def test_what_fits_too_many_is_nobody():
    ids = [f"{place}卫生院" for place in "甲乙丙丁"]
    assert Partners(ids).likely("卫生院", "", dict.fromkeys(ids)) is None
