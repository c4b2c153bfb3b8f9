"""One sheet of a workbook that is filled in: what is wanted above the heading, and cells that check what is typed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from fractions import Fraction
from functools import cached_property
from math import ceil
from typing import Any

from evalkit.diagnostics import Language, Words
from evalkit.diagnostics.message import Value, show
from evalkit.formats import looks
from evalkit.formats.limits import LONGEST_MESSAGE, LONGEST_TITLE, validation
from evalkit.formats.looks import Look
from evalkit.formats.pen import Pen
from evalkit.formats.sheet_name import cut
from evalkit.inputs.made_from import WRITTEN
from evalkit.template import words
from evalkit.template.model import Field, Page, Sample

EMPTY_ROWS = 200
"""Rows that are laid out where nobody knows the units; those below may be filled in too."""
CHECKED_ROWS = 5000
"""So many rows check what is typed: a check to the last row of a sheet makes some programs slow."""
AS_TEXT = ("text", "flag", "level", "ratio")
"""Types whose cells hold texts: `1:40` is no time there, `1.10` no number, and `=` no formula."""
PROTECTED = {
    "format_cells": True, "format_columns": True, "format_rows": True, "sort": True, "autofilter": True,
    "insert_rows": True, "delete_rows": True,
}  # fmt: skip
A4 = 9


@dataclass(frozen=True)
class PageWriter:
    """Writes a page; `place_list` takes the lists that are too long for a cell and says where they are."""

    sheet: Any
    pen: Pen
    page: Page
    language: Language
    place_list: Callable[[Sequence[str]], str]

    def write(self) -> None:
        self._layout()
        self._above()
        self._heading()
        self._body()

    @cached_property
    def _explained(self) -> list[tuple[str, list[str]]]:
        """The rows above the heading: what each is, and a text for every column."""
        rows: list[tuple[Words, list[tuple[Value, ...]]]] = [
            (words.CLAUSE, [field.clauses for field in self.page.fields]),
            (words.DUE, [() if field.due is None else (field.due,) for field in self.page.fields]),
            (words.HOW, [() if self._is_locked(field) else field.how for field in self.page.fields]),
        ]
        return [
            (label().text(self.language), ["\n".join(show(part, self.language) for part in cell) for cell in cells])
            for label, cells in rows
            if any(cells)
        ]

    @property
    def _heading_row(self) -> int:
        return 2 + len(self._explained) + 1

    @cached_property
    def _widths(self) -> list[int]:
        rows = self.page.rows
        return [
            looks.width_of(field, [cells[at] for _, cells in self._explained], [r.get(field.heading, "") for r in rows])
            for at, field in enumerate(self.page.fields)
        ]

    def _layout(self) -> None:
        """Widths, what stays in sight, how it is printed, and what is locked."""
        sheet, page = self.sheet, self.page
        for at, (field, width) in enumerate(zip(page.fields, self._widths, strict=True)):
            below = None if page.given else self.pen.look({**looks.OPEN, **_kind(field)})
            sheet.set_column(at, at, width, below)
        known = sum(field.identity for field in page.fields[:2])
        sheet.freeze_panes(self._heading_row + 1, known)
        sheet.set_landscape()
        sheet.set_paper(A4)
        sheet.fit_to_pages(ceil(sum(self._widths) / looks.WIDEST_PAGE), 0)
        sheet.repeat_rows(self._heading_row)
        sheet.repeat_columns(0, known - 1)
        sheet.set_footer("&L&A&R&P / &N")
        sheet.protect("", PROTECTED)

    def _above(self) -> None:
        """The title, a sentence, the explanations and the example; all of it is locked, and none of it is read."""
        sentence = words.A_ROW_EACH if self.page.records else words.FILL_IN
        line = words.WITH_MARK(sentence=sentence(), mark=WRITTEN.format(mark=self.page.mark))
        for row, text, look in ((0, self.page.title, looks.TITLE), (1, line, looks.LINE)):
            for at in range(1, len(self.page.fields)):
                self.sheet.write_blank(row, at, None, self.pen.look({}))
            self.pen.text(self.sheet, row, 0, [text.text(self.language)], {**look})
        for row, (label, cells) in enumerate(self._explained, start=2):
            self._row(row, label, cells, looks.ABOVE)
        row = self._heading_row - 1
        self._row(row, words.EXAMPLE().text(self.language), ["" for _ in self.page.fields], looks.EXAMPLE)
        for at, field in enumerate(self.page.fields):
            if field.example is not None:
                self._sample(row, at, field.example, {**looks.EXAMPLE})

    def _row(self, row: int, label: str, cells: Sequence[str], look: Look) -> None:
        """A row above the heading; no column says anything of the codes, so that the label stands there."""
        shown = [_cut(text, width) for text, width in zip([label, *cells[1:]], self._widths, strict=True)]
        for at, text in enumerate(shown):
            self._text(row, at, text, look if at else {**look, "bold": True})
        height = max(_lines(text, width) for text, width in zip(shown, self._widths, strict=True))
        self.sheet.set_row(row, looks.SMALL_HEIGHT * height + 5)

    def _sample(self, row: int, at: int, sample: Sample, look: Look) -> None:
        match sample:
            case Fraction():
                self.sheet.write_number(row, at, float(sample), self.pen.look({**look, "align": "right"}))
            case date():
                self.sheet.write_datetime(row, at, datetime.combine(sample, time()), self.pen.look(look | looks.DAY))
            case _:
                self._text(row, at, show(sample, self.language), look | looks.TEXT)

    def _heading(self) -> None:
        headings = [field.heading for field in self.page.fields]
        for at, heading in enumerate(headings):
            self._text(self._heading_row, at, " ".join(heading.split()), looks.HEADING)
        lines = max(looks.lines_in(heading, width) for heading, width in zip(headings, self._widths, strict=True))
        self.sheet.set_row(self._heading_row, looks.LINE_HEIGHT * lines + 9)

    def _body(self) -> None:
        """The cells to be filled in; those of units that are known already are locked."""
        first = self._heading_row + 1
        rows = self.page.rows if self.page.given else [self.page.prefilled] * EMPTY_ROWS
        last = first + len(rows) - 1
        for at, field in enumerate(self.page.fields):
            look = looks.LOCKED if self._is_locked(field) else {**looks.BODY, **_kind(field)}
            for row, filled in enumerate(rows, start=first):
                if text := filled.get(field.heading):
                    self._text(row, at, text, look)
                else:
                    self.sheet.write_blank(row, at, None, self.pen.look(look))
            self._check(field, first, at, last if self.page.given else first + CHECKED_ROWS)
        self.sheet.ignore_errors({"number_stored_as_text": f"A{first + 1}:XFD{last + 1}"})

    def _check(self, field: Field, first: int, at: int, last: int) -> None:
        from xlsxwriter.utility import xl_rowcol_to_cell

        if self._is_locked(field):
            return
        cell = xl_rowcol_to_cell(first, at)
        found = validation(field, cell, self.place_list, self.language) or {}
        text = next((cells[at] for label, cells in self._explained if label == words.HOW().text(self.language)), "")
        if _cut(text, self._widths[at]) != text:
            found = {"validate": "any", **found, "input_title": cut(field.heading, LONGEST_TITLE),
                     "input_message": cut(text, LONGEST_MESSAGE)}  # fmt: skip
        if found:
            self.sheet.data_validation(first, at, last, at, found)

    def _is_locked(self, field: Field) -> bool:
        return self.page.given and field.heading in self.page.rows[0]

    def _text(self, row: int, at: int, text: str, look: Look) -> None:
        self.pen.text(self.sheet, row, at, text.split("\n"), {**look})


def _kind(field: Field) -> Look:
    """The format of the cells of a column. Numbers have none: where 94.5% is typed, the cell then shows it so."""
    if field.type == "date":
        return looks.DAY
    return looks.TEXT if field.type in AS_TEXT else {}


def _lines(text: str, width: int) -> int:
    return looks.lines_in(text, width * looks.SMALLER)


def _cut(text: str, width: int) -> str:
    """A text that has too many lines for its column, shortened."""
    while _lines(text, width) > looks.MOST_LINES:
        text = text[: len(text) * 9 // 10].rstrip(" …") + "…"
    return text
