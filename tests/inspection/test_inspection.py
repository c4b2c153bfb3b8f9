"""What is seen in files: each number here is counted by hand in the rows above it."""

import io
import json
from fractions import Fraction
from pathlib import Path

import pytest
from openpyxl import Workbook

from evalkit.cli.main import main
from evalkit.diagnostics import Problems
from evalkit.inputs.choice import Choice
from evalkit.inputs.once import Contents
from evalkit.inspection.columns import looks, unlike_ids
from evalkit.inspection.looking import look
from evalkit.inspection.model import Looks, Use
from evalkit.loader import load

SCHEME = """
evalkit: 1
title: Trial
points: 2
units: {id: code, name: town}
records: {visits: {columns: {finding: text}}}
inputs:
  rate: {type: percent}
  late: {type: count}
  grave: {type: count, from: visits, where: finding == "grave"}
criteria:
  rate: {points: 1, full_if: rate >= 50%}
  late: {points: 1, full_if: late == 0 and grave == 0}
"""


@pytest.fixture
def seen(tmp_path: Path):
    """Writes sheets to a workbook, or a text to a file, and looks at it."""

    def run(content, *, scheme=SCHEME, name="data.xlsx", hidden=(), **choice):
        path = tmp_path / name
        if isinstance(content, str):
            path.write_text(content, "utf-8")
        else:
            book = Workbook()
            book.remove(book.active)
            for title, rows in content.items():
                sheet = book.create_sheet(title)
                sheet.sheet_state = "hidden" if title in hidden else "visible"
                for row in rows:
                    sheet.append(row)
            out = io.BytesIO()
            book.save(out)
            path.write_bytes(out.getvalue())
        loaded = None
        if scheme is not None:
            (tmp_path / "scheme.yaml").write_text(scheme, "utf-8")
            loaded = load(tmp_path / "scheme.yaml", Problems())
            assert loaded is not None
        return look([path], loaded, Choice(**choice), Contents())

    return run


ROWS = [["code", "town", "rate", "late"], ["001", "Alder", 94.5, 0], ["002", "Birch", "about 80", 3],
        ["003", "Cedar", None, "1,200"]]  # fmt: skip


def test_the_use_of_every_sheet(seen):
    book = {
        "old": ROWS[:2],
        "units": ROWS,
        "notes": [["filled in by the offices"]],
        "visits": [["code", "finding"], ["001", "grave"], ["001", "slight"]],
    }
    found = seen(book, hidden=["old"]).sheets
    assert [(sheet.sheet, sheet.use, sheet.rows) for sheet in found] == [
        ("old", Use.HIDDEN, 0),
        ("units", Use.UNITS, 3),
        ("notes", Use.NOT_USED, 0),
        ("visits", Use.RECORDS, 2),
    ]
    assert found[3].records == "visits"


def test_a_column_that_fits_an_input_is_read_by_its_grammar(seen):
    (sheet,) = seen({"units": ROWS}).sheets
    code, town, rate, late = sheet.columns
    assert (code.who, code.letter, town.who, town.looks) == ("id", "A", "name", {Looks.TEXT: 3})
    assert (rate.input.name, rate.filled, rate.blank, rate.refused) == ("rate", 2, 1, 1)
    assert rate.lowest == rate.highest == Fraction("0.945")
    assert (str(rate.odd[0].cell), rate.odd[1]) == ("C3", "about 80")
    assert (late.filled, late.tidied, late.refused, late.lowest, late.highest) == (3, 1, 0, 0, 1200)
    assert late.odd is None


def test_titles_and_totals_are_no_units(seen):
    rows = [["Returns of the towns"], [], *ROWS[:2], ["002", "Birch", 80, 3], ["total", None, None, 3]]
    (sheet,) = seen({"units": rows}).sheets
    assert (sheet.heading_rows, sheet.titles, sheet.rows) == ((3, 3), 1, 2)


def test_an_input_without_a_column_and_the_heading_that_is_like_it(seen):
    found = seen("code,town,rate,lates\n001,Alder,94.5,0\n", name="data.csv")
    (lacking,) = found.lacking
    assert (lacking.input.name, lacking.near) == ("late", ("lates",))
    assert found.sheets[0].columns[3].near == ("late",)


def test_how_a_text_is_written(seen):
    (sheet,) = seen("code;town;rate;late\n001;Alder;94.5;0\n", name="data.csv").sheets
    assert (sheet.encoding, sheet.separator, sheet.guessed) == ("UTF-8", ";", False)


def test_without_a_scheme_the_widest_row_is_the_heading(seen):
    (sheet,) = seen({"units": [["Returns of the towns"], *ROWS]}, scheme=None).sheets
    assert (sheet.use, sheet.heading_rows, sheet.titles, sheet.rows) == (Use.SEEN, (2, 2), 1, 3)
    assert sheet.columns[2].looks == {Looks.NUMBER: 1, Looks.TEXT: 1}
    assert (str(sheet.columns[2].odd[0].cell), sheet.columns[2].odd[1]) == ("C4", "about 80")


