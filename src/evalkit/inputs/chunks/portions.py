"""The blocks of a table dealt out, so that no portion has more rows than asked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np

from evalkit.expression.data import Array
from evalkit.inputs.block import Block, Texts


def portions(blocks: Iterable[Block], rows: int) -> Iterator[Iterator[Block]]:
    """Portions of at most so many rows; each is to be taken before the next is asked for."""
    parts = (part for block in blocks for part in _parts(block, rows))
    waiting = next(parts, None)

    def portion() -> Iterator[Block]:
        nonlocal waiting
        count = 0
        while waiting is not None and count + len(waiting.rows) <= rows:
            count += len(waiting.rows)
            yield waiting
            waiting = next(parts, None)

    while waiting is not None:
        yield portion()


def _parts(block: Block, rows: int) -> Iterator[Block]:
    count = len(block.rows)
    if count <= rows:
        yield block
        return
    read: dict[int, Texts] = {}
    for start in range(0, count, rows):
        yield _Part(block, start, min(start + rows, count), read)


@dataclass(frozen=True)
class _Part:
    """Some rows of a block."""

    _block: Block
    _start: int
    _stop: int
    _read: dict[int, Texts] = field(repr=False)
    """The columns of the block that were read as texts for some part of it."""

    @property
    def rows(self) -> Array:
        return self._block.rows[self._start : self._stop]

    def number(self, column: int) -> Array | None:
        values = self._block.number(column)
        return None if values is None else values[self._start : self._stop]

    def texts(self, columns: Sequence[int]) -> dict[int, Texts]:
        if unread := [column for column in columns if column not in self._read]:
            self._read.update(self._block.texts(unread))
        every = np.ones(self._stop - self._start, dtype=bool)
        read = {column: self._read[column] for column in columns}
        return {
            c: Texts(found.codes[self._start : self._stop], found.distinct).keep(every) for c, found in read.items()
        }

    def row(self, place: int) -> Sequence[str]:
        return self._block.row(self._start + place)

    def beyond(self, width: int) -> Iterable[int]:
        return self._block.beyond(width)
