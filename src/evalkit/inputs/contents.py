"""What a file is by its first bytes, where that is not what its name says."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from evalkit.diagnostics import Diagnostic, Place, Words, files

BEGINNINGS = (
    (b"\x89PNG", files.AN_IMAGE),
    (b"\xff\xd8\xff", files.AN_IMAGE),
    (b"GIF8", files.AN_IMAGE),
    (b"%PDF", files.A_PDF),
    (b"\x1f\x8b", files.AN_ARCHIVE),
    (b"7z\xbc\xaf", files.AN_ARCHIVE),
    (b"Rar!", files.AN_ARCHIVE),
)
OLE, ZIP = bytes.fromhex("d0cf11e0a1b11ae1"), b"PK\x03\x04"
MARKUP = (b"<!doctype html", b"<html", b"<table", b"<head", b"<body", b"<meta")
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
WORKBOOKS = tuple(name.encode("utf-16-le") for name in ("Workbook", "Book"))
SUFFIXES = {files.A_WORKBOOK: ".xlsx", files.PLAIN_TEXT: ".csv"}
"""What can be read under another name."""
LOCK = "~$"


def lock_file(path: Path) -> Diagnostic | None:
    """Told of what Excel and WPS put beside a workbook that is open."""
    name = path.name.removeprefix(LOCK)
    return files.LOCK_FILE(Place(str(path)), name=name) if name != path.name else None


def mistaken(path: Path, content: bytes) -> Diagnostic | None:
    """What is wrong with a file whose contents are not what its suffix says, where it is clear what they are."""
    found, place = _what(content), Place(str(path))
    if found is None or SUFFIXES.get(found) == path.suffix.lower():
        return None
    if content.startswith(OLE) and ENCRYPTED in content:
        return files.PROTECTED(place)
    suffix = SUFFIXES.get(found)
    hint = files.RENAME(suffix=suffix) if suffix else None
    return files.WRONG_SUFFIX(place, hint=hint, what=found())


def _what(content: bytes) -> Words | None:
    for beginning, what in BEGINNINGS:
        if content.startswith(beginning):
            return what
    if content.startswith(OLE):
        return files.AN_OLD_WORKBOOK if any(name in content for name in WORKBOOKS) else files.AN_OFFICE_FILE
    if content.startswith(ZIP):
        return _archived(content)
    start = content[:2000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith(MARKUP):
        return files.A_WEB_PAGE
    if start.startswith(b"<?xml"):
        return files.A_WEB_PAGE if b"<html" in start else files.AN_XML_FILE
    return files.PLAIN_TEXT if b"\0" not in content[:2000] and content else None


def _archived(content: bytes) -> Words | None:
    """What a ZIP file holds; None where it is damaged."""
    try:
        with ZipFile(BytesIO(content)) as archive:
            names = set(archive.namelist())
    except BadZipFile:
        return None
    if "xl/workbook.xml" in names:
        return files.A_WORKBOOK
    if "xl/workbook.bin" in names:
        return files.A_BINARY_WORKBOOK
    if "word/document.xml" in names:
        return files.A_DOCUMENT
    return files.AN_OPEN_WORKBOOK if {"mimetype", "content.xml"} <= names else files.AN_ARCHIVE
