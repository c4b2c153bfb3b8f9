"""Reads .parquet."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from evalkit.diagnostics import Problems
from evalkit.inputs.grids.columnar import ROWS, ColumnarBook, columnar_book
from evalkit.inputs.grids.extras import library


def open_book(path: Path, content: bytes, encoding: str | None, problems: Problems) -> ColumnarBook | None:
    """The table of a file, or None where the problems found leave nothing to read."""
    parquet = library("pyarrow.parquet", path)
    return columnar_book(path, content, lambda file: ParquetTable(parquet.ParquetFile(file)), problems)


class ParquetTable:
    """Rows that are unpacked when they are asked for."""

    def __init__(self, file: Any) -> None:
        self._file = file
        self.schema = file.schema_arrow
        self.count: int = file.metadata.num_rows

    def batches(self) -> Iterable[Any]:
        """The rows, some at a time."""
        return self._file.iter_batches(batch_size=ROWS)  # type: ignore[no-any-return]
