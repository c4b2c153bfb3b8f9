"""Reads the values of one unit, and of the rows that belong to it, out of a result."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import PurePath

from evalkit.expression import exact
from evalkit.expression.nodes import Along, Node, along, columns
from evalkit.expression.values import Reason, Unknown, Value, unknown_of
from evalkit.plan.context import in_table
from evalkit.plan.look import own
from evalkit.plan.model import CriterionPlan
from evalkit.result import Result


class Reader:
    """Reads one unit's values."""

    def __init__(self, result: Result, row: int) -> None:
        self.result = result
        self.row = row

    @property
    def called(self) -> str:
        return self.result.units.names[self.row]

    def __call__(self, node: Node) -> Value:
        if node.operation == "column":
            return self.result.data.source(node).exact(self.row, str(node.data[0]))
        value = self.result.data.source(node).exact(self.row, _blamed(node))
        return self._because(node, value) if isinstance(value, Unknown) else value

    def compute(self, roots: Iterable[Node]) -> dict[Node, Value]:
        """The values of `roots` and of all that they need; a mean of no rows has none, and says so."""
        roots = list(roots)
        return exact.compute(roots, self, dict(self._empty(roots)))

    def rows(self, of: Along) -> list[Reader]:
        """The rows that a look of this unit sees: its records or the units below, above it, each with its reader."""
        units = self.result.units
        match of.kind:
            case "records":
                return [Record(self.result, self.row, of.of, place) for place in units.records[of.of].below(self.row)]
            case "children":
                return [Reader(self.result, row) for row in units.below(self.row)]
            case "parent" if units.above is not None and units.above[self.row] >= 0:
                return [Reader(self.result, int(units.above[self.row]))]
        return []

    def label(self, plan: CriterionPlan) -> str | None:
        """What tells which account of a criterion is the unit's: its class, or the label of another column."""
        column = self.result.data.columns.get(plan.criterion.by)
        value = column.exact(self.row, plan.criterion.by) if column is not None else None
        return value if isinstance(value, str) else None

    def _because(self, look: Node, unknown: Unknown) -> Unknown:
        """Why a look at other rows gives nothing: a row that leaves it open, or that there is none."""
        of = along(look)
        if of.kind == "peers":
            return Unknown(Reason.UNDEFINED)
        if of.kind == "earlier":
            return unknown
        open_ = (part for row in self.rows(of) for part in row.opened(look))
        return unknown_of(*open_) or _nothing(of)

    def opened(self, look: Node) -> Iterator[Unknown]:
        """What leaves a look open that sees this row."""
        x, *where = look.arguments
        found = self.compute([x, *where])
        for node in () if any(found[truth] is False for truth in where) else (x, *where):
            if isinstance(value := found[node], Unknown):
                yield self.blamed(value)

    def blamed(self, unknown: Unknown) -> Unknown:
        """The same as others say it, who see many rows."""
        return Unknown(unknown.reason, tuple(f"{self.called} {name}" for name in unknown.inputs))

    def _empty(self, roots: list[Node]) -> Iterator[tuple[Node, Value]]:
        looks = self.result.plan.looks
        for node in own(roots, looks) if looks else ():
            look = looks.get(node)
            if look is None or node.operation != "div" or any(self(a) != 0 for a in node.arguments):
                continue  # only what is divided by the weight of no row
            counted = (row.compute([look.counts])[look.counts] for row in self.rows(look.along))
            if not any(counts is True for counts in counted):
                yield node, _nothing(look.along)


class Record(Reader):
    """Reads one record, and of what is its unit's, its unit."""

    def __init__(self, result: Result, row: int, table: str, place: int) -> None:
        super().__init__(result, row)
        self.table, self.place = table, place

    @property
    def called(self) -> str:
        return self.at()

    def at(self, column: str | None = None) -> str:
        """Where it stands, as `核查.csv:5`; in a sheet the cell of a column, or the first."""
        at = self.result.units.records[self.table].place(self.place, column)
        file = PurePath(at.file).name
        return f"{file}:{at.line}" if at.cell is None else str(at).replace(at.file, file, 1)

    def __call__(self, node: Node) -> Value:
        if not node.table:
            return super().__call__(node)
        data = self.result.data
        if node.operation == "gather":
            value = data.gathered[node].exact(self.place, "")
            return Unknown(Reason.UNDEFINED) if isinstance(value, Unknown) else value
        column = str(node.data[0]).removeprefix(in_table(self.table, ""))
        return data.below[self.table].columns[str(node.data[0])].exact(self.place, f"{self.at(column)} {column}")

    def compute(self, roots: Iterable[Node]) -> dict[Node, Value]:
        return exact.compute(roots, self)

    def blamed(self, unknown: Unknown) -> Unknown:
        return unknown


def _nothing(of: Along) -> Unknown:
    """Why there is no value where a look sees no row."""
    match of.kind:
        case "records":
            return Unknown(Reason.NO_ROWS, (of.of,))
        case "children":
            return Unknown(Reason.NO_CHILDREN)
    return Unknown(Reason.NO_PARENT)


def _blamed(look: Node) -> str:
    """What is named where a look at other rows gives nothing."""
    return along(look).of or next(columns([look]), along(look).kind)
