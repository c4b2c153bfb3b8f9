"""Reads .xlsx: the first visible sheet or the one named; formulas give the values that were saved with them."""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO
from itertools import islice, zip_longest
from operator import itemgetter
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile

from evalkit.diagnostics import Place, Problems, files
from evalkit.inputs.sheet import Block, Choice, ListBlock, Source, down_to_heading
from evalkit.inputs.spelling import UNCALCULATED, spelled

BLOCK = 8192
"""Rows that are held as texts at a time."""
DAMAGED = (BadZipFile, OSError, KeyError, ValueError, TypeError, AttributeError, SyntaxError)
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
        name = _sheet_name(_sheets(content), choice, place, problems)
        rows = None if name is None else _rows(content, name)
        written = ((number, cells) for number, cells in rows or () if any(cell.strip() for cell in cells))
        above = down_to_heading(written, itemgetter(1), choice)
    except DAMAGED:
        problems.add(files.NOT_A_WORKBOOK(place))
        return None
    if name is None or rows is None:
        return None
    if not above:
        problems.add(files.NO_HEADING(Source(str(path), name, "").place(1, 0)))
        return None
    source = Source(str(path), name, sha256(content).hexdigest())
    row, heading = above[-1]
    if len(above) > 1:
        problems.add(files.TITLES(source.place(row, 0), count=len(above) - 1))
    return XlsxSheet(source, heading, row, rows, problems)


@dataclass(frozen=True)
class XlsxSheet:
    """A sheet of a workbook; its rows can be read once."""

    source: Source
    heading: Sequence[str]
    heading_row: int
    _rows: Iterator[tuple[int, list[str]]]
    _problems: Problems

    def blocks(self, numbers: Sequence[int], texts: Sequence[int]) -> Iterator[Block]:
        try:
            while taken := list(islice(self._rows, BLOCK)):
                yield ListBlock([row for row, _ in taken], [cells for _, cells in taken])
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
    return reader.wb


def _sheets(content: bytes) -> dict[str, bool]:
    return {sheet.title: sheet.sheet_state == "visible" for sheet in _workbook(content, texts=False).worksheets}


def _sheet_name(found: Mapping[str, bool], choice: Choice, place: Place, problems: Problems) -> str | None:
    visible = [name for name, shown in found.items() if shown and name not in choice.apart]
    if choice.sheet is not None:
        if choice.sheet in found:
            return choice.sheet
        problems.add(files.NO_SHEET(place, sheet=choice.sheet, sheets=tuple(found)))
        return None
    if not visible:
        problems.add(files.NO_HEADING(place))
        return None
    if len(visible) > 1:
        problems.add(files.SHEET_CHOSEN(place, sheet=visible[0], rest=tuple(visible[1:])))
    return visible[0]


def _rows(content: bytes, name: str) -> Iterator[tuple[int, list[str]]]:
    """Every row with its number, from 1, its cells as texts."""
    values = _cells(_workbook(content), name)
    if not _has_formulas(content):
        for number, row in enumerate(values, start=1):
            yield number, [_text(cell) for cell in row]
        return
    formulas = _cells(_workbook(content, formulas=True), name)
    for number, (row, written) in enumerate(zip_longest(values, formulas, fillvalue=()), start=1):
        yield number, [_text(cell, behind) for cell, behind in zip_longest(row, written)]


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


def _has_formulas(content: bytes) -> bool:
    """Whether any sheet has a formula: only then is the workbook read a second time, to see those without a value."""
    with ZipFile(BytesIO(content)) as archive:
        sheets = [name for name in archive.namelist() if name.startswith("xl/worksheets/")]
        return any(_contains(archive, name, (b"<f>", b"<f ")) for name in sheets)


def _contains(archive: ZipFile, name: str, signs: tuple[bytes, ...]) -> bool:
    kept = b""
    with archive.open(name) as part:
        while piece := part.read(1 << 20):
            window = kept + piece
            if any(sign in window for sign in signs):
                return True
            kept = piece[-2:]
    return False
