"""Generic nodes against a kernel written by hand: 1,000,000 units, 100 mixed indicators.

Run: python benchmarks/kernel.py [units]
Prints the seconds of each, their ratio, and the memory that each needs beside the data. Runs are paired and the
best of several counts, because the machine is shared.
"""

from __future__ import annotations

import sys
import time
import tracemalloc
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import numpy as np

from evalkit.expression.columns.program import BLOCK, Program
from evalkit.expression.data import Array, Column, Data
from evalkit.expression.graph import Graph
from evalkit.expression.nodes import Node, Type

ROUNDS = 5
KINDS = ("bands", "linear", "started", "capped", "full", "levels")
LEVELS = ("齐全", "基本齐全", "不齐全", "无")
SHARES = (1.0, 0.75, 0.5, 0.0)


def made(units: int, indicators: int) -> Data:
    """A numerator and a denominator, a count, a percent or a level for each indicator; 2 % of cells unknown."""
    random = np.random.default_rng(7)
    columns: dict[str, Column] = {}
    for place in range(indicators):
        kind = KINDS[place % len(KINDS)]
        if kind == "levels":
            codes = random.integers(0, 4, units).astype(np.int32)
            columns[f"level{place}"] = Column(Type.TEXT, codes, labels=LEVELS)
            continue
        whole = random.integers(50, 5000, units).astype(float)
        part = np.floor(whole * random.uniform(0.7, 1.05, units))
        part[random.random(units) < 0.02] = np.nan
        columns[f"part{place}"] = Column(Type.NUMBER, part)
        columns[f"whole{place}"] = Column(Type.NUMBER, whole)
    return Data(units, columns)


def nodes(indicators: int, *, computed_edges: bool) -> Node:
    """The total, rounded, of the indicators as a scheme would lower them; missing is zero."""
    graph = Graph()
    edge = graph.div(graph.column("part1", Type.NUMBER), graph.column("whole1", Type.NUMBER))
    scores = []
    for place in range(indicators):
        kind = KINDS[place % len(KINDS)]
        if kind == "levels":
            key = graph.column(f"level{place}", Type.TEXT)
            scores.append(graph.pick(key, dict(zip(LEVELS, map(_number(graph), SHARES), strict=True)), graph.number(0)))
            continue
        part, whole = (graph.column(f"{name}{place}", Type.NUMBER) for name in ("part", "whole"))
        ratio = graph.div(part, whole)
        score = NODES[kind](graph, ratio)
        if computed_edges and kind == "bands":
            score = _computed_bands(graph, ratio, edge)
        scores.append(graph.known(score, graph.number(0)))
    return graph.round(graph.add(*scores), "half_up", 2)


def _number(graph: Graph) -> Callable[[float], Node]:
    return lambda value: graph.number(Fraction(repr(value)))


def _bands(graph: Graph, ratio: Node) -> Node:
    edges, points = map(_number(graph), (0.8, 0.9, 0.95)), map(_number(graph), (0.0, 0.4, 0.7, 1.0))
    return graph.bands(ratio, edges, points, "left")


def _computed_bands(graph: Graph, ratio: Node, edge: Node) -> Node:
    edges = [graph.mul(edge, factor) for factor in map(_number(graph), (0.8, 0.9, 1.0))]
    return graph.bands(ratio, edges, map(_number(graph), (0.0, 0.4, 0.7, 1.0)), "left")


def _linear(graph: Graph, ratio: Node) -> Node:
    number = _number(graph)
    return graph.make("interp", ratio, number(0.6), number(0.95), number(0.0), number(1.0))


def _started(graph: Graph, ratio: Node) -> Node:
    number = _number(graph)
    below = graph.greatest(graph.number(0), graph.sub(number(0.95), ratio))
    lost = graph.mul(graph.steps(below, number(0.01), "started"), number(0.05))
    return graph.greatest(graph.number(0), graph.sub(graph.number(1), lost))


def _capped(graph: Graph, ratio: Node) -> Node:
    return graph.mul(graph.least(ratio, graph.number(1)), graph.number(2))


def _full(graph: Graph, ratio: Node) -> Node:
    return graph.choose(graph.compare(">=", ratio, _number(graph)(0.9)), graph.number(1), graph.number(0))


NODES: dict[str, Callable[[Graph, Node], Node]] = {
    "bands": _bands,
    "linear": _linear,
    "started": _started,
    "capped": _capped,
    "full": _full,
}


