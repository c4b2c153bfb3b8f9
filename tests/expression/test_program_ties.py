"""A million unit scores made of ties, edges and ratios, against whole-number arithmetic."""

from __future__ import annotations

from fractions import Fraction
from math import lcm
from typing import Any

import numpy as np

from evalkit.expression.columns.program import Program
from evalkit.expression.data import Column, Data
from evalkit.expression.graph import Graph
from evalkit.expression.nodes import Node, Type

ROWS, LEAVES = 20_000, 50
BOTTOMS = np.array([1, 2, 3, 4, 5, 7, 8, 20, 40, 64, 125, 160])
FACTORS = np.array([1, 1000, 999_983])
PART = lcm(*BOTTOMS.tolist(), 800) * 14
"""Every score is a whole number of 1 / PART."""
BESIDE = np.array([0, 1, -1, 10**10])
BANDS = ((Fraction(6, 10), 40), (Fraction(9, 10), 70), (Fraction(95, 100), 100))

Leaf = tuple[Node, np.ndarray]


class Made:
    """Nodes, their columns, and the scores in units of 1 / PART by whole numbers alone."""

    def __init__(self) -> None:
        self.random = np.random.default_rng(20251121)
        self.graph = Graph()
        self.columns: dict[str, Column] = {}
        makers = [self.bands, self.started, self.capped, self.linear, self.cents, self.beside]
        self.leaves = [makers[place % len(makers)](str(place)) for place in range(LEAVES)]

    def number(self, text: str) -> Node:
        return self.graph.number(Fraction(text))

    def column(self, name: str, whole: np.ndarray, unknown: np.ndarray, decimals: int = 0) -> Node:
        values = np.where(unknown, np.nan, whole / 10.0**decimals)
        self.columns[name] = Column(Type.NUMBER, values, decimals=decimals)
        return self.graph.column(name, Type.NUMBER)

    def ratio(self, name: str) -> tuple[Node, Any, Any, np.ndarray]:
        """A ratio at or near an edge: its node, its reduced top and bottom, and where it is unknown."""
        bottom = self.random.choice(BOTTOMS, ROWS)
        near = self.random.choice(np.array([60, 90, 95, 100, 94]), ROWS) * bottom // 100
        top = np.maximum(near + self.random.integers(-1, 2, ROWS), 0)
        factor, unknown = self.random.choice(FACTORS, ROWS), self.random.random(ROWS) < 0.03
        node = self.graph.div(
            self.column("top" + name, top * factor, unknown),
            self.column("bottom" + name, bottom * factor, np.zeros(ROWS, dtype=bool)),
        )
        return node, top, bottom, unknown

    def bands(self, name: str) -> Leaf:
        node, top, bottom, unknown = self.ratio(name)
        hundredths = np.zeros(ROWS, dtype=np.int64)
        for edge, worth in BANDS:
            hundredths[top * edge.denominator >= edge.numerator * bottom] = worth
        return self.banded(node), np.where(unknown, 0, hundredths * PART // 100)

    def banded(self, node: Node) -> Node:
        edges, worth = [self.graph.number(e) for e, _ in BANDS], [self.graph.number(Fraction(w, 100)) for _, w in BANDS]
        return self.missing_zero(self.graph.bands(node, edges, [self.graph.number(0), *worth], "left"))

    def missing_zero(self, node: Node) -> Node:
        return self.graph.known(node, self.graph.number(0))

    def started(self, name: str) -> Leaf:
        """1 point, less 0.05 for each started 1 % below 95 %."""
        node, top, bottom, unknown = self.ratio(name)
        graph = self.graph
        below = graph.greatest(graph.number(0), graph.sub(self.number("0.95"), node))
        lost = graph.mul(graph.steps(below, self.number("0.01"), "started"), self.number("0.05"))
        score = graph.greatest(graph.number(0), graph.sub(graph.number(1), lost))
        steps = -((np.minimum(100 * top - 95 * bottom, 0)) // bottom)
        return self.missing_zero(score), np.where(unknown, 0, np.maximum(20 - steps, 0) * PART // 20)

    def capped(self, name: str) -> Leaf:
        node, top, bottom, unknown = self.ratio(name)
        score = self.graph.mul(self.graph.least(node, self.graph.number(1)), self.graph.number(2))
        return self.missing_zero(score), np.where(unknown, 0, np.minimum(top, bottom) * 2 * PART // bottom)

    def linear(self, name: str) -> Leaf:
        """0 points at 60 %, 1.5 at 95 %."""
        node, top, bottom, unknown = self.ratio(name)
        points = [self.number(text) for text in ("0.6", "0.95", "0", "1.5")]
        rise = np.clip(20 * top - 12 * bottom, 0, 7 * bottom)
        return self.missing_zero(self.graph.make("interp", node, *points)), np.where(
            unknown, 0, rise * PART // (14 * bottom) * 3
        )

    def cents(self, name: str) -> Leaf:
        """An eighth of an amount that may be negative: every fourth one is a tie."""
        cents, unknown = self.random.integers(-400, 400, ROWS), self.random.random(ROWS) < 0.03
        node = self.graph.mul(self.column("cents" + name, cents, unknown, decimals=2), self.number("0.125"))
        return self.missing_zero(node), np.where(unknown, 0, cents * (PART // 800))

    def beside(self, name: str) -> Leaf:
        """A plain number on a band's edge, or one part in 10^11 beside it."""
        edge = self.random.choice(np.array([60, 90, 95]), ROWS) * 10**9
        whole, unknown = edge + self.random.choice(BESIDE, ROWS), self.random.random(ROWS) < 0.03
        hundredths = np.zeros(ROWS, dtype=np.int64)
        for limit, worth in BANDS:
            hundredths[whole >= limit * 10**11] = worth
        node = self.column("near" + name, whole, unknown, decimals=11)
        return self.banded(node), np.where(unknown, 0, hundredths * PART // 100)


def rounded(parts: np.ndarray) -> np.ndarray:
    """Hundredths, half away from zero, of a number of 1 / PART."""
    return np.sign(parts) * ((200 * np.abs(parts) + PART) // (2 * PART))


def test_a_million_scores_and_their_totals_are_rounded_as_whole_numbers_round() -> None:
    made = Made()
    roots = [made.graph.round(node, "half_up", 2) for node, _ in made.leaves]
    roots.append(made.graph.round(made.graph.add(*(node for node, _ in made.leaves)), "half_up", 2))
    total = sum(parts for _, parts in made.leaves)
    expected = [rounded(parts) for parts in (*(parts for _, parts in made.leaves), total)]
    assert (200 * np.abs(np.asarray(total)) % (2 * PART) == PART).sum() > 20  # there are ties in totals of ratios
    data = Data(ROWS, made.columns)
    order = np.random.default_rng(1).permutation(ROWS)
    for rows, block in ((None, 32_768), (order, 997)):
        wrong = np.zeros(len(roots), dtype=np.int64)

        def take(start: int, stop: int, results: Any, rows: Any = rows, wrong: np.ndarray = wrong) -> None:
            places = slice(start, stop) if rows is None else rows[start:stop]
            for place, root in enumerate(roots):
                whole, unknown = results[root].whole()
                wrong[place] += (whole != expected[place][places]).sum() + unknown.sum()

        redone = Program(roots, data).run(data, take, rows=rows, block=block)
        assert not wrong.any(), wrong
        assert redone < ROWS  # nearly all is decided on floats
