"""What stands in a template, and what it lets a person type."""

from __future__ import annotations

import re
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest
from transcripts import run

import evalkit
from evalkit.diagnostics import Problems, Severity

SCHEME = """
evalkit: 1
title: Town services
period: 2025
points: 100
units: {id: code, name: town, class: kind, period: year}
classes: [large, small]
records:
  visits: {columns: {day: date, finding: {type: level, levels: [none, grave]}}, owner: Health}
inputs:
  people:  {type: count, unit: persons, owner: Health, due: 2025-12-31, note: At the end of the year.}
  content: {type: percent, at_least: 0, at_most: 100%, owner: Office, sample: asked, sample_at_least: 50,
            source: telephone survey}
  spent:   {type: money, unit: 10000 CNY, owner: Office, at_least: 0.5, at_most: 12.25}
  beds:    {type: ratio, unit: per bed, owner: Health}
  plan:    {type: flag, owner: Office, missing: no}
  rules:   {type: level, levels: [complete, "=1+1", "1.10"], owner: Health}
  sent:    {type: date}
  order:   {type: judged, reason: why, owner: Office, at_least: 0, at_most: 5}
  found:   {type: count, from: visits, where: finding == "grave"}
values: {rate: spent / people}
criteria:
  service:
    points: 60
    basis: art. 3
    criteria:
      rate:    {points: 20, linear: {0: 0, 1: 100%}, basis: art. 4}
      content: {points: 20, linear: {60%: 0, 90%: 100%}}
      plan:    {points: 20, full_if: plan}
  order: {points: 10, judged: {at_most: 5}, cap: 10}
  found: {points: 30, deduct: {each: found, points: 1}}
  rules: {points: 0, levels: {complete: 0, else: 0}}
  beds:  {points: 0, full_if: x > 0 and sent > 2025-01-01}
vetoes:
  grave: {when: found > 5, effect: {cap_score: 60}, basis: art. 9}
"""
ROSTER = "code,town,kind,year\n001,Alder,large,2024\n002,Birch,small,2024\n"
LABELS = ["clause", "due", "fill in", "example"]


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("scheme.yaml").write_text(SCHEME, "utf-8")
    Path("roster.csv").write_text(ROSTER, "utf-8")
    return tmp_path


def made(*options: str, scheme: str = "scheme.yaml", to: str = "form.xlsx"):
    code, out, err = run(["template", scheme, "-o", to, *options])
    assert (code, err) == (0, ""), err
    assert out.startswith(("wrote", "已写入"))
    return openpyxl.load_workbook(to) if to.endswith(".xlsx") else None


def refused(*options: str, scheme: str = "scheme.yaml", to: str = "form.xlsx") -> str:
    code, _, err = run(["template", scheme, "-o", to, *options])
    assert code == 2
    return err


def above(sheet, heading: str) -> dict[str, object]:
    """What stands above a heading, by the label of its row."""
    example = next(row for row in range(1, 12) if sheet.cell(row, 1).value == "example")
    column = next(cell.column for cell in sheet[example + 1] if cell.value == heading)
    rows = range(3, example + 1)
    return {sheet.cell(row, 1).value: sheet.cell(row, column).value for row in rows}


def first_cell(sheet, heading: str):
    """The first cell below a heading."""
    cell = next(cell for row in sheet.iter_rows() for cell in row if cell.value == heading)
    return sheet.cell(cell.row + 1, cell.column)


def check_of(sheet, heading: str):
    """The validation of a column."""
    cell = first_cell(sheet, heading)
    found = [check for check in sheet.data_validations.dataValidation if cell.coordinate in check.sqref]
    return found[0] if found else None


def test_there_is_a_sheet_for_each_owner_and_one_for_what_nobody_owns(folder):
    book = made()
    assert book.sheetnames == ["Notes", "General", "Health", "Office", "visits", "Lists"]
    assert [sheet.sheet_state for sheet in book.worksheets] == ["visible"] * 5 + ["hidden"]


