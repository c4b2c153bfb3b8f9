"""What every view makes and every format writes: a table of cells that know no language yet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from evalkit.diagnostics.message import Fixed, Message, Percent


class Tone(StrEnum):
    """How a cell is meant; a format may colour it, but the text alone says the same."""

    PLAIN = "plain"
    GOOD = "good"
    WARNING = "warning"
    BAD = "bad"
    FAINT = "faint"


@dataclass(frozen=True, slots=True)
class Marked:
    """A cell content with a tone."""

    content: Content
    tone: Tone


Content: TypeAlias = str | int | Fixed | Percent | Message | tuple[Message, ...] | None
"""A `str` comes from outside (a name, a heading) and is never trusted; None is an empty cell;
several messages in one cell are shown one under the other, or joined where there is one line."""

Cell: TypeAlias = Content | Marked


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table. `key` names it in JSON, in `--columns` and for scripts; it is never translated."""

    key: str
    heading: Message
    numeric: bool = False
    """Aligned to the right, and written as a number where the format has numbers."""
    section: bool = False
    """Where lines are short, its value stands once, as a heading above the rows that share it."""
    spare: bool = False
    """The first to be left out, and named below the table, where a line has no room for all columns."""


@dataclass(frozen=True, slots=True)
class Table:
    """One table: `rows` has a cell for each of `columns`; `indent` has a depth for each row of a tree."""

    key: str
    """Names the table in JSON and, with its title, the sheet of a workbook."""
    title: Message
    columns: tuple[Column, ...]
    rows: Sequence[Sequence[Cell]]
    notes: tuple[Message, ...] = ()
    """Sentences that stand below the table."""
    indent: Sequence[int] = ()
