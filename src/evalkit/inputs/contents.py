"""What a file is by its first bytes, where that is not what its name says."""

from __future__ import annotations

import re
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from evalkit.diagnostics import Diagnostic, Place, Words, files, other_files

BEGINNINGS = (
    (b"\x89PNG", files.AN_IMAGE),
    (b"\xff\xd8\xff", files.AN_IMAGE),
    (b"GIF8", files.AN_IMAGE),
    (b"%PDF", files.A_PDF),
    (b"\x1f\x8b", files.AN_ARCHIVE),
    (b"7z\xbc\xaf", files.AN_ARCHIVE),
    (b"Rar!", files.AN_ARCHIVE),
    (b"FEA1", other_files.OLD_FEATHER),
)
PARQUET, ARROW = b"PAR1", b"ARROW1"
JSON = re.compile(rb'\[\s*[\[{"\]0-9]|\{\s*["}]')
OLE, ZIP = bytes.fromhex("d0cf11e0a1b11ae1"), b"PK\x03\x04"
MARKUP = (b"<!doctype html", b"<html", b"<table", b"<head", b"<body", b"<meta")
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
WORKBOOKS = tuple(name.encode("utf-16-le") for name in ("Workbook", "Book"))
SUFFIXES: Mapping[Words, tuple[str, ...]] = {
    files.A_WORKBOOK: (".xlsx", ".xlsm"),
    files.AN_OLD_WORKBOOK: (".xls",),
    files.A_BINARY_WORKBOOK: (".xlsb",),
    files.AN_OPEN_WORKBOOK: (".ods",),
    other_files.PARQUET: (".parquet",),
    other_files.ARROW: (".arrow", ".feather"),
    other_files.JSON: (".json", ".jsonl"),
    files.PLAIN_TEXT: (".csv", ".tsv", ".txt"),
}
"""What can be read, and under which names."""
LOCK = "~$"


def lock_file(path: Path) -> Diagnostic | None:
    """Told of what Excel and WPS put beside a workbook that is open."""
    name = path.name.removeprefix(LOCK)
    return files.LOCK_FILE(Place(str(path)), name=name) if name != path.name else None


def mistaken(path: Path, content: bytes) -> Diagnostic | None:
    """What is wrong with a file whose contents are not what its suffix says, where it is clear what they are. One that
    has none, as what comes through a pipe, is what it is.
    """
    found, place = kind_of(content), Place(str(path))
    suffixes = () if found is None else SUFFIXES.get(found, ())
    if found is None or path.suffix.lower() in suffixes or (suffixes and not path.suffix):
        return None
    if content.startswith(OLE) and ENCRYPTED in content:
        return files.PROTECTED(place)
    hint = files.RENAME(suffix=suffixes[0]) if suffixes else None
    return files.WRONG_SUFFIX(place, hint=hint, what=found())


def suffix_of(content: bytes) -> str:
    """The suffix that a file without one should have: that of CSV, where nothing speaks against it."""
    found = kind_of(content)
    return SUFFIXES.get(found, (".csv",))[0] if found is not None else ".csv"


def kind_of(content: bytes) -> Words | None:
    """What contents are, by themselves; None where that is not clear."""
    for beginning, what in BEGINNINGS:
        if content.startswith(beginning):
            return what
    if content.startswith(OLE):
        return files.AN_OLD_WORKBOOK if any(name in content for name in WORKBOOKS) else files.AN_OFFICE_FILE
    if content.startswith(ZIP):
        return _archived(content)
    if content.startswith(PARQUET) and content.endswith(PARQUET):
        return other_files.PARQUET
    if content.startswith(ARROW + b"\0"):
        return other_files.ARROW
    start = content[:2000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith(MARKUP):
        return files.A_WEB_PAGE
    if start.startswith(b"<?xml"):
        return files.A_WEB_PAGE if b"<html" in start else files.AN_XML_FILE
    if JSON.match(start):
        return other_files.JSON
    return files.PLAIN_TEXT if b"\0" not in content[:2000] and content else None


def _archived(content: bytes) -> Words | None:
    """What a ZIP file holds; None where it is damaged."""
    try:
        with ZipFile(BytesIO(content)) as archive:
            names = set(archive.namelist())
    except (BadZipFile, NotImplementedError, ValueError):
        return None
    if "xl/workbook.xml" in names:
        return files.A_WORKBOOK
    if "xl/workbook.bin" in names:
        return files.A_BINARY_WORKBOOK
    if "word/document.xml" in names:
        return files.A_DOCUMENT
    return files.AN_OPEN_WORKBOOK if {"mimetype", "content.xml"} <= names else files.AN_ARCHIVE
