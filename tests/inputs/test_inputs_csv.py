import hashlib

import numpy as np
import pytest
from schemes_by_hand import declared, scheme_of

from evalkit.diagnostics import EvalkitError, Problems
from evalkit.expression.values import Reason
from evalkit.inputs import read_units
from evalkit.inputs.readers import suffixes
from evalkit.inputs.text.pieces import Piece
from evalkit.inputs.text.regular import Wanted, regular_block

TWO = scheme_of({"数": "number", "率": "percent"})


def test_readers_are_the_modules_that_are_called_like_a_suffix():
    assert suffixes() == [
        "arrow", "csv", "feather", "json", "jsonl", "ods", "parquet", "tsv", "txt", "xls", "xlsb", "xlsm", "xlsx",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "content",
    [
        "编码,数,率\n001,12,94.5\n002,,90\n",
        "\ufeff编码,数,率\r\n001,12,94.5\r\n002,,90\r\n",
        "编码,数,率\r001,12,94.5\r002,,90",
        "编码;数;率\n001;12;94.5\n002;;90",
        "编码\t数\t率\n001\t12\t94.5\n002\t\t90",
        '"编码","数","率"\n"001","12","94.5"\n"002","","90"\n',
        "\n\n编码,数,率\n\n001,12,94.5\n,,\n002,—,90\n\n",
        "率,数 ,Ｘ,编码\n94.5,12,,001\n90,未报,,002\n",
        "编码,数,率(%)\n001, 12 ,94.5%\n002,-,90\n",
    ],
)
def test_the_same_table_in_many_dresses(read, content):
    found = read(TWO, content)
    assert not found.problems.errors
    assert found.units.ids == ("001", "002")
    assert found.values("数") == [12, Reason.NOT_REPORTED]
    assert found.units.columns["率"].values.tolist() == [0.945, 0.9]
    assert found.units.columns["率"].decimals == 3


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16"])
def test_other_encodings(read, encoding):
    found = read(TWO, "编码,数,率\n001,12,94.5\n㐀,1,90\n".encode(encoding))
    assert found.units.ids == ("001", "㐀")
    assert [c for c in found.codes if c != "D164"] == ["D116"]


def test_a_named_encoding_is_no_guess(read):
    content = "编码,数,率\n001,12,94.5\n".encode("gb18030")
    assert read(TWO, content, encoding="gb18030").codes == []


def stopped(tmp_path, content, suffix=".csv", scheme=TWO, **options):
    path = tmp_path / f"bad{suffix}"
    if content is not None:
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    with pytest.raises(EvalkitError) as caught:
        read_units(scheme, [path], problems=Problems(), **options)
    return [d.message.text("en") for d in caught.value.diagnostics]


def test_a_bad_byte_is_told_with_its_place(tmp_path):
    content = "编码,数,率\n001,12,94.5\n".encode() + b"\xff02,1,2\n"
    offset = content.index(b"\xff")
    assert stopped(tmp_path, content) == [f"byte {offset} (0xff) in row 3 is not UTF-8 text"]


def test_what_stops_a_file(tmp_path):
    assert stopped(tmp_path, None) == ["this file cannot be opened: there is no such file"]
    assert stopped(tmp_path, "x", ".dbf") == [".dbf is not a kind of data that can be read"]
    assert stopped(tmp_path, "\n\n") == ["there is no heading row: nothing is written here"]
    assert stopped(tmp_path, "编码,数,率\n1,2,3\n4,\0,5\n") == ["there is a NUL character in row 3"]
    assert stopped(tmp_path, "编码\n", encoding="klingon") == ["there is no encoding klingon"]
    wrong = stopped(tmp_path, "代码,数,率\n1,2,3\n")
    assert wrong == ["1 column is not used: 代码", "there is no column for the code that tells units apart: 编码"]


def test_rows_of_another_width_are_told_with_their_place(read):
    found = read(TWO, "编码,数,率\n001,1,2\n002,1\n003,1,2,3\n004,1,2,\n")
    assert found.lines() == [
        "D107 3 this row has 2 cells, and the heading has 3",
        "D107 4 this row has 4 cells, and the heading has 3",
    ]
    assert found.units.ids == ("001", "004")


def test_short_rows_are_no_row_together(read):
    found = read(TWO, "编码,数,率\n001\n002\n003\n\n\n\n")
    assert found.codes == ["D107", "D107", "D107"]
    assert found.units.ids == ()


def test_an_unclosed_quote_is_told_where_it_opens(read):
    found = read(TWO, '编码,数,率\n001,1,2\n002,"1,2\n003,1,2\n')
    assert found.lines() == ["D106 3 the row that begins here cannot be told apart: unexpected end of data"]


