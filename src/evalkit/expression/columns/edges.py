"""Steps that compare a number with an edge, constant or computed, as their exact values compare."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from evalkit.expression.columns.assembler import Assembler
from evalkit.expression.columns.margins import Margin, margin
from evalkit.expression.nodes import Node

REACHES: dict[tuple[bool, bool], Callable[..., Any]] = {
    (False, False): np.greater_equal,
    (True, False): np.greater,
    (False, True): np.less,
    (True, True): np.less_equal,
}
"""By (strict, negated): how x that passes its edge is told from x that does not."""


class Edge:
    """The comparison of `x` with an edge; `strict` where x on the edge does not pass it."""

    def __init__(self, asm: Assembler, x: Node, edge: Node, margin: Margin, *, strict: bool) -> None:
        self.asm = asm
        self.margin = margin
        self.strict = strict
        self.x, self.edge = asm.lanes[x][0], asm.lanes[edge][0]

    def mark(self, out: int, *, negated: bool = False) -> None:
        """Steps that mark in `out` where x passes its edge, or with `negated` where it does not; never an unknown."""
        self._mark(out, self.margin.high, negated)

    def doubt(self, out: int) -> None:
        """Steps that mark in `out` where the floats do not tell."""
        low = self.asm.scratch("?")
        self._mark(low, self.margin.low, negated=False)
        self._mark(out, self.margin.high, negated=False)
        self.asm.call(np.not_equal, low, out, out=out)

    def _mark(self, out: int, shift: float, negated: bool) -> None:
        function = REACHES[self.strict, negated]
        if self.margin.direct:
            self.asm.call(function, self.x, self.edge, out=out)
        elif self.asm.varies(self.edge):
            self.asm.call(function, self._shifted(shift), self.edge, out=out)
        else:
            x, edge = self.x, float(self.asm.slots[self.edge]) + shift
            self.asm.step(lambda s, _: function(s[x], edge, out=s[out]))

    def _shifted(self, shift: float) -> int:
        """A slot with x moved, which is cheaper than moving the edges where there are several."""
        x = self.x

        def fill(out: int) -> None:
            self.asm.step(lambda s, _: np.subtract(s[x], shift, out=s[out]))

        return self.asm.once((x, shift), "f8", fill)


def edges(asm: Assembler, x: Node, limits: Sequence[Node], *, strict: bool) -> list[Edge]:
    """The comparisons of `x` with several edges; computed edges share their margins, so that x is moved once."""
    margins = [margin(asm.fact(x), asm.fact(limit), strict=strict) for limit in limits]
    computed = [m for m, limit in zip(margins, limits, strict=True) if asm.varies(asm.lanes[limit][0])]
    surely = min((m for m in computed if not m.doubt), key=lambda m: abs(m.low), default=None)
    widest = max((m for m in computed if m.doubt), key=lambda m: m.high, default=None)
    for place, limit in enumerate(limits):
        shared = widest if margins[place].doubt else surely
        if shared is not None and asm.varies(asm.lanes[limit][0]):
            margins[place] = replace(shared, direct=margins[place].direct)
    return [Edge(asm, x, limit, own, strict=strict) for limit, own in zip(limits, margins, strict=True)]
