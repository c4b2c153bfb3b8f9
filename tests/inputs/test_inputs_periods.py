"""Data of several periods: which rows are the units, and which stand behind them."""

from pathlib import Path

import pandas as pd
import pytest
from schemes_by_hand import HERE, declared, scheme_of
from test_inputs_records import Found, scheme_with, workbook

from evalkit.diagnostics import Problems
from evalkit.expression.values import Reason
from evalkit.inputs import read_units
from evalkit.inputs.period import period_of
from evalkit.scheme import Records

WHO = {"name": "名称", "period": "年度"}
TWO_YEARS = "编码,名称,年度,人口\n001,东,2025,10\n002,西,2025,20\n001,东,2024,9\n003,南,2024,30\n001,东,2023,7\n"


def scheme_for(period="2025", inputs=None, who=WHO, **fields):
    return scheme_of(inputs or {"人口": "count"}, who, period=period, **fields)


def values(units, name):
    column = units.columns[name]
    found = [column.exact(row, name) for row in range(len(units))]
    return [getattr(value, "reason", value) for value in found]


def chain(units):
    """The ids and the values of every period, from the last."""
    found = []
    while units is not None:
        found.append(dict(zip(units.ids, values(units, "人口"), strict=True)))
        units = units.earlier
    return found


@pytest.fixture
def found(tmp_path):
    return lambda scheme, files, **options: Found(tmp_path, scheme, files, options)


@pytest.fixture(params=["csv", "xlsx"])
def read(request, found):
    def run(scheme, text):
        return found(scheme, {"a.csv": text} if request.param == "csv" else {"a.xlsx": workbook({"数据": text})})

    return run


def test_rows_of_earlier_periods_stand_behind_the_units(read):
    result = read(scheme_for(), TWO_YEARS)
    assert result.lines == []
    assert chain(result.units) == [{"001": 10, "002": 20}, {"001": 9, "003": 30}, {"001": 7}]
    assert result.units.earlier.names == ("东", "南")
    assert [rows.tolist() for rows in result.units.earlier.rows] == [[4, 5]]


def test_a_value_keeps_its_cell_in_every_period(found):
    units = found(scheme_for(), {"a.csv": TWO_YEARS.replace(",9\n", ",９\n").replace(",30", ",不涉及")}).units
    assert (units.origin(1, "人口").line, units.earlier.origin(1, "人口").line) == (3, 5)
    assert units.earlier.tidied == {(0, "人口"): "９"}
    assert units.tidied == {}
    assert values(units.earlier, "人口") == [9, Reason.NOT_APPLICABLE]


def test_without_earlier_rows_there_is_no_earlier_period(read):
    assert read(scheme_for(), "编码,名称,年度,人口\n001,东,2025,10\n").units.earlier is None


def test_a_year_without_data_is_told(read):
    result = read(scheme_for(), TWO_YEARS.replace("2023", "2021"))
    assert result.said == ["D206 there is no data between 2021 and 2024: 2021 counts as the period before 2024"]
    assert chain(result.units)[2] == {"001": 7}


@pytest.mark.parametrize(
    ("later", "earlier", "follows"),
    [
        ("2025", "2024", True), ("2025", "2023", False), ("2025年", "2024", True),
        ("2025-03", "2025-02", True), ("2025-01", "2024-12", True), ("2025-01", "2024-11", False),
        ("2025Q1", "2024Q4", True), ("2025年第二季度", "2024年第四季度", False),
        ("2024-2025", "2022-2023", True),  # school years: nobody can tell what lies between
        ("2025年上半年", "2024年上半年", True),
    ],
)  # fmt: skip
def test_a_period_that_is_passed_over_is_told(later, earlier, follows):
    assert period_of(later).follows(period_of(earlier)) is follows


def test_every_period_may_have_a_file(found):
    this, last = "编码,名称,年度,人口\n001,东,2025,10\n", "编码,名称,年度,人口\n001,东,2024,9\n002,西,2024,8\n"
    more = "编码,年度,床位\n001,2025,5\n001,2024,4\n"
    scheme = scheme_for(inputs={"人口": "count", "床位": "count"})
    result = found(scheme, {"2024.csv": last, "2025.csv": this, "床位.csv": more})
    assert [line for line in result.lines if not line.startswith("D173")] == []
    assert chain(result.units) == [{"001": 10}, {"001": 9, "002": 8}]
    assert values(result.units, "床位") == [5]
    assert values(result.units.earlier, "床位") == [4, Reason.NOT_REPORTED]


def test_a_file_without_the_column_is_of_the_period_of_the_scheme(found):
    result = found(
        scheme_for(inputs={"人口": "count", "床位": "count"}),
        {"a.csv": TWO_YEARS, "b.csv": "编码,床位\n001,5\n002,6\n"},
    )
    assert result.lines == []
    assert values(result.units, "床位") == [5, 6]
    assert values(result.units.earlier, "床位") == [Reason.NOT_REPORTED] * 2


