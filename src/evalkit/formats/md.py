"""Tables as Markdown, as GitHub reads it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from evalkit.diagnostics.message import Language, Message
from evalkit.formats import Written
from evalkit.formats.cell import lines, texts
from evalkit.formats.safe import safe
from evalkit.table import Cell, Table

ALIVE = str.maketrans(
    # A backslash keeps Markdown, formulas, citations and the braces of Jekyll's templates asleep.
    {character: f"\\{character}" for character in "\\`*_[]{}|~$@#"} | {"<": "&lt;", ">": "&gt;", "&": "&amp;"}
)
AT_START = re.compile(r"^(\s*)([-+=:]|\d+(?=[.)]))")
"""What would begin a list, a heading's underline or a table."""
LINK = re.compile(r"(?i)(?<=www)\.|(?<=http|ttps)://|(?<=ftp)://")
"""What GitHub makes a link of, even without brackets."""


def write(tables: Sequence[Table], language: Language) -> Written:
    """A heading, a table and its notes for each of `tables`."""
    return Written("\n".join(_table(table, language) for table in tables).encode())


def escape(text: str) -> str:
    """`text` so that Markdown shows it letter for letter, wherever in a line it stands."""
    text = safe(text).translate(ALIVE)
    text = LINK.sub(lambda found: "\\" + found[0], text)
    return AT_START.sub(lambda found: found[1] + (found[2] + "\\" if found[2].isdigit() else "\\" + found[2]), text)


def _table(table: Table, language: Language) -> str:
    depths = table.indent or [0] * len(table.rows)
    rows = [
        ["&emsp;" * depth + first, *rest]
        for depth, (first, *rest) in zip(depths, (_cells(row, language) for row in table.rows), strict=True)
    ]
    written = [
        f"## {_message(table.title, language)}",
        "",
        _line([_message(column.heading, language) for column in table.columns]),
        _line(["--:" if column.numeric else ":--" for column in table.columns]),
        *map(_line, rows),
    ]
    for note in table.notes:
        written += ["", _message(note, language)]
    return "\n".join(written) + "\n"


def _message(message: Message, language: Language) -> str:
    return escape(message.text(language))


def _cells(row: Sequence[Cell], language: Language) -> list[str]:
    return [_cell(cell, language) for cell in row]


def _cell(cell: Cell, language: Language) -> str:
    raw = texts(cell, language)
    # A number needs no escape: a minus in a cell is no list.
    return "<br>".join(lines(cell, language) if raw is None else map(escape, raw))


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
