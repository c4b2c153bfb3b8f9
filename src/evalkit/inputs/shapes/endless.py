"""Cells that are longer than any cell of a workbook can be, and rows that are wider than any sheet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from evalkit.diagnostics import Diagnostic, archives
from evalkit.expression.data import Array
from evalkit.inputs.block import Texts
from evalkit.inputs.cells.tidy import cut
from evalkit.inputs.sheet import Line
from evalkit.inputs.source import Source

LONGEST = 32_767
WIDEST = 16_384


def endless_in_lines(lines: Iterable[Line], source: Source) -> Iterator[Diagnostic]:
    """The endless cells of some rows, in any column; a row that is endless itself is told as such."""
    for line in lines:
        if len(line.cells) > WIDEST:
            yield archives.TOO_WIDE(source.place(line.row, 0), count=len(line.cells), limit=WIDEST)
            continue
        for column, cell in enumerate(line.cells):
            if len(cell) > LONGEST:
                yield _told(source, line.row, column, cell)


def endless_in_columns(columns: Mapping[int, Texts], rows: Array, source: Source) -> Iterator[Diagnostic]:
    """The endless cells of some columns, each different one once."""
    for column, texts in columns.items():
        if max(map(len, texts.distinct), default=0) <= LONGEST:
            continue
        for code, cell in enumerate(texts.distinct):
            if len(cell) > LONGEST:
                yield _told(source, int(rows[(texts.codes == code).argmax()]), column, cell)


def _told(source: Source, row: int, column: int, cell: str) -> Diagnostic:
    return archives.ENDLESS(source.place(row, column), count=len(cell), limit=LONGEST, text=cut(cell))
