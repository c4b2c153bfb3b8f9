"""Reads .xlsx: cells as they are shown; formulas give the values saved with them."""

from __future__ import annotations

import sys
import warnings
import zlib
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO
from itertools import dropwhile, islice, takewhile, zip_longest
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile

from evalkit.diagnostics import Place, Problems, files
from evalkit.inputs.marks import Marks, Merged, marks_of
from evalkit.inputs.sheet import Block, Line, ListBlock, Part, Source
from evalkit.inputs.spelling import UNCALCULATED, spelled

BLOCK = 8192
"""Rows that are held as texts at a time."""
DAMAGED = (BadZipFile, zlib.error, OSError, EOFError, LookupError, ValueError, TypeError, AttributeError, SyntaxError,
           ArithmeticError, RuntimeError)  # fmt: skip
"""What openpyxl raises on a file that is no workbook."""


def open_book(path: Path, content: bytes, encoding: str | None, problems: Problems) -> XlsxBook | None:
    """A workbook, or None where the file is none."""
    try:
        book = _workbook(content, texts=False)
        sheets = {sheet.title: sheet.sheet_state == "visible" for sheet in book.worksheets}
    except DAMAGED:
        problems.add(files.NOT_A_WORKBOOK(Place(str(path))))
        return None
    return XlsxBook(path, content, sheets, problems)


@dataclass(frozen=True)
class XlsxBook:
    """The sheets of a workbook."""

    _path: Path
    _content: bytes
    sheets: Mapping[str, bool]
    _problems: Problems

    def grid(self, sheet: str | None) -> XlsxGrid | None:
        assert sheet is not None  # a workbook has sheets
        source = Source(str(self._path), sheet, sha256(self._content).hexdigest())
        try:
            return XlsxGrid(source, self._content, _marks(self._content, sheet), self._problems)
        except DAMAGED:
            self._problems.add(files.NOT_A_WORKBOOK(Place(str(self._path))))
            return None


@dataclass(frozen=True)
class XlsxGrid:
    """A sheet of a workbook."""

    source: Source
    _content: bytes
    _marks: Marks
    _problems: Problems

    @property
    def merged(self) -> Sequence[Merged]:
        return self._marks.merged

    @property
    def hidden(self) -> tuple[int, int]:
        return self._marks.hidden_rows, self._marks.hidden_columns

    def lines(self) -> Iterator[Line]:
        for row, cells in self._rows():
            if any(cell.strip() for cell in cells):
                yield Line(row, row + 1, cells)

    def trusted(self, heading: Sequence[str], is_id: Callable[[str], bool]) -> bool:
        return True

    def last(self, count: int, first_row: int) -> int | None:
        last = deque((line.row for line in self.lines() if line.row >= first_row), maxlen=count + 1)
        return last[1] if len(last) > count else None

    def blocks(self, part: Part) -> Iterator[Block]:
        end = part.end_row or sys.maxsize
        below = dropwhile(lambda row: row[0] < part.first_row, self._rows())
        rows = takewhile(lambda row: row[0] < end, below)
        while taken := list(islice(rows, BLOCK)):
            yield ListBlock([row for row, _ in taken], [cells for _, cells in taken])

    def _rows(self) -> Iterator[tuple[int, list[str]]]:
        try:
            yield from _rows(self._content, str(self.source.sheet), formulas=self._marks.formulas)
        except DAMAGED:
            self._problems.add(files.NOT_A_WORKBOOK(Place(self.source.file)))


def _workbook(content: bytes, *, formulas: bool = False, texts: bool = True) -> Any:
    """Without its texts, which all sheets share, a workbook is opened in no time, and only tells of its sheets."""
    from openpyxl.reader.excel import ExcelReader
    from openpyxl.utils.exceptions import InvalidFileException

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about styles and extensions, which carry no data
        try:
            reader = ExcelReader(BytesIO(content), read_only=True, data_only=not formulas)
            if not texts:
                reader.read_strings = lambda: None
            reader.read()
        except InvalidFileException as error:
            raise ValueError from error
    # openpyxl leaves out what is not there without a word: another sheet would be read for it.
    if not reader.wb.sheetnames or any(
        found.target not in reader.valid_files for _, found in reader.parser.find_sheets()
    ):
        raise ValueError
    return reader.wb


def _marks(content: bytes, name: str) -> Marks:
    with ZipFile(BytesIO(content)) as archive:
        return marks_of(archive, _workbook(content, texts=False)[name]._worksheet_path)


def _rows(content: bytes, name: str, *, formulas: bool) -> Iterator[tuple[int, list[str]]]:
    """Every row with its number, from 1, its cells as texts. Only where there are `formulas` is the workbook read
    a second time, to see those without a value.
    """
    values = _cells(_workbook(content), name)
    if not formulas:
        for number, row in enumerate(values, start=1):
            yield number, [_text(cell) for cell in row]
        return
    behind = _cells(_workbook(content, formulas=True), name)
    for number, (row, written) in enumerate(zip_longest(values, behind, fillvalue=()), start=1):
        yield number, [_text(cell, formula) for cell, formula in zip_longest(row, written)]


def _cells(book: Any, name: str) -> Iterator[Sequence[Any]]:
    sheet = book[name]
    sheet.reset_dimensions()  # the size that a workbook declares may be wrong, and rows would be cut
    return iter(sheet.iter_rows())


def _text(cell: Any, behind: Any = None) -> str:
    """A cell as text; `behind` is the same cell with its formula instead of its value."""
    if cell is None or cell.value is None:
        formula = behind is not None and behind.data_type == "f"
        return f"{UNCALCULATED}{getattr(behind.value, 'text', behind.value)}" if formula else ""
    if isinstance(cell.value, str):
        return cell.value
    return spelled(cell.value, cell.number_format)
