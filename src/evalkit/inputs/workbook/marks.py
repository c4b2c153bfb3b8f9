"""What a sheet of a workbook says beside its cells: hidden rows and columns, merged cells."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import IO

from evalkit.diagnostics import other_files
from evalkit.inputs.workbook.markup import DEEPEST, Damaged, TooMuch, is_plain, one_by_one, parser_of, read_pieces
from evalkit.inputs.workbook.written import LAST_COLUMN, LAST_ROW, column_of

ROW = b"<row"
HIDDEN = re.compile(rb"""<row [^<>]*?\bhidden=["'](?:1|true)["']""")
CELLS = re.compile("([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})")
MOST_MERGED = 100_000
TRUE = ("1", "true")


@dataclass(frozen=True, slots=True)
class Merged:
    """A rectangle of cells that shows the value of the first; rows from 1, columns from 0, both ends included."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int


@dataclass(slots=True)
class Marks:
    """What is marked in one sheet."""

    hidden_rows: int = 0
    hidden_columns: int = 0
    merged: list[Merged] = field(default_factory=list)


def marks_of(part: IO[bytes]) -> Marks:
    """The marks of a sheet: those of its rows are counted in the bytes, where they are plain."""
    marks = Marks()
    marks.hidden_rows = sum(read_pieces(part, ROW[1:], _hidden_rows, _Careful(marks), one_by_one))
    return marks


def _hidden_rows(piece: bytes) -> int | None:
    if not piece.startswith(ROW) or not piece.endswith(b"</row>") or not is_plain(piece):
        return None
    return len(HIDDEN.findall(piece)) if b"hidden" in piece else 0


class _Careful:
    """The marks by the parser of XML."""

    def __init__(self, marks: Marks) -> None:
        self.parser = parser_of(self._start, self._end)
        self._marks = marks
        self._hidden = self._columns = 0
        self._inside: list[str] = []

    @property
    def between(self) -> bool:
        return self._inside[1:] == ["sheetData"]

    def passed(self, found: int) -> None:
        """Nothing depends on what was before."""

    def take(self) -> int:
        hidden, self._hidden = self._hidden, 0
        return hidden

    def _start(self, tag: str, attributes: Mapping[str, str]) -> None:
        self._inside.append(tag)
        if len(self._inside) > DEEPEST:
            raise Damaged("elements inside elements")
        if tag == "mergeCell":
            if len(self._marks.merged) == MOST_MERGED:
                raise TooMuch(other_files.MERGED(count=MOST_MERGED))
            self._marks.merged.append(_rectangle(attributes["ref"]))
        elif attributes.get("hidden") in TRUE:
            if tag == "row":
                self._hidden += 1
            elif tag == "col":
                self._columns += 1
                if self._columns > LAST_COLUMN + 1:
                    raise Damaged("more columns than there can be")
                self._marks.hidden_columns += max(0, int(attributes["max"]) - int(attributes["min"])) + 1

    def _end(self, _tag: str) -> None:
        self._inside.pop()


def _rectangle(ref: str) -> Merged:
    match = CELLS.fullmatch(ref)
    if match is None:
        raise Damaged(ref)
    return Merged(
        int(match[2]), column_of(match[1]), min(int(match[4]), LAST_ROW), min(column_of(match[3]), LAST_COLUMN)
    )
