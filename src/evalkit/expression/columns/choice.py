"""Steps of choices: constants from a table by place, anything else laid over where it is chosen."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

import numpy as np

from evalkit.expression.columns.assembler import Assembler, Lanes
from evalkit.expression.columns.overlay import lay, lay_unknown, start
from evalkit.expression.columns.tables import add_up, constant, entry, taken
from evalkit.expression.columns.truths import unknown_of
from evalkit.expression.nodes import Node, Type, needed_leaves, reachable


def if_(asm: Assembler, node: Node) -> Lanes:
    """One of two, unknown where the condition is."""
    settled = decided(asm, node)
    if settled is not None:
        return asm.lanes[settled]
    condition, then, otherwise = node.arguments
    sure = asm.lanes[condition][0]
    if constant(then, otherwise):
        if len(asm.lanes[condition]) == 1:
            return taken(asm, node, [entry(otherwise), entry(then)], sure)
        table = [entry(otherwise), np.nan, entry(then)]
        return taken(asm, node, table, _places(asm, condition), unknown=1)
    outs = start(asm, node, otherwise)
    lay(asm, outs, asm.lanes[then], sure)
    lay_unknown(asm, node, outs, unknown_of(asm, condition))
    return outs


def decided(asm: Assembler, node: Node) -> Node | None:
    """The branch of an `if` that all units take, where the data leave no doubt."""
    condition, then, otherwise = node.arguments
    bounds = asm.bounds[condition]
    if bounds.empty or bounds.low != bounds.high:
        return None
    chosen = then if bounds.low else otherwise
    # Where the condition is unknown, so must the branch be.
    read = {node for node in reachable([condition]) if node.operation in ("column", "gather")}
    return chosen if not bounds.unknown or (read and read <= needed_leaves(chosen)) else None


def _places(asm: Assembler, condition: Node) -> int:
    """A slot with 0 for false, 1 for unknown, 2 for true."""
    (sure, possible), out = asm.lanes[condition], asm.scratch("?")
    add_up(asm, sure, possible, out)
    return out


def pick(asm: Assembler, node: Node) -> Lanes:
    """What belongs to the label of a text, unknown where the text is."""
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
    by_code = {asm.labels[label]: entry(branch) for label, branch in by_label.items()}
    otherwise = entry(node.arguments[-1])
    return [np.nan, *(by_code.get(code, otherwise) for code in range(1, max(by_code) + 1)), otherwise]


def known(asm: Assembler, node: Node) -> Lanes:
    """The first of two, or where it is unknown the second."""
    first, second = node.arguments
    if first in asm.tables and asm.readers[first] == 1 and constant(second):
        table, _ = asm.tables[first]
        table[np.isnan(table)] = entry(second)
        return asm.lanes[first]
    if (extreme := _extreme(asm, node)) is not None:
        (out,) = start(asm, node, second)
        asm.call(extreme, asm.lanes[first][0], out, out=out)
        return (out,)
    unknown = unknown_of(asm, first)
    if unknown is None:
        return asm.lanes[first]
    outs = start(asm, node, first)
    lay(asm, outs, asm.lanes[second], unknown)
    return outs


def _extreme(asm: Assembler, node: Node) -> Callable[..., Any] | None:
    """The function that takes a number for the unknown which no known value is below, or none above: it is then the
    least or the greatest of both. That takes a fifth of the time of laying it over the unknown.
    """
    first, second = (asm.bounds[argument] for argument in node.arguments)
    if node.type is Type.NUMBER and second.constant and first.unknown:
        if first.low >= second.low:
            return np.fmax
        if first.high <= second.low:
            return np.fmin
    return None
