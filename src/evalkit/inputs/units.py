"""What was read: the units, their inputs as columns, and the cell that every value came from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TypeVar, cast

import numpy as np

from evalkit.diagnostics import Place
from evalkit.expression.data import Array, Column
from evalkit.inputs.belonging import Belonging, RecordRows
from evalkit.inputs.source import Source

T = TypeVar("T")


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
    """All units, one a row, in the order of the roster or of the first file.

    Rows are counted from 0 here, rows of a file from 1.
    """

    ids: tuple[str, ...]
    names: tuple[str, ...]
    """The id where the data has no name."""
    class_: Column | None
    """TEXT; None if the scheme names no heading of a class or the data has none."""
    parent: Column | None
    attributes: Mapping[str, Column]
    """Heading -> TEXT: what other scopes group by, reasons and decisions, and what lists show."""
    columns: Mapping[str, Column]
    """Every input of the scheme that is not computed from records; one without a column is not reported anywhere, or
    is taken from another scheme.
    """
    sources: tuple[Source, ...]
    rows: tuple[Array, ...] = field(repr=False)
    """For each source the row of the file where each unit stands; 0: it is not there."""
    origins: Mapping[str, Sequence[Origin]]
    """Input, or heading of an attribute -> its column, where there is one; several, where several files have it."""
    given: Mapping[str, Array] = field(default_factory=dict, repr=False)
    """Of what has several columns: for each unit the place in `origins` of the one that it is from."""
    tidied: Mapping[tuple[int, str], str] = field(default_factory=dict)
    """(row, input) -> what was written there: `９４．５`."""
    left_out: Sequence[str] = ()
    """Ids in the data that are none of the units, which was told."""
    others: Mapping[str, Units] = field(default_factory=dict, repr=False)
    """File of a scheme whose result is taken -> the same data as that scheme reads them."""

    records: Mapping[str, RecordRows] = field(default_factory=dict)
    """The rows below the units, for every table of records of the scheme; of an earlier period for those it has."""
    earlier: Units | None = None
    """The units of the period before, where the data tells of it; and so on."""

    def __len__(self) -> int:
        return len(self.ids)

    def __repr__(self) -> str:
        return f"<{len(self)} units of {', '.join(source.file for source in self.sources)}>"

    @property
    def content_hashes(self) -> Mapping[str, str]:
        """File -> SHA-256 of the bytes that were used."""
        sources = (*self.sources, *(source for records in self.records.values() for source in records.sources))
        return {source.file: source.content_hash for source in sources if source.content_hash}

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

    @cached_property
    def above(self) -> Array | None:
        """For each unit the row of the unit above it, by its id or else its name; -1 where that is none of them."""
        if self.parents is None:
            return None
        named = Counter(self.names)
        rows = {name: row for row, name in enumerate(self.names) if named[name] == 1}
        rows |= {unit: row for row, unit in enumerate(self.ids)}
        return np.array([rows.get(parent, -1) for parent in self.parents], dtype=np.int64)

    def below(self, unit: int) -> list[int]:
        """The rows of the units below the unit of a row."""
        return [] if self._belonging is None else self._belonging.of(unit)

    @cached_property
    def _belonging(self) -> Belonging | None:
        return None if self.above is None else Belonging.sorted(self.above)

    def places(self, ids: Sequence[str]) -> Array:
        """The row of each of these ids, -1 where it is not among the units."""
        rows = {unit: row for row, unit in enumerate(self.ids)}
        return np.array([rows.get(unit, -1) for unit in ids], dtype=np.int64)

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
        if (origin := self.column_of(row, name)) is None:
            return None
        line = int(self.rows[origin.source][row])
        return self.sources[origin.source].place(line, origin.column) if line else None

    def column_of(self, row: int, name: str) -> Origin | None:
        """The column that an input or attribute of a unit came from."""
        if name not in self.origins:
            return None
        return self.origins[name][int(self.given[name][row]) if name in self.given else 0]

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
        """The units of these rows, in their order, with their records."""
        chosen = np.fromiter(rows, dtype=np.intp)
        place_of = {int(old): new for new, old in enumerate(chosen)}
        owners = np.full(len(self), -1, dtype=np.int64)
        owners[chosen] = np.arange(len(chosen))
        return replace(
            self,
            ids=tuple(self.ids[row] for row in chosen),
            names=tuple(self.names[row] for row in chosen),
            class_=None if self.class_ is None else self.class_.at(chosen),
            parent=None if self.parent is None else self.parent.at(chosen),
            attributes={heading: column.at(chosen) for heading, column in self.attributes.items()},
            columns={name: column.at(chosen) for name, column in self.columns.items()},
            rows=tuple(lines[chosen] for lines in self.rows),
            given={name: places[chosen] for name, places in self.given.items()},
            tidied={(place_of[r], name): text for (r, name), text in self.tidied.items() if r in place_of},
            records={name: records.of(owners) for name, records in self.records.items()},
        )


def taken_few(found: Mapping[int, T], rows: Array) -> dict[int, T]:
    """What is known of a few rows, at these rows."""
    places = np.flatnonzero(np.isin(rows, list(found))).tolist() if found else []
    return {place: found[int(rows[place])] for place in places}


def _texts(column: Column) -> tuple[str, ...]:
    labels = (*column.labels, "")  # -1, the unknown, is the last
    return cast("tuple[str, ...]", tuple(labels[code] for code in column.values.tolist()))
