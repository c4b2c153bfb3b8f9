"""The lines of `deduct` and `add`: points for each case, for each step beyond a bound, or under a condition."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Protocol, Self, cast

from evalkit.diagnostics import Message, Words
from evalkit.diagnostics import rows as row_kinds
from evalkit.diagnostics import scheme as kinds
from evalkit.expression.graph import Graph
from evalkit.expression.nodes import Node
from evalkit.expression.syntax import Name
from evalkit.plan import words as say
from evalkit.plan.context import Context
from evalkit.plan.look import Look
from evalkit.plan.model import Entry
from evalkit.plan.names import Names
from evalkit.plan.records import Rows
from evalkit.scheme import Term, Terms
from evalkit.scheme.shapes import Expression

MAX_LINE = Words("{terms}; {largest}", "{terms}; {largest}")


class Criterion(Protocol):
    """What lines ask of the criterion that they stand in."""

    @property
    def graph(self) -> Graph: ...

    @property
    def names(self) -> Names: ...

    @property
    def speaking(self) -> say.Speaking: ...

    @property
    def x(self) -> Node: ...

    def number(self, expression: Expression) -> Node: ...

    def score(self, expression: Expression) -> Node: ...

    def truth(self, expression: Expression) -> Node: ...

    @property
    def context(self) -> Context: ...

    def below(self, table: str) -> Self: ...


@dataclass(frozen=True, slots=True)
class Line:
    """One line: what it says, what it takes or gives, never below 0, and what it looks at."""

    words: Message
    amount: Node
    lever: Node | None
    look: Look | None = None
    """The records that it counts."""


def account_of(terms: Terms, words: Words, sign: int, at: Criterion) -> tuple[Node, list[Entry]]:
    """What the lines of `deduct` (sign -1) or `add` (+1) take or give together, and a line of the account for each."""
    graph = at.graph
    lines = [_line(term, at) for term in terms.terms]
    if not lines:
        at.names.problems.add(kinds.TERM_FORM(terms.place))
        return graph.number(0), []
    if terms.combine == "max":
        said = MAX_LINE(terms=tuple(line.words for line in lines), largest=say.LARGEST_ONLY())
        together = graph.greatest(*(line.amount for line in lines))
        entries = [_entry(words(words=said), together, sign, lines, graph)]
    else:
        together = graph.add(*(line.amount for line in lines))
        entries = [_entry(words(words=line.words), line.amount, sign, [line], graph) for line in lines]
    if terms.cap is not None:
        capped = graph.least(together, at.score(terms.cap))
        excess = graph.sub(capped, together) if sign > 0 else graph.sub(together, capped)
        entries.append(Entry(say.TOGETHER(cap=at.speaking.score(terms.cap)), excess))
        together = capped
    return together, entries


def _entry(words: Message, amount: Node, sign: int, lines: list[Line], graph: Graph) -> Entry:
    def signed(node: Node) -> Node:
        return node if sign > 0 else graph.make("neg", node)

    levers = tuple(line.lever for line in lines if line.lever is not None)
    looks = tuple(replace(line.look, x=signed(line.look.x)) for line in lines if line.look is not None)
    return Entry(words, signed(amount), always=True, levers=levers, looks=looks)


def _line(term: Term, at: Criterion) -> Line:
    """One line; one without a form or without points is told and takes nothing."""
    graph, zero = at.graph, at.graph.number(0)
    table = counted_table(term, at.names)
    words = at.speaking.term(term, counts_records=table is not None)
    forms = [form for form in (term.each, term.below, term.above, term.if_) if form is not None]
    if len(forms) != 1:
        at.names.problems.add(kinds.TERM_FORM(term.place))
        return Line(words, zero, None)
    if term.points is None:
        at.names.problems.add(kinds.TERM_POINTS(term.place))
        return Line(words, zero, None)
    lever: Node | None = None
    look: Look | None = None
    if table is None:
        at.names.problems.found.extend(
            row_kinds.RECORDS_ONLY(getattr(term, key).place, key=key)
            for key in ("where", "once_per", "highest_per")
            if getattr(term, key) is not None
        )
    points = at.score(term.points) if table is None else graph.number(0)
    if table is not None:
        lever, amount, look = _of_records(term, term.points, table, at)
    elif term.each is not None:
        lever = at.number(term.each)
        amount = graph.mul(lever if _is_count(lever, at) else graph.greatest(lever, zero), points)
    elif term.if_ is not None:
        amount = graph.choose(at.truth(term.if_), points, zero)
    else:
        lever = at.x
        amount = _beyond(term, lever, points, at)
    if term.times is not None and table is None:
        amount = graph.mul(amount, at.number(term.times))
    if term.cap is not None:
        amount = graph.least(amount, at.score(term.cap))
    return Line(words, amount, lever, look)


def counted_table(term: Term, names: Names) -> str | None:
    """The table of records that a line counts, if it counts any."""
    each = None if term.each is None else term.each.syntax
    return each.name if isinstance(each, Name) and each.name in names.scheme.records else None


def _of_records(term: Term, points: Expression, table: str, at: Criterion) -> tuple[Node, Node, Look]:
    """What is counted, and what the records bring: points for each of them, which may depend on its columns."""
    graph, inside = at.graph, at.below(table)
    rows = Rows.of(at.names, table, at.context, term.where, term.once_per)
    amount = inside.score(points)
    if term.times is not None:
        amount = graph.mul(amount, inside.number(term.times))
    if term.highest_per is not None:
        rows = rows.first(term.highest_per, amount)
    function = "sum" if amount.constant is None else "count"
    look = rows.look(function, amount, at.speaking.records(term, rows.table))
    found = rows.total(amount) if amount.constant is None else rows.count()
    at.names.looks.setdefault(found, look)
    return found, found if amount.constant is None else graph.mul(found, amount), look


def _is_count(node: Node, at: Criterion) -> bool:
    """Whether a node is an input that cannot be negative."""
    input_ = at.names.declared(node)
    return input_ is not None and input_.type == "count"


def _beyond(term: Term, x: Node, points: Node, at: Criterion) -> Node:
    """Points for each step that the value is below or above a bound, or at once."""
    graph, zero = at.graph, at.graph.number(0)
    bound = at.number(cast("Expression", term.below or term.above))
    distance = graph.sub(bound, x) if term.below is not None else graph.sub(x, bound)
    if term.per is None:
        outside = graph.compare("<", x, bound) if term.below is not None else graph.compare(">", x, bound)
        return graph.choose(outside, points, zero)
    steps = graph.steps(graph.greatest(distance, zero), at.number(term.per), term.steps)
    return graph.mul(steps, points)