def test_headings_carry_units_and_stand_below_clause_date_and_example(folder):
    book = made()
    assert above(book["Health"], "people(persons)") == {
        "clause": "art. 4",
        "due": "2025-12-31",
        "fill in": "a whole number\nAt the end of the year.",
        "example": 12,
    }
    assert above(book["Office"], "content(%)") == {
        "clause": "art. 3",
        "fill in": "94.5 for 94.5 %\n0 to 100\nfrom: telephone survey",
        "example": 94.5,
    }
    assert above(book["Office"], "asked")["fill in"] == "how many were asked for content\n50 or more are wanted"
    assert above(book["Office"], "spent(10000 CNY)")["example"] == 7.5
    assert above(book["visits"], "finding") == {
        "clause": "art. 9",
        "fill in": "choose from the list",
        "example": "none",
    }
    assert above(book["Office"], "plan")["fill in"] == "choose from the list\na blank counts as no"


def test_a_reason_stands_beside_its_mark(folder):
    sheet = made()["Office"]
    assert first_cell(sheet, "why").column == first_cell(sheet, "order").column + 1


def test_numbers_are_checked_and_a_word_may_stand_instead(folder):
    book = made("--roster", "roster.csv")
    people, content = check_of(book["Health"], "people(persons)"), check_of(book["Office"], "content(%)")
    words = ",".join(f'{{0}}="{word}"' for word in ("不适用", "不涉及", "n/a", "未报", "—"))
    cell = first_cell(book["Health"], "people(persons)").coordinate
    within = f"AND({cell}=INT({cell}),{cell}>=0)"
    assert (people.type, people.formula1) == ("custom", f"IF(ISNUMBER({cell}),{within},OR({words.format(cell)}))")
    cell = first_cell(book["Office"], "content(%)").coordinate
    assert f"AND({cell}>=0,{cell}<=100)" in content.formula1
    cell = first_cell(book["Office"], "spent(10000 CNY)").coordinate
    assert f"AND({cell}>=0.5,{cell}<=12.25)" in check_of(book["Office"], "spent(10000 CNY)").formula1


def test_a_percent_with_a_lower_bound_may_be_typed_with_its_sign(folder):
    """A spreadsheet makes 0.945 of 94.5%."""
    Path("scheme.yaml").write_text(SCHEME.replace("percent, at_least: 0,", "percent, at_least: 60%,"), "utf-8")
    book = made("--roster", "roster.csv")
    cell = first_cell(book["Office"], "content(%)").coordinate
    within = f"OR(AND({cell}>=60,{cell}<=100),AND({cell}>=0.6,{cell}<=1))"
    assert check_of(book["Office"], "content(%)").formula1.startswith(f"IF(ISNUMBER({cell}),{within},OR(")


def test_levels_with_a_comma_of_either_width_are_listed_on_a_sheet(folder):
    Path("scheme.yaml").write_text(SCHEME.replace('"=1+1", "1.10"', "齐全，规范"), "utf-8")
    book = made()
    assert check_of(book["Health"], "rules").formula1 == "'Lists'!$A$1:$A$3"
    assert [cell.value for cell in book["Lists"]["A"]] == ["complete", "齐全，规范", "n/a"]


def test_a_wide_sheet_is_printed_on_several_pages_side_by_side(folder):
    more = "".join(f"  further_{n}: {{type: count, owner: Office}}\n" for n in range(40))
    text = SCHEME.replace("values:", f"{more}values:")
    used = " + ".join(f"further_{n}" for n in range(40))
    Path("scheme.yaml").write_text(text.replace("full_if: x > 0", f"full_if: x + {used} > 0"), "utf-8")
    book = made()
    pages = [book[name].page_setup for name in ("Health", "Office")]
    assert [(page.fitToWidth or 1, page.fitToHeight) for page in pages] == [(1, 0), (3, 0)]
    assert (book["Office"].print_title_cols, book["Office"].print_title_rows) == ("$A:$B", "$6:$6")


def test_levels_and_answers_are_chosen(folder):
    book = made()
    assert check_of(book["Office"], "plan").formula1 == '"yes,no,n/a"'
    assert check_of(book["General"], "kind").formula1 == '"large,small"'
    rules = check_of(book["Health"], "rules")
    assert (rules.type, rules.formula1) == ("list", "'Lists'!$A$1:$A$4")
    assert [cell.value for cell in book["Lists"]["A"]] == ["complete", "=1+1", "1.10", "n/a"]


