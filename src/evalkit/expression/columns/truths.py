"""Steps of truths: comparisons on exact values, and the logic of what is surely and what is possibly so."""

from __future__ import annotations

import numpy as np

from evalkit.expression.columns.assembler import Assembler, Lanes
from evalkit.expression.columns.edges import Edge
from evalkit.expression.columns.margins import margin
from evalkit.expression.nodes import Node, Type


def less(asm: Assembler, node: Node) -> Lanes:
    """`a < b` is that b passes the edge a; with a constant on the right, that a does not pass the edge b."""
    a, b = node.arguments
    strict = node.operation == "lt"
    if asm.varies(asm.lanes[b][0]):
        edge, negated = Edge(asm, b, a, margin(asm.fact(b), asm.fact(a), strict=strict), strict=strict), False
    else:
        edge, negated = Edge(asm, a, b, margin(asm.fact(a), asm.fact(b), strict=not strict), strict=not strict), True
    sure = asm.buffer("?")
    edge.mark(sure, negated=negated)
    lanes: Lanes = (sure,)
    if asm.bounds[a].unknown or asm.bounds[b].unknown:
        possible = asm.buffer("?")
        edge.mark(possible, negated=not negated)
        asm.call(np.logical_not, possible, out=possible)
        lanes = (sure, possible)
    if edge.margin.doubt:
        doubtful = asm.scratch("?")
        edge.doubt(doubtful)
        asm.redo(node, doubtful, lanes)
    return lanes


def equal(asm: Assembler, node: Node) -> Lanes:
    """Equality of two texts by their codes, of two numbers within half the step between different values."""
    a, b = node.arguments
    sure = asm.buffer("?")
    if a.type is Type.TEXT or margin(asm.fact(a), asm.fact(b), strict=False).direct:
        asm.call(np.equal, asm.lanes[a][0], asm.lanes[b][0], out=sure)
        if a.type is Type.TEXT and asm.bounds[a].unknown and asm.bounds[b].unknown:
            known = asm.scratch("?")
            x = asm.lanes[a][0]
            asm.step(lambda s, _: np.greater(s[x], 0, out=s[known]))
            asm.call(np.logical_and, sure, known, out=sure)
        return _with_unknowns(asm, node, sure)
    allowed = margin(asm.fact(a), asm.fact(b), strict=False)
    apart, near = asm.scratch("f8"), abs(allowed.low)
    asm.call(np.subtract, asm.lanes[a][0], asm.lanes[b][0], out=apart)
    asm.call(np.abs, apart, out=apart)
    asm.step(lambda s, _: np.less_equal(s[apart], near, out=s[sure]))
    lanes = _with_unknowns(asm, node, sure)
    if allowed.doubt:
        asm.redo(node, sure, lanes)
    return lanes


def _with_unknowns(asm: Assembler, node: Node, sure: int) -> Lanes:
    """The lanes of a truth that is unknown where an argument of the node is."""
    unknown = [u for a in node.arguments if (u := unknown_of(asm, a)) is not None]
    if not unknown:
        return (sure,)
    possible = asm.buffer("?")
    asm.call(np.logical_or, sure, unknown[0], out=possible)
    for other in unknown[1:]:
        asm.call(np.logical_or, possible, other, out=possible)
    return sure, possible


def unknown_of(asm: Assembler, node: Node) -> int | None:
    """A scratch slot that marks where a node is unknown; None where it never is."""
    if not asm.bounds[node].unknown:
        return None
    out = asm.scratch("?")
    _mark_unknown(asm, node, out)
    return out


def _mark_unknown(asm: Assembler, node: Node, out: int) -> None:
    lanes = asm.lanes[node]
    if node.type is Type.TRUTH:
        asm.call(np.not_equal, lanes[0], lanes[-1], out=out)
    elif node.type is Type.TEXT:
        asm.step(lambda s, _: np.equal(s[lanes[0]], 0, out=s[out]))
    else:
        asm.call(np.isnan, lanes[0], out=out)


def junction(asm: Assembler, node: Node) -> Lanes:
    """`and` and `or`, for the sure and the possible alike."""
    function = np.logical_and if node.operation == "and" else np.logical_or
    # One that all units have in common has settled the whole already, or says nothing.
    telling = [a for a in node.arguments if not asm.bounds[a].constant]
    if len(telling) == 1 and asm.varies(asm.lanes[telling[0]][0]):
        return asm.lanes[telling[0]]
    given = [asm.lanes[a] for a in node.arguments]
    lanes = []
    for lane in range(max(map(len, given))):
        out = asm.buffer("?")
        asm.call(function, *(g[min(lane, len(g) - 1)] for g in given), out=out)
        lanes.append(out)
    return tuple(lanes)


def negation(asm: Assembler, node: Node) -> Lanes:
    """What is surely not so is what is not possibly so."""
    lanes = []
    for lane in reversed(asm.lanes[node.arguments[0]]):
        out = asm.buffer("?")
        asm.call(np.logical_not, lane, out=out)
        lanes.append(out)
    return tuple(lanes)


def is_unknown(asm: Assembler, node: Node) -> Lanes:
    """A truth that is never unknown itself."""
    out = asm.buffer("?")
    _mark_unknown(asm, node.arguments[0], out)
    return (out,)


def indicator(asm: Assembler, node: Node) -> Lanes:
    """1.0 where a truth holds, 0.0 where not."""
    truth, out = node.arguments[0], asm.buffer("f8")
    sure, unknown = asm.lanes[truth][0], unknown_of(asm, truth)
    asm.step(lambda s, _: np.copyto(s[out], s[sure]))
    if unknown is not None:
        asm.step(lambda s, _: np.copyto(s[out], np.nan, where=s[unknown]))
    return (out,)


def count_true(asm: Assembler, node: Node) -> Lanes:
    """How many truths surely hold: added up as bytes, of which there are never too many."""
    lanes, tally, out = [asm.lanes[a][0] for a in node.arguments], asm.scratch("u1"), asm.buffer("f8")
    first, rest = lanes[0], lanes[1:]
    asm.step(lambda s, _: np.copyto(s[tally], s[first], casting="unsafe"))
    for lane in rest:
        asm.call(np.add, tally, lane, out=tally)
    asm.step(lambda s, _: np.copyto(s[out], s[tally]))
    return (out,)
