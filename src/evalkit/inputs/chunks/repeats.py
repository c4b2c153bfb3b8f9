"""Ids that stand in two rows of a file which is not held in memory: eight bytes of each are kept."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from evalkit.diagnostics import Diagnostic, data
from evalkit.inputs.cells.tidy import cut
from evalkit.inputs.identity import clean
from evalkit.inputs.shapes.layout import Layout
from evalkit.inputs.sheet import Sheet


class Seen:
    """The ids of the rows read so far."""

    def __init__(self) -> None:
        self._hashes = [np.empty(0, np.int64)]

    def add(self, ids: Sequence[str]) -> None:
        """Remember the ids of the next units, each once."""
        self._hashes.append(np.fromiter(map(hash, ids), np.int64, len(ids)))

    def doubtful(self) -> frozenset[int]:
        """The hashes that were met twice: of one id, or by chance of two."""
        hashes = np.sort(np.concatenate(self._hashes))
        return frozenset(hashes[1:][hashes[1:] == hashes[:-1]].tolist())


def repeated(sheet: Sheet, layout: Layout, hashes: frozenset[int]) -> Iterator[Diagnostic]:
    """Read the file again, and tell of every later row of the ids that have one of these hashes."""
    columns = {part: layout.who[part] for part in ("id", "name") if part in layout.who}
    first: dict[str, int] = {}
    for block in sheet.blocks([], sorted(set(columns.values()))):
        texts = block.texts(sorted(set(columns.values())))
        ids, names = (clean(texts[columns.get(part, columns["id"])]) for part in ("id", "name"))
        for row, unit, name in zip(block.rows.tolist(), ids, names, strict=True):
            if hash(unit) in hashes and (before := first.setdefault(unit, row)) != row:
                places = [sheet.source.place(one, columns["id"]) for one in (row, before)]
                called = cut(unit if name in ("", unit) else f"{unit} {name}")
                yield data.ID_TWICE(
                    places[0], others=(places[1],), hint=data.ONE_ROW(), unit=called, first=before, second=row
                )