def test_rows_are_counted_as_an_editor_does(read):
    found = read(TWO, '编码,数,率\n\n001,1,2\n"0\n02",x,2\n003,y,2\n')
    assert found.lines() == [
        "D165 1:1 1 blank row is skipped",
        "D141 4:2 0\n02: x under 数 is not a number",
        "D141 6:2 003: y under 数 is not a number",
    ]


def test_quoted_thousands_are_read(read):
    assert read(TWO, '编码,数,率\n001,"1,234.5",2\n').values("数") == [1234.5]


def test_units_may_be_called_na(read):
    scheme = scheme_of({"数": "number"}, {"name": "名称"})
    assert read(scheme, "编码,名称,数\nNA,null,1\nnan,None,2\n").units.names == ("null", "None")


def test_every_bad_cell_is_told_in_the_order_of_the_sheet(read):
    scheme = scheme_of({"数": "count", "率": "percent"}, {"name": "名称"})
    found = read(scheme, "编码,名称,数,率\n001,城关镇,94.51%,约95\n002,东镇,1.5,90\n003,西镇,２,#DIV/0!\n")
    assert found.lines() == [
        "D142 2:3 001 城关镇: 94.51% under 数 has a %, and this is a count",
        "D141 2:4 001 城关镇: 约95 under 率 is not a number",
        "D144 3:3 002 东镇: 1.5 under 数 is not a whole number from 0",
        "D150 4:4 003 西镇: the formula under 率 has failed: #DIV/0!",
        "D164 4:3 1 cell was tidied: full-width digits, thousands commas, unusual blanks, units",
    ]
    assert found.values("数") == [Reason.NOT_READABLE, Reason.NOT_READABLE, 2]
    assert found.units.tidied == {(2, "数"): "２"}
    assert found.units.tidied_counts == {"数": 1}


def test_many_bad_cells_are_all_told(read):
    found = read(TWO, "编码,数,率\n" + "".join(f"{n:04},bad{n},x\n" for n in range(1500)))
    assert len(found.problems.errors) == 3000


def test_a_column_of_nothing_but_bad_cells_is_cut_short(read):
    found = read(scheme_of({"数": "number"}), "编码,数\n" + "".join(f"{n:05},x\n" for n in range(5000)))
    assert len(found.problems.errors) == 2001
    assert found.lines()[-1] == "D153 2002:2 数: 3000 more cells cannot be read"


def test_long_values_are_cut(read):
    found = read(TWO, f"编码,数,率\n001,{'x' * 5000},1\n")
    assert len(found.problems.errors[0].message.values["value"]) == 60


def test_totals_blank_and_shortened_ids_are_refused(read):
    scheme = scheme_of({"数": "number"}, {"name": "名称"})
    found = read(scheme, "编码,名称,数\n001,a,1\n,b,2\n1.1E+17,c,3\n合 计,,6\n,Total,6\n,,\n#REF!,x,1\n")
    assert found.lines() == [
        "D131 3:1 the unit of this row has no 编码",
        "D134 4:1 1.1E+17 cannot be the code of a unit: digits were lost when a program made it a number",
        "D133 5:1 row 5 looks like a total or a mean: 合 计",
        "D133 6:1 row 6 looks like a total or a mean: Total",
        "D134 8:1 #REF! cannot be the code of a unit: it is a formula without a value",
        "D165 1:1 1 blank row is skipped",
    ]
    assert found.units.ids == ("001",)


def test_a_unit_stands_in_one_row(read):
    found = read(TWO, "编码,数,率\n001,1,90\n002,1,90\n 001,2,90\n")
    assert found.lines() == ["D132 4:1 unit 001 is in rows 2 and 4"]
    assert found.hints() == ["keep one row a unit; what differs: 数"]
    assert found.units.ids == ("001", "002")


def test_classes_are_those_of_the_scheme(read):
    scheme = scheme_of({"数": "number"}, {"class_": "类别"}, classes=("乡镇", "街道"))
    found = read(scheme, "编码,类别,数\n1,乡镇,1\n2,乡 镇,1\n3,,1\n")
    assert found.lines() == ["D135 3:2 2: 乡 镇 is not a class of the scheme", "D136 4:2 3: the class is blank"]
    assert found.units.classes == ("乡镇", "乡 镇", "")
    assert found.units.of_class("乡镇").ids == ("1",)