def test_records_are_told_by_their_keys(seen):
    text = '[{"code": "001", "rate": 94.5, "late": 0}, {"code": "002", "rate": "high", "late": 1}]'
    (sheet,) = seen(text, name="data.json").sheets
    rate = sheet.columns[1]
    assert (sheet.heading_rows, sheet.rows, rate.letter, str(rate.odd[0].cell)) == (None, 2, "", "#2.rate")


def test_what_cannot_be_opened(seen, tmp_path):
    found = look([tmp_path / "nowhere.csv"], None, Choice(), Contents())
    ((file, why),) = found.not_opened.items()
    assert (Path(file).name, [one.kind.code for one in why]) == ("nowhere.csv", ["D101"])


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("12", Looks.NUMBER), ("1,234.5", Looks.NUMBER), ("９４．５", Looks.NUMBER), ("1e3", Looks.NUMBER),
        ("12345678901234567890", Looks.NUMBER), ("94.5%", Looks.PERCENT), ("2025-03-01", Looks.DATE),
        ("2025年3月1日", Looks.DATE), ("√", Looks.TRUTH), ("TRUE", Looks.TRUTH), ("#DIV/0!", Looks.FAILED),
        ("about 12", Looks.TEXT), ("12元", Looks.TEXT), ("", None), ("—", None), ("未报", None),
    ],
)  # fmt: skip
def test_what_a_cell_looks_like(text, kind):
    assert looks(text)[0] is kind


@pytest.mark.parametrize(
    ("ids", "short"),
    [
        (["001", "002", "13"], ["13"]),
        (["101", "102", "99"], ["99"]),
        (["1", "2", "13"], []),
        (["9", "10"], []),
        (["A1", "B22", "C3"], []),
        ([], []),
    ],
)
def test_codes_that_are_shorter_than_the_others(ids, short):
    assert unlike_ids(ids) == short


def test_a_program_is_told_every_finding_and_a_person_20(tmp_path, capsys):
    scheme, data = tmp_path / "scheme.yaml", tmp_path / "data.csv"
    scheme.write_text(SCHEME, encoding="utf-8")
    data.write_text("code,town,rate,late\n" + "".join(f"c{row},t,90%,x\n" for row in range(30)), encoding="utf-8")
    call = ["inspect", str(data), "-s", str(scheme), "--lang", "en"]
    assert main(call) == 1
    assert capsys.readouterr().out.count("D141") == 20
    assert main([*call, "-f", "json"]) == 1
    found = next(table for table in json.loads(capsys.readouterr().out)["tables"] if table["key"] == "findings")
    assert sum(row["code"] == "D141" for row in found["rows"]) == 30


OWNED = """
evalkit: 1
title: Trial
points: 3
units: {id: code, name: town}
records: {visits: {columns: {finding: text}}}
inputs:
  rate: {type: percent, owner: Survey, sample: asked}
  late: {type: count, owner: Office}
  kind: {type: level, levels: [good, bad], owner: Survey}
  grave: {type: count, from: visits, where: finding == "grave"}
criteria:
  rate: {points: 1, full_if: rate >= 50%}
  late: {points: 1, full_if: late == 0 and grave == 0}
  kind: {points: 1, levels: {good: 1, bad: 0}}
"""
ONE_OF_THEM = {
    "Survey": [["code", "town", "rate(%)", "asked"], ["a", "Alder", 80, 120], ["b", "Birch", "n/a", 90]],
    "visits": [["code", "town", "finding"], ["a", "Alder", "grave"]],
}


def test_what_stands_there_for_readers_is_known(seen):
    units, records = seen(ONE_OF_THEM, scheme=OWNED).sheets
    assert [column.heading for column in units.columns if column.beside] == ["asked"]
    assert [column.heading for column in records.columns if column.beside] == ["town"]


def test_what_does_not_apply_is_neither_a_text_nor_odd(seen):
    assert looks("不涉及") == (Looks.NOT_APPLICABLE, None)
    rate = seen(ONE_OF_THEM, scheme=None).sheets[0].columns[2]
    assert (rate.looks, rate.odd) == ({Looks.NUMBER: 1, Looks.NOT_APPLICABLE: 1}, None)


def test_what_its_own_department_lacks_is_named_first(seen):
    assert [one.input.name for one in seen(ONE_OF_THEM, scheme=OWNED).lacking] == ["kind", "late"]


@pytest.mark.parametrize(
    ("language", "types", "alone"),
    [("en", ["rate (percent)", "for readers, not scored"], "are refused"), ("zh", ["rate (百分数)"], "无法计分")],
)
def test_a_form_of_one_department_is_told_in_plain_words(seen, tmp_path, capsys, language, types, alone):
    seen(ONE_OF_THEM, scheme=OWNED)
    command = ["--lang", language, "inspect", str(tmp_path / "data.xlsx"), "-s", str(tmp_path / "scheme.yaml")]
    assert main(command) == 1
    out = capsys.readouterr().out
    assert all(one in out for one in [*types, alone])
    assert "D121" not in out  # the table of inputs without a column says it
    assert main([*command, "-f", "json"]) == 1
    assert "D121" in capsys.readouterr().out
