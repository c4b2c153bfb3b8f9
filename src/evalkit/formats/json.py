"""Tables as JSON, for programs: numbers are exact decimals, keys are never translated."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

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
    written = _list(_table(table, language) for table in tables)
    return Written(safe_json(f'{{"evalkit": 1, "tables": {written}}}\n').encode())


def _table(table: Table, language: Language) -> str:
    columns = ({"key": column.key, "heading": column.heading.text(language)} for column in table.columns)
    keys = [_text(column.key) for column in table.columns]
    rows = (
        "{" + ", ".join(f"{key}: {_cell(cell, language)}" for key, cell in zip(keys, row, strict=True)) + "}"
        for row in table.rows
    )
    parts = [
        f'"key": {_text(table.key)}',
        f'"title": {_text(table.title.text(language))}',
        f'"columns": {_list(map(_text, columns))}',
        f'"rows": {_list(rows)}',
        f'"notes": {_text([note.text(language) for note in table.notes])}',
    ]
    if table.indent:
        parts.append(f'"indent": {_text(list(table.indent))}')
    return "{" + ",\n".join(parts) + "}"


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


def _list(lines: Iterable[str]) -> str:
    joined = ",\n".join(lines)
    return f"[\n{joined}\n]" if joined else "[]"
