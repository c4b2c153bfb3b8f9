"""Stage by stage: compute what peers look at, gather it, go on. A program runs over blocks of rows in each stage."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from threading import Lock
from typing import cast

import numpy as np

from evalkit.evaluate.large import LARGEST_FLOAT, as_they_stand, exactly
from evalkit.evaluate.looks import looked
from evalkit.expression.columns.program import Program, Results
from evalkit.expression.data import Array, Data
from evalkit.expression.nodes import Node, Type, looks, within
from evalkit.result import Scores, State

THREADS = min(4, os.cpu_count() or 1)
"""NumPy computes without Python's lock, so blocks of units can be computed side by side; more is not faster."""
Progress = Callable[[int, int], None]
"""Is told how many rows of how many are done."""


@dataclass(frozen=True, slots=True)
class Computed:
    """What roots gave for all rows."""

    scores: Mapping[Node, Scores]
    """Of `round` nodes."""
    states: Mapping[Node, Array]
    """Of truths: int8 of `State`, FIRED where it holds."""
    numbers: Mapping[Node, Array]
    """Of other numbers: float64, NaN where unknown."""


def staged(roots: Sequence[Node], data: Data, progress: Progress | None = None) -> Data:
    """`data` with everything gathered that `roots` need."""
    needed = [node for node in looks(roots) if node not in data.gathered]
    for stage in sorted({node.stage for node in needed}):
        here = [node for node in needed if node.stage == stage]
        found = looked(here, data, partial(_there, progress=progress))
        data = replace(data, gathered={**data.gathered, **found})
    return data


def _there(nodes: Sequence[Node], data: Data, progress: Progress | None) -> tuple[Data, Computed]:
    """Nodes computed for other rows, which look at others in turn."""
    data = staged(nodes, data) if any(node not in data.gathered for node in looks(nodes)) else data
    return data, compute(nodes, data, progress=progress)


def _look_over(data: Data, roots: Sequence[Node]) -> None:
    """Find the extremes of all columns that are read, side by side; a column keeps them."""
    read = [source for node in within(roots) if node.operation == "column" and (source := data.source(node))]
    with ThreadPoolExecutor(THREADS) as pool:
        list(pool.map(lambda column: column.extent, read))


def compute(
    roots: Sequence[Node], data: Data, *, rows: Array | None = None, progress: Progress | None = None
) -> Computed:
    """The values of `roots` for all rows, or for some."""
    count = data.count if rows is None else len(rows)
    standing = as_they_stand(roots, data, rows)
    rounds = [node for node in dict.fromkeys(roots) if node.operation == "round" and node not in standing]
    truths = [node for node in dict.fromkeys(roots) if node.type is Type.TRUTH]
    others = [n for n in dict.fromkeys(roots) if n.type is Type.NUMBER and n.operation != "round"]
    wholes = {node: np.zeros(count, dtype=np.int64) for node in rounds}
    known = {node: np.zeros(count, dtype=bool) for node in rounds}
    large: dict[Node, list[int]] = {}
    states = {node: np.zeros(count, dtype=np.int8) for node in truths}
    numbers = {node: np.zeros(count) for node in others}
    lock, done = Lock(), [0]

    def take(start: int, stop: int, results: Results) -> None:
        for node in rounds:
            found, unknown = results[node].whole()
            wholes[node][start:stop] = found
            np.logical_not(unknown, out=known[node][start:stop])
            if np.any(beyond := np.abs(cast("Array", results[node].counts)) >= LARGEST_FLOAT):
                large.setdefault(node, []).extend(start + place for place in np.flatnonzero(beyond).tolist())
        for node in truths:
            states[node][start:stop] = results[node].values
            hidden = results[node].unknown
            if hidden is not None:
                states[node][start:stop][hidden] = State.UNDETERMINED
        for node in others:
            numbers[node][start:stop] = results[node].values
        if progress is not None:
            with lock:
                done.append(stop - start)
                progress(sum(done), count)

    if count and (left := [*rounds, *truths, *others]):
        _look_over(data, left)
        Program(left, data).run(data, take, rows=rows, threads=THREADS)
    for node, places in large.items():
        wholes[node] = exactly(node, data, wholes[node], places, rows)
    scores = {node: Scores(wholes[node], known[node], cast("int", node.data[1])) for node in rounds}
    return Computed({**standing, **scores}, states, numbers)