def test_a_column_that_only_the_earlier_file_has_is_missing(found):
    this, last = "编码,名称,年度\n001,东,2025\n", "编码,名称,年度,人口\n001,东,2024,9\n"
    assert found(scheme_for(), {"2025.csv": this, "2024.csv": last}).lines == [
        "D121 2025.csv:1:1 there is no column for 人口: 人口"
    ]
    full = this.replace("年度", "年度,人口").replace("2025", "2025,1")
    assert found(scheme_for(), {"2025.csv": full, "2024.csv": "编码,年度\n001,2024\n"}).lines == []


def test_a_unit_is_there_once_in_every_period(read):
    text = TWO_YEARS + "003,南,2024,30\n"
    assert read(scheme_for(), text).said == ["D132 unit 003 南 is in rows 5 and 7"]


def test_the_column_must_be_there(read):
    said = read(scheme_for(), "编码,名称,人口\n001,东,10\n").said
    assert said == ["D121 there is no column for 年度: 年度"]


def test_rows_after_the_period_and_without_one_are_errors_that_name_the_row(read):
    text = (
        "编码,名称,年度,人口\n001,东,2025,1\n002,西,2026,1\n003,南,,1\n004,北,2026,1\n005,中,2025-03,1\n006,外,往年,1\n"
    )
    result = read(scheme_for(), text)
    assert result.said == [
        "D201 row 4 has no 年度 (1 such row)",
        "D202 row 3 is of 2026, which is after the scheme's period 2025 (2 such rows)",
        "D203 row 6 is of 2025-03, which is neither before nor after the scheme's period 2025 (1 such row)",
        "D203 row 7 is of 往年, which is neither before nor after the scheme's period 2025 (1 such row)",
    ]
    assert chain(result.units) == [{"001": 1}]
    assert [p.place.line or p.place.cell for p in result.problems] in ([4, 3, 6, 7], ["C4", "C3", "C6", "C7"])


def test_without_a_row_of_the_period_nothing_can_be_scored(read):
    result = read(scheme_for("2027"), TWO_YEARS)
    assert result.units is None
    assert result.said == ["D204 no row is of the scheme's period 2027"]


def test_cells_of_earlier_periods_must_be_readable_too(read):
    assert read(scheme_for(), TWO_YEARS.replace(",9\n", ",x\n")).said == ["D141 001 东: x under 人口 is not a number"]


@pytest.mark.parametrize(
    "periods",
    [
        ["9", "10", "101"],
        ["2024", "2025年度", "２０２６"],
        ["2024-12", "2025年3月", "2025-10", "2025/11"],
        ["2024Q4", "2025Q1", "2025Q2"],
        ["2024年第四季度", "2025年第一季度", "2025年第2季度", "2025Q3"],
        ["2023-2024", "2024-2025"],
        ["2024年下半年", "2025年上半年", "2025年下半年"],
        ["2024年九月", "2024年十月", "2024年十一月", "2024年十二月", "2025年1月"],
        ["2024-12-31", "2025-01-02", "2025年1月10日"],
    ],
)
def test_periods_stand_in_the_order_of_time(periods):
    found = [period_of(text) for text in periods]
    assert found == sorted(set(found))
    assert all(one.like(other) for one in found for other in found)


def test_one_period_may_be_written_in_several_ways(read):
    assert period_of("2025-03") == period_of("2025年3月") == period_of("2025.03")
    assert period_of("2025Q1") == period_of("2025年第一季度")
    assert not period_of("2025").like(period_of("FY2024"))
    text = "编码,名称,年度,人口\n001,东,2025年度,1\n002,西,2025,2\n003,南,２０２５年,3\n"
    assert chain(read(scheme_for(), text).units) == [{"001": 1, "002": 2, "003": 3}]


# Without a column of periods: a file for each.

PLAIN = {"name": "名称"}


@pytest.fixture
def before(found, tmp_path):
    """Reads a file with others of the periods before."""

    def run(scheme, now, *earlier, **options):
        paths = []
        for number, text in enumerate(earlier, start=1):
            paths.append(Path(tmp_path, f"before{number}.csv"))
            paths[-1].write_text(text, "utf-8")
        return found(scheme, {"now.csv": now}, earlier=paths, **options)

    return run


def test_earlier_files_follow_each_other(before):
    now, last, first = "编码,名称,人口\n001,东,10\n", "编码,名称,人口\n002,西,8\n001,东,9\n", "编码,人口\n001,7\n"
    result = before(scheme_for(who=PLAIN), now, last, first)
    assert result.lines == []
    assert chain(result.units) == [{"001": 10}, {"002": 8, "001": 9}, {"001": 7}]


def test_what_earlier_files_lack_is_not_reported_but_bad_cells_are_errors(before):
    scheme = scheme_for(inputs={"人口": "count", "床位": "count"}, who=PLAIN)
    result = before(scheme, "编码,名称,人口,床位\n001,东,10,1\n", "编码,人口\n001,9\n002,x\n")
    assert result.lines == ["D141 before1.csv:3:2 002: x under 人口 is not a number"]
    assert values(result.units.earlier, "床位") == [Reason.NOT_REPORTED] * 2


