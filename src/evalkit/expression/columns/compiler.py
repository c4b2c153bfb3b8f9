"""Compiles roots: lowered, bounded, put in order and made into steps."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import cast

import numpy as np

from evalkit.expression.bounds import intervals as bounds_
from evalkit.expression.bounds.facts import Bounds
from evalkit.expression.columns import errors as columns_errors
from evalkit.expression.columns import leaves as columns_leaves
from evalkit.expression.columns.assembler import Assembler, Lanes
from evalkit.expression.columns.choice import decided
from evalkit.expression.columns.lowering import CONSTANTS, Lowering
from evalkit.expression.columns.operations import OPERATIONS
from evalkit.expression.data import Column, Data
from evalkit.expression.nodes import Node, Type, within


@dataclass(frozen=True, slots=True)
class Compiled:
    """Roots with their lowered nodes, and the steps that compute these."""

    lowering: Lowering
    lowered: dict[Node, Node]
    assembler: Assembler
    counts: dict[Node, int]
    """For each rounded root the slot that counts units of its last decimal."""


def compiled(roots: Sequence[Node], data: Data) -> Compiled:
    """The program of `roots` for data with these labels and bounds."""
    lowering = Lowering(data)
    lowered = dict(zip(roots, lowering.lower(roots), strict=True))
    nodes = within(lowered.values())
    bounds = bounds_.compute(nodes, lambda leaf: bounds_.of_source(lowering.source(data, leaf)))
    errors = columns_errors.computed(nodes, bounds)
    asm = Assembler(bounds, errors, _labels(nodes, lowering, data))
    asm.counted = {node for root, node in lowered.items() if root.operation == "round"}
    _assemble(asm, list(dict.fromkeys(lowered.values())))
    return Compiled(
        lowering, lowered, asm, {r: _count(asm, r, n) for r, n in lowered.items() if r.operation == "round"}
    )


def _assemble(asm: Assembler, roots: list[Node]) -> None:
    order = list(_order(asm, roots))
    asm.waiting.update(roots)
    for node in order:
        asm.waiting.update(_read(asm, node))
    asm.readers = Counter(asm.waiting)
    for node in order:
        asm.hold(node, _lanes(asm, node))
        for argument in _read(asm, node):
            asm.drop(argument)


def _order(asm: Assembler, roots: list[Node]) -> Iterator[Node]:
    """Depth first, so that what is computed is soon used and let go; but truths and their counts, which are small, as
    soon as they can be, while what they look at is at hand.
    """
    planned = list(_depth_first(asm, roots))
    readers: defaultdict[Node, list[Node]] = defaultdict(list)
    for node in planned:
        if node.type is Type.TRUTH or node.operation == "count_true":
            for argument in _read(asm, node):
                readers[argument].append(node)
    done: set[Node] = set()
    for node in planned:
        waiting = [node]
        while waiting:
            following = waiting.pop()
            if following not in done and all(argument in done for argument in _read(asm, following)):
                done.add(following)
                yield following
                waiting.extend(readers[following])


def _depth_first(asm: Assembler, roots: list[Node]) -> Iterator[Node]:
    seen: set[Node] = set()
    waiting = [(root, False) for root in reversed(roots)]
    while waiting:
        node, ready = waiting.pop()
        if ready:
            yield node
        elif node not in seen:
            seen.add(node)
            waiting.append((node, True))
            waiting.extend((a, False) for a in reversed(_read(asm, node)))


def _read(asm: Assembler, node: Node) -> tuple[Node, ...]:
    """The arguments whose lanes the steps of a node read."""
    if node.operation == "not_applicable" or _settled(asm.bounds[node]):
        return ()
    chosen = decided(asm, node) if node.operation == "if" else None
    if chosen is not None:
        return (chosen,)
    return node.arguments


def _settled(bounds: Bounds) -> bool:
    """Whether all units have one and the same value, or none."""
    return bounds.empty or bounds.constant


def _lanes(asm: Assembler, node: Node) -> Lanes:
    bounds = asm.bounds[node]
    if node.operation in CONSTANTS:
        value = None if node.operation == "nothing" else node.data[0]
        return columns_leaves.constant(asm, value, node.type)
    if _settled(bounds):
        return columns_leaves.constant(asm, None if bounds.empty else bounds.low, node.type)
    return OPERATIONS[node.operation](asm, node)


def _count(asm: Assembler, root: Node, node: Node) -> int:
    """The slot that counts a rounded root, also where it turned out to be constant."""
    if node in asm.counts:
        return asm.counts[node]
    bounds = asm.bounds[node]
    scale = Fraction(10) ** cast("int", root.data[1])
    return asm.constant(np.nan if bounds.empty else float(bounds.low * scale))


def _labels(nodes: Iterable[Node], lowering: Lowering, data: Data) -> dict[str, int]:
    """A number for each text, from 1 on; those that the nodes speak of come first, so that their tables are short."""
    spoken: dict[str, None] = {}
    read: dict[str, None] = {}
    for node in nodes:
        if node.operation == "text":
            spoken[str(node.data[0])] = None
        elif node.operation == "pick":
            spoken |= dict.fromkeys(cast("tuple[str, ...]", node.data))
        elif node.operation in ("column", "gather") and node.type is Type.TEXT:
            read |= dict.fromkeys(cast("Column", lowering.source(data, node)).labels)
    return {label: place for place, label in enumerate({**spoken, **read}, start=1)}
