"""Points that do not add up, for each class by itself: which of the criteria are there for it, and what each holds."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from evalkit.diagnostics import Diagnostic, Words
from evalkit.diagnostics import scheme as kinds
from evalkit.diagnostics.message import show_number
from evalkit.expression import exact
from evalkit.expression.nodes import Node, Type, reachable
from evalkit.expression.syntax import Number
from evalkit.expression.values import Reason, Unknown
from evalkit.plan import words as say
from evalkit.plan.context import CLASS, Context
from evalkit.plan.model import CriterionPlan
from evalkit.plan.names import Names


def points_off(plan: CriterionPlan, names: Names) -> Iterator[Diagnostic]:
    """The points of a group, where those of its criteria neither add up to them nor do so in every class."""
    criterion = plan.criterion
    expression = criterion.out_of or criterion.points
    children = [child for child in plan.children if child.points is not None]
    weighted = any(child.criterion.weight is not None for child in plan.children)
    combined = criterion.combine is not None and (criterion.combine.by != "sum" or criterion.combine.best is not None)
    if expression is None or not children or weighted or combined:
        return
    applies = {child.criterion.name: truth for child in children if (truth := _leaves_where_false(child, names))}
    for label in _classes(children, applies, names):
        parts = {child.criterion.name: _of_class(child.points, label) for child in children}
        whole = _of_class(plan.points, label)
        if criterion.out_of is not None:
            syntax = criterion.out_of.syntax
            whole = syntax.value if isinstance(syntax, Number) else None
        known = {name: part for name, part in parts.items() if part is not None}
        there = {name: part for name, part in known.items() if _applies(applies.get(name), label)}
        total = sum(there.values(), Fraction(0))
        # Where all together add up, those that are there carry the points of the others.
        if whole is None or len(known) < len(parts) or not there or whole in (total, sum(known.values(), Fraction(0))):
            continue
        name = criterion.called if label is None else f"{criterion.called} ({label})"
        caret = Words("{parts}", "{parts}")(parts=" + ".join(f"{n} {show_number(p)}" for n, p in there.items()))
        yield kinds.POINTS_OFF(expression.place, caret=caret, name=name, sum=total, points=whole)
        return


def _leaves_where_false(plan: CriterionPlan, names: Names) -> Node | None:
    """The condition under which a criterion is there, unless it earns its points also where it is not."""
    criterion = plan.criterion
    if criterion.applies is None or plan.account(None).policies["not_applicable"] == say.NOT_APPLICABLE(
        policy=say.POLICY["full"]()
    ):
        return None
    return names.node(criterion.applies, Type.TRUTH, Context(constants=criterion.inherited))


def _classes(children: list[CriterionPlan], applies: dict[str, Node], names: Names) -> Iterator[str | None]:
    """The classes that make a difference; None for all others, where the scheme leaves room for others."""
    points = reachable([child.points for child in children if child.points is not None])
    labels = {str(label) for node in points if node.operation == "pick" for label in node.data}
    column = names.graph.column(CLASS, Type.TEXT)
    asked = [part for truth in applies.values() for part in reachable([truth]) if column in part.arguments]
    compared = {str(a.data[0]) for part in asked for a in part.arguments if a.operation == "text"}
    declared = names.scheme.classes
    if not declared or not labels | compared >= set(declared):
        yield None
    yield from sorted(labels | compared)


def _applies(truth: Node | None, label: str | None) -> bool:
    """Whether a criterion may be there for a class, whatever else decides."""
    if truth is None:
        return True

    def read(node: Node) -> str | Unknown:
        is_class = node.operation == "column" and node.data[0] == CLASS
        return (label or "") if is_class else Unknown(Reason.NOT_REPORTED)

    return exact.compute([truth], read)[truth] is not False


def _of_class(node: Node | None, label: str | None) -> Fraction | None:
    """The number that a node is for a class, where it is one in the scheme."""
    if node is None:
        return None
    if node.operation == "pick":
        place = node.data.index(label) if label in node.data else len(node.data)
        return _of_class(node.arguments[1 + place], label)
    if node.operation == "add":
        parts = [_of_class(argument, label) for argument in node.arguments]
        return None if None in parts else sum((p for p in parts if p is not None), Fraction(0))
    return node.constant
