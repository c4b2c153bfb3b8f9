"""What was seen, sheet by sheet and column by column."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from fractions import Fraction

from evalkit.diagnostics import Diagnostic, Place, Words
from evalkit.scheme.data import Input


class Looks(Enum):
    """What the text of a cell looks like, whatever is asked for."""

    NUMBER = "number"
    PERCENT = "percent"
    DATE = "date"
    TRUTH = "truth"
    NOT_APPLICABLE = "not applicable"
    FAILED = "failed"
    """An error, or a formula that was never calculated."""
    TEXT = "text"


class Use(Enum):
    """What a sheet is to the scheme."""

    UNITS = "units"
    RECORDS = "records"
    SEEN = "seen"
    """There is no scheme."""
    HIDDEN = "hidden"
    NOT_USED = "not used"
    """It has nothing that the others have not, or not what is asked for."""
    NOT_READ = "not read"
    """There is no heading, or a doubt about it."""


@dataclass(frozen=True, kw_only=True)
class ColumnSeen:
    """A column below its heading."""

    letter: str
    """None of records, which have keys."""
    heading: str
    who: str | None = None
    """`id`, `name`, `class` or `parent`, if it holds that."""
    attribute: bool = False
    """Whether it is asked for, and only compared and shown."""
    beside: bool = False
    """Whether it is known, and stands there for readers only."""
    input: Input | None = None
    """The input that it fits."""
    near: Sequence[str] = ()
    """Of a column that fits nothing: what it may have been meant for."""
    looks: Mapping[Looks, int] = field(default_factory=dict)
    """How many of its cells look like what; blank ones like nothing."""
    blank: int = 0
    tidied: int = 0
    refused: int = 0
    lowest: Fraction | None = None
    highest: Fraction | None = None
    odd: tuple[Place, str] | None = None
    """The first cell that is refused, or is not like the others."""

    @property
    def filled(self) -> int:
        return sum(self.looks.values())


@dataclass(frozen=True, kw_only=True)
class SheetSeen:
    """A sheet, or a file that is one table."""

    file: str
    kind: Words | None
    """What the file is, by its contents."""
    sheet: str | None
    use: Use
    records: str | None = None
    """The table of records that it is."""
    encoding: str | None = None
    guessed: bool = False
    """Whether the encoding is a guess."""
    separator: str | None = None
    heading_rows: tuple[int, int] | None = None
    """First and last; records have none."""
    titles: int = 0
    rows: int = 0
    """Units or records."""
    columns: Sequence[ColumnSeen] = ()


@dataclass(frozen=True, kw_only=True)
class Lacking:
    """An input that no column fits."""

    input: Input
    near: Sequence[str] = ()
    """Headings that are like it."""


@dataclass(frozen=True, kw_only=True)
class Inspection:
    """All files."""

    sheets: Sequence[SheetSeen]
    lacking: Sequence[Lacking] = ()
    not_opened: Mapping[str, Sequence[Diagnostic]] = field(default_factory=dict)
    """File -> why it cannot be opened."""
    findings: Sequence[Diagnostic] = ()
    """What only a look at the whole shows."""
