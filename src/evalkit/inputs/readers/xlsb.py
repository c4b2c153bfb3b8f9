"""Reads .xlsb, the binary workbooks of Excel: cells as they are shown."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from zipfile import BadZipFile, ZipFile
from zlib import error as ZlibError  # noqa: N812

from evalkit.diagnostics import Diagnostic, Place, Problems, files, other_files
from evalkit.inputs.grids.rows import Row, RowsGrid
from evalkit.inputs.source import Source
from evalkit.inputs.workbook.binary import Binary, records, shared, text
from evalkit.inputs.workbook.marks import Merged
from evalkit.inputs.workbook.stored import error
from evalkit.inputs.workbook.styles import typed

ROW, COLUMNS, MERGED = 0, 60, 176
BLANK, ERRORS, TRUTHS, TEXTS, SHARED, RICH, RK = (1,), (3, 11), (4, 10), (6, 8), (7,), (62,), (2,)
"""Kinds of cells; the second of two has a formula behind its value. Other cells are floats."""
CELLS = frozenset((*range(1, 12), *RICH))
SHORT = range(12, 19)
"""Cells right of the one before, which do not say in which column; else like those with a number smaller by 11."""
HIDDEN_ROW, HIDDEN_COLUMN = 0x10, 0x01
MOST_COLUMNS = 16384
DAMAGED = (BadZipFile, ZlibError, struct.error, OSError, EOFError, LookupError, ValueError, SyntaxError, RuntimeError,
           NotImplementedError)  # fmt: skip


def open_book(path: Path, content: bytes, encoding: str | None, problems: Problems) -> XlsbBook | None:
    """A workbook, or None where the file is none."""
    try:
        with ZipFile(BytesIO(content)) as archive:
            binary = shared(archive)
        if not binary.sheets:
            raise LookupError
    except DAMAGED:
        problems.add(_damaged(str(path)))
        return None
    return XlsbBook(path, content, binary, problems)


@dataclass(frozen=True)
class XlsbBook:
    """The sheets of a workbook."""

    _path: Path
    _content: bytes
    _binary: Binary
    _problems: Problems

    @property
    def sheets(self) -> Mapping[str, bool]:
        return self._binary.sheets

    def grid(self, sheet: str | None) -> RowsGrid | None:
        assert sheet is not None  # a workbook has sheets
        source = Source(str(self._path), sheet, sha256(self._content).hexdigest())
        part = self._binary.parts[sheet]
        try:
            with ZipFile(BytesIO(self._content)) as archive:
                merged, hidden = _marks(archive, part)
        except DAMAGED:
            self._problems.add(_damaged(source.file))
            return None

        def rows() -> Iterator[Row]:
            try:
                with ZipFile(BytesIO(self._content)) as archive:
                    yield from _rows(archive, part, self._binary)
            except DAMAGED:
                self._problems.add(_damaged(source.file))

        return RowsGrid(source, rows, merged, hidden)


def _damaged(file: str) -> Diagnostic:
    return other_files.DAMAGED(Place(file), what=files.A_BINARY_WORKBOOK())


def _marks(archive: ZipFile, part: str) -> tuple[list[Merged], tuple[int, int]]:
    """The merged cells, and how many rows and columns are hidden."""
    merged, rows, columns = [], 0, 0
    with archive.open(part) as file:
        for code, content in records(file):
            if code == MERGED:
                top, bottom, left, right = struct.unpack_from("<4I", content)
                merged.append(Merged(top + 1, left, bottom + 1, right))
            elif code == ROW:
                rows += bool(content[11] & HIDDEN_ROW)
            elif code == COLUMNS and content[16] & HIDDEN_COLUMN:
                first, last = struct.unpack_from("<2I", content)
                columns += last - first + 1
    return merged, (rows, columns)


def _rows(archive: ZipFile, part: str, binary: Binary) -> Iterator[Row]:
    row, cells = 0, list[str]()
    with archive.open(part) as file:
        for code, content in records(file):
            if code == ROW:
                if row:
                    yield row, cells
                row, cells = struct.unpack_from("<I", content)[0] + 1, []
            elif code in CELLS:
                column, style = struct.unpack_from("<2I", content)
                if column >= MOST_COLUMNS:
                    raise ValueError(column)
                cells.extend([""] * (column - len(cells)))
                cells.append(_text(code, content, 8, style, binary))
            elif code in SHORT:
                (style,) = struct.unpack_from("<I", content)
                cells.append(_text(code - SHORT[0] + 1, content, 4, style, binary))
    if row:
        yield row, cells


def _text(kind: int, content: bytes, at: int, style: int, binary: Binary) -> str:
    """A cell as text; `at` is where its value begins."""
    if kind in BLANK:
        return ""
    if kind in ERRORS:
        return error(content[at])
    if kind in TRUTHS:
        return "TRUE" if content[at] else "FALSE"
    if kind in TEXTS:
        return text(content, at)[0]
    if kind in SHARED:
        place: int = struct.unpack_from("<I", content, at)[0]
        return binary.texts[place]
    if kind in RICH:
        return text(content, at + 1)[0]
    value: float = _rk(content, at) if kind in RK else struct.unpack_from("<d", content, at)[0]
    style &= 0xFFFFFF
    number_format = binary.formats[style] if style < len(binary.formats) else "General"
    return typed(value, number_format, from_1904=binary.from_1904)


def _rk(content: bytes, at: int) -> float:
    """A number in four bytes: a whole number or the first half of a float, perhaps times 100."""
    (stored,) = struct.unpack_from("<i", content, at)
    whole = bool(stored & 2)
    value: float = float(stored >> 2) if whole else struct.unpack("<d", bytes(4) + struct.pack("<i", stored & ~3))[0]
    return value / 100 if stored & 1 else value
