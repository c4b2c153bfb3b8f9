"""Reads .ods, the workbooks of LibreOffice and others (OpenDocument): cells as they are shown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import IO
from xml.parsers.expat import ExpatError
from zipfile import BadZipFile, ZipFile
from zlib import error as ZlibError  # noqa: N812

from evalkit.diagnostics import Diagnostic, Place, Problems, files, other_files
from evalkit.inputs.grids.rows import Row, RowsGrid
from evalkit.inputs.source import Source
from evalkit.inputs.workbook.open_document import MOST_REPEATED, OpenSheet, TooMuch, rows, sheets

DAMAGED = (BadZipFile, ZlibError, ExpatError, OSError, EOFError, KeyError, ValueError, OverflowError, RuntimeError)
MANIFEST, ENCRYPTED = "META-INF/manifest.xml", b"encryption-data"


def open_book(path: Path, content: bytes, encoding: str | None, problems: Problems) -> OdsBook | None:
    """A workbook, or None where the file is none."""
    try:
        with ZipFile(BytesIO(content)) as archive:
            if MANIFEST in archive.namelist() and ENCRYPTED in archive.read(MANIFEST):
                problems.add(files.PROTECTED(Place(str(path))))
                return None
        with _content(content) as part:
            found = sheets(part)
        if not found:
            raise KeyError
    except (TooMuch, *DAMAGED) as error:
        problems.add(_wrong(error, str(path)))
        return None
    return OdsBook(path, content, found, problems)


@dataclass(frozen=True)
class OdsBook:
    """The sheets of a workbook."""

    _path: Path
    _content: bytes
    _found: Mapping[str, OpenSheet]
    _problems: Problems

    @property
    def sheets(self) -> Mapping[str, bool]:
        return {name: found.visible for name, found in self._found.items()}

    def grid(self, sheet: str | None) -> RowsGrid:
        assert sheet is not None  # a workbook has sheets
        found = self._found[sheet]
        source = Source(str(self._path), sheet, sha256(self._content).hexdigest())
        return RowsGrid(source, lambda: self._rows(sheet), found.merged, (found.hidden_rows, found.hidden_columns))

    def _rows(self, sheet: str) -> Iterator[Row]:
        try:
            with _content(self._content) as part:
                yield from rows(part, sheet)
        except (TooMuch, *DAMAGED) as error:
            self._problems.add(_wrong(error, str(self._path)))


def _content(content: bytes) -> IO[bytes]:
    return ZipFile(BytesIO(content)).open("content.xml")


def _wrong(error: Exception, file: str) -> Diagnostic:
    if isinstance(error, TooMuch):
        return other_files.TOO_MUCH(Place(file), what=other_files.REPEATED(count=MOST_REPEATED))
    return other_files.DAMAGED(Place(file), what=files.AN_OPEN_WORKBOOK())
