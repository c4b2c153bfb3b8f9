"""A workbook to be filled in: pages of fields, which know no language yet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction
from typing import TypeAlias

from evalkit.diagnostics import Message

Sample: TypeAlias = "Fraction | date | str | Message"
"""What stands in a cell of the example."""


@dataclass(frozen=True, kw_only=True)
class Field:
    """A column: its heading is what the reader knows it by, and all else stands above it."""

    heading: str
    type: str = "text"
    """One of `INPUT_TYPES`."""
    choices: tuple[str | Message, ...] = ()
    low: Fraction | None = None
    high: Fraction | None = None
    """What a person may type: 0 to 100 for 0 to 100 %."""
    clauses: tuple[str, ...] = ()
    due: date | None = None
    how: tuple[Message, ...] = ()
    """How it is filled in: what is typed, where it comes from, a remark."""
    example: Sample | None = None
    identity: bool = False
    """It tells which unit a row is of; where a roster has filled it in, it is locked."""


@dataclass(frozen=True, kw_only=True)
class Page:
    """A sheet."""

    names: tuple[Message, ...]
    """How the sheet is called. The reader knows records by each of their names: the first that a sheet can have."""
    title: Message
    fields: tuple[Field, ...]
    rows: Sequence[Mapping[str, str]] = ()
    """The units that are filled in already: heading -> text."""
    prefilled: Mapping[str, str] = field(default_factory=dict)
    """What stands in every row that is empty else."""
    records: bool = False
    """Any number of rows for each unit."""
    owner: str | None = None
    mark: str = ""
    """By which the reader knows what version of the scheme the sheet was made from."""

    def beside(self, other: Page) -> Page:
        """The other page, with those columns of this one that it does not have."""
        known = {field.heading for field in other.fields}
        return replace(other, fields=(*other.fields, *(one for one in self.fields if one.heading not in known)))

    @property
    def given(self) -> bool:
        """Whether the units stand in it, so that nobody writes their codes."""
        return bool(self.rows) and not self.records

    @property
    def due(self) -> date | None:
        """The first day on which something is due."""
        return min((field.due for field in self.fields if field.due is not None), default=None)


@dataclass(frozen=True, kw_only=True)
class Book:
    """A workbook: the notes stand in front of the pages."""

    title: Message
    notes: tuple[Message, ...]
    pages: tuple[Page, ...]
