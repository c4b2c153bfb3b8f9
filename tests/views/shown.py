"""Small schemes, and their views as plain text."""

from __future__ import annotations

from collections.abc import Sequence
from io import StringIO
from textwrap import dedent

import pandas as pd

from evalkit.diagnostics import Problems
from evalkit.diagnostics.message import Language
from evalkit.evaluate import evaluate
from evalkit.formats.cell import lines
from evalkit.inputs import from_frame
from evalkit.loader import from_text
from evalkit.plan import compile_scheme
from evalkit.plan.model import Plan
from evalkit.result import Result
from evalkit.table import Table

HEAD = "evalkit: 1\ntitle: 考核\nunits: {id: id, class: class, parent: parent, name: name}\n"


def scored(scheme: str, table: str) -> Result:
    """Units, one a line of `table`, its first line the headings; `-` is blank. The name is the id unless said."""
    plan, problems = planned(scheme), Problems()
    units = from_frame(plan.scheme, table_of(table), problems=problems)
    problems.stop_if_errors()
    return evaluate(plan, units)


def planned(scheme: str) -> Plan:
    """A scheme without mistakes, compiled."""
    problems = Problems()
    found = from_text(HEAD + dedent(scheme), problems)
    plan = compile_scheme(found, problems) if found is not None else None
    problems.stop_if_errors()
    assert plan is not None
    return plan


def table_of(table: str) -> pd.DataFrame:
    """A frame of texts, with the columns that every unit has."""
    text = "\n".join(line.split("#")[0] for line in table.strip().splitlines())
    frame = pd.read_csv(StringIO(text), sep=r"\s+", dtype=str, keep_default_na=False).replace("-", "")
    for heading, value in {"class": "A", "parent": "P"}.items():
        if heading not in frame:
            frame[heading] = value
    if "name" not in frame and "id" in frame:
        frame["name"] = frame["id"]
    return frame


def texts(table: Table, language: Language = "en") -> list[list[str]]:
    """The rows of a table, every cell as its text; several lines of a cell are joined by `; `."""
    return [["; ".join(lines(cell, language)) for cell in row] for row in table.rows]


def column(table: Table, key: str, language: Language = "en") -> list[str]:
    """One column of a table."""
    place = [found.key for found in table.columns].index(key)
    return [row[place] for row in texts(table, language)]


def named(tables: Sequence[Table], key: str) -> Table:
    """The table with a key."""
    return next(table for table in tables if table.key == key)


def tree(table: Table, language: Language = "en") -> list[str]:
    """The rows of a tree, indented, without sources: `  text | score | points`."""
    keys = [found.key for found in table.columns]
    kept = [keys.index(key) for key in ("criterion", "score", "points")]
    rows = texts(table, language)
    return ["  " * d + " | ".join(row[at] for at in kept if row[at]) for d, row in zip(table.indent, rows, strict=True)]
