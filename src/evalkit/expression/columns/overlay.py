"""Steps that lay values over others where a mask holds, lane by lane."""

from __future__ import annotations

import numpy as np

from evalkit.expression.columns.assembler import UNKNOWN, Assembler, Lanes
from evalkit.expression.nodes import Node, Type


def start(asm: Assembler, node: Node, base: Node, *, fresh: bool = False) -> Lanes:
    """The lanes of `node`, filled with those of `base`."""
    lanes = asm.lanes[base]
    width = 2 if node.type is Type.TRUTH and asm.bounds[node].unknown else 1
    alone = not fresh and node.arguments.count(base) == 1
    outs = tuple(_out(asm, node, base, lane, alone) for lane in range(width))
    for lane, out in enumerate(outs):
        _copy(asm, lanes[min(lane, len(lanes) - 1)], out)
    return outs


def _out(asm: Assembler, node: Node, base: Node, lane: int, alone: bool) -> int:
    return asm.over(node, *([base] if alone else []), lane=lane)


def _copy(asm: Assembler, source: int, out: int) -> None:
    if source != out:
        asm.step(lambda s, _: np.copyto(s[out], s[source]))


def lay(asm: Assembler, outs: Lanes, lanes: Lanes, mask: int) -> None:
    """Steps that put the lanes of a value where a mask holds."""
    for lane, out in enumerate(outs):
        _lay_one(asm, out, lanes[min(lane, len(lanes) - 1)], mask)


def _lay_one(asm: Assembler, out: int, source: int, mask: int) -> None:
    asm.step(lambda s, _: np.copyto(s[out], s[source], where=s[mask]))


def lay_unknown(asm: Assembler, node: Node, outs: Lanes, mask: int | None) -> None:
    """Steps that make the lanes of a node unknown where a mask holds; None holds nowhere."""
    if mask is not None:
        unknown = tuple(asm.constant(value) for value in UNKNOWN[node.type])
        lay(asm, outs, unknown, mask)
