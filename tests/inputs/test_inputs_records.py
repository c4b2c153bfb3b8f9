"""Tables of records: where they are found, what is read, and what may be wrong with them.

Unless a test says otherwise, contents are written as sheets of one workbook and as CSV files, and both must give the
same.
"""

from datetime import date
from io import BytesIO
from pathlib import Path
from textwrap import dedent

import openpyxl
import pandas as pd
import pytest
from schemes_by_hand import HERE, declared, scheme_of

import evalkit
from evalkit.diagnostics import EvalkitError, Place, Problems
from evalkit.expression.values import Reason
from evalkit.inputs import read_units
from evalkit.scheme import Records

UNITS = "编码,名称,人口\n001,城关镇,10\n002,河西镇,20\n003,山口镇,30\n"
VISITS = "编码,性质,日期,金额\n002,造假,2025-03-01,1.5\n001,一般,2025-04-02,\n002,一般,2025-05-06,2\n"


def records_of(name="核查", columns=None, **fields):
    types = columns or {"性质": "text", "日期": "date", "金额": declared("money", "金额", at_least=None)}
    full = {column: declared(t, column) if isinstance(t, str) else t for column, t in types.items()}
    return Records(place=HERE, name=name, columns=full, **fields)


def scheme_with(*tables, inputs=None, **fields):
    found = tables or (records_of(),)
    full = {"人口": "count", "造假": declared("count", "造假", from_="核查")} if inputs is None else inputs
    return scheme_of(full, {"name": "名称"}, records={table.name: table for table in found}, **fields)


def values(records, name):
    column = records.columns[name]
    found = [column.exact(row, name) for row in range(len(records))]
    return [getattr(value, "reason", value) for value in found]


def workbook(sheets, hidden=()):
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, text in sheets.items():
        sheet = book.create_sheet(name)
        for line in text.splitlines():
            sheet.append([cell or None for cell in line.split(",")])
        sheet.sheet_state = "hidden" if name in hidden else "visible"
    out = BytesIO()
    book.save(out)
    return out.getvalue()


class Found:
    """What was read from some files, and what was told, without the folder."""

    def __init__(self, folder, scheme, files, options):
        self.problems = Problems()
        paths = []
        for name, content in files.items():
            path = Path(folder, name)
            path.write_bytes(content.encode() if isinstance(content, str) else content)
            paths.append(path)
        self.folder, self.units = folder, None
        try:
            self.units = read_units(scheme, paths, problems=self.problems, **options)
        except EvalkitError as error:
            self.problems.found[:] = error.diagnostics

    @property
    def lines(self):
        for problem in self.problems:
            assert problem.message.text("zh")
            assert problem.hint is None or problem.hint.text("zh")
        return [f"{p.kind.code} {p.place} {p.message.text('en')}".replace(f"{self.folder}/", "") for p in self.problems]

    @property
    def said(self):
        """Code and sentence, without the place, which differs between a text and a workbook."""
        return [f"{p.kind.code} {p.message.text('en')}".replace(f"{self.folder}/", "") for p in self.problems]

    @property
    def hints(self):
        return [problem.hint.text("en") for problem in self.problems if problem.hint]


@pytest.fixture
def found(tmp_path):
    return lambda scheme, files, **options: Found(tmp_path, scheme, files, options)


@pytest.fixture(params=["csv", "xlsx"])
def read(request, found):
    """Reads units and records, from two CSV files or from two sheets."""

    def run(scheme, units, visits, **options):
        files = {"单位.csv": units, "核查.csv": visits}
        if request.param == "xlsx":
            files = {"book.xlsx": workbook({"核查": visits, "单位": units})}
        return found(scheme, files, **options)

    return run


def test_records_are_tied_to_their_units_in_the_order_of_the_file(read):
    result = read(scheme_with(), UNITS, VISITS)
    assert result.lines == []
    visits = result.units.records["核查"]
    assert visits.owners.tolist() == [1, 0, 1]
    assert len(visits) == 3
    assert values(visits, "性质") == ["造假", "一般", "一般"]
    assert values(visits, "日期") == [date(2025, m, d).toordinal() for m, d in ((3, 1), (4, 2), (5, 6))]
    assert values(visits, "金额") == [1.5, Reason.NOT_REPORTED, 2]
    assert visits.rows.tolist() == [2, 3, 4]
    assert dict(visits.origins[0]) == {"性质": 1, "日期": 2, "金额": 3}


