"""The columns back end: nodes compiled into one flat program that scores blocks of units in float64.

Its truths, texts, whole and rounded numbers are those of the exact back end for every unit; its other numbers are
off by no more than `Program.error` says. It gives the same whatever the size of the blocks and the order of rows.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from threading import Lock
from typing import TypeAlias, cast

import numpy as np

from evalkit.expression.bounds.facts import Bounds, Error
from evalkit.expression.columns.assembler import Slots
from evalkit.expression.columns.compiler import compiled
from evalkit.expression.columns.doubts import Doubts
from evalkit.expression.columns.frame import Frame
from evalkit.expression.data import Array, Data
from evalkit.expression.nodes import Node, Type

BLOCK = 32_768


@dataclass(frozen=True, slots=True)
class Result:
    """What one root gives for the rows of a block; good until the next block is computed."""

    values: Array
    """Numbers and dates float64 (NaN: unknown), truths bool (False where unknown), texts places in `labels` or -1."""
    unknown: Array | None = None
    """Of a truth: where it is unknown; None where it never is."""
    labels: tuple[str, ...] = ()
    counts: Array | None = None
    """Of a `round` node: float64 whole numbers of units of its last decimal; NaN: unknown."""

    def whole(self) -> tuple[Array, Array]:
        """Of a `round` node: int64 units of its last decimal, 0 where unknown; and where it is unknown."""
        counts = cast("Array", self.counts)
        unknown = np.isnan(counts)
        return np.where(unknown, 0.0, counts).astype(np.int64), unknown


Results: TypeAlias = Mapping[Node, Result]
Take = Callable[[int, int, Results], None]
"""Is given the first place and the end of a block within the rows, and its results."""


class Program:
    """Roots compiled for some data: for all of it, or for batches of it."""

    def __init__(self, roots: Sequence[Node], data: Data) -> None:
        self.roots = tuple(dict.fromkeys(roots))
        self._compiled = compiled(self.roots, data)
        self._labels = tuple(self._compiled.assembler.labels)

    def bounds(self, root: Node) -> Bounds:
        """Between which bounds the exact values of a root lie."""
        return self._compiled.assembler.bounds[self._compiled.lowered[root]]

    def error(self, root: Node) -> Error:
        """How far the floats of a root are from its exact values at most."""
        return self._compiled.assembler.errors[self._compiled.lowered[root]]

    def run(
        self, data: Data, take: Take, *, rows: slice | Array | None = None, block: int = BLOCK, threads: int = 1
    ) -> int:
        """Compute all rows or some, block by block; returns how many decisions needed the exact values.

        With more than one thread, blocks come in any order, and `take` is called from several threads at once; what it
        is given is the same.
        """
        chosen = rows if isinstance(rows, np.ndarray) else range(data.count)[slice(None) if rows is None else rows]
        starts = iter(range(0, len(chosen), block))
        lock = Lock()

        def following() -> int | None:
            with lock:
                return next(starts, None)

        def work() -> int:
            doubts = Doubts(self._compiled.lowering, data)
            frame = Frame(self._compiled, data, min(block, max(len(chosen), 1)))
            with np.errstate(all="ignore"):
                while (start := following()) is not None:
                    part = _rows(chosen[start : start + block])
                    take(start, start + len(part), self._block(frame.block(part), doubts, part))
            return doubts.decided

        if threads <= 1 or len(chosen) <= block:
            return work()
        with ThreadPoolExecutor(threads) as pool:
            return sum(future.result() for future in [pool.submit(work) for _ in range(threads)])

    def _block(self, slots: Slots, doubts: Doubts, part: Array) -> Results:
        doubts.block(part)
        for step in self._compiled.assembler.steps:
            step(slots, doubts)
        return {root: self._result(root, slots, len(part)) for root in self.roots}

    def _result(self, root: Node, slots: Slots, count: int) -> Result:
        lanes = self._compiled.assembler.lanes[self._compiled.lowered[root]]
        arrays = [np.broadcast_to(slots[lane], count) for lane in lanes]
        if root.type is Type.TEXT:
            return Result(arrays[0] - 1, labels=self._labels)
        if root.type is Type.TRUTH:
            return Result(arrays[0], arrays[0] != arrays[1] if len(arrays) > 1 else None)
        counted = self._compiled.counts.get(root)
        return Result(arrays[0], counts=None if counted is None else np.broadcast_to(slots[counted], count))


def _rows(part: range | Array) -> Array:
    return np.arange(part.start, part.stop, part.step) if isinstance(part, range) else part


def values(root: Node, data: Data) -> Array:
    """What `root` gives for all rows, as `Result.values`; for tests and small questions."""
    parts: list[Array] = []
    Program([root], data).run(data, lambda _, __, results: parts.append(results[root].values.copy()))
    return np.concatenate(parts) if parts else np.zeros(0)
