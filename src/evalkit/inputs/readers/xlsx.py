"""Reads .xlsx: cells as they are shown; formulas give the values saved with them."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from evalkit.diagnostics import Diagnostic, Place, Problems, files, other_files
from evalkit.inputs.block import Block
from evalkit.inputs.sheet import Line, Part
from evalkit.inputs.source import Source
from evalkit.inputs.workbook.block import WrittenBlock, blocks_of
from evalkit.inputs.workbook.marks import Marks, Merged, marks_of
from evalkit.inputs.workbook.markup import DAMAGED, TooMuch
from evalkit.inputs.workbook.parts import Workbook
from evalkit.inputs.workbook.worksheet import MOST_BLANK, cells_of
from evalkit.inputs.workbook.written import Misplaced, Written


def open_book(path: Path, content: bytes, encoding: str | None, problems: Problems) -> XlsxBook | None:
    """A workbook, or None where the file is none."""
    try:
        return XlsxBook(path, sha256(content).hexdigest(), Workbook(content), problems)
    except DAMAGED:
        problems.add(files.NOT_A_WORKBOOK(Place(str(path))))
        return None


@dataclass(frozen=True)
class XlsxBook:
    """The sheets of a workbook."""

    _path: Path
    _hash: str
    _book: Workbook
    _problems: Problems

    @property
    def sheets(self) -> Mapping[str, bool]:
        return {name: sheet.visible for name, sheet in self._book.sheets.items()}

    def grid(self, sheet: str | None) -> XlsxGrid | None:
        assert sheet is not None  # a workbook has sheets
        part = self._book.sheets[sheet].part
        try:
            with self._book.open(part) as file:
                marks = marks_of(file)
        except DAMAGED as error:
            self._problems.add(_wrong(error, str(self._path)))
            return None
        return XlsxGrid(Source(str(self._path), sheet, self._hash), self._book, part, marks, self._problems)


@dataclass(frozen=True)
class XlsxGrid:
    """A sheet of a workbook."""

    source: Source
    _book: Workbook
    _part: str
    _marks: Marks
    _problems: Problems

    @property
    def merged(self) -> Sequence[Merged]:
        return self._marks.merged

    @property
    def hidden(self) -> tuple[int, int]:
        return self._marks.hidden_rows, self._marks.hidden_columns

    def lines(self) -> Iterator[Line]:
        for cells in self._cells():
            yield from WrittenBlock(cells, self._book.strings, self._book.styles, 0, 0).lines()

    def trusted(self, heading: Sequence[str], is_id: Callable[[str], bool]) -> bool:
        return True

    def last(self, count: int, first_row: int) -> int | None:
        rows = (row for cells in self._cells() for row in dict.fromkeys(cells.rows.tolist()) if row >= first_row)
        last = deque(rows, maxlen=count + 1)
        return last[1] if len(last) > count else None

    def blocks(self, part: Part) -> Iterator[Block]:
        """No row is given for what is blank to the end, whatever formats it has."""
        row = part.first_row
        for cells in self._cells():
            end = int(cells.rows[-1]) + 1
            if part.end_row is not None:
                end = min(end, part.end_row)
            yield from blocks_of(cells, self._book.strings, self._book.styles, range(row, end), part.width)
            row = max(row, end)

    def _cells(self) -> Iterator[Written]:
        """The cells as long as they can be read; told where they cannot."""
        try:
            yield from cells_of(self._book, self._part)
        except Misplaced as error:
            self._tell(self._misplaced(error))
        except DAMAGED as error:
            self._tell(_wrong(error, self.source.file))

    def _misplaced(self, error: Misplaced) -> Diagnostic:
        place = self.source.place(error.row, error.column)
        if error.far:
            return files.FAR_CELL(place, cell=str(place.cell), limit=MOST_BLANK)
        return (files.OUTSIDE if error.outside else files.OUT_OF_ORDER)(place, cell=str(place.cell))

    def _tell(self, problem: Diagnostic) -> None:
        if problem not in self._problems.found:  # the top of a sheet is read more than once
            self._problems.found.append(problem)


def _wrong(error: Exception, file: str) -> Diagnostic:
    if isinstance(error, TooMuch):
        return other_files.TOO_MUCH(Place(file), what=error.what)
    return files.NOT_A_WORKBOOK(Place(file))