def test_cells_take_what_is_typed_as_it_is_meant(folder):
    book = made()
    formats = {
        "Health": {"people(persons)": "General", "beds(per bed)": "@", "rules": "@"},
        "Office": {"content(%)": "General", "order": "General", "why": "@"},
        "General": {"code": "@", "sent": "yyyy-mm-dd"},
    }
    for name, wanted in formats.items():
        assert {heading: first_cell(book[name], heading).number_format for heading in wanted} == wanted


def test_what_a_roster_says_is_locked_and_the_rest_is_not(folder):
    book = made("--roster", "roster.csv")
    sheet = book["Health"]
    assert sheet.protection.sheet
    assert sheet.protection.password is None
    locked = {cell.value: first_cell(sheet, cell.value).protection.locked for cell in sheet[7] if cell.value}
    assert locked == {
        "code": True, "town": True, "kind": True, "year": True, "people(persons)": False, "beds(per bed)": False,
        "rules": False,
    }  # fmt: skip
    assert [[cell.value for cell in row[:4]] for row in sheet.iter_rows(min_row=8)] == [
        ["001", "Alder", "large", "2025"],
        ["002", "Birch", "small", "2025"],
    ]


def test_records_are_of_the_units_of_the_roster(folder):
    book = made("--roster", "roster.csv")
    assert check_of(book["visits"], "code").formula1 == '"001,002"'
    assert first_cell(book["visits"], "year").value == "2025"
    assert not first_cell(book["visits"], "code").protection.locked


def test_without_a_roster_class_and_period_are_asked_for_once(folder):
    book = made()
    headings = {name: [cell.value for cell in book[name][7] if cell.value] for name in ("Health", "Office")}
    assert headings["Health"][:3] == ["code", "town", "people(persons)"]
    assert first_cell(book["General"], "year").value == "2025"
    assert not first_cell(book["Health"], "code").protection.locked


def test_no_text_becomes_a_formula(folder):
    made("--roster", "roster.csv")
    with ZipFile("form.xlsx") as archive:
        sheets = [archive.read(name).decode() for name in archive.namelist() if "worksheets/sheet" in name]
    assert not any("<f>" in sheet for sheet in sheets)


def test_the_notes_name_scheme_version_and_whom_to_return_it_to(folder):
    from hashlib import sha256

    lines = [row[0].value or "" for row in made()["Notes"].iter_rows()]
    digest = sha256(Path("scheme.yaml").read_bytes()).hexdigest()
    assert any(
        line.endswith(f"Made by evalkit {evalkit.__version__} from scheme.yaml, SHA-256 {digest} (evalkit:notes).")
        for line in lines
    )
    assert "1. Return this file to those whom you have it from." in lines
    Path("scheme.yaml").write_text(SCHEME.replace("points: 100", "points: 100\nowner: Board", 1), "utf-8")
    assert "1. Return this file to Board." in [row[0].value for row in made("--force")["Notes"].iter_rows()]


def test_the_same_scheme_gives_the_same_bytes(folder):
    made("--roster", "roster.csv")
    made("--roster", "roster.csv", to="again.xlsx")
    assert Path("form.xlsx").read_bytes() == Path("again.xlsx").read_bytes()


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("options", [(), ("--roster", "roster.csv")])
def test_an_untouched_template_reports_nothing_for_anybody(folder, options, language):
    made(*options, "--lang", language)
    plan, problems = evalkit.load_scheme("scheme.yaml"), Problems()
    units = evalkit.read_units(plan, "form.xlsx", problems=problems)
    assert units.ids == (("001", "002") if options else ())
    for name, column in units.columns.items():
        assert all(str(column.exact(row, name)).startswith("Unknown") for row in range(len(units))), name
    assert [len(records.rows) for records in units.records.values()] == [0]
    warned = [problem.kind.code for problem in problems if problem.severity is not Severity.NOTE]
    assert warned == ([] if options else ["D292"])  # that there is no unit


def test_one_owner_gets_what_is_asked_of_it(folder):
    book = made("--owner", "Health")
    assert book.sheetnames == ["Notes", "Health", "visits", "Lists"]
    assert "the owners are Health, Office" in refused("--owner", "Helth", to="other.xlsx")


def test_each_owner_gets_a_file(folder):
    Path("forms").mkdir()
    made("--split-by", "owner", "--roster", "roster.csv", to="forms")
    assert sorted(path.name for path in Path("forms").iterdir()) == [
        "Health-form.xlsx", "Office-form.xlsx", "general-form.xlsx",
    ]  # fmt: skip
    code, _, err = run(["score", "scheme.yaml", *map(str, Path("forms").iterdir())])
    assert code == 0, err


