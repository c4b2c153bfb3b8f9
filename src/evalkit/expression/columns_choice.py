"""Steps of choices: constants from a table by place, anything else laid over where it is chosen."""

from __future__ import annotations

from typing import Any, cast

import numpy as np

from evalkit.expression.columns_tables import add_up, taken
from evalkit.expression.columns_truths import unknown_of
from evalkit.expression.nodes import Node, Type
from evalkit.expression.program_assembler import UNKNOWN, Assembler, Lanes


def if_(asm: Assembler, node: Node) -> Lanes:
    condition, then, otherwise = node.arguments
    sure = asm.lanes[condition][0]
    if constant(then, otherwise):
        if len(asm.lanes[condition]) == 1:
            return taken(asm, node, [_float(otherwise), _float(then)], sure)
        table = [_float(otherwise), np.nan, _float(then)]
        return taken(asm, node, table, _places(asm, condition), unknown=1)
    outs = start(asm, node, otherwise)
    lay(asm, outs, asm.lanes[then], sure)
    lay_unknown(asm, node, outs, unknown_of(asm, condition))
    return outs


def _places(asm: Assembler, condition: Node) -> int:
    """A slot with 0 for false, 1 for unknown, 2 for true."""
    (sure, possible), out = asm.lanes[condition], asm.scratch("?")
    add_up(asm, sure, possible, out)
    return out


def pick(asm: Assembler, node: Node) -> Lanes:
    key, *branches = node.arguments
    (codes,) = asm.lanes[key]
    if constant(*branches):
        return taken(asm, node, _table(asm, node), codes, unknown=0)
    outs, chosen = start(asm, node, branches[-1]), asm.scratch("?")
    for label, branch in zip(cast("tuple[str, ...]", node.data), branches, strict=False):
        _mark_label(asm, codes, asm.labels[label], chosen)
        lay(asm, outs, asm.lanes[branch], chosen)
    lay_unknown(asm, node, outs, unknown_of(asm, key))
    return outs


def _mark_label(asm: Assembler, codes: int, code: int, out: int) -> None:
    asm.step(lambda s, _: np.equal(s[codes], code, out=s[out]))


def _table(asm: Assembler, node: Node) -> list[float]:
    """By code: unknown first, the labels of the node, and last what all other labels take."""
    by_label = dict(zip(cast("tuple[str, ...]", node.data), node.arguments[1:], strict=False))
    by_code = {asm.labels[label]: _float(branch) for label, branch in by_label.items()}
    otherwise = _float(node.arguments[-1])
    return [np.nan, *(by_code.get(code, otherwise) for code in range(1, max(by_code) + 1)), otherwise]


def known(asm: Assembler, node: Node) -> Lanes:
    """The first of two, or where it is unknown the second."""
    first, second = node.arguments
    unknown = unknown_of(asm, first)
    if unknown is None:
        return asm.lanes[first]
    if first in asm.tables and asm.waiting[first] == 1 and constant(second):
        table, place = asm.tables[first]
        table[place] = _float(second)
        return asm.lanes[first]
    outs = start(asm, node, first)
    lay(asm, outs, asm.lanes[second], unknown)
    return outs


def constant(*nodes: Node) -> bool:
    return all(n.operation in ("number", "date") for n in nodes)


def _float(node: Node) -> float:
    return float(cast("Any", node.data[0]))


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
    for lane, out in enumerate(outs):
        _lay_one(asm, out, lanes[min(lane, len(lanes) - 1)], mask)


def _lay_one(asm: Assembler, out: int, source: int, mask: int) -> None:
    asm.step(lambda s, _: np.copyto(s[out], s[source], where=s[mask]))


def lay_unknown(asm: Assembler, node: Node, outs: Lanes, mask: int | None) -> None:
    if mask is not None:
        unknown = tuple(asm.constant(value) for value in UNKNOWN[node.type])
        lay(asm, outs, unknown, mask)
