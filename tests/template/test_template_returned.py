"""What departments do to a form before they send it back changes neither a value nor a score."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from filling import fill
from transcripts import run

SCHEME = """
evalkit: 1
title: Town services
period: 2025
points: 100
units: {id: code, name: town}
inputs:
  people:  {type: count, owner: Health}
  content: {type: percent, at_least: 0, at_most: 100%, owner: Office}
  plan:    {type: flag, owner: Office}
criteria:
  people:  {points: 40, linear: {0: 0, 100: 100%}}
  content: {points: 40, linear: {0%: 0, 100%: 100%}}
  plan:    {points: 20, full_if: plan}
missing: zero
"""
UNITS = [
    {"code": "001", "town": "Alder", "people": "98", "content": "94.51%", "plan": "yes"},
    {"code": "002", "town": "Birch", "people": "50", "content": "", "plan": "no"},
]
WANTED = ["Alder,97.00", "Birch,20.00"]
"""40 · 98/100 + 40 · 0.9451 + 20 = 39.2 + 37.804 + 20 = 97.004; 40 · 50/100 = 20."""


def heading_row(sheet: Any) -> int:
    return next(row[0].row for row in sheet.iter_rows() if row[0].value == "code")


def sheet_before(book: Any) -> None:
    own = book.create_sheet("Q1", 0)
    for row in (["no", "town", "first quarter"], [1, "Alder", 3], [2, "Birch", 4], ["sum", None, 7]):
        own.append(row)


def row_above(book: Any) -> None:
    sheet = book["Office"]
    row = heading_row(sheet)
    sheet.insert_rows(row)
    sheet.cell(row, 1).value = "filled in by: the office, telephone 12345"


def rows_above_gone(book: Any) -> None:
    sheet = book["Office"]
    sheet.delete_rows(1, heading_row(sheet) - 1)


def example_gone(book: Any) -> None:
    sheet = book["Office"]
    sheet.delete_rows(heading_row(sheet) - 1)


def hidden_column(book: Any) -> None:
    book["Office"].column_dimensions["B"].hidden = True


def turned_order(book: Any) -> None:
    sheet = book["Office"]
    first = heading_row(sheet) + 1
    rows = [[cell.value for cell in sheet[row]] for row in (first + 1, first)]
    formats = [[cell.number_format for cell in sheet[row]] for row in (first + 1, first)]
    for row, (values, kinds) in enumerate(zip(rows, formats, strict=True), start=first):
        for cell, value, kind in zip(sheet[row], values, kinds, strict=True):
            cell.value, cell.number_format = value, kind


def other_hands(book: Any) -> None:
    """Full width, a percent as a text, a tick."""
    sheet = book["Office"]
    row = heading_row(sheet) + 1
    for column, text in ((3, "９４．５１％"), (4, "√")):
        sheet.cell(row, column).value = text
        sheet.cell(row, column).number_format = "@"


def without_notes(book: Any) -> None:
    del book["Notes"]
    book["Office"].title = "Sheet1"


DEEDS = (
    sheet_before,
    row_above,
    rows_above_gone,
    example_gone,
    hidden_column,
    turned_order,
    other_hands,
    without_notes,
)


@pytest.fixture
def forms(tmp_path, monkeypatch) -> list[str]:
    monkeypatch.chdir(tmp_path)
    Path("scheme.yaml").write_text(SCHEME, "utf-8")
    Path("roster.csv").write_text("code,town\n001,Alder\n002,Birch\n", "utf-8")
    Path("forms").mkdir()
    assert run(["template", "scheme.yaml", "-o", "forms", "--split-by", "owner", "--roster", "roster.csv"])[0] == 0
    files = [f"forms/{owner}-form.xlsx" for owner in ("Health", "Office")]
    for file in files:
        fill(Path(file), "code", UNITS, {})
    return files


def scored(*files: str) -> tuple[list[str], str]:
    code, out, err = run(["score", "scheme.yaml", *files, "-f", "csv"])
    assert code == 0, err
    rows = csv.DictReader(out.splitlines())
    return [f"{row['unit']},{row['score']}" for row in rows], err


def test_forms_as_they_are_filled_in_need_no_word(forms):
    assert scored(*forms) == (WANTED, "")


@pytest.mark.parametrize("deed", DEEDS, ids=lambda deed: deed.__name__)
def test_what_they_do_to_a_form(forms, deed):
    book = openpyxl.load_workbook(forms[1])
    deed(book)
    book.save(forms[1])
    assert scored(*forms)[0] == WANTED


def test_a_sheet_of_their_own_is_named_and_the_notes_are_not(forms):
    book = openpyxl.load_workbook(forms[1])
    sheet_before(book)
    book.save(forms[1])
    (line,) = scored(*forms)[1].strip().splitlines()
    assert "[D111]" in line
    assert "not read: Q1;" in line


def test_a_sheet_is_sent_as_csv_in_the_encoding_of_their_office(forms):
    sheet = openpyxl.load_workbook(forms[1])["Office"]
    with Path("office.csv").open("w", encoding="gbk", newline="") as file:
        for row in sheet.iter_rows():
            shown = [f"{c.value * 100:g}%" if "%" in c.number_format and c.value else c.value for c in row]
            csv.writer(file).writerow(["" if value is None else value for value in shown])
    assert scored(forms[0], "office.csv")[0] == WANTED
