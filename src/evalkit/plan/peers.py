"""The functions that look at the other units of a scope: figures of peers, and the rank."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from evalkit.diagnostics import expression as kinds
from evalkit.expression import syntax
from evalkit.expression.nodes import Node
from evalkit.plan.context import ONLY_OUTCOME

if TYPE_CHECKING:
    from evalkit.plan.reading import Reading


def peers(function: str, signature: str, at: Reading, part: syntax.Call) -> Node:
    """`peer_mean(x, within=scope, where=…)` and the like: one figure of the units of a scope."""
    named = dict(part.named)
    x = at.number(part.arguments[0])
    within = named.get("within")
    name = None if within is None else syntax.said(within)
    group = at.names.group(name, at.context.table)
    if group is None:
        return at.fail(kinds.UNKNOWN_SCOPE(name=name or "?", scopes=tuple(at.names.scopes)), within or part)
    scope, keys = group
    parameter: Fraction | None = None
    if len(part.arguments) > 1:
        parameter = at.number(part.arguments[1]).constant
        if parameter is None:
            return at.fail(kinds.WRONG_ARGUMENTS(name=part.function, signature=signature), part)
    if function == "rank":
        better = named.get("better")
        lower = isinstance(better, syntax.Name) and better.name == "lower"
        function = "rank_up" if lower else "rank_down"
    where = at.truth(named["where"]) if "where" in named else None
    return at.names.gather(function, scope, x, where, parameter, keys)


def rank(at: Reading, part: syntax.Call) -> Node:
    """`rank(scope)`: the rank of the total, before vetoes where they ask."""
    total = at.context.outcome.get("total")
    if total is None:
        return at.fail(kinds.NOT_HERE(name="rank", why=ONLY_OUTCOME()), part)
    name = syntax.said(part.arguments[0]) if part.arguments else None
    scope = at.names.scope(name)
    if scope is None:
        return at.fail(kinds.UNKNOWN_SCOPE(name=name or "?", scopes=tuple(at.names.scopes)), part)
    ranking = at.names.scheme.ranking
    lower = ranking is not None and ranking.better == "lower"
    return at.names.gather("rank_up" if lower else "rank_down", scope, total())