class Kernel:
    """The same by hand on floats: blocks, reused buffers, no care for ties."""

    def __init__(self, data: Data, indicators: int, *, computed_edges: bool) -> None:
        self.data = data
        self.indicators = indicators
        self.computed_edges = computed_edges
        self.x, self.y, self.edge, self.limit, self.total = (np.empty(BLOCK) for _ in range(5))
        self.flag, self.count = np.empty(BLOCK, dtype=bool), np.empty(BLOCK, dtype=np.uint8)

    def run(self, out: Array) -> None:
        with np.errstate(all="ignore"):
            for start in range(0, self.data.count, BLOCK):
                self._block(slice(start, min(start + BLOCK, self.data.count)), out)

    def _block(self, rows: slice, out: Array) -> None:
        total = self.total[: rows.stop - rows.start]
        total[:] = 0.0
        if self.computed_edges:
            self._ratio(1, rows, self.edge[: len(total)])
        for place in range(self.indicators):
            total += self._score(place, rows, len(total))
        np.multiply(total, 100.0, out=total)
        np.add(total, 0.5, out=total)
        np.floor(total, out=total)
        out[rows] = total

    def _ratio(self, place: int, rows: slice, out: Array) -> Array:
        part, whole = self.data.columns[f"part{place}"].values[rows], self.data.columns[f"whole{place}"].values[rows]
        return np.divide(part, whole, out=out)

    def _score(self, place: int, rows: slice, size: int) -> Array:
        kind = KINDS[place % len(KINDS)]
        x, y, flag = self.x[:size], self.y[:size], self.flag[:size]
        if kind == "levels":
            codes = self.data.columns[f"level{place}"].values[rows]
            return np.take(LEVEL_TABLE, codes, out=y, mode="clip")
        self._ratio(place, rows, x)
        np.isnan(x, out=flag)
        score: Array = getattr(self, f"_{kind}")(x, y, size)
        np.copyto(score, 0.0, where=flag)
        return score

    def _bands(self, x: Array, y: Array, size: int) -> Array:
        count, flag = self.count[:size], self.flag[:size]
        known = flag.copy()
        for place, edge in enumerate((0.8, 0.9, 0.95 if not self.computed_edges else 1.0)):
            limit: Any = edge
            if self.computed_edges:
                limit = np.multiply(self.edge[:size], edge, out=self.limit[:size])
            np.greater_equal(x, limit, out=flag)
            if place:
                np.add(count, flag.view(np.uint8), out=count)
            else:
                np.copyto(count, flag.view(np.uint8))
        flag[:] = known
        return np.take(BAND_TABLE, count, out=y, mode="clip")

    def _linear(self, x: Array, y: Array, size: int) -> Array:
        np.multiply(x, 1 / 0.35, out=x)
        np.subtract(x, 0.6 / 0.35, out=x)
        return np.clip(x, 0.0, 1.0, out=x)

    def _started(self, x: Array, y: Array, size: int) -> Array:
        np.subtract(0.95, x, out=x)
        np.clip(x, 0.0, np.inf, out=x)
        np.divide(x, 0.01, out=x)
        np.ceil(x, out=x)
        np.multiply(x, 0.05, out=x)
        np.subtract(1.0, x, out=x)
        return np.clip(x, 0.0, np.inf, out=x)

    def _capped(self, x: Array, y: Array, size: int) -> Array:
        np.clip(x, -np.inf, 1.0, out=x)
        return np.multiply(x, 2.0, out=x)

    def _full(self, x: Array, y: Array, size: int) -> Array:
        np.greater_equal(x, 0.9, out=self.count[:size].view(bool))
        return np.take(FULL_TABLE, self.count[:size], out=y, mode="clip")


LEVEL_TABLE, BAND_TABLE, FULL_TABLE = np.array(SHARES), np.array([0.0, 0.4, 0.7, 1.0]), np.array([0.0, 1.0])


def timed(action: Callable[[], object]) -> float:
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def memory(action: Callable[[], object]) -> float:
    """The largest memory in MB that an action takes beside what was there."""
    tracemalloc.start()
    action()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak / 1e6


def fresh(data: Data) -> Data:
    """The same columns without what is already known of their extremes."""
    columns = {name: Column(c.type, c.values, c.labels, c.decimals) for name, c in data.columns.items()}
    return Data(data.count, columns)


def compare(data: Data, indicators: int, *, computed_edges: bool) -> None:
    root = nodes(indicators, computed_edges=computed_edges)
    by_hand, by_nodes = np.empty(data.count), np.empty(data.count)
    program, redone = Program([root], data), [0]

    def hand() -> None:
        Kernel(data, indicators, computed_edges=computed_edges).run(by_hand)

    def take(start: int, stop: int, results: Any) -> None:
        by_nodes[start:stop] = results[root].counts

    def run() -> None:
        redone[0] = program.run(data, take)

    times = [(timed(hand), timed(run), timed(lambda: Program([root], fresh(data)))) for _ in range(ROUNDS)]
    hands, runs, compiles = (min(column) for column in zip(*times, strict=True))
    print(f"{'computed' if computed_edges else 'constant'} edges, {data.count:,} units x {indicators} indicators")
    print(f"  by hand {hands:.3f} s; nodes {runs:.3f} s, ratio {runs / hands:.2f}")
    print(f"  with compiling and the extremes of the columns {compiles:.3f} s: ratio {(runs + compiles) / hands:.2f}")
    print(f"  memory beside the data: by hand {memory(hand):.1f} MB, nodes {memory(run):.1f} MB")
    wrong = (by_hand != by_nodes).sum()
    print(f"  decided again exactly: {redone[0]:,}; totals that floats alone get wrong: {wrong:,}")


if __name__ == "__main__":
    units = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    table = made(units, 100)
    compare(table, 100, computed_edges=False)
    compare(table, 100, computed_edges=True)