def test_an_input_from_records_asks_for_no_column(read):
    result = read(scheme_with(), UNITS, VISITS)
    assert set(result.units.columns) == {"人口"}


def test_a_unit_without_records_has_none(read):
    assert 2 not in read(scheme_with(), UNITS, VISITS).units.records["核查"].owners


def test_states_labels_bounds_and_levels_are_those_of_inputs(read):
    columns = {"性质": declared("level", "性质", levels=("轻", "重"), labels={"严重": "重"}), "金额": "money"}
    result = read(scheme_with(records_of(columns=columns)), UNITS, "编码,性质,金额\n001,严重,未报\n003,轻,不涉及\n")
    assert result.lines == []
    assert values(result.units.records["核查"], "性质") == ["重", "轻"]
    assert values(result.units.records["核查"], "金额") == [Reason.NOT_REPORTED, Reason.NOT_APPLICABLE]


def test_every_bad_cell_is_told_with_the_unit_that_it_is_of(read):
    columns = {"性质": declared("level", "性质", levels=("轻", "重")), "次数": "count"}
    visits = "编码,性质,次数\n001,重大,1\n002,轻,1.5\n003,轻,x\n"
    assert read(scheme_with(records_of(columns=columns)), UNITS, visits).said == [
        "D146 001 城关镇: 重大 under 性质 is none of its levels",
        "D144 002 河西镇: 1.5 under 次数 is not a whole number from 0",
        "D141 003 山口镇: x under 次数 is not a number",
    ]


def test_a_record_of_no_unit_is_an_error_that_names_the_row_and_the_cell(found):
    result = found(scheme_with(), {"单位.csv": UNITS, "核查.csv": "编码,性质,日期,金额\n001,a,,\n1,a,,\n0022,a,,\n"})
    assert result.lines == [
        "D174 核查.csv:3:1 1 seems to be 001: leading zeros are lost",
        "D195 核查.csv:4:1 the record in row 4 is of no unit: 0022 under 编码 is not among the units",
    ]
    assert result.hints[1] == "did you mean 002?"
    result = found(scheme_with(), {"b.xlsx": workbook({"u": UNITS, "核查": "性质,编码,日期,金额\na,X9,,\n"})})
    assert result.lines == [
        "D195 b.xlsx 核查!B2 the record in row 2 is of no unit: X9 under 编码 is not among the units"
    ]
    assert len(result.units.records["核查"]) == 0


def test_endless_strangers_are_counted(found, monkeypatch):
    monkeypatch.setattr("evalkit.inputs.record_table.MOST_CELLS", 2)
    visits = "编码,性质,日期,金额\n" + "X,a,,\n" * 5
    result = found(scheme_with(), {"单位.csv": UNITS, "核查.csv": visits})
    assert [line.split()[0] for line in result.lines] == ["D195", "D195", "D153"]
    assert result.lines[-1] == "D153 核查.csv:4:1 编码: 3 more cells cannot be read"


def test_rows_that_are_blank_or_totals_are_treated_as_among_units(found):
    visits = "编码,性质,日期,金额\n001,a,,\n,,,\n,b,,\n合计,,,3\n002,c,,1\n"
    result = found(scheme_with(), {"单位.csv": UNITS, "核查.csv": visits})
    assert result.lines == [
        "D131 核查.csv:4:1 the unit of this row has no 编码",
        "D133 核查.csv:5:1 row 5 looks like a total or a mean: 合计",
        "D165 核查.csv:1:1 1 blank row is skipped",
    ]
    visits = result.units.records["核查"]
    assert (visits.owners.tolist(), visits.rows.tolist()) == ([0, 1], [2, 6])
    assert values(visits, "性质") == ["a", "c"]
    assert visits.columns["性质"].labels == ("a", "c")


def test_the_heading_of_the_unit_may_be_another_one(read):
    scheme = scheme_with(records_of(unit="单位代码"))
    result = read(scheme, UNITS, "核查登记\n" + VISITS.replace("编码", "单位代码"))
    assert result.said == ["D113 1 row is left out above the headings"]
    assert result.units.records["核查"].owners.tolist() == [1, 0, 1]


