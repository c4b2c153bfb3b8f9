"""`for_each`: a criterion that is read for every row of a table of records, or for every unit below, and what the rows
make of it together.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from evalkit.diagnostics import Message
from evalkit.diagnostics import rows as kinds
from evalkit.expression.graph import Graph
from evalkit.expression.nodes import Along, Node
from evalkit.plan import words as say
from evalkit.plan.context import CROSSING
from evalkit.plan.look import Look
from evalkit.plan.model import Each
from evalkit.scheme.criteria import CHILDREN, LEAVING, ForEach
from evalkit.scheme.shapes import Expression

if TYPE_CHECKING:
    from evalkit.plan.accounts import Lowerer


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows that a criterion is read for, one after the other."""

    unit: Lowerer
    """The criterion where each unit has one value."""
    row: Lowerer
    """The same for one row."""
    each: ForEach
    along: Along

    @classmethod
    def of(cls, unit: Lowerer, each: ForEach) -> Rows:
        scheme = unit.names.scheme
        if each.in_ == CHILDREN:
            if scheme.units.parent is None:
                unit.names.problems.add(kinds.NO_PARENTS(each.place, name="for_each"))
            return cls(unit, replace(unit, entries=[]), each, Along("children"))
        if each.in_ not in scheme.records:
            unit.names.problems.add(kinds.NO_RECORDS(each.place, name=each.in_, known=tuple(scheme.records)))
        return cls(unit, replace(unit.below(each.in_), entries=[]), each, Along("records", each.in_))

    @property
    def graph(self) -> Graph:
        return self.unit.graph

    def score(self) -> tuple[Node, Each]:
        """What the rows make together, and how accounts show it."""
        graph, each = self.graph, self.each
        raw = self.row.inner()
        score, stays = self.settled(raw, self.unit.settles or raw)
        condition = graph.truth(True) if each.where is None else self.row.truth(each.where)
        counts = graph.both(condition, stays)
        weight = graph.number(1) if each.weight is None else self.row.number(each.weight)
        match each.combine:
            case "sum":
                found = self.total(score, counts)
            case "mean":
                found = graph.div(self.total(graph.mul(score, weight), counts), self.total(weight, counts))
            case extreme:
                found = graph.gather(extreme, self.along, self.crossing(score), counts)
        called = "" if each.in_ == CHILDREN else each.in_
        heavy = None if each.weight is None else weight
        look = Look("each", self.along, score, condition, counts, weight=heavy, called=called)
        self.unit.names.looks[found] = look
        whole = found if each.rows is None else self.complete(found, condition, counts, each.rows)
        wanted = None if each.rows is None else self.unit.number(each.rows)
        return whole, Each(look, whole, raw, self.row.value_node, wanted)

    def settled(self, score: Node, raw: Node) -> tuple[Node, Node]:
        """The score of a row, or a bound of it, after what is missing is settled, and whether the row stays."""
        graph, stays = self.graph, self.graph.truth(True)
        gone = graph.not_applicable(raw)
        missing = graph.both(graph.is_unknown(raw), graph.negate(gone))
        for kind, absent in (("not_applicable", gone), ("missing", missing)):
            policy = self.unit.tree.policy(self.unit.criterion, kind)
            given = self.gift(policy)
            if given is not None:
                score = graph.choose(absent, given, score)
            elif policy in LEAVING or (kind == "not_applicable" and policy is None):
                stays = graph.both(stays, graph.negate(absent))
        return score, stays

    def gift(self, policy: str | Expression | None) -> Node | None:
        """What a row earns whose value is not there; None where no score is given."""
        if policy == "zero":
            return self.graph.number(0)
        if policy == "full":
            return self.row.points
        return self.row.score(policy) if isinstance(policy, Expression) else None

    def complete(self, found: Node, there: Node, counts: Node, rows: Expression) -> Node:
        """The same with the rows that should be there and are not: they earn what the criterion's `missing` says. A row
        that is there does not lack, even where it has left for what its own cells say.
        """
        graph, none = self.graph, self.graph.number(0)
        policy = self.unit.tree.policy(self.unit.criterion, "missing")
        if policy in LEAVING:
            return found
        lacking = graph.greatest(graph.sub(self.unit.number(rows), self.total(graph.number(1), there)), none)
        some, gift = graph.compare(">", lacking, none), self.gift(policy)
        if gift is None or gift.table:
            return graph.choose(some, graph.nothing("not_reported"), found)
        more = graph.mul(lacking, gift)
        if self.each.combine == "sum":
            return graph.add(found, more)
        count = self.total(graph.number(1), counts)
        empty = graph.compare("==", count, none)
        if self.each.combine == "mean":
            whole = graph.choose(empty, none, graph.mul(found, count))
            return graph.div(graph.add(whole, more), graph.add(count, lacking))
        other = graph.least(found, gift) if self.each.combine == "min" else graph.greatest(found, gift)
        return graph.choose(some, graph.choose(empty, gift, other), found)

    def total(self, x: Node, counts: Node) -> Node:
        counted = self.graph.choose(counts, x, self.graph.number(0))
        return self.graph.gather("sum", self.along, self.crossing(counted))

    def crossing(self, x: Node) -> Node:
        return self.graph.round(x, "half_up", CROSSING)

    def words(self) -> Message:
        """The rule of a row, and what the rows make together."""
        each, speaking = self.each, self.unit.speaking
        said = tuple(entry.words for entry in self.row.entries if entry.always)
        rows: Message | str = say.CHILDREN() if each.in_ == CHILDREN else say.ROW(rows=each.in_)
        if each.where is not None:
            rows = say.RECORDS["where"](each=rows, said=speaking.value(each.where))
        together = say.ROWS[each.combine]()
        if each.weight is not None:
            together = say.WEIGHTED(words=together, weight=speaking.value(each.weight))
        return say.FOR_EACH(rows=rows, rule=said, together=together)
