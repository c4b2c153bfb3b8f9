"""The functions of the expression language. A new one is a new entry of `FUNCTIONS`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from evalkit.diagnostics import Words
from evalkit.diagnostics import expression as kinds
from evalkit.diagnostics.near import near
from evalkit.expression import syntax
from evalkit.expression.nodes import Node, Type
from evalkit.plan import judged, others
from evalkit.plan.context import TYPE_WORDS
from evalkit.plan.peers import peers
from evalkit.plan.tables import lookup

if TYPE_CHECKING:
    from evalkit.plan.reading import Reading

MOST_DECIMALS = 15
TOO_FINE = Words("decimals go from -{limit} to {limit}", "小数位数须在 -{limit} 至 {limit} 之间")
WHOLE_NUMBER = Words("a whole number", "整数")

Build = Callable[["Reading", syntax.Call], Node]


@dataclass(frozen=True, slots=True)
class Function:
    """How a function is called and what it lowers to."""

    signature: str
    least: int
    most: int | None
    build: Build
    named: tuple[str, ...] = ()


def call(at: Reading, part: syntax.Call) -> Node:
    """The node of a call; an unknown function or a wrong number of arguments is told."""
    function = FUNCTIONS.get(part.function)
    if function is None:
        hint = near(part.function, FUNCTIONS, at.names.problems, 0.65)
        return at.fail(kinds.UNKNOWN_FUNCTION(hint=hint, name=part.function, functions=tuple(FUNCTIONS)), part)
    count = len(part.arguments)
    wrong = count < function.least or (function.most is not None and count > function.most)
    if wrong or any(name not in function.named for name, _ in part.named):
        return at.fail(kinds.WRONG_ARGUMENTS(name=part.function, signature=function.signature), part)
    return function.build(at, part)


def _numbers(at: Reading, part: syntax.Call) -> list[Node]:
    return [at.number(argument) for argument in part.arguments]


def _if(at: Reading, part: syntax.Call) -> Node:
    condition = at.truth(part.arguments[0])
    then = at.any(part.arguments[1])
    return at.graph.choose(condition, then, at.read(part.arguments[2], then.type))


def _clip(at: Reading, part: syntax.Call) -> Node:
    x, low, high = _numbers(at, part)
    return at.graph.least(at.graph.greatest(x, low), high)


def _round(mode: str, at: Reading, part: syntax.Call) -> Node:
    x = at.number(part.arguments[0])
    decimals = _whole(at, part.arguments[1]) if len(part.arguments) > 1 else 0
    if abs(decimals) > MOST_DECIMALS:
        why = TOO_FINE(limit=MOST_DECIMALS)
        return at.fail(kinds.BAD_NUMBER(found=str(decimals), why=why), part.arguments[1])
    return at.graph.round(x, mode, decimals)


def _whole(at: Reading, part: syntax.Syntax) -> int:
    """A whole number that the scheme itself gives."""
    constant = at.number(part).constant
    if constant is None or constant.denominator != 1 or abs(constant) > 1000:
        at.fail(kinds.WRONG_TYPE(wanted=WHOLE_NUMBER(), found=TYPE_WORDS[Type.NUMBER]()), part)
        return 0
    return int(constant)


def _days(at: Reading, part: syntax.Call) -> Node:
    first, last = (at.read(argument, Type.DATE) for argument in part.arguments)
    return at.graph.make("sub", last, first)


def _calendar(name: str, at: Reading, part: syntax.Call) -> Node:
    return at.graph.make("calendar", at.read(part.arguments[0], Type.DATE), data=(name,))


def _mean_of(at: Reading, part: syntax.Call) -> Node:
    nodes = _numbers(at, part)
    return at.graph.div(at.graph.make("sum_known", *nodes), at.graph.make("count_known", *nodes))


def _sum_of(at: Reading, part: syntax.Call) -> Node:
    return at.graph.make("sum_known", *_numbers(at, part))


def _count_if(at: Reading, part: syntax.Call) -> Node:
    return at.graph.make("count_true", *map(at.truth, part.arguments))


def _trimmed_mean_of(at: Reading, part: syntax.Call) -> Node:
    drop = next((_whole(at, value) for name, value in part.named if name == "drop"), 1)
    return at.graph.make("trimmed_mean", *_numbers(at, part), data=(drop, 0))


def _is_known(at: Reading, part: syntax.Call) -> Node:
    return at.graph.is_known(at.any(part.arguments[0]))


def _known(at: Reading, part: syntax.Call) -> Node:
    first = at.any(part.arguments[0])
    return at.graph.known(first, *(at.read(a, first.type) for a in part.arguments[1:]))


def _of_criterion(what: str, at: Reading, part: syntax.Call) -> Node:
    name = syntax.said(part.arguments[0]) or ""
    node = at.names.criterion(what, name)
    if node is not None:
        return node
    known = [criterion.name for criterion in at.names.scheme.criteria]
    hint = near(name, known, at.names.problems)
    return at.fail(kinds.UNKNOWN_CRITERION(hint=hint, name=name), part)


def _extreme(operation: str, at: Reading, part: syntax.Call) -> Node:
    return (at.graph.least if operation == "min" else at.graph.greatest)(*_numbers(at, part))


def _plain(operation: str, data: tuple[str, ...], at: Reading, part: syntax.Call) -> Node:
    return at.graph.make(operation, *_numbers(at, part), data=data)


def _peer(name: str, *more: str) -> Function:
    arguments = ", ".join(("x", *more))
    count = 1 + len(more)
    named = ("within", "where", "better") if name == "rank" else ("within", "where")
    signature = f"peer_{name}({arguments}, within=scope)"
    return Function(signature, count, count, partial(peers, name, signature), named)


def _children(name: str) -> Function:
    named = ("where", "weight") if name == "mean" else ("where",)
    signature = f"child_{name}(x, {', '.join(f'{word}=…' for word in named)})"
    return Function(signature, 1, 1, partial(others.of_children, name), named)


FUNCTIONS: dict[str, Function] = {
    "if": Function("if(condition, then, otherwise)", 3, 3, _if),
    "min": Function("min(a, b, …)", 1, None, partial(_extreme, "min")),
    "max": Function("max(a, b, …)", 1, None, partial(_extreme, "max")),
    "clip": Function("clip(x, low, high)", 3, 3, _clip),
    "abs": Function("abs(x)", 1, 1, partial(_plain, "abs", ())),
    "round": Function("round(x, decimals)", 1, 2, partial(_round, "half_up")),
    "round_up": Function("round_up(x, decimals)", 1, 2, partial(_round, "up")),
    "round_down": Function("round_down(x, decimals)", 1, 2, partial(_round, "down")),
    "round_even": Function("round_even(x, decimals)", 1, 2, partial(_round, "half_even")),
    **{
        name: Function(f"{name}(x)", 1, 1, partial(_plain, "real", (name,)))
        for name in ("sqrt", "ln", "log", "exp", "normal_cdf")
    },
    "days": Function("days(from, to)", 2, 2, _days),
    **{name: Function(f"{name}(day)", 1, 1, partial(_calendar, name)) for name in ("year", "quarter", "month")},
    "lookup": Function("lookup(table, key, …)", 2, 3, lookup),
    "mean_of": Function("mean_of(a, b, …)", 1, None, _mean_of),
    "sum_of": Function("sum_of(a, b, …)", 1, None, _sum_of),
    "count_if": Function("count_if(a > 0, b > 0, …)", 1, None, _count_if),
    "trimmed_mean_of": Function("trimmed_mean_of(a, b, c, …, drop=1)", 1, None, _trimmed_mean_of, ("drop",)),
    **{f"peer_{name}": _peer(name) for name in ("mean", "max", "min", "sum", "count", "std", "rank")},
    "peer_quantile": _peer("quantile", "share"),
    "peer_largest": _peer("largest", "n"),
    "peer_smallest": _peer("smallest", "n"),
    "rank": Function("rank(scope)", 0, 1, judged.rank),
    "vetoed": Function("vetoed(veto)", 1, 1, judged.vetoed),
    "nth": Function("nth(key, …)", 0, None, others.nth),
    **{f"child_{name}": _children(name) for name in ("mean", "sum", "min", "max")},
    "child_count": Function("child_count(where=condition)", 0, 0, partial(others.of_children, "count"), ("where",)),
    "child_share": Function(
        "child_share(condition, where=condition)", 1, 1, partial(others.of_children, "share"), ("where",)
    ),
    "of_parent": Function("of_parent(x)", 1, 1, others.of_parent),
    "previous": Function("previous(x)", 1, 1, others.previous),
    "streak": Function("streak(condition)", 1, 1, others.streak),
    "known": Function("known(a, b, …)", 1, None, _known),
    "is_known": Function("is_known(a)", 1, 1, _is_known),
    "score": Function("score(criterion)", 1, 1, partial(_of_criterion, "score")),
    "share": Function("share(criterion)", 1, 1, partial(_of_criterion, "share")),
}
