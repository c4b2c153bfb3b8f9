"""Steps of bands: how many edges are passed, and the value that belongs to it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import numpy as np

from evalkit.expression.columns.assembler import Assembler, Lanes
from evalkit.expression.columns.edges import Edge, edges
from evalkit.expression.columns.overlay import lay, lay_unknown, start
from evalkit.expression.columns.tables import add_up, constant, entry, taken, writer
from evalkit.expression.columns.truths import unknown_of
from evalkit.expression.data import Array
from evalkit.expression.nodes import Node

MOST_EDGES = 120
"""Counts of passed edges are kept in one byte, of which the highest bit is the unknown."""
UNKNOWN_BIT = 128


def bands(asm: Assembler, node: Node) -> Lanes:
    """Constants from a table by the number of edges passed, anything else laid over as edges are passed."""
    count = len(node.arguments) // 2 - 1
    x, limits, values = node.arguments[0], node.arguments[1 : count + 1], node.arguments[count + 1 :]
    passed = edges(asm, x, limits, strict=node.data[0] == "right")
    tabled = count <= MOST_EDGES and constant(*values)
    if tabled and _rising(limits):
        lanes = _between_constants(asm, node, passed, values)
    else:
        disorder = asm.scratch("?")
        lanes = (_between_computed if tabled else _laid)(asm, node, passed, values, disorder)
        asm.redo(node, disorder, lanes, writer(asm, node))
    _redo_doubts(asm, node, passed, lanes)
    return lanes


def _rising(limits: tuple[Node, ...]) -> bool:
    return constant(*limits) and all(a.data[0] <= b.data[0] for a, b in pairwise(limits))  # type: ignore[operator]


def _between_constants(asm: Assembler, node: Node, passed: list[Edge], values: tuple[Node, ...]) -> Lanes:
    """Counts the edges that are not passed, because an unknown then counts less than any number."""
    table = [entry(v) for v in values]
    total, flag = asm.scratch("?"), asm.scratch("?")
    unknown = asm.bounds[node.arguments[0]].unknown
    for place, edge in enumerate(passed):
        edge.mark(flag if place else total, negated=unknown)
        if place:
            add_up(asm, total, flag, total)
    if not unknown:
        return taken(asm, node, table, total)
    x = passed[0].x
    asm.step(lambda s, _: np.less_equal(s[x], np.inf, out=s[flag]))
    add_up(asm, total, flag, total)
    return taken(asm, node, [np.nan, *reversed(table)], total, unknown=0)


def _between_computed(asm: Assembler, node: Node, passed: list[Edge], values: tuple[Node, ...], disorder: int) -> Lanes:
    """Counts the edges that are passed; an unknown sets a bit that leads to the end of the table."""
    table, total = [entry(v) for v in values], asm.scratch("?")
    asm.step(lambda s, _: s[total].fill(False))
    for mark in _marks(asm, passed, disorder):
        add_up(asm, total, mark, total)
    unknown = _unknown(asm, node, len(passed), disorder)
    if unknown is None:
        return taken(asm, node, table, total)
    asm.step(lambda s, _: _set_bit(s[total].view(np.uint8), s[unknown].view(np.uint8)))
    return taken(asm, node, [*table, np.nan], total, unknown=len(table))


def _set_bit(total: Array, unknown: Array) -> None:
    np.multiply(unknown, UNKNOWN_BIT, out=unknown)
    np.bitwise_or(total, unknown, out=total)


def _unknown(asm: Assembler, node: Node, count: int, disorder: int) -> int | None:
    """A slot that marks where x or an edge is unknown, which is then no disorder."""
    unknown = [u for part in node.arguments[: count + 1] if (u := unknown_of(asm, part)) is not None]
    for other in unknown[1:]:
        asm.call(np.logical_or, unknown[0], other, out=unknown[0])
    if not unknown:
        return None
    asm.call(np.greater, disorder, unknown[0], out=disorder)
    return unknown[0]


def _marks(asm: Assembler, passed: list[Edge], disorder: int) -> Iterator[int]:
    """Slots that mark where each edge is passed, and in `disorder` where one is passed but not the one before.

    There the edges do not rise, and which of them count is told by the exact back end.
    """
    flags = asm.scratch("?"), asm.scratch("?")
    asm.step(lambda s, _: s[disorder].fill(False))
    for place, edge in enumerate(passed):
        here, before = flags[place % 2], flags[(place + 1) % 2]
        edge.mark(here)
        if place:
            _mark_disorder(asm, before, here, disorder)
        yield here


def _mark_disorder(asm: Assembler, before: int, here: int, disorder: int) -> None:
    found = asm.once("disorder", "?", lambda _: None)
    asm.call(np.greater, here, before, out=found)
    asm.call(np.logical_or, disorder, found, out=disorder)


def _laid(asm: Assembler, node: Node, passed: list[Edge], values: tuple[Node, ...], disorder: int) -> Lanes:
    lanes = start(asm, node, values[0], fresh=True)
    for mark, value in zip(_marks(asm, passed, disorder), values[1:], strict=True):
        lay(asm, lanes, asm.lanes[value], mark)
    lay_unknown(asm, node, lanes, _unknown(asm, node, len(passed), disorder))
    return lanes


def _redo_doubts(asm: Assembler, node: Node, passed: list[Edge], lanes: Lanes) -> None:
    doubtful = asm.scratch("?")
    for edge in passed:
        if edge.margin.doubt:
            edge.doubt(doubtful)
            asm.redo(node, doubtful, lanes, writer(asm, node))
