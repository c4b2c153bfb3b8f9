"""A workbook that is filled in: notes in front, a sheet for each page, and hidden behind them the longer lists."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import xlsxwriter

from evalkit.diagnostics import EvalkitError, Language, Message, run
from evalkit.diagnostics.message import show
from evalkit.formats import Written, looks
from evalkit.formats.page import A4, PROTECTED, PageWriter
from evalkit.formats.pen import MADE, OPTIONS, Pen
from evalkit.formats.sheet_name import sheet_name
from evalkit.inputs.cells.tidy import fold
from evalkit.inputs.source import letters
from evalkit.template import words
from evalkit.template.model import Book, Page

NOTES_WIDTHS = (26, 26, 12, 14, 30)


def write_book(book: Book, language: Language) -> Written:
    """The workbook.

    Raises:
        EvalkitError: R271, a sheet cannot be called like its records, and would not be read when it comes back.
    """
    buffer = io.BytesIO()
    font = {"font_name": looks.FONTS[language], "font_size": 10, "locked": True}
    with xlsxwriter.Workbook(buffer, {**OPTIONS, "default_format_properties": font}) as workbook:
        workbook.set_properties({"created": MADE})
        pen = _Writer(workbook, language, Pen(workbook)).write(book)
    return Written(buffer.getvalue(), pen.quoted)


@dataclass
class _Writer:
    """Writes one workbook."""

    workbook: Any
    language: Language
    pen: Pen
    names: set[str] = field(default_factory=set)
    lists: dict[tuple[str, ...], str] = field(default_factory=dict)
    """A list that is too long for a cell -> where it stands."""

    def write(self, book: Book) -> Pen:
        called = self._names(book.pages)
        notes = self.workbook.add_worksheet(sheet_name(words.NOTES().text(self.language), self.names))
        sheets = [self.workbook.add_worksheet(name) for name in called]
        self._lists = self.workbook.add_worksheet(sheet_name(words.LISTS().text(self.language), self.names))
        self._lists.hide()
        self._notes(notes, book, called)
        for page, sheet in zip(book.pages, sheets, strict=True):
            PageWriter(sheet, self.pen, page, self.language, self._place).write()
        return self.pen

    def _names(self, pages: Sequence[Page]) -> list[str]:
        """What the sheets are called. Records come first: the reader knows them by their names, and nothing else may
        be called so.
        """
        records = {id(page): self._name_of_records(page) for page in pages if page.records}
        taken = {fold(name) for name in records.values()}
        return [records.get(id(page)) or self._name(page.names[0], taken) for page in pages]

    def _name(self, wanted: Message, taken: set[str]) -> str:
        name = sheet_name(wanted.text(self.language), self.names)
        return name if fold(name) not in taken else sheet_name(f"{name} 2", self.names)

    def _name_of_records(self, page: Page) -> str:
        for wanted in (name.text(self.language) for name in page.names):
            if fold(name := sheet_name(wanted, set(self.names))) == fold(wanted):
                self.names.add(name.casefold())
                return name
        raise EvalkitError((run.NO_SHEET_NAME(records=page.names[0]),))

    def _place(self, choices: Sequence[str]) -> str:
        """Write a list on the hidden sheet, once."""
        key = tuple(choices)
        if key not in self.lists:
            at = len(self.lists)
            for row, choice in enumerate(choices):
                self.pen.text(self._lists, row, at, [choice], {**looks.TEXT})
            column = letters(at)
            self.lists[key] = f"='{self._lists.name}'!${column}$1:${column}${len(choices)}"
        return self.lists[key]

    def _notes(self, sheet: Any, book: Book, called: Sequence[str]) -> None:
        """What to do, line by line, and below it which sheet is whose."""
        for at, width in enumerate(NOTES_WIDTHS):
            sheet.set_column(at, at, width)
        self.pen.text(sheet, 0, 0, [book.title.text(self.language)], {**looks.TITLE})
        row = 2
        for number, note in enumerate(book.notes, start=1):
            text = f"{number}. {note.text(self.language)}"
            sheet.merge_range(row, 0, row, len(NOTES_WIDTHS) - 1, "", self.pen.look(looks.NOTE))
            self.pen.text(sheet, row, 0, [text], {**looks.NOTE})
            sheet.set_row(row, looks.LINE_HEIGHT * looks.lines_in(text, sum(NOTES_WIDTHS)) + 4)
            row += 1
        table = [[show(heading(), self.language) for heading in words.SHEETS]]
        for page, name in zip(book.pages, called, strict=True):
            asked = sum(not one.identity for one in page.fields)
            due = "" if page.due is None else show(page.due, self.language)
            table.append([name, page.owner or "", str(asked), due])
        for line, cells in enumerate(table, start=row + 1):
            for at, text in enumerate(cells):
                look = looks.HEADING if line == row + 1 else {**looks.ABOVE, "font_size": 10}
                self.pen.text(sheet, line, at, [text], {**look})
        sheet.hide_gridlines(2)
        sheet.set_paper(A4)
        sheet.fit_to_pages(1, 0)
        sheet.protect("", PROTECTED)
        sheet.activate()
