"""Reads .arrow: columns as Arrow keeps them in memory, written to a file or as a stream."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

from evalkit.diagnostics import Problems
from evalkit.inputs.contents import ARROW
from evalkit.inputs.grids.columnar import ColumnarBook, columnar_book
from evalkit.inputs.grids.extras import library


def open_book(path: Path, content: bytes, encoding: str | None, problems: Problems) -> ColumnarBook | None:
    """The table of a file, or None where the problems found leave nothing to read."""
    ipc = library("pyarrow.ipc", path)
    made = partial(ArrowTable, ipc.open_file if content.startswith(ARROW) else ipc.open_stream)
    return columnar_book(path, content, made, problems)


class ArrowTable:
    """Rows that are in memory as they are in the file."""

    def __init__(self, opened: Any, file: Any) -> None:
        reader = opened(file)
        self.schema = reader.schema
        self._table = reader.read_all()
        self.count: int = self._table.num_rows

    def batches(self) -> Iterator[Any]:
        """The rows, some at a time."""
        yield from self._table.to_batches()
