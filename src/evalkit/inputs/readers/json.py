"""Reads .json: a list of records, or an object with several such lists, which are its sheets.

Numbers are kept as they are written, so that 94.50 and 1e3 mean what they mean in a CSV file.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evalkit.diagnostics import Diagnostic, Message, Place, Problems, files, other_files
from evalkit.inputs.cells.tidy import cut
from evalkit.inputs.file_bytes import FileBytes
from evalkit.inputs.grids.keyed import KeyedGrid, KeyedSource
from evalkit.inputs.text.decoded import TextFile
from evalkit.inputs.text.encoding import as_text, settle

BLANKS = re.compile(r"[ \t\r\n]*")
MOST_LISTS = 1000
"""Tables of a file."""
MOST_WRONG = 10_000
"""Values that can be none, until the rest is left unread."""
HALF = re.compile("[\0\ud800-\udfff]")
"""What JSON can write, and no file can hold."""


class _Pairs(list[tuple[str, Any]]):
    """An object, its names with their values; a name may stand there twice."""

    __slots__ = ()  # there are as many as records


@dataclass(frozen=True)
class _Constant:
    """NaN or Infinity."""

    written: str


def open_book(path: Path, content: bytes, encoding: str | None, problems: Problems) -> JsonBook | None:
    """The records of a file, or None where it has none or some are no rows of cells."""
    place = Place(str(path))
    text = as_text(FileBytes(path, content), encoding, place, problems)
    values = None if text is None else _values(text.whole, place, problems)
    if text is None or values is None:
        return None
    tables = _tables(values)
    if isinstance(tables, Message):
        problems.add(other_files.JSON_FORM(place, what=tables))
        return None
    if len(tables) > MOST_LISTS:
        problems.add(other_files.TOO_MUCH(place, what=other_files.LISTS(count=len(tables))))
        return None
    sheets = {name: _records(records, place, name, problems) for name, records in tables.items()}
    found = {name: records for name, records in sheets.items() if records is not None}
    return JsonBook(text, found, problems) if len(found) == len(sheets) else None


@dataclass(frozen=True)
class JsonBook:
    """The lists of a file; one without a name is all of it."""

    _text: TextFile
    _found: Mapping[str | None, Sequence[Mapping[str, str]]]
    _problems: Problems

    @property
    def sheets(self) -> Mapping[str, bool]:
        return {name: True for name in self._found if name is not None}

    def grid(self, sheet: str | None) -> JsonGrid:
        records = self._found[sheet]
        keys = list(dict.fromkeys(key for record in records for key in record))
        text = self._text
        source = KeyedSource(str(text.content.path), sheet, text.content_hash, text.encoding.upper(), keys=keys)

        def rows() -> Iterator[tuple[int, Sequence[str]]]:
            return ((row, [record.get(key, "") for key in keys]) for row, record in enumerate(records, start=1))

        return JsonGrid(source, rows, heading=keys, _file=self)


@dataclass(frozen=True, kw_only=True)
class JsonGrid(KeyedGrid):
    """A list of records."""

    _file: JsonBook

    def trusted(self, heading: Sequence[str], is_id: Callable[[str], bool]) -> bool:
        named = next(filter(is_id, heading), None)
        file = self._file
        return settle(file._text, named, Place(self.source.file), file._problems)


def _values(text: str, place: Place, problems: Problems) -> list[Any] | None:
    """Every value of the text, one after the other; None where it is no JSON, which is told."""
    decoder = json.JSONDecoder(object_pairs_hook=_Pairs, parse_float=str, parse_int=str, parse_constant=_Constant)
    values, at = [], BLANKS.match(text).end()  # type: ignore[union-attr]  # it matches everywhere
    try:
        while at < len(text):
            value, at = decoder.raw_decode(text, at)
            values.append(value)
            at = BLANKS.match(text, at).end()  # type: ignore[union-attr]
    except json.JSONDecodeError as error:
        here = Place(place.file, line=error.lineno, column=error.colno)
        problems.add(other_files.BAD_JSON(here, why=error.msg))
        return None
    except RecursionError:
        here = Place(place.file, line=text.count("\n", 0, at) + 1)
        problems.add(other_files.BAD_JSON(here, why=other_files.TOO_DEEP()))
        return None
    return values


def _tables(values: list[Any]) -> Mapping[str | None, Sequence[_Pairs]] | Message:
    """The lists of records, by their names; or what is there instead."""
    match values:
        case []:
            return other_files.NOTHING()
        case [_Pairs() as only] if 0 < len(dict(only)) == len(only) and all(_is_table(value) for _, value in only):
            return dict(only)
        case [list() as only] if not isinstance(only, _Pairs):
            values = only
    records = [value for value in values if isinstance(value, _Pairs)]
    if len(records) == len(values):
        return {None: records}
    wrong = next(value for value in values if not isinstance(value, _Pairs))
    return _what(wrong) or other_files.A_VALUE()


def _is_table(value: Any) -> bool:
    listed = isinstance(value, list) and not isinstance(value, _Pairs)
    return listed and all(isinstance(record, _Pairs) for record in value)


def _records(
    records: Sequence[_Pairs], place: Place, sheet: str | None, problems: Problems
) -> list[dict[str, str]] | None:
    """The cells of each record; None where some cannot be any, which is told of all."""
    found: list[dict[str, str]] = []
    wrong: list[Diagnostic] = []
    for number, record in enumerate(records, start=1):
        if len(wrong) > MOST_WRONG:
            at = Place(place.file, sheet=sheet, cell=f"#{number}")
            wrong.append(files.MORE_ROWS(at, count=len(wrong)))
            break
        cells: dict[str, str] = {}
        for key, value in record:
            if len(wrong) > MOST_WRONG:
                break
            cell = _cell(value)
            at = Place(place.file, sheet=sheet, cell=f"#{number}.{key}")
            if key in cells:
                wrong.append(other_files.KEY_TWICE(at, record=number, key=cut(key)))
            elif isinstance(cell, Message) or HALF.search(key):
                what = cell if isinstance(cell, Message) else other_files.BAD_TEXT()
                wrong.append(other_files.JSON_VALUE(at, record=number, key=cut(key), what=what))
            else:
                cells[key] = cell
        found.append(cells)
    problems.found.extend(wrong)
    return None if wrong else found


def _cell(value: Any) -> str | Message:
    """A value as a cell, or what it is instead."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, str) and not HALF.search(value):
        return value
    return _what(value) or other_files.BAD_TEXT()


def _what(value: Any) -> Message | None:
    """What a value is that is no cell and no record."""
    match value:
        case _Pairs():
            return other_files.AN_OBJECT()
        case list():
            return other_files.A_LIST()
        case _Constant(written):
            return other_files.A_CONSTANT(value=written)
    return None
