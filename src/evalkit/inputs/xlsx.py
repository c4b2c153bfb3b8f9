"""Reads .xlsx: the first visible sheet with units or the one named; formulas give the values saved with them."""

from __future__ import annotations

import warnings
import zlib
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from io import BytesIO
from itertools import islice, zip_longest
from operator import itemgetter
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile

from evalkit.diagnostics import Place, Problems, data, files
from evalkit.inputs.marks import Marks, Merged, filled, marks_of
from evalkit.inputs.sheet import LOOKED_THROUGH, Block, Choice, ListBlock, Source, down_to_heading
from evalkit.inputs.spelling import UNCALCULATED, spelled

BLOCK = 8192
"""Rows that are held as texts at a time."""
DAMAGED = (BadZipFile, zlib.error, OSError, EOFError, LookupError, ValueError, TypeError, AttributeError, SyntaxError,
           ArithmeticError, RuntimeError)  # fmt: skip
"""What openpyxl raises on a file that is no workbook."""


def sheets(content: bytes) -> Mapping[str, bool]:
    """Every sheet, and whether it is visible; none where the file is no workbook, which `open_sheet` tells."""
    try:
        return _sheets(content)
    except DAMAGED:
        return {}


def open_sheet(path: Path, content: bytes, choice: Choice, problems: Problems) -> XlsxSheet | None:
    """The table of a workbook, or None where it is no workbook, has no such sheet or nothing on it."""
    place = Place(str(path))
    try:
        name = _sheet_name(content, choice, place, problems)
        marks = None if name is None else _marks(content, name)
        rows = None if name is None or marks is None else _rows(content, name, formulas=marks.formulas)
        written = ((number, cells) for number, cells in rows or () if any(cell.strip() for cell in cells))
        above = down_to_heading(written, itemgetter(1), choice)
    except DAMAGED:
        problems.add(files.NOT_A_WORKBOOK(place))
        return None
    if name is None or rows is None or marks is None:
        return None
    if not above:
        problems.add(files.NO_HEADING(Source(str(path), name, "").place(1, 0)))
        return None
    source = Source(str(path), name, sha256(content).hexdigest())
    row, heading = above[-1]
    if len(above) > 1:
        problems.add(files.TITLES(source.place(row, 0), count=len(above) - 1))
    if marks.hidden_rows or marks.hidden_columns:
        hidden = files.HIDDEN(source.place(row, 0), rows=marks.hidden_rows, columns=marks.hidden_columns)
        problems.add(hidden)
    merged = tuple(one for one in marks.merged if one.first_row > row)
    if choice.fill_merged and merged:
        problems.add(files.FILLED_MERGED(source.place(row, 0), count=len(merged)))
        rows, merged = filled(rows, merged, len(heading)), ()
    sheet = XlsxSheet(source, heading, row, merged, rows, problems)
    return replace(sheet, _rows=sheet.without_last(choice.footer)) if choice.footer else sheet


@dataclass(frozen=True)
class XlsxSheet:
    """A sheet of a workbook; its rows can be read once."""

    source: Source
    heading: Sequence[str]
    heading_row: int
    merged: Sequence[Merged]
    _rows: Iterator[tuple[int, list[str]]]
    _problems: Problems

    def blocks(self, numbers: Sequence[int], texts: Sequence[int]) -> Iterator[Block]:
        try:
            while taken := list(islice(self._rows, BLOCK)):
                yield ListBlock([row for row, _ in taken], [cells for _, cells in taken])
        except DAMAGED:
            self._problems.add(files.NOT_A_WORKBOOK(Place(self.source.file)))

    def without_last(self, count: int) -> Iterator[tuple[int, list[str]]]:
        """The rows without the last of those that are not blank."""
        held: deque[tuple[int, list[str]]] = deque()
        written = given = 0
        for row in self._rows:
            held.append(row)
            written += any(cell.strip() for cell in row[1])
            while written > count:
                written -= any(cell.strip() for cell in held[0][1])
                given += 1
                yield held.popleft()
        if not given:
            self._problems.add(data.FOOTER_TOO_LONG(Place(self.source.file), count=count))
            return
        while not any(cell.strip() for cell in held[0][1]):
            yield held.popleft()
        self._problems.add(data.FOOTER(self.source.place(held[0][0], 0), count=count))


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
    return reader.wb


def _sheets(content: bytes) -> dict[str, bool]:
    return {sheet.title: sheet.sheet_state == "visible" for sheet in _workbook(content, texts=False).worksheets}


def _sheet_name(content: bytes, choice: Choice, place: Place, problems: Problems) -> str | None:
    found = _sheets(content)
    visible = [name for name, shown in found.items() if shown and name not in choice.apart]
    if choice.sheet is not None:
        if choice.sheet in found:
            return choice.sheet
        problems.add(files.NO_SHEET(place, sheet=choice.sheet, sheets=tuple(found)))
        return None
    if not visible:
        problems.add(files.NO_HEADING(place))
        return None
    if len(visible) == 1:
        return visible[0]
    chosen = _first_with_ids(content, visible, choice)
    rest = tuple(name for name in visible if name != chosen)
    problems.add(files.SHEET_CHOSEN(place, sheet=chosen, rest=rest))
    return chosen


def _first_with_ids(content: bytes, names: Sequence[str], choice: Choice) -> str:
    """The first sheet whose top has the heading of the ids, else the very first: notes may stand in front."""
    book = _workbook(content)
    for name in names:
        for row in islice(_cells(book, name), LOOKED_THROUGH):
            if any(isinstance(cell.value, str) and choice.is_id(cell.value) for cell in row):
                return name
    return names[0]


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