def test_the_name_of_the_unit_may_stand_beside_its_code(read):
    visits = "编码,名称,性质,日期,金额,备注\n002,河西镇,造假,2025-03-01,1.5,略\n"
    assert read(scheme_with(), UNITS, visits).said == ["D123 1 column is not used: 备注"]


SPELT = "D302 1 heading is spelt otherwise than in the scheme: “日 期” is read as 日期"


def test_columns_that_are_missing_are_told_with_near_headings(read):
    visits = "编码,性质,日 期,金额数\n001,a,,\n"
    result = read(scheme_with(), UNITS, visits)
    assert result.said == ["D123 1 column is not used: 金额数", SPELT, "D121 there is no column for 金额: 金额"]
    assert result.hints == ["did you mean the heading 金额数?"]
    allowed = read(scheme_with(), UNITS, visits, allow_missing_columns=True)
    assert allowed.said[2] == "D124 there is no column for 金额: not reported for any unit"
    assert values(allowed.units.records["核查"], "金额") == [Reason.NOT_REPORTED]


def test_without_a_column_of_units_nothing_is_read(read):
    result = read(scheme_with(), UNITS, VISITS.replace("编码", "代码"))
    assert result.said[1:] == ["D121 there is no column for the code that tells units apart: 编码"]
    assert len(result.units.records["核查"]) == 0


def test_a_judged_column_needs_its_reasons(read):
    scheme = scheme_with(records_of(columns={"评分": declared("judged", "评分", reason="理由")}))
    result = read(scheme, UNITS, "编码,评分,理由\n001,5,好\n002,4,\n003,,\n")
    assert result.said == ["D152 002 河西镇: 评分 is judged, and its reason is blank"]


def test_keys_that_only_look_the_same_are_told(tmp_path):
    scheme = """
    evalkit: 1
    title: t
    units: {id: id}
    records: {cases: {columns: {event: text, remark: text}}}
    criteria: {a: {points: 9, deduct: {each: cases, points: 1, once_per: event}}}
    """
    (tmp_path / "s.yaml").write_text(dedent(scheme), "utf-8")
    (tmp_path / "u.csv").write_text("id\nA\n", "utf-8")
    (tmp_path / "cases.csv").write_text("id,event,remark\nA,e1,x\nA,Ｅ1,X\nA,e1,x\n", "utf-8")
    plan, problems = evalkit.load_scheme(tmp_path / "s.yaml"), Problems()
    units = evalkit.read_units(plan, tmp_path / "u.csv", tmp_path / "cases.csv", problems=problems)
    assert [(p.kind.code, p.message.values["spellings"]) for p in problems] == [("D198", ("e1", "Ｅ1"))]
    assert evalkit.score(plan, units).total[0] == 9 - 2  # e1 twice is one event, Ｅ1 is another


# Where they are found.


@pytest.mark.parametrize("name", ["核查.csv", "核 查.csv", "核查2025.csv", "2025年核查.csv", "核查_2025Q1.csv",
                                  "核查（2025年第一季度）.csv"])  # fmt: skip
def test_a_file_is_known_by_its_name_and_a_period_around_it(found, name):
    result = found(scheme_with(), {name: VISITS, "单位.csv": UNITS})
    assert result.lines == []
    assert result.units.records["核查"].owners.tolist() == [1, 0, 1]
    assert result.units.ids == ("001", "002", "003")


def test_width_and_case_of_names_do_not_matter(found):
    scheme = scheme_with(records_of("Visits", source=("Site Visits",)), inputs={"人口": "count"})
    for name in ("ＶＩＳＩＴＳ.csv", "sitevisits.csv", "Site VISITS 2025.csv"):
        assert len(found(scheme, {"u.csv": UNITS, name: VISITS}).units.records["Visits"]) == 3


def test_a_file_that_is_called_otherwise_is_one_of_units(found):
    result = found(scheme_with(), {"单位.csv": UNITS, "核查情况.csv": VISITS})
    assert "D191 单位.csv the records 核查 are nowhere: no sheet and no file is called 核查" in result.lines


