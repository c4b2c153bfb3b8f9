"""Tables of typed columns, as Parquet and Arrow files hold them; numbers go through no text where that is exact."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any, ClassVar, Protocol

import numpy as np

from evalkit.diagnostics import Diagnostic, Place, Problems, other_files
from evalkit.expression.data import Array
from evalkit.inputs.block import Block, Texts
from evalkit.inputs.cells.spelling import spelled
from evalkit.inputs.cells.tidy import cut
from evalkit.inputs.grids.extras import library
from evalkit.inputs.grids.keyed import KeyedSource
from evalkit.inputs.sheet import Line, Part
from evalkit.inputs.workbook.marks import Merged

ROWS = 65536
"""Rows that are looked at a time."""
MIDNIGHT = " 00:00:00"
MOST_ROWS = 50_000_000
"""A few bytes can say that a value stands in any number of rows."""


class Opened(Protocol):
    """A file with typed columns."""

    schema: Any
    """The names and types of the columns, as Arrow has them."""
    count: int
    """How many rows there are."""

    def batches(self) -> Iterable[Any]:
        """The rows, some at a time."""


def columnar_book(
    path: Path, content: bytes, opened: Callable[[Any], Opened], problems: Problems
) -> ColumnarBook | None:
    """The table of a file, or None where it is damaged; `opened` is given the file as Arrow reads it."""
    arrow = library("pyarrow", path)
    try:
        file = opened(arrow.BufferReader(content))
        names = file.schema.names
    except (arrow.ArrowException, OSError, ValueError, OverflowError):
        problems.add(_damaged(str(path)))
        return None
    if file.count > MOST_ROWS:
        problems.add(other_files.TOO_MUCH(Place(str(path)), what=other_files.ROWS(count=file.count)))
        return None
    source = KeyedSource(str(path), None, sha256(content).hexdigest(), keys=names)
    return ColumnarBook(ColumnarGrid(source, file, problems))


def _damaged(file: str) -> Diagnostic:
    return other_files.DAMAGED(Place(file), what=other_files.TYPED_COLUMNS())


@dataclass(frozen=True)
class ColumnarBook:
    """A file with one table."""

    sheets: ClassVar[Mapping[str, bool]] = {}
    _grid: ColumnarGrid

    def grid(self, sheet: str | None) -> ColumnarGrid:
        return self._grid


@dataclass(frozen=True)
class ColumnarGrid:
    """Batches of columns; their names are the heading, which is row 0."""

    source: KeyedSource
    merged: ClassVar[Sequence[Merged]] = ()
    hidden: ClassVar[tuple[int, int]] = (0, 0)
    _file: Opened
    _problems: Problems

    def lines(self) -> Iterator[Line]:
        yield Line(0, 1, self.source.keys)

    def trusted(self, heading: Sequence[str], is_id: Callable[[str], bool]) -> bool:
        return True

    def last(self, count: int, first_row: int) -> int | None:
        end = self._file.count + 1 - count
        return end if end > first_row else None

    def blocks(self, part: Part) -> Iterator[Block]:
        from pyarrow import ArrowException

        strange = {column: type_ for column, type_ in enumerate(self._file.schema.types) if not _is_cell(type_)}
        for column in sorted({*part.numbers, *part.texts} & strange.keys()):
            self._problems.add(
                other_files.COLUMN_TYPE(
                    self.source.place(0, column), heading=cut(self.source.keys[column]), type=cut(str(strange[column]))
                )
            )
        row = 1
        try:
            for batch in self._file.batches():
                batch.validate(full=True)
                wanted = batch.num_rows if part.end_row is None else min(batch.num_rows, part.end_row - row)
                if wanted > 0:
                    yield ColumnarBlock(np.arange(row, row + wanted), batch.slice(0, wanted), strange.keys())
                row += batch.num_rows
        except (ArrowException, OSError, ValueError, OverflowError):
            self._problems.add(_damaged(self.source.file))


class ColumnarBlock:
    """Some rows."""

    def __init__(self, rows: Array, batch: Any, strange: Iterable[int]) -> None:
        self.rows = rows
        self._batch = batch
        self._strange = frozenset(strange)

    def number(self, column: int) -> Array | None:
        """The column as floats, if it holds whole numbers or doubles; a NaN is no value, and read as a text."""
        from pyarrow import compute, float64, types

        cells = self._batch.column(column)
        if types.is_integer(cells.type):
            cells = cells.cast(float64(), safe=False)
        elif not types.is_float64(cells.type) or compute.any(compute.is_nan(cells)).as_py():
            return None
        return np.asarray(cells.to_numpy(zero_copy_only=False), dtype=np.float64)

    def texts(self, columns: Sequence[int]) -> dict[int, Texts]:
        return {column: self._texts(column) for column in columns}

    def row(self, place: int) -> Sequence[str]:
        return [texts[place] for texts in self._all]

    @cached_property
    def _all(self) -> list[Texts]:
        return [self._texts(column) for column in range(self._batch.num_columns)]

    def beyond(self, width: int) -> Iterable[int]:
        return ()

    def _texts(self, column: int) -> Texts:
        from pyarrow import compute, types

        if column in self._strange:
            return Texts(np.zeros(len(self.rows), dtype=np.intp), [""])
        cells = self._batch.column(column)
        if types.is_null(cells.type):
            return Texts(np.zeros(len(self.rows), dtype=np.intp), [""])
        if not types.is_dictionary(cells.type):
            cells = compute.dictionary_encode(cells)
        values = cells.dictionary
        distinct = [_text(value, values.type) for value in _plain(values).to_pylist()]
        codes = cells.indices.fill_null(len(distinct)) if cells.null_count else cells.indices
        return Texts(np.asarray(codes.to_numpy(zero_copy_only=False), dtype=np.intp), [*distinct, ""])


def _is_cell(type_: Any) -> bool:
    """Whether values of a type can stand in a cell."""
    from pyarrow import types

    if types.is_dictionary(type_):
        return _is_cell(type_.value_type)
    if types.is_timestamp(type_):
        return type_.tz is None
    known = (types.is_null, types.is_boolean, types.is_integer, types.is_float32, types.is_float64, types.is_decimal,
             types.is_string, types.is_large_string, types.is_string_view, types.is_date)  # fmt: skip
    return any(is_of(type_) for is_of in known)


def _plain(values: Any) -> Any:
    """Values that become those of Python, which knows fewer dates; of a time of day no part of a second is kept."""
    from pyarrow import date32, string, timestamp, types

    if types.is_timestamp(values.type):
        return values.cast(timestamp("s"), safe=False).cast(string())
    return values.cast(date32(), safe=False).cast(string()) if types.is_date(values.type) else values


def _text(value: object, type_: Any) -> str:
    from pyarrow import types

    match value:
        case str() if types.is_temporal(type_):
            return value.removesuffix(MIDNIGHT)
        case int() if not isinstance(value, bool):
            return str(value)  # all its digits: it may be a code
        case float() if types.is_float32(type_):
            return np.format_float_positional(np.float32(value), unique=True, trim="-")
        case Decimal():
            return f"{value:f}"
        case bool() | float() | str() | None:
            return spelled(value)
    raise AssertionError(value)
