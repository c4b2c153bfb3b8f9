"""Steps that take numbers from a table of constants by small places."""

from __future__ import annotations

from typing import Any, cast

import numpy as np

from evalkit.expression.columns.assembler import Assembler, Lanes, Write
from evalkit.expression.data import Array
from evalkit.expression.nodes import Node
from evalkit.expression.values import Unknown, Value


def constant(*nodes: Node) -> bool:
    """Whether all of these are numbers of the scheme, or nothing, which a table can hold."""
    return all(n.operation in ("number", "date", "nothing") for n in nodes)


def entry(node: Node) -> float:
    """A constant as a table holds it: NaN for nothing."""
    return np.nan if node.operation == "nothing" else float(cast("Any", node.data[0]))


def taken(asm: Assembler, node: Node, values: list[float], place: int, unknown: int | None = None) -> Lanes:
    """A number from a table, by a slot of codes, or of bytes, which are kept as truths.

    `unknown` is the place of the unknown in the table, which a later choice may replace by a constant.
    """
    table, out = np.array(values), asm.buffer("f8")
    if unknown is not None:
        asm.tables[node] = table, unknown
    if node.operation == "pick":
        asm.step(lambda s, _: np.take(table, s[place], out=s[out], mode="clip"))
    else:
        asm.step(lambda s, _: np.take(table, s[place].view(np.uint8), out=s[out], mode="clip"))
    return (out,)


def add_up(asm: Assembler, a: int, b: int, out: int) -> None:
    """A step that adds two slots of bytes."""
    asm.step(lambda s, _: np.add(s[a].view(np.uint8), s[b].view(np.uint8), out=s[out].view(np.uint8)))


def writer(asm: Assembler, node: Node) -> Write:
    """How a row that is computed again is put into the lanes of a node, which may have come from a table."""
    if node not in asm.tables:
        return asm.writer(node.type)
    table, unknown = asm.tables[node]

    def write(lanes: list[Array], row: int, value: Value) -> None:
        lanes[0][row] = table[unknown] if isinstance(value, Unknown) else float(value)

    return write