def test_one_workbook_holds_units_and_several_tables(found):
    scheme = scheme_with(records_of(), records_of("整改", {"项": "text"}, source=("整改台账",)))
    book = workbook({"核查": VISITS, "整 改台账": "编码,项\n003,甲\n", "单位": UNITS}, hidden=["整 改台账"])
    result = found(scheme, {"考核.xlsx": book})
    assert result.lines == []  # no sheet was chosen among several: the others hold records
    assert result.units.ids == ("001", "002", "003")
    assert result.units.sources[0].sheet == "单位"
    assert result.units.records["核查"].sources[0].sheet == "核查"
    assert result.units.records["整改"].owners.tolist() == [2]


def test_sheets_of_records_are_not_named_among_those_left_out(found):
    book = workbook({"单位": UNITS, "核查": VISITS, "说明": "说明\n"})
    assert found(scheme_with(), {"b.xlsx": book}).lines == ["D111 b.xlsx read: 单位; not read: 说明; --sheet names one"]


def test_a_workbook_of_records_alone_may_stand_beside_the_units(found):
    for book in (workbook({"核查": VISITS}), workbook({"核查": VISITS, "旧": "a\n"}, hidden=["旧"])):
        result = found(scheme_with(), {"明细.xlsx": book, "单位.csv": UNITS})
        assert result.lines == []
        assert result.units.records["核查"].owners.tolist() == [1, 0, 1]
    result = found(scheme_with(), {"核查.xlsx": workbook({"Sheet1": VISITS}), "单位.csv": UNITS})
    assert result.lines == []
    assert result.units.records["核查"].sources[0].sheet == "Sheet1"


def test_sheets_say_more_than_the_name_of_their_workbook(found):
    result = found(scheme_with(), {"核查2025.xlsx": workbook({"单位": UNITS, "核查": VISITS})})
    assert result.lines == []
    assert (len(result.units), len(result.units.records["核查"])) == (3, 3)


def test_the_sheet_that_is_asked_for_holds_the_units_whatever_it_is_called(found):
    book = workbook({"首页": "a\n", "核查": UNITS, "核查 ": VISITS})
    result = found(scheme_with(), {"b.xlsx": book}, sheet="核查")
    assert result.lines == []
    assert result.units.ids == ("001", "002", "003")
    assert result.units.records["核查"].owners.tolist() == [1, 0, 1]


def test_records_that_are_nowhere_are_an_error_or_none_on_request(found):
    scheme = scheme_with(records_of(source=("核查登记",)))
    result = found(scheme, {"u.csv": UNITS})
    assert result.lines == ["D191 u.csv the records 核查 are nowhere: no sheet and no file is called 核查, 核查登记"]
    result = found(scheme, {"u.csv": UNITS}, allow_missing_columns=True)
    assert [problem.kind.code for problem in result.problems] == ["D192"]
    assert not result.problems.errors
    visits = result.units.records["核查"]
    assert (len(visits), set(visits.columns)) == (0, {"性质", "日期", "金额"})


def test_a_table_that_is_there_twice_is_an_error(found):
    result = found(scheme_with(), {"u.csv": UNITS, "核查.csv": VISITS, "核查2025.csv": VISITS})
    assert result.lines == ["D193 核查2025.csv:1:1 the records 核查 are in two places: the two tables are the same"]


def test_a_name_that_may_be_two_tables_is_an_error(found):
    scheme = scheme_with(records_of("核查1"), records_of("核查"))
    result = found(scheme, {"u.csv": UNITS, "核查1.csv": VISITS, "核查12.csv": VISITS})
    assert result.lines == ["D194 核查12.csv 核查12.csv may hold any of the records 核查1, 核查"]


def test_records_alone_are_no_units(found):
    result = found(scheme_with(), {"核查.csv": VISITS})
    assert result.said == ["D115 no file is left for the units: all are called like records (核查.csv)"]


def test_what_cannot_be_read_is_not_told_to_be_missing_too(found):
    result = found(scheme_with(), {"u.csv": UNITS, "核查.xlsx": b"no workbook"})
    assert result.lines == ["D119 核查.xlsx this is plain text, such as CSV, whatever its name says"]


def test_a_sheet_is_asked_for_where_no_file_has_sheets(found):
    result = found(scheme_of({"人口": "count"}, {"name": "名称"}), {"u.csv": UNITS}, sheet="单位")
    assert result.lines == ["D114 u.csv the sheet 单位 is asked for, and no file here has sheets"]
    assert not result.problems.errors


