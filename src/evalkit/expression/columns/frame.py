"""The memory of a running program: its buffers, and for each block the values of its leaves."""

from __future__ import annotations

import numpy as np

from evalkit.expression.columns.assembler import Slots
from evalkit.expression.columns.compiler import Compiled
from evalkit.expression.data import Array, Data


class Frame:
    """Buffers for blocks of up to `size` rows of `data`."""

    def __init__(self, compiled: Compiled, data: Data, size: int) -> None:
        asm = compiled.assembler
        self._slots: Slots = list(asm.slots)
        self._buffers = {slot: np.empty(size, dtype=kind) for slot, kind in asm.buffers.items()}
        self._loads = {slot: open_(compiled.lowering.source(data, leaf)) for slot, (leaf, open_) in asm.loads.items()}
        self._count = -1

    def block(self, rows: Array) -> Slots:
        """The slots for these rows: leaves loaded, buffers as long as the block."""
        if len(rows) != self._count:
            self._count = len(rows)
            self._slots = [*self._slots]
            for slot, buffer in self._buffers.items():
                self._slots[slot] = buffer[: self._count]
        chosen = _slice(rows)
        for slot, load in self._loads.items():
            self._slots[slot] = load(rows if chosen is None else chosen)
        return self._slots


def _slice(rows: Array) -> slice | None:
    """Rows in order without a gap as a slice, which is read in place."""
    first, last = int(rows[0]), int(rows[-1])
    if last - first + 1 != len(rows) or not bool((np.diff(rows) == 1).all()):
        return None
    return slice(first, last + 1)
