"""Reads a pandas DataFrame as if it were a sheet: its columns are the headings, its first row is row 1."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, ClassVar

import numpy as np
import pandas as pd

from evalkit.expression.data import Array
from evalkit.inputs.block import Block, Texts
from evalkit.inputs.cells.spelling import spelled
from evalkit.inputs.sheet import Line, Part, Sheet
from evalkit.inputs.source import Source
from evalkit.inputs.workbook.marks import Merged


def frame_sheet(frame: pd.DataFrame, called: str) -> Sheet:
    """The frame as a sheet; a named index is its first columns."""
    named = [name for name in frame.index.names if name is not None]
    plain = frame.reset_index() if named else frame
    hashes = pd.util.hash_pandas_object(plain, index=False).to_numpy()
    source = Source(called, None, sha256(hashes.tobytes()).hexdigest())
    plain = plain.apply(_widened) if any(_is_short(kind) for kind in plain.dtypes) else plain
    return Sheet(FrameGrid(source, plain), [str(name) for name in plain.columns], 0, 1)


@dataclass(frozen=True)
class FrameGrid:
    """A frame, read as one block."""

    source: Source
    merged: ClassVar[Sequence[Merged]] = ()
    hidden: ClassVar[tuple[int, int]] = (0, 0)
    _frame: pd.DataFrame

    def lines(self) -> Iterator[Line]:
        yield Line(0, 1, [str(name) for name in self._frame.columns])

    def trusted(self, heading: Sequence[str], is_id: Callable[[str], bool]) -> bool:
        return True

    def last(self, count: int, first_row: int) -> int | None:
        end = len(self._frame) + 1 - count
        return end if end > first_row else None

    def blocks(self, part: Part) -> Iterator[Block]:
        yield FrameBlock(np.arange(1, len(self._frame) + 1), self._frame)


@dataclass(frozen=True)
class FrameBlock:
    """The rows of a frame."""

    rows: Array
    _frame: pd.DataFrame

    def number(self, column: int) -> Array | None:
        """The column as floats, if that is what it holds; infinities and long numbers are found by whoever asked."""
        cells = self._frame.iloc[:, column]
        numeric = pd.api.types.is_numeric_dtype(cells) and not pd.api.types.is_bool_dtype(cells)
        return cells.to_numpy(dtype=np.float64, na_value=np.nan) if numeric else None

    def texts(self, columns: Sequence[int]) -> dict[int, Texts]:
        return {column: self._texts(column) for column in columns}

    def row(self, place: int) -> Sequence[str]:
        return ["" if pd.isna(value) else spelled(_plain(value)) for value in self._frame.iloc[place]]

    def beyond(self, width: int) -> Iterable[int]:
        return ()

    def _texts(self, column: int) -> Texts:
        codes, distinct = pd.factorize(self._frame.iloc[:, column])
        codes = np.where(codes < 0, len(distinct), codes)  # what is not there is blank
        return Texts(codes, [*(spelled(_plain(value)) for value in distinct), ""])


def _is_short(kind: object) -> bool:
    return str(kind).lower() in ("float32", "float16")


def _widened(cells: pd.Series[Any]) -> pd.Series[Any]:
    """Floats of fewer bits as the shortest decimal that each of them is: 94.51, not 94.5100021362305."""
    if not _is_short(cells.dtype):
        return cells
    short = cells.to_numpy(dtype=str(cells.dtype).lower(), na_value=np.nan)
    return pd.Series(short.astype(str).astype(np.float64), index=cells.index)


def _plain(value: object) -> object:
    if isinstance(value, np.generic):
        return value.item()
    return value.to_pydatetime() if isinstance(value, pd.Timestamp) else value