def test_names_of_files_stay_in_their_folder_and_differ(folder):
    owners = {"Health": "../Board", "Office": "ｂoard"}
    text = SCHEME.replace("sent:    {type: date}", "sent:    {type: date, owner: ' Board. '}")
    for old, new in owners.items():
        text = text.replace(f"owner: {old}", f"owner: {new}")
    Path("scheme.yaml").write_text(text, "utf-8")
    Path("forms").mkdir()
    made("--split-by", "owner", to="forms")
    found = sorted(path.name for path in Path("forms").iterdir())
    assert found == ["Board-form.xlsx", "Board.--form.xlsx", "ｂoard-form-2.xlsx"]
    assert sorted(path.name for path in folder.iterdir()) == ["forms", "roster.csv", "scheme.yaml"]


def test_an_owner_that_is_called_like_records_does_not_take_their_sheet(folder):
    Path("scheme.yaml").write_text(SCHEME.replace("owner: Office", "owner: Visits"), "utf-8")
    book = made("--roster", "roster.csv")
    assert book.sheetnames[2:5] == ["Health", "Visits 2", "visits"]
    plan = evalkit.load_scheme("scheme.yaml")
    assert len(evalkit.read_units(plan, "form.xlsx")) == 2


def test_records_with_a_long_name_are_called_by_their_source(folder):
    long = "visits_of_the_supervision_of_health_services"
    text = re.sub(r"\bvisits\b", long, SCHEME)
    Path("scheme.yaml").write_text(text, "utf-8")
    assert "R271" in refused()
    Path("scheme.yaml").write_text(
        text.replace(", owner: Health}\ninputs", ", owner: Health, source: visits}\ninputs"), "utf-8"
    )
    assert "visits" in made("--roster", "roster.csv").sheetnames
    assert len(evalkit.read_units(evalkit.load_scheme("scheme.yaml"), "form.xlsx")) == 2


@pytest.mark.parametrize(
    ("options", "to", "code"),
    [
        ((), "form.csv", "R107"),
        ((), "scheme.yaml", "R107"),
        ((), ".", "R103"),
        (("--force",), "nosuch/form.xlsx", "R104"),
        (("--split-by", "owner"), "nosuch", "R272"),
        (("--roster", "none.csv"), "form.xlsx", "R273"),
        (("--roster", "classless.csv"), "form.xlsx", "D121"),
        (("--roster", "nosuch.csv"), "form.xlsx", "D101"),
        (("--roster", "twice.csv"), "form.xlsx", "D132"),
    ],
)
def test_what_cannot_be_done_is_refused(folder, options, to, code):
    Path("none.csv").write_text("code,town,kind\n", "utf-8")
    Path("classless.csv").write_text("code,town\n1,Alder\n", "utf-8")
    Path("twice.csv").write_text("code,town,kind\n1,Alder,large\n1,Alder,large\n", "utf-8")
    assert f"[{code}]" in refused(*options, to=to)
    assert not Path("form.xlsx").exists()


def test_the_data_of_another_year_are_a_roster_without_a_word_of_the_rest(folder):
    Path("roster.csv").write_text("code,town,kind,year,people,remark\n001,Alder,large,2024,12,-\n", "utf-8")
    made("--roster", "roster.csv")


def test_a_roster_of_several_years_gives_its_last(folder):
    Path("roster.csv").write_text(ROSTER + "001,Alder,small,2023\n003,Cedar,small,2023\n", "utf-8")
    sheet = made("--roster", "roster.csv")["Health"]
    assert [row[0].value for row in sheet.iter_rows(min_row=8)] == ["001", "002"]


def test_the_code_may_be_an_input_too(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    scheme = "evalkit: 1\ntitle: t\nunits: {id: code}\ninputs: {code: number, late: count}\n"
    Path("scheme.yaml").write_text(scheme + "criteria: {late: {points: 10, value: late + code}}\n", "utf-8")
    assert run(["template", "scheme.yaml", "-o", "form.xlsx"])[0] == 0
    rows = [[cell.value for cell in row] for sheet in openpyxl.load_workbook("form.xlsx") for row in sheet.iter_rows()]
    assert [row for row in rows if row[0] == "code"] == [["code", "late"]]
