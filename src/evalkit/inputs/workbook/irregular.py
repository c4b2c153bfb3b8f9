"""The careful road through a sheet: the parser of XML, a cell at a time, whatever a program may write."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime, time

import numpy as np

from evalkit.inputs.cells.spelling import UNCALCULATED, spelled
from evalkit.inputs.workbook.digits import WRITTEN, fifteen
from evalkit.inputs.workbook.markup import DEEPEST, Damaged, parser_of
from evalkit.inputs.workbook.strings import unescaped
from evalkit.inputs.workbook.written import (
    LAST_COLUMN,
    LAST_ROW,
    NUMBER,
    SHARED,
    TEXT,
    TRUTHS,
    Misplaced,
    Written,
    column_of,
)

ADDRESS = re.compile("([A-Z]{1,10})([0-9]{1,10})")
NUMBER_OF = re.compile("[0-9]{1,10}")
TRUTH = {"0": 0, "1": 1, "false": 0, "true": 1}
ROWS = ["worksheet", "sheetData"]
"""What rows stand in."""
AT_CELL = len(ROWS) + 2
SHOWN = 100
"""Characters of a formula without a value: a message cuts it anyway, and thousands of cells may share a long one."""
ALOUD = "rPh"
"""How a text is read aloud; it is no part of it."""


class CarefulRows:
    """Takes a sheet in stretches and gives the cells of the rows that are complete."""

    def __init__(self) -> None:
        self.parser = parser_of(self._start, self._end, self._said)
        self._inside: list[str] = []
        self._row = self._column = 0
        self._style, self._type = 0, "n"
        self._formula: str | None = None
        self._value: str | None = None
        self._letters: list[str] = []
        self._of: str | None = None
        self._shared: dict[str, str] = {}
        """Formulas that further cells refer to."""
        self._cells: dict[int, tuple[int, int, float | str]] = {}
        """Of the open row: column -> kind, style and value."""
        self._done: list[tuple[int, int, int, int, float]] = []
        self._texts = list(TRUTHS)

    @property
    def between(self) -> bool:
        return self._inside == ROWS

    def passed(self, found: Written) -> None:
        if found.first_row <= self._row:
            raise Misplaced(found.first_row, 0)
        self._row = found.last_row

    def take(self) -> Written:
        done, texts = self._done, self._texts
        self._done, self._texts = [], list(TRUTHS)
        rows, columns, kinds, styles, values = zip(*done, strict=True) if done else ((),) * 5
        return Written(rows[0] if rows else 0, self._row, np.array(rows, np.int64), np.array(columns, np.int64),
                       np.array(kinds, np.uint8), np.array(styles, np.int64), np.array(values, np.float64),
                       texts)  # fmt: skip

    def _start(self, tag: str, attributes: Mapping[str, str]) -> None:
        inside = self._inside
        if len(inside) == len(ROWS):
            if tag == "row" and inside == ROWS:
                self._begin_row(attributes.get("r"))
        elif len(inside) == AT_CELL - 1:
            if tag == "c" and inside[-1] == "row":
                self._begin_cell(attributes)
        elif len(inside) == AT_CELL and inside[-1] == "c":
            self._letters.clear()
            if tag == "f":
                self._formula = ""
                self._of = attributes.get("si") if attributes.get("t") == "shared" else None
        elif len(inside) > DEEPEST:
            raise Damaged("elements inside elements")
        inside.append(tag)

    def _end(self, tag: str) -> None:
        inside = self._inside
        inside.pop()
        if len(inside) == AT_CELL and inside[-1] == "c":
            self._end_part(tag)
        elif len(inside) == AT_CELL - 1 and tag == "c" and inside[-1] == "row":
            self._end_cell()
        elif tag == "row" and inside == ROWS:
            self._end_row()

    def _said(self, text: str) -> None:
        inside = self._inside
        if len(inside) > AT_CELL and (inside[-1] in ("v", "f") or (inside[-1] == "t" and ALOUD not in inside)):
            self._letters.append(text)

    def _begin_row(self, written: str | None) -> None:
        row = self._row + 1
        if written is not None:
            if not NUMBER_OF.fullmatch(written):
                raise Damaged(written)
            row = int(written)
        if not self._row < row <= LAST_ROW:
            raise Misplaced(row, 0)
        self._row, self._column = row, -1

    def _end_row(self) -> None:
        for column, (kind, style, value) in sorted(self._cells.items()):
            found = value
            if isinstance(found, str):
                found = len(self._texts)
                self._texts.append(str(value))
            self._done.append((self._row, column, kind, style, found))
        self._cells.clear()

    def _begin_cell(self, attributes: Mapping[str, str]) -> None:
        column = self._column + 1
        if (written := attributes.get("r")) is not None:
            match = ADDRESS.fullmatch(written)
            if match is None:
                raise Damaged(written)
            column = column_of(match[1])
            if int(match[2]) != self._row:
                raise Misplaced(int(match[2]), column)
        if column > LAST_COLUMN or column in self._cells:
            raise Misplaced(self._row, column)
        self._column = column
        style = attributes.get("s", "0")
        if not NUMBER_OF.fullmatch(style):
            raise Damaged(style)
        self._style, self._type = int(style), attributes.get("t", "n")
        self._formula = self._value = None

    def _end_part(self, tag: str) -> None:
        text = "".join(self._letters)
        self._letters.clear()
        if tag == "f":
            if self._of is not None:
                text = text[:SHOWN] or self._shared.get(self._of, "")
                self._shared[self._of] = text
            self._formula = text[:SHOWN]
        elif tag == ("is" if self._type == "inlineStr" else "v"):
            self._value = text

    def _end_cell(self) -> None:
        kind, value = self._valued()
        if value is not None:
            self._cells[self._column] = kind, self._style, value

    def _valued(self) -> tuple[int, float | str | None]:
        type_, written = self._type, self._value
        if not written:
            if self._formula is None or (type_ == "str" and written is not None):  # calculated, and its text is empty
                return TEXT, None
            return TEXT, f"{UNCALCULATED}={self._formula}"
        match type_:
            case "n":
                if WRITTEN.fullmatch(written.strip().encode()) is None:
                    raise Damaged(written)
                return NUMBER, fifteen(float(written))
            case "s":
                if not NUMBER_OF.fullmatch(written.strip()):
                    raise Damaged(written)
                return SHARED, int(written)
            case "b":
                return TEXT, TRUTHS[TRUTH[written.strip()]]
            case "d":
                return TEXT, _moment(written.strip())
            case "e" | "str" | "inlineStr":
                return TEXT, unescaped(written)
        raise Damaged(type_)


def _moment(written: str) -> str:
    """A date that is written as such, as it is typed."""
    try:
        return spelled(datetime.fromisoformat(written.removesuffix("Z")))
    except ValueError:
        return spelled(time.fromisoformat(written.removeprefix("T").removesuffix("Z")))
