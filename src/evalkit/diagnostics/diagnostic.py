"""Diagnostics: each has a kind from the catalogue, a place, an excerpt and what to do about it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum

from evalkit.diagnostics.message import Message, Value, Words


class Severity(StrEnum):
    """How grave a finding is: an error stops the run, a warning is odd but legal, a note only tells."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the world: a file with a line and a column, or a sheet with a cell."""

    file: str
    line: int | None = None
    """From 1; in a table the row of the file, the heading included."""
    column: int | None = None
    """From 1, in characters."""
    sheet: str | None = None
    cell: str | None = None
    """As Excel names it (`C5`)."""
    width: int = 1
    """How many characters the caret underlines."""
    excerpt: str | None = None
    """The line of the file itself, where there is one."""

    def __str__(self) -> str:
        """`file:line:column` or `file sheet!cell`."""
        if self.cell is not None:
            return f"{self.file} {self.sheet}!{self.cell}" if self.sheet else f"{self.file} {self.cell}"
        return ":".join(str(part) for part in (self.file, self.line, self.column) if part is not None)


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of diagnostic: an entry of the catalogue."""

    code: str
    """`S203`: the letter tells the part (E expression, S scheme, D data, R run), the number is for ever."""
    slug: str
    severity: Severity
    sentence: Words
    hint: Words | None = None

    def __call__(
        self,
        place: Place | None = None,
        *,
        others: tuple[Place, ...] = (),
        hint: Message | None = None,
        caret: Message | None = None,
        **values: Value,
    ) -> Diagnostic:
        """A diagnostic of this kind at `place`, its sentence and hint filled with `values`."""
        if hint is None and self.hint is not None:
            hint = self.hint(**values)
        return Diagnostic(self, self.sentence(**values), place, others, hint, caret)


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding. It is shown by `evalkit.formats.problems`, as text, JSON or CI annotations."""

    kind: Kind
    message: Message
    place: Place | None = None
    others: tuple[Place, ...] = ()
    """The other places that take part: the first of two equal keys, the rest of a circle."""
    hint: Message | None = None
    label: Message | None = None
    """What is written beside the caret."""
    each: Iterable[Diagnostic] = field(default=(), compare=False, repr=False)
    """Of what is counted: all of them one by one, for those who ask."""

    def __hash__(self) -> int:
        return hash((self.kind.code, self.place))

    @property
    def severity(self) -> Severity:
        return self.kind.severity

    def at(self, place: Place) -> Diagnostic:
        """The same finding at another place."""
        return replace(self, place=place)


@dataclass(slots=True)
class Problems:
    """A collector: readers add what they find and go on, so that one run tells everything."""

    found: list[Diagnostic] = field(default_factory=list)
    _seen: set[Diagnostic] = field(default_factory=set, repr=False, compare=False)
    """Those of the first `_count` in `found`, which others add to as well."""
    _count: int = field(default=0, repr=False, compare=False)

    def add(self, diagnostic: Diagnostic) -> None:
        """Take a finding, once: the same mistake reached by two roads is told a single time."""
        self._seen.update(self.found[self._count :])
        self._count = len(self.found)
        if diagnostic not in self._seen:
            self.found.append(diagnostic)

    def __iter__(self) -> Iterator[Diagnostic]:
        return iter(self.found)

    @property
    def errors(self) -> list[Diagnostic]:
        return [d for d in self.found if d.severity is Severity.ERROR]

    def stop_if_errors(self) -> None:
        """Raise everything found so far if any of it is an error.

        Raises:
            EvalkitError: with all findings, warnings included.
        """
        if self.errors:
            raise EvalkitError(tuple(self.found))


class EvalkitError(Exception):
    """What was asked cannot be done; `diagnostics` says all the reasons at once."""

    def __init__(self, diagnostics: tuple[Diagnostic, ...]) -> None:
        self.diagnostics = diagnostics
        super().__init__("; ".join(f"{d.place or ''} {d.message.text('en')}".strip() for d in diagnostics[:20]))