# From Python, parts of the units, and large files.


def test_frames():
    problems = Problems()
    units = pd.DataFrame({"编码": ["001", "002"], "名称": ["a", "b"], "人口": [1, 2]})
    visits = pd.DataFrame({"编码": ["002", "001"], "性质": ["x", "y"], "日期": [None, None], "金额": [1.5, -1]})
    read = read_units(scheme_with(), [units], records={"核查": visits}, problems=problems)
    assert not problems.found
    assert read.records["核查"].owners.tolist() == [1, 0]
    assert values(read.records["核查"], "金额") == [1.5, -1]
    visits.loc[1, "编码"] = "003"
    read_units(scheme_with(), [units], records={"核查": visits, "整改": visits}, problems=problems)
    assert [(str(p.place or ""), p.kind.code) for p in problems] == [("", "D196"), ("records['核查']:2:1", "D195")]


def test_a_frame_without_rows_is_a_table_without_records():
    problems = Problems()
    units = pd.DataFrame({"编码": ["001"], "名称": ["a"], "人口": [1]})
    visits = pd.DataFrame({"编码": [], "性质": [], "日期": [], "金额": []})
    read = read_units(scheme_with(), [units], records={"核查": visits}, problems=problems)
    assert not problems.found
    assert len(read.records["核查"]) == 0


def test_a_subset_of_the_units_keeps_their_records_and_no_others(read):
    units = read(scheme_with(), UNITS, VISITS).units
    part = units.of_ids(["003", "002"])
    visits = part.records["核查"]
    assert visits.owners.tolist() == [1, 1]
    assert values(visits, "性质") == ["造假", "一般"]
    assert values(visits, "金额") == [1.5, 2]
    assert visits.rows.tolist() == [2, 4]
    assert part.of_ids(["003"]).records["核查"].owners.tolist() == []
    assert values(units.of_ids(["001"]).records["核查"], "金额") == [Reason.NOT_REPORTED]


def test_the_files_of_records_count_among_what_was_used(found):
    hashes = found(scheme_with(), {"u.csv": UNITS, "核查.csv": VISITS}).units.content_hashes
    assert [Path(file).name for file in hashes] == ["u.csv", "核查.csv"]


@pytest.mark.parametrize("size", [1, 20, 70])
def test_the_size_of_pieces_changes_nothing(found, monkeypatch, size):
    files = {"u.csv": UNITS, "核查.csv": VISITS + "\n003,x,,9\n004,x,,9\n"}
    whole = found(scheme_with(), files)
    monkeypatch.setattr("evalkit.inputs.readers.csv.SIZE", size)
    small = found(scheme_with(), files)
    assert small.lines == whole.lines
    assert small.units.records["核查"].owners.tolist() == [1, 0, 1, 2]
    for name in ("性质", "日期", "金额"):
        assert values(small.units.records["核查"], name) == values(whole.units.records["核查"], name)


def test_a_record_keeps_its_cell(found):
    visits = found(scheme_with(), {"u.csv": UNITS, "核查.csv": VISITS}).units.records["核查"]
    assert visits.place(2, "金额") == Place(visits.sources[0].file, line=4, column=4)


def test_a_month_that_is_there_twice_is_told(tmp_path):
    scheme = """
    evalkit: 1
    title: t
    units: {id: id}
    records: {months: {columns: {month: text, rate: percent}}}
    criteria: {a: {points: 10, for_each: {in: months, rows: 2}, value: rate, ratio: 100%, missing: zero}}
    """
    (tmp_path / "s.yaml").write_text(dedent(scheme), "utf-8")
    (tmp_path / "u.csv").write_text("id\nA\nB\n", "utf-8")
    rows = "id,month,rate\nA,1,50%\nA,2,50%\nA,2,50%\nB,1,50%\nB,2,50%\n"
    (tmp_path / "months.csv").write_text(rows, "utf-8")
    plan, problems = evalkit.load_scheme(tmp_path / "s.yaml"), Problems()
    units = evalkit.read_units(plan, tmp_path / "u.csv", tmp_path / "months.csv", problems=problems)
    evalkit.score(plan, units, problems)
    assert [p.message.text("en") for p in problems] == ["A: more than 2 rows of months count for a"]