def test_percents_that_look_like_fractions_are_told(read):
    scheme = scheme_of({"率": "percent"})
    one = read(scheme, "编码,率\n1,94.5\n2,0.945\n3,60\n4,88\n")
    assert one.lines() == [
        "D161 3:2 1 value under 率 looks like a fraction, not a percent; the first is 0.945",
    ]
    assert read(scheme, "编码,率\n1,0.9\n2,1\n3,0\n").codes == ["D161"]
    assert read(scheme, "编码,率\n1,88.5\n2,0.9\n3,91\n4,94.51%\n").codes == ["D161"]
    assert read(scheme, "编码,率\n1,95\n2,0.79\n3,89.99%\n").codes == ["D161"]  # the % tells how large they are
    assert read(scheme, "编码,率\n1,90%\n2,0.5%\n3,80%\n").codes == []
    assert read(scheme, "编码,率\n1,0\n2,100\n3,\n").codes == []


def test_scientific_notation_and_nothing_are_told_once_a_column(read):
    found = read(scheme_of({"数": "number"}), "编码,数\n1,1e3\n2,无\n3,2e1\n4,无\n")
    assert found.values("数") == [1000, Reason.NOT_REPORTED, 20, Reason.NOT_REPORTED]
    assert found.lines() == [
        "D162 2:2 2 numbers under 数 are written like 1e3",
        "D163 3:2 2 cells under 数 say 无: read as not reported, never as 0",
    ]


def test_a_judged_value_needs_its_reason(read):
    scheme = scheme_of({"评议": declared("judged", "评议", reason="理由")})
    found = read(scheme, "编码,评议,理由\n1,8,材料翔实\n2,7,\n3,,\n")
    assert found.lines() == ["D152 3:2 2: 评议 is judged, and its reason is blank"]


def test_the_hash_is_of_the_bytes_that_were_read(read):
    content = "编码,数,率\n001,12,94.5\n".encode("gb18030")
    found = read(TWO, content)
    assert list(found.units.content_hashes.values()) == [hashlib.sha256(content).hexdigest()]


def test_no_row_below_the_heading_is_no_unit(read):
    found = read(TWO, "编码,数,率\n")
    assert len(found.units) == 0
    assert found.units.columns["率"].values.dtype == np.float64


def test_a_byte_order_mark_where_the_rows_begin_is_no_line_that_is_not_there(read):
    found = read(scheme_of({"数": "number"}), "编码,数\n\ufeff001,1\n002,2\n")
    assert found.units.ids == ("001", "002")
    assert regular_block(Piece(b"\xef\xbb\xbf\n"), Wanted(",", 1, [], [0])) is None


def test_one_unit_in_many_rows_is_told_some_times_and_counted(read, monkeypatch):
    monkeypatch.setattr("evalkit.inputs.report.MOST_CELLS", 3)
    found = read(TWO, "编码,数,率\n" + "001,12,94.5\n" * 10)
    assert found.codes == ["D132"] * 3 + ["D323"]
    assert found.lines()[-1] == "D323 1:1 6 more rows are of units that are in a row above"


@pytest.mark.parametrize(
    ("row", "code", "times"), [(",12,94.5", "D131", 3), ("合计,1,2", "D133", 3), ("编码,数,率", "D220", 1)]
)
def test_a_table_of_rows_that_are_no_units_is_not_read_to_its_end(read, monkeypatch, row, code, times):
    monkeypatch.setattr("evalkit.inputs.sieve.MOST_ODD", 3)
    found = read(TWO, "编码,数,率\n001,12,94.5\n" + f"{row}\n" * 10)
    assert found.units.ids == ("001",)
    assert [one.place.line for one in found.problems if one.kind.code == "D324"] == [5]
    assert found.codes.count(code) == times


def test_sums_above_many_totals(read):
    found = read(TWO, "编码,数,率\na,1,90\nb,2,90\n小计,3,\nc,0.5,90\nd,4,90\n小计,4.5,\n合计,7.5,\n")
    assert found.units.ids == ("a", "b", "c", "d")
    assert [code for code in found.codes if code != "D164"] == ["D168"] * 3


def test_rows_of_another_width_are_told_until_it_is_clear(read, monkeypatch):
    monkeypatch.setattr("evalkit.inputs.text.irregular.MOST_REFUSED", 3)
    monkeypatch.setattr("evalkit.inputs.text.regular.SMALL", 40)
    found = read(TWO, "编码,数,率\n001,12,94.5\n" + "002,1,2,3\n" * 20)
    # the first 40 bytes hold rows 2 to 4, of which two are wrong, the next end with row 8
    assert found.codes == ["D107"] * 6 + ["D325"]
    assert found.lines()[-1] == "D325 9 6 rows above cannot be read, and the rest is not looked at"