def test_an_earlier_file_that_cannot_be_read_is_told_with_all_else(before):
    result = before(scheme_for(who=PLAIN), "编码,名称,人口\n001,东,x\n", "代码\n001\n")
    assert result.units is None
    assert [line.split()[0] for line in result.lines if "D123" not in line] == ["D216", "D141"]


def test_earlier_files_and_a_column_of_periods_exclude_each_other(before):
    result = before(scheme_for(), TWO_YEARS, TWO_YEARS)
    assert "D205" in [line.split()[0] for line in result.lines]


def test_the_sheet_is_that_of_the_earlier_workbook_where_it_has_one(found, tmp_path):
    plain = "编码,名称,人口\n001,东,9\n"
    now = workbook({"封面": "a\n", "数据": plain.replace("9", "10")})
    for sheets in ({"封面": "a\n", "数据": plain}, {"去年": plain}):
        path = tmp_path / "last.xlsx"
        path.write_bytes(workbook(sheets))
        result = found(scheme_for(who=PLAIN), {"now.xlsx": now}, sheet="数据", earlier=[path])
        assert result.lines == []
        assert chain(result.units) == [{"001": 10}, {"001": 9}]


def test_frames_of_earlier_periods():
    problems = Problems()
    frames = [pd.DataFrame({"编码": ["001"], "名称": ["东"], "人口": [n]}) for n in (10, 9, 0.5)]
    units = read_units(scheme_for(who=PLAIN), frames[:1], earlier=frames[1:], problems=problems)
    assert chain(units) == [{"001": 10}, {"001": 9}, {"001": Reason.NOT_READABLE}]
    assert [str(p.place) for p in problems] == ["earlier[1]:1:3"]


# Records of several periods.


def with_visits(**fields):
    visits = Records(place=HERE, name="核查", columns={"性质": declared("text", "性质")})
    return scheme_for(records={"核查": visits}, **fields)


def test_records_are_of_their_period(found):
    visits = "编码,年度,性质\n003,2024,a\n001,2025,b\n001,2024,c\n001,2023,d\n001,2025,e\n002,2021,f\n"
    result = found(with_visits(), {"a.csv": TWO_YEARS, "核查.csv": visits})
    assert result.lines == ["D197 核查.csv:1:1 1 record is of periods of which there are no units"]
    units, owners = result.units, []
    while units is not None:
        records = units.records["核查"]
        column = records.columns["性质"]
        owners.append([(units.ids[owner], column.exact(row, "")) for row, owner in enumerate(records.owners)])
        units = units.earlier
    assert owners == [[("001", "b"), ("001", "e")], [("003", "a"), ("001", "c")], [("001", "d")]]


def test_a_record_of_a_unit_that_is_not_there_in_its_period_is_an_error(found):
    visits = "编码,年度,性质\n003,2025,a\n002,2024,b\n001,2026,c\n001,,d\n"
    assert found(with_visits(), {"a.csv": TWO_YEARS, "核查.csv": visits}).lines == [
        "D201 核查.csv:5:2 row 5 has no 年度 (1 such row)",
        "D202 核查.csv:4:2 row 4 is of 2026, which is after the scheme's period 2025 (1 such row)",
        "D195 核查.csv:2:1 the record in row 2 is of no unit: 003 under 编码 is not among the units",
        "D195 核查.csv:3:1 the record in row 3 is of no unit: 002 under 编码 is not among the units",
    ]


def test_records_without_a_period_are_of_the_scheme(found):
    result = found(with_visits(), {"a.csv": TWO_YEARS, "核查.csv": "编码,性质\n001,a\n002,b\n"})
    assert result.lines == []
    assert result.units.records["核查"].owners.tolist() == [0, 1]
    assert result.units.earlier.records == {}


def test_an_earlier_workbook_may_have_records_of_its_own(found, tmp_path):
    scheme = with_visits(who=PLAIN)
    plain, path = "编码,名称,人口\n001,东,9\n", tmp_path / "last.xlsx"
    now = {"now.xlsx": workbook({"数据": plain, "核查": "编码,性质\n001,a\n001,b\n"})}
    path.write_bytes(workbook({"数据": plain, "核查": "编码,性质\n001,c\n"}))
    result = found(scheme, now, earlier=[path])
    assert result.lines == []
    assert [len(units.records["核查"]) for units in (result.units, result.units.earlier)] == [2, 1]
    path.write_bytes(workbook({"数据": plain}))
    result = found(scheme, now, earlier=[path])
    assert result.lines == []
    assert result.units.earlier.records == {}


def test_a_scheme_without_periods_is_read_as_before(found):
    assert (
        found(scheme_with(), {"u.csv": "编码,名称,人口\n001,a,1\n", "核查.csv": "编码,性质,日期,金额\n"}).units.earlier
        is None
    )
