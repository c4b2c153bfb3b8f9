"""The sheets of an OpenDocument workbook: its XML, element by element, never as a whole."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import IO
from xml.parsers import expat

from evalkit.inputs.grids.rows import Row
from evalkit.inputs.workbook.marks import Merged
from evalkit.inputs.workbook.open_cells import OFFICE, TABLE, written

STYLE = "urn:oasis:names:tc:opendocument:xmlns:style:1.0|"
TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0|"
DRAWN = "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0|"
ASIDE = frozenset((f"{OFFICE}annotation", f"{OFFICE}forms", f"{TABLE}shapes", f"{TABLE}tracked-changes",
                   f"{TABLE}dde-links", f"{TEXT}ruby-text"))  # fmt: skip
"""What holds texts that are those of no cell."""
SPACES = {f"{TEXT}s": " ", f"{TEXT}tab": "\t", f"{TEXT}line-break": "\n"}
CELLS = frozenset((f"{TABLE}table-cell", f"{TABLE}covered-table-cell"))
PIECE = 1 << 16
MOST_COLUMNS = 16384
MOST_REPEATED = 20_000_000
"""Cells that only repeat the one before them, and blank ones in front of another: a few letters stand for many."""


class TooMuch(Exception):  # noqa: N818
    """More cells are repeated than any honest file does."""


@dataclass
class OpenSheet:
    """What there is to know of a sheet beside its cells."""

    visible: bool
    merged: list[Merged] = field(default_factory=list)
    hidden_rows: int = 0
    hidden_columns: int = 0


def sheets(content: IO[bytes]) -> dict[str, OpenSheet]:
    """All sheets.

    Raises:
        TooMuch: there are too many cells.
        expat.ExpatError: this is no XML.
    """
    reader = _Reader(None)
    for _ in reader.read(content):
        pass
    return reader.sheets


def rows(content: IO[bytes], sheet: str) -> Iterator[Row]:
    """The rows of a sheet that are not blank; the same is raised."""
    yield from _Reader(sheet).read(content)


class _Reader:
    """Takes the elements as they come."""

    def __init__(self, wanted: str | None) -> None:
        self.sheets: dict[str, OpenSheet] = {}
        self._wanted = wanted
        self._hidden: set[str] = set()
        """Styles of sheets that nobody sees."""
        self._style = ""
        self._sheet: OpenSheet | None = None
        self._here = False
        """Whether this is the sheet that is wanted."""
        self._aside = 0
        """How deep the parser is within what is no cell."""
        self._row, self._next_row = 0, 1
        self._column = 0
        self._cells: list[str] = []
        self._cell: Mapping[str, str] = {}
        self._shown: list[str] = []
        self._paragraphs, self._in_paragraph = 0, 0
        self._repeated = 0
        self._done: deque[Row] = deque()

    def read(self, content: IO[bytes]) -> Iterator[Row]:
        """Every row of the sheet that is wanted, as soon as it has been read."""
        parser = expat.ParserCreate(namespace_separator="|")
        parser.buffer_text = True
        parser.StartElementHandler, parser.EndElementHandler = self._start, self._end
        parser.CharacterDataHandler = self._characters
        while piece := content.read(PIECE):
            parser.Parse(piece, False)
            while self._done:
                yield self._done.popleft()
        parser.Parse(b"", True)
        yield from self._done

    def _start(self, name: str, attributes: Mapping[str, str]) -> None:
        nested = self._sheet is not None and name == f"{TABLE}table"
        if self._aside or nested or name in ASIDE or name.startswith(DRAWN):
            self._aside += 1
        elif (begin := BEGIN.get(name)) is not None:
            begin(self, attributes)
        elif self._in_paragraph and name in SPACES:
            self._shown.append(SPACES[name] * min(_count(attributes, f"{TEXT}c"), 1000))

    def _end(self, name: str) -> None:
        if self._aside:
            self._aside -= 1
        elif (end := END.get(name)) is not None:
            end(self)

    def _characters(self, text: str) -> None:
        if self._in_paragraph and not self._aside:
            self._shown.append(text)

    def _begin_style(self, attributes: Mapping[str, str]) -> None:
        self._style = attributes.get(f"{STYLE}name", "")

    def _begin_properties(self, attributes: Mapping[str, str]) -> None:
        if attributes.get(f"{TABLE}display") == "false":
            self._hidden.add(self._style)

    def _begin_sheet(self, attributes: Mapping[str, str]) -> None:
        name = attributes.get(f"{TABLE}name", "")
        self._sheet = OpenSheet(attributes.get(f"{TABLE}style-name") not in self._hidden)
        self._here = name == self._wanted and name not in self.sheets
        self.sheets.setdefault(name, self._sheet)
        self._next_row = 1

    def _end_sheet(self) -> None:
        self._sheet = None
        self._here = False

    def _begin_column(self, attributes: Mapping[str, str]) -> None:
        if self._sheet is not None and attributes.get(f"{TABLE}visibility", "visible") != "visible":
            self._sheet.hidden_columns += _count(attributes, f"{TABLE}number-columns-repeated")

    def _begin_row(self, attributes: Mapping[str, str]) -> None:
        repeated = _count(attributes, f"{TABLE}number-rows-repeated")
        self._row, self._next_row = self._next_row, self._next_row + repeated
        self._column, self._cells = 0, []
        if self._sheet is not None and attributes.get(f"{TABLE}visibility", "visible") != "visible":
            self._sheet.hidden_rows += repeated

    def _end_row(self) -> None:
        if self._here and self._cells:
            self._repeat((self._next_row - self._row - 1) * len(self._cells))
            self._done.extend((row, self._cells) for row in range(self._row, self._next_row))

    def _begin_cell(self, attributes: Mapping[str, str]) -> None:
        self._cell = attributes
        self._shown, self._paragraphs = [], 0
        across, down = (_count(attributes, f"{TABLE}number-{what}-spanned") for what in ("columns", "rows"))
        if self._sheet is not None and across * down > 1:
            last = self._row + down - 1, self._column + across - 1
            self._sheet.merged.append(Merged(self._row, self._column, *last))

    def _end_cell(self) -> None:
        repeated = _count(self._cell, f"{TABLE}number-columns-repeated")
        text = written(self._cell, "".join(self._shown)) if self._here else ""
        if text:
            blank = self._column - len(self._cells)
            if self._column + repeated > MOST_COLUMNS:
                raise TooMuch
            self._repeat(blank + repeated - 1)
            self._cells += [""] * blank + [text] * repeated
        self._column += repeated

    def _begin_paragraph(self, _: Mapping[str, str]) -> None:
        if self._paragraphs:
            self._shown.append("\n")
        self._paragraphs += 1
        self._in_paragraph += 1

    def _end_paragraph(self) -> None:
        self._in_paragraph -= 1

    def _repeat(self, count: int) -> None:
        self._repeated += count
        if self._repeated > MOST_REPEATED:
            raise TooMuch


def _count(attributes: Mapping[str, str], name: str) -> int:
    """How often something is repeated: once, unless said."""
    said = attributes.get(name, "1")
    return max(int(said), 1) if said.isascii() and said.isdigit() and len(said) < 10 else 1


BEGIN: Mapping[str, Callable[[_Reader, Mapping[str, str]], None]] = {
    f"{STYLE}style": _Reader._begin_style,
    f"{STYLE}table-properties": _Reader._begin_properties,
    f"{TABLE}table": _Reader._begin_sheet,
    f"{TABLE}table-column": _Reader._begin_column,
    f"{TABLE}table-row": _Reader._begin_row,
    **dict.fromkeys(CELLS, _Reader._begin_cell),
    f"{TEXT}p": _Reader._begin_paragraph,
}
END: Mapping[str, Callable[[_Reader], None]] = {
    f"{TABLE}table": _Reader._end_sheet,
    f"{TABLE}table-row": _Reader._end_row,
    **dict.fromkeys(CELLS, _Reader._end_cell),
    f"{TEXT}p": _Reader._end_paragraph,
}
