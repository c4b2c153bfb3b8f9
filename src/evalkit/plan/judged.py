"""`rank(scope)` and `vetoed(veto)`: functions that look at the outcome, where there is one."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from evalkit.diagnostics import expression as kinds
from evalkit.expression import syntax
from evalkit.expression.nodes import Node, columns
from evalkit.plan.context import GRADE, ONLY_OUTCOME

if TYPE_CHECKING:
    from evalkit.plan.reading import Reading

FUNCTIONS = ("rank", "vetoed")


def rank(at: Reading, part: syntax.Call) -> Node:
    """The rank that the unit has in the end, or in what comes before ranks are given, that of the total."""
    total = at.context.outcome.get("total")
    if total is None:
        return at.fail(kinds.NOT_HERE(name="rank", why=ONLY_OUTCOME()), part)
    name = _name(part.arguments[0]) if part.arguments else None
    scope = at.names.scope(name)
    if scope is None:
        return at.fail(kinds.UNKNOWN_SCOPE(name=name or "?", scopes=tuple(at.names.scopes)), part)
    if at.context.rank is not None:
        return at.context.rank(scope)
    ranking = at.names.scheme.ranking
    lower = ranking is not None and ranking.better == "lower"
    return at.names.gather("rank_up" if lower else "rank_down", scope, total())


def vetoed(at: Reading, part: syntax.Call) -> Node:
    """Whether a condition of a veto holds; unknown where the veto is undetermined."""
    if at.context.vetoed is None:
        return at.fail(kinds.NOT_HERE(name="vetoed", why=ONLY_OUTCOME()), part)
    name = _name(part.arguments[0]) or "?"
    found = at.context.vetoed(name)
    if found is not None:
        if "grade" not in at.context.outcome and GRADE in columns([found]):  # a grade or rank that asks for a grade
            at.names.problems.add(kinds.CIRCLE(at.expression.at(part.span), path=f"{name} → grade → {name}"))
        return found
    near = get_close_matches(name, at.names.scheme.vetoes, n=3, cutoff=0.5)
    hint = kinds.DID_YOU_MEAN(names=tuple(near)) if near else None
    return at.fail(kinds.UNKNOWN_VETO(hint=hint, name=name), part)


def _name(part: syntax.Syntax) -> str | None:
    """A name, written bare or in quotes."""
    match part:
        case syntax.Name(name=name) | syntax.Text(value=name):
            return name
    return None
