"""Steps of leaves: what a column, a look at other units or a constant puts into the slots."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

import numpy as np

from evalkit.expression.columns.assembler import UNKNOWN, Assembler, Lanes, Load
from evalkit.expression.data import Array, Column, Grouped, Source
from evalkit.expression.nodes import Node, Type


def constant(asm: Assembler, value: object, type_: Type) -> Lanes:
    """The slots of a value that is the same for all units; None is unknown."""
    if value is None:
        return tuple(asm.constant(lane) for lane in UNKNOWN[type_])
    if isinstance(value, str):
        return (asm.constant(asm.labels[value]),)
    return (asm.constant(bool(value) if type_ is Type.TRUTH else float(value)),)  # type: ignore[arg-type]


def leaf(asm: Assembler, node: Node) -> Lanes:
    """The slots of a `column` or `gather` node."""
    if node.type is Type.TEXT:
        codes = asm.labels
        return (asm.load(node, lambda source: _codes(source, codes)),)
    if node.type is Type.TRUTH:
        sure = asm.load(node, lambda source: lambda rows: _values(source)[rows] == 1)
        if not asm.bounds[node].unknown:
            return (sure,)
        return sure, asm.load(node, lambda source: lambda rows: _values(source)[rows] != 0)
    return (asm.load(node, _numbers),)


def absent(asm: Assembler, node: Node) -> Lanes:
    """The slots of `not_applicable` of a leaf."""

    def states(source: Source) -> Load:
        mask = source.not_applicable()
        return lambda rows: mask[rows]

    return (asm.load(node.arguments[0], states),)


def _values(source: Source) -> Array:
    assert isinstance(source, Column)
    return source.values


def _numbers(source: Source) -> Load:
    if isinstance(source, Grouped):
        table = np.array([float(v) if isinstance(v, Fraction) else np.nan for v in (*source.values, None)])
        return lambda rows: table[source.codes[rows]]
    return lambda rows: source.values[rows]


def _codes(source: Source, codes: Mapping[str, int]) -> Load:
    assert isinstance(source, Column)
    if all(codes[label] == place for place, label in enumerate(source.labels, start=1)):
        return lambda rows: np.add(source.values[rows], 1, dtype=np.intp)
    table = np.array([*(codes[label] for label in source.labels), 0], dtype=np.intp)
    return lambda rows: table[source.values[rows]]
