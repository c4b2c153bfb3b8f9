"""How the value of a criterion reads: as a percentage where its rule is written in %, beside what its peers have."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from fractions import Fraction
from typing import cast

from evalkit.account import Line, Reader
from evalkit.diagnostics import Message, Words
from evalkit.diagnostics.message import Percent
from evalkit.expression.nodes import Along, Node, along, reachable
from evalkit.expression.nodes import looks as look_nodes
from evalkit.expression.syntax import Comparison, Name, Number, walk
from evalkit.gaps.moves import seen
from evalkit.plan.words import Speaking
from evalkit.scheme import Criterion
from evalkit.scheme.shapes import Expression
from evalkit.views.cells import is_share, rounded

LOOKS = {
    "mean": Words("mean of {scope}: {value}", "{scope}平均: {value}"),
    "max": Words("highest of {scope}: {value}", "{scope}最高: {value}"),
    "min": Words("lowest of {scope}: {value}", "{scope}最低: {value}"),
    "sum": Words("sum of {scope}: {value}", "{scope}合计: {value}"),
    "count": Words("how many of {scope}: {value}", "{scope}个数: {value}"),
    "std": Words("standard deviation of {scope}: {value}", "{scope}标准差: {value}"),
    "quantile": Words("quantile of {scope}: {value}", "{scope}分位数: {value}"),
    "largest": Words("{parameter} from the highest of {scope}: {value}", "{scope}从高到低第{parameter}: {value}"),
    "smallest": Words("{parameter} from the lowest of {scope}: {value}", "{scope}从低到高第{parameter}: {value}"),
    "rank_down": Words("place in {scope}: {value}", "{scope}内名次: {value}"),
    "rank_up": Words("place in {scope}: {value}", "{scope}内名次: {value}"),
}
OF = Words("{look} ({name})", "{look} ({name})")
ALIKE = ("mean", "max", "min", "std", "quantile", "largest", "smallest")
"""Looks whose result is of the kind that they look at; the others give sums, numbers and places of units."""
SCOPES = {"all": Words("all units", "全部单位"), "class": Words("the class", "同类")}


def in_percent(line: Line) -> bool:
    """Whether the rule of a criterion compares its value with percentages."""
    criterion = line.account.criterion
    say = Speaking(criterion.inherited)
    return any(isinstance(say.value(expression), Percent) for expression in _beside_value(criterion)) or any(
        _compares_x(expression) for expression in _expressions((criterion.rule, criterion.deduct, criterion.add))
    )


def looks(line: Line, reader: Reader, *, percent: bool) -> Iterator[Message]:
    """What a criterion sees of the unit's peers: their mean, their best, the place among them."""
    plan, x, own = reader.result.plan, line.account.x, set(seen(line.plan.raw))
    scopes = {by: name for name, by in plan.scheme.scopes.items()}
    others = {part.score: part.criterion.called for part in plan.criteria.values() if part is not line.plan}
    others = {node: name for node, name in others.items() if node not in (line.plan.raw, x)}
    for node in look_nodes([line.plan.raw], others):
        if along(node).kind != "peers" or node not in own or not isinstance(found := reader(node), Fraction):
            continue
        function, (_, by), parameter = cast("tuple[str, Along, Fraction | None]", node.data)
        (looked_at,) = node.arguments[0].arguments
        in_percent = is_share(reader.result, looked_at) or (percent and _is_part(looked_at, x))
        value = Percent(rounded(found, 6)) if in_percent and function in ALIKE else found
        scope = scopes.get(by) or (SCOPES[by]() if by in SCOPES else by)
        look = LOOKS[function](scope=scope, value=value, parameter=parameter or 0)
        column = str(looked_at.data[0]) if looked_at.operation == "column" and looked_at is not x else None
        name = others.get(looked_at, column)
        yield look if name is None else OF(look=look, name=name)


def _is_part(seen: Node, x: Node | None) -> bool:
    """Whether something is a criterion's value, or that is a distance from it."""
    return x is not None and (seen is x or (x.operation in ("add", "sub") and seen in reachable([x])))


def _beside_value(criterion: Criterion) -> Iterator[Expression]:
    """What a rule or a term sets beside the value: anchors, bounds, the target."""
    body = getattr(criterion.rule, "body", None)
    if isinstance(body, Mapping):
        yield from (key for key in body if isinstance(key, Expression) and key.text != "else")
    target = getattr(criterion.rule, "to", None)
    if isinstance(target, Expression):
        yield target
    for terms in (criterion.deduct, criterion.add):
        for term in terms.terms if terms is not None else ():
            yield from (bound for bound in (term.below, term.above, term.per) if bound is not None)


def _compares_x(expression: Expression) -> bool:
    """Whether somewhere in it x stands beside a percentage, as in `x >= 95%`."""
    for part in walk(expression.syntax):
        if isinstance(part, Comparison):
            value = any(isinstance(operand, Name) and operand.name == "x" for operand in part.operands)
            if value and any(isinstance(operand, Number) and operand.percent for operand in part.operands):
                return True
    return False


def _expressions(part: object) -> Iterator[Expression]:
    """All expressions of a rule or of terms."""
    if isinstance(part, Expression):
        yield part
    elif isinstance(part, tuple):
        for member in part:
            yield from _expressions(member)
    elif is_dataclass(part) and not isinstance(part, type):
        for field in fields(part):
            yield from _expressions(getattr(part, field.name))
