"""A form that was made from another version of the scheme is told when it comes back."""

from __future__ import annotations

import csv
from pathlib import Path

import openpyxl
import pytest
from transcripts import run

SCHEME = """
evalkit: 1
title: Town services
period: 2025
points: 100
units: {id: code}
records:
  visits: {columns: {day: date}, owner: Health}
inputs:
  people: {type: count, owner: Health}
  paper:  {type: percent, at_least: 0, at_most: 100%, owner: Office}
  seen:   {type: count, from: visits}
criteria:
  people: {points: 60, linear: {0: 0, 10: 100%}}
  paper:  {points: 40, linear: {60%: 0, 90%: 100%}}
  seen:   {points: 0, full_if: x > 0}
"""
CHANGES = {
    "limit": ("at_most: 100%", "at_most: 50%"),
    "type": ("people: {type: count", "people: {type: number"),
    "period": ("period: 2025", "period: 2026"),
    "records": ("columns: {day: date}", "columns: {day: text}"),
}
"""Part -> what of it changes; every one makes another form."""
SAME = {
    "points": ("points: 60, linear: {0: 0, 10", "points: 60, linear: {0: 0, 20"),
    "title": ("title: Town services", "title: Services of towns"),
    "due": ("paper:  {type: percent,", "paper:  {type: percent, due: 2026-01-31,"),
}
"""What changes nothing in what people fill in."""


@pytest.fixture
def form(tmp_path, monkeypatch) -> Path:
    """A form that is filled in for one unit."""
    monkeypatch.chdir(tmp_path)
    Path("scheme.yaml").write_text(SCHEME, "utf-8")
    assert run(["template", "scheme.yaml", "-o", "form.xlsx"])[0] == 0
    book = openpyxl.load_workbook("form.xlsx")
    for name, heading, value in (("Health", "people", 8), ("Office", "paper(%)", 45), ("visits", "day", None)):
        sheet = book[name]
        row, column = next((c.row, c.column) for line in sheet.iter_rows() for c in line if c.value == heading)
        sheet.cell(row + 1, 1).value = "A1"
        sheet.cell(row + 1, column).value = value
    book.save("form.xlsx")
    return tmp_path / "form.xlsx"


def told(*files: str, options: tuple[str, ...] = ()) -> list[str]:
    """What is said of another version, when the files are scored."""
    code, _, err = run(["score", "scheme.yaml", *files, *options])
    assert code in (0, 2), err
    return [line for line in err.splitlines() if "D330" in line]


def change(*parts: str) -> None:
    text = SCHEME
    for part in parts:
        before, after = (CHANGES | SAME)[part]
        assert before in text
        text = text.replace(before, after)
    Path("scheme.yaml").write_text(text, "utf-8")


def test_the_form_of_the_scheme_as_it_is_needs_no_word(form):
    assert told("form.xlsx") == []


@pytest.mark.parametrize("part", SAME)
def test_what_changes_nothing_in_the_form_needs_no_word(form, part):
    change(part)
    assert told("form.xlsx") == []


@pytest.mark.parametrize("part", CHANGES)
def test_what_changes_the_form_is_told(form, part):
    change(part)
    assert told("form.xlsx")


def test_both_versions_are_named_once_for_a_file(form):
    change("limit", "type")
    (line,) = told("form.xlsx")
    assert "“Town services 2025: Health” (form " in line
    assert ") and 1 more sheet; by scheme.yaml it is now “Town services 2025” (form " in line


def test_a_change_for_others_is_none_for_me(form):
    book = openpyxl.load_workbook("form.xlsx")
    for name in ("Notes", "Office", "visits"):
        del book[name]
    book.save("health.xlsx")
    change("limit")
    assert told("health.xlsx", options=("--allow-missing-columns",)) == []


def test_a_sheet_saved_as_csv_is_still_known(form):
    sheet = openpyxl.load_workbook("form.xlsx")["Office"]
    with Path("office.csv").open("w", encoding="gb18030", newline="") as file:
        csv.writer(file).writerows([["" if v is None else v for v in row] for row in sheet.iter_rows(values_only=True)])
    assert run(["score", "scheme.yaml", "office.csv", "--allow-missing-columns"])[0] == 0
    assert told("office.csv", options=("--allow-missing-columns",)) == []
    change("limit")
    assert len(told("office.csv", options=("--allow-missing-columns",))) == 1


def test_a_form_of_an_earlier_period_may_be_another(form):
    Path("now.csv").write_text("code,people,paper\nA1,1,70\n", "utf-8")
    change("limit")
    Path("now.csv").write_text("code,people,paper\nA1,1,40\n", "utf-8")
    assert told("now.csv", options=("--earlier", "form.xlsx", "--allow-missing-columns")) == []
