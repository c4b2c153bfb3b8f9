"""The parts of a workbook: its sheets, and what their cells refer to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO
from posixpath import join, normpath
from typing import IO
from zipfile import ZipFile

from evalkit.inputs.workbook.markup import Damaged, read
from evalkit.inputs.workbook.strings import Strings, read_strings
from evalkit.inputs.workbook.styles import Styles, read_styles

FOLDER = "xl"
BOOK, RELATIONS = f"{FOLDER}/workbook.xml", f"{FOLDER}/_rels/workbook.xml.rels"
SHEET, STYLES, STRINGS = "worksheet", "styles", "sharedStrings"
RELATION_ID = frozenset(
    f"{office} id"
    for office in (
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "http://purl.oclc.org/ooxml/officeDocument/relationships",
    )
)
TRUE = frozenset(("1", "true"))


@dataclass(frozen=True, slots=True)
class Worksheet:
    """A sheet that has cells."""

    part: str
    visible: bool


class Workbook:
    """A workbook that is open for reading.

    Raises:
        one of `DAMAGED`: it is none.
    """

    def __init__(self, content: bytes) -> None:
        self._archive = ZipFile(BytesIO(content))
        self._names = {name.lower(): name for name in self._archive.namelist()}
        self._from_1904 = False
        self._parts: dict[str, str] = {}
        """Kind of part -> its name, of those that there are once."""
        self._read: set[str] = set()
        """The parts of the sheets."""
        self.sheets: dict[str, Worksheet] = {}
        """Every sheet by its name."""
        related: dict[str, tuple[str, str]] = {}

        def relation(tag: str, attributes: Mapping[str, str]) -> None:
            if tag.endswith(" Relationship"):
                kind = attributes["Type"].rpartition("/")[2]
                name = normpath(join("/", FOLDER, attributes["Target"])).lstrip("/")
                related[attributes["Id"]] = kind, name
                self._parts[kind] = name

        def element(tag: str, attributes: Mapping[str, str]) -> None:
            if tag == "workbookPr":
                self._from_1904 = attributes.get("date1904") in TRUE
            elif tag == "sheet":
                kind, part = related[next((value for name, value in attributes.items() if name in RELATION_ID), "")]
                if kind == SHEET:
                    self._add(attributes["name"], part, attributes.get("state", "visible"))

        with self.open(RELATIONS) as part:
            read(part, relation)
        with self.open(BOOK) as part:
            read(part, element)
        if not self.sheets:
            raise Damaged("no sheet")

    def _add(self, name: str, part: str, state: str) -> None:
        # One that is not there is not left out without a word: another would be read for it.
        # Nor may two be one part, which could then be read any number of times.
        if name in self.sheets or part in self._read or part.lower() not in self._names:
            raise Damaged(name)
        self._read.add(part)
        self.sheets[name] = Worksheet(part, state == "visible")

    def open(self, part: str) -> IO[bytes]:
        """A part as a stream; capitals in its name do not matter."""
        name = self._names.get(part.lower())
        if name is None:
            raise Damaged(part)
        return self._archive.open(name)

    @cached_property
    def styles(self) -> Styles:
        """What the styles of cells are."""
        if self._lacks(STYLES):
            return Styles(from_1904=self._from_1904)
        with self.open(self._parts[STYLES]) as part:
            return read_styles(part, from_1904=self._from_1904)

    @cached_property
    def strings(self) -> Strings:
        """The texts that cells refer to."""
        if self._lacks(STRINGS):
            return Strings([])
        with self.open(self._parts[STRINGS]) as part:
            return read_strings(part)

    def _lacks(self, kind: str) -> bool:
        return self._parts.get(kind, "").lower() not in self._names
