"""Fenced blocks of a document, each with the table that follows it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import takewhile

FENCE = re.compile(r"^```(\w+)(?: (\S+))?\n(.*?)^```\n", re.MULTILINE | re.DOTALL)
TABLE = re.compile(r"\n*((?:^\|.*\|\n)+)", re.MULTILINE)
ARROW = "→ "


@dataclass(frozen=True)
class Example:
    """A block of YAML, and the outcomes that the document states for it."""

    kind: str
    """`scheme`, `part` (keys of a scheme), `criteria`, `cases` (of the first scheme) or the name of a file."""
    text: str
    line: int
    headings: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    results: tuple[str, ...] = ()
    expected: tuple[tuple[str, ...], ...] = ()
    records: Mapping[str, str] = field(default_factory=dict)
    """Name of a table of records -> its CSV."""


def examples(document: str) -> Iterator[Example]:
    """Every block of YAML. Data are the left columns of its table, or the CSV between the two; a CSV with a name holds
    records.
    """
    blocks = list(FENCE.finditer(document))
    for number, block in enumerate(blocks):
        language, kind, text = block.groups()
        if language != "yaml":
            continue
        line = document[: block.start()].count("\n") + 1
        tables = list(takewhile(lambda following: following[1] == "csv", blocks[number + 1 :]))
        table = TABLE.match(document, (tables[-1] if tables else block).end())
        data = next((found[3] for found in tables if not found[2]), None)
        records = {found[2]: found[3] for found in tables if found[2]}
        yield Example(kind, text, line, *_outcomes(table[1] if table else "", data), records=records)


def _outcomes(table: str, data: str | None) -> tuple[tuple[object, ...], ...]:
    lines = [tuple(cell.strip() for cell in line.strip("|\n").split("|")) for line in table.splitlines()]
    if not lines or not any(cell.startswith(ARROW) for cell in lines[0]):
        return ()
    first = next(place for place, cell in enumerate(lines[0]) if cell.startswith(ARROW))
    results = tuple(cell.removeprefix(ARROW) for cell in lines[0][first:])
    headings, rows = lines[0][:first], tuple(line[:first] for line in lines[2:])
    if data is not None:
        headings, *rows = (tuple(line.split(",")) for line in data.splitlines())
    return headings, tuple(rows), results, tuple(line[first:] for line in lines[2:])
