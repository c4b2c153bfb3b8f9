"""Tables as JSON, for programs: numbers are exact decimals, keys are never translated."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO

from evalkit.diagnostics.message import Fixed, Language, Message, Percent
from evalkit.formats import Written
from evalkit.formats.cell import content, exact
from evalkit.formats.safe import safe_json
from evalkit.table import Cell, Table


def write(tables: Sequence[Table], language: Language) -> Written:
    """`{"evalkit": 1, "tables": [{key, title, columns, rows, notes}]}`, with a line for each row.

    A percentage is its fraction, an empty cell is null, several messages are a list; a tree has `indent`,
    a depth for each row.
    """
    out = BytesIO()  # piece by piece: what is written of 500,000 units need not be in memory several times
    for piece in _pieces(tables, language):
        out.write(safe_json(piece).encode())
    return Written(out.getvalue())


def _pieces(tables: Sequence[Table], language: Language) -> Iterator[str]:
    yield '{"evalkit": 1, "tables": ['
    for place, table in enumerate(tables):
        yield ",\n" if place else "\n"
        yield from _table(table, language)
    yield "\n]}\n" if tables else "]}\n"


def _table(table: Table, language: Language) -> Iterator[str]:
    columns = ({"key": column.key, "heading": column.heading.text(language)} for column in table.columns)
    keys = [_text(column.key) for column in table.columns]
    rows = (
        "{" + ", ".join(f"{key}: {_cell(cell, language)}" for key, cell in zip(keys, row, strict=True)) + "}"
        for row in table.rows
    )
    yield f'{{"key": {_text(table.key)},\n"title": {_text(table.title.text(language))},\n"columns": '
    yield from _list(map(_text, columns))
    yield ',\n"rows": '
    yield from _list(rows)
    yield f',\n"notes": {_text([note.text(language) for note in table.notes])}'
    if table.indent:
        yield f',\n"indent": {_text(list(table.indent))}'
    yield "}"


def _cell(cell: Cell, language: Language) -> str:
    match content(cell):
        case int() | Fixed() | Percent() as number:
            # As text, because `json` knows no decimals: 94.50 would lose its nought.
            return exact(number)
        case Message() as message:
            return _text(message.text(language))
        case tuple() as messages:
            return _text([message.text(language) for message in messages])
        case said:
            return _text(said)


def _text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _list(lines: Iterable[str]) -> Iterator[str]:
    before = "[\n"
    for line in lines:
        yield before + line
        before = ",\n"
    yield "\n]" if before == ",\n" else "[]"
