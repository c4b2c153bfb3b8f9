"""What was read: the units, their inputs as columns, and the cell that every value came from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import cast

import numpy as np

from evalkit.diagnostics import Place
from evalkit.expression.data import UNKNOWN_CODE, Array, Column
from evalkit.inputs.sheet import Source


@dataclass(frozen=True, slots=True)
class Origin:
    """The column of a source that holds an input."""

    source: int
    """Its place in `Units.sources`."""
    column: int
    """From 0."""
    heading: str


@dataclass(frozen=True, eq=False)
class Units:
    """All units, one a row, in the order of the first file. Rows are counted from 0 here, rows of a file from 1."""

    ids: tuple[str, ...]
    names: tuple[str, ...]
    """The id where the data has no name."""
    class_: Column | None
    """TEXT; None if the scheme names no heading of a class or the data has none."""
    parent: Column | None
    attributes: Mapping[str, Column]
    """Heading -> TEXT: what other scopes group by, reasons and decisions, and what lists show."""
    columns: Mapping[str, Column]
    """Every input of the scheme; one that has no column is not reported anywhere."""
    sources: tuple[Source, ...]
    rows: tuple[Array, ...] = field(repr=False)
    """For each source the row of the file where each unit stands; 0: it is not there."""
    origins: Mapping[str, Origin]
    """Input, or heading of an attribute -> its column, where there is one."""
    tidied: Mapping[tuple[int, str], str] = field(default_factory=dict)
    """(row, input) -> what was written there: `９４．５`."""

    def __len__(self) -> int:
        return len(self.ids)

    def __repr__(self) -> str:
        return f"<{len(self)} units of {', '.join(source.file for source in self.sources)}>"

    @property
    def content_hashes(self) -> Mapping[str, str]:
        """File -> SHA-256 of the bytes that were used."""
        return {source.file: source.content_hash for source in self.sources}

    @property
    def tidied_counts(self) -> Mapping[str, int]:
        """Input -> how many of its cells were tidied."""
        return Counter(name for _, name in self.tidied)

    @cached_property
    def classes(self) -> tuple[str, ...] | None:
        """The class of every unit, `""` where it is blank."""
        return None if self.class_ is None else _texts(self.class_)

    @cached_property
    def parents(self) -> tuple[str, ...] | None:
        """The unit above every unit, `""` where it is blank."""
        return None if self.parent is None else _texts(self.parent)

    def scope(self, by: str) -> Column | None:
        """The labels that a scope groups by: `class`, `parent` or a heading; None for `all`.

        Raises:
            KeyError: the data has no such column.
        """
        if by == "all":
            return None
        column = {"class": self.class_, "parent": self.parent, **self.attributes}[by]
        if column is None:
            raise KeyError(by)
        return column

    def origin(self, row: int, name: str) -> Place | None:
        """The cell that an input or attribute of a unit came from; None where no file has one."""
        origin = self.origins.get(name)
        line = int(self.rows[origin.source][row]) if origin else 0
        return self.sources[origin.source].place(line, origin.column) if origin and line else None

    def of_class(self, label: str) -> Units:
        """The units of a class, in the same order."""
        return self.take([row for row, found in enumerate(self.classes or ()) if found == label])

    def of_ids(self, ids: Iterable[str]) -> Units:
        """The units with these ids, in the order of the ids.

        Raises:
            KeyError: there is no unit with such an id.
        """
        places = {unit: row for row, unit in enumerate(self.ids)}
        return self.take([places[unit] for unit in ids])

    def take(self, rows: Iterable[int]) -> Units:
        """The units of these rows, in their order."""
        chosen = np.fromiter(rows, dtype=np.intp)
        place_of = {int(old): new for new, old in enumerate(chosen)}
        return replace(
            self,
            ids=tuple(self.ids[row] for row in chosen),
            names=tuple(self.names[row] for row in chosen),
            class_=None if self.class_ is None else taken(self.class_, chosen),
            parent=None if self.parent is None else taken(self.parent, chosen),
            attributes={heading: taken(column, chosen) for heading, column in self.attributes.items()},
            columns={name: taken(column, chosen) for name, column in self.columns.items()},
            rows=tuple(lines[chosen] for lines in self.rows),
            tidied={(place_of[r], name): text for (r, name), text in self.tidied.items() if r in place_of},
        )


def taken(column: Column, rows: Array) -> Column:
    """`column` at these rows, in their order; -1 makes a row of which nothing is reported."""
    absent = rows < 0
    values = column.values[rows] if len(column.values) else np.zeros(len(rows), column.values.dtype)
    values[absent] = np.nan if column.values.dtype.kind == "f" else UNKNOWN_CODE
    places = {int(old): new for new, old in enumerate(rows) if old >= 0} if column.states else {}
    states = {places[row]: reason for row, reason in column.states.items() if row in places}
    return Column(column.type, values, column.labels, column.decimals, states)


def _texts(column: Column) -> tuple[str, ...]:
    labels = (*column.labels, "")  # -1, the unknown, is the last
    return cast("tuple[str, ...]", tuple(labels[code] for code in column.values.tolist()))
