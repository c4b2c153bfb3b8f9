"""One expression of a scheme, read in its context: syntax -> nodes, each mistake at its place."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING
from unicodedata import numeric

from evalkit.diagnostics import Diagnostic, Words
from evalkit.diagnostics import expression as kinds
from evalkit.diagnostics.near import near
from evalkit.expression import syntax
from evalkit.expression.graph import Graph
from evalkit.expression.nodes import Node, Type
from evalkit.plan.context import CLASS, ONLY_OUTCOME, OUTCOME, PARENT, Context
from evalkit.scheme.shapes import Expression

if TYPE_CHECKING:
    from evalkit.plan.names import Names

NO_X = Words("the criterion has no value here", "此处没有指标值")
NO_POINTS = Words("there are no points here", "此处没有分值")
A_TABLE = Words("a table is asked with lookup({name}, key)", "对照表须用 lookup({name}, 键) 查询")
A_CRITERION = Words(
    "it is a criterion; write score({name}) or share({name})", "它是考核项, 请写 score({name}) 或 share({name})"
)
RECORDS = Words(
    "it is a table of records; count them by an input with from: {name}, or by a line with each: {name}",
    "它是明细表, 请用 from: {name} 的填报项或 each: {name} 的扣分(加分)项统计",
)
A_COLUMN = Words(
    "it is a column of the records {table}; count or sum them in an input with from: {table}",
    "它是明细表 {table} 的列, 请用 from: {table} 的填报项统计",
)
IT_IS = {syntax.Date: Words("it is a day", "这是日期"), syntax.Text: Words("it is a text", "这是文字")}
NO_NUMBERS = ("true", "false", "yes", "no", "on", "off", "nan", "inf", "infinity")
OWN_WORD = Words("it is a word of the language, not a value", "它是语言用词, 不是数值")


@dataclass(frozen=True, slots=True)
class Reading:
    """One expression being read in its context."""

    names: Names
    expression: Expression
    context: Context

    @property
    def graph(self) -> Graph:
        return self.names.graph

    def fail(self, diagnostic: Diagnostic, part: syntax.Syntax, wanted: Type | None = None) -> Node:
        """Tell a mistake at a part, and go on with an unknown."""
        self.names.problems.add(diagnostic.at(self.expression.at(part.span)))
        return self.graph.nothing("undefined", wanted or Type.NUMBER)

    def text(self, part: syntax.Syntax) -> str:
        """A part as it is written."""
        return " ".join(self.expression.text[part.span.start : part.span.end].split())

    def read(self, part: syntax.Syntax, wanted: Type | None) -> Node:
        """The node of a part, which must be of the type wanted."""
        whole = part is self.expression.syntax
        if whole and wanted is Type.NUMBER and isinstance(part, syntax.Date | syntax.Text):
            return self.fail(kinds.BAD_NUMBER(found=self.text(part), why=IT_IS[type(part)]()), part, wanted)
        node = self.any(part)
        if wanted is Type.NUMBER and node.type is Type.TEXT:
            node = self.names.number_of_level(node)
        if wanted is not None and node.type is not wanted and node.operation != "nothing":
            return self.fail(self.names.mistyped(wanted, node.type), part, wanted)
        return node

    def number(self, part: syntax.Syntax) -> Node:
        return self.read(part, Type.NUMBER)

    def truth(self, part: syntax.Syntax) -> Node:
        return self.read(part, Type.TRUTH)

    def any(self, part: syntax.Syntax) -> Node:
        match part:
            case syntax.Number():
                return self.graph.number(part.value)
            case syntax.Text():
                return self.graph.text(part.value)
            case syntax.Date():
                return self.graph.make("date", data=(Fraction(part.value.toordinal()),))
            case syntax.Name():
                return self.name(part)
            case syntax.Operation():
                return self.operation(part)
            case syntax.Comparison():
                pairs = zip(pairwise(part.operands), part.operators, strict=True)
                return self.graph.both(*(self.compare(operator, *two) for two, operator in pairs))
            case syntax.Membership():
                found = self.graph.either(*(self.compare("==", part.operand, option) for option in part.options))
                return self.graph.negate(found) if part.negated else found
            case syntax.Call():
                from evalkit.plan.functions import call

                return call(self, part)

    def name(self, part: syntax.Name) -> Node:
        name, context, names = part.name, self.context, self.names
        if name in context.constants:
            expression = context.constants[name]
            inner = Reading(names, expression, replace(context, constants={}))
            return inner.any(expression.syntax)
        if name == "x":
            return context.x() if context.x else self.fail(kinds.NOT_HERE(name=name, why=NO_X()), part)
        if name == "points":
            return context.points() if context.points else self.fail(kinds.NOT_HERE(name=name, why=NO_POINTS()), part)
        if name in (CLASS, PARENT):
            return self.graph.column(name, Type.TEXT)
        if name == "period":
            return self.graph.text(names.scheme.period or "")
        if name in OUTCOME:
            make = context.outcome.get(name)
            return make() if make else self.fail(kinds.NOT_HERE(name=name, why=ONLY_OUTCOME()), part)
        if name in ("none", "best", "else", "rank"):
            return self.fail(kinds.NOT_HERE(name=name, why=OWN_WORD()), part)
        column = names.column_of_records(context.table, name)
        if column is not None:
            return column
        if name in names.scheme.values:
            return names.value(name)
        return names.input(name) if name in names.scheme.inputs else self.unknown(part)

    def unknown(self, part: syntax.Name) -> Node:
        scheme, name = self.names.scheme, part.name
        if name in scheme.unread:
            return self.graph.nothing("undefined")
        records = scheme.records.get(self.context.table)
        known = [*scheme.inputs, *scheme.values, *self.context.constants, *(records.columns if records else ())]
        hint = near(name, known, self.names.problems)
        if name.lower() in NO_NUMBERS or all(numeric(letter, None) is not None for letter in name):
            hint = kinds.A_NUMBER()
        elif name in scheme.tables:
            hint = A_TABLE(name=name)
        elif name in scheme.records:
            hint = RECORDS(name=name)
        elif tables := [table for table, records in scheme.records.items() if name in records.columns]:
            hint = A_COLUMN(table=tables[0])
        elif self.names.criterion("exists", name) is not None:
            hint = A_CRITERION(name=name)
        return self.fail(kinds.UNKNOWN_NAME(hint=hint, name=name), part)

    def operation(self, part: syntax.Operation) -> Node:
        operand = part.operands[0]
        match part.operator:
            case "not":
                return self.graph.negate(self.truth(operand))
            case "neg":
                node = self.number(operand)
                return self.graph.number(-node.constant) if node.constant is not None else self.graph.make("neg", node)
        from evalkit.plan.arithmetic import chain

        return chain(self, part)

    def compare(self, operator: str, left: syntax.Syntax, right: syntax.Syntax) -> Node:
        first = self.any(left)
        # Order is for numbers and days; equality also for texts, but never across types.
        wanted = first.type if operator in ("==", "!=") or first.type is Type.DATE else Type.NUMBER
        if wanted is Type.NUMBER and first.type is Type.TEXT:
            first = self.names.number_of_level(first)
        if first.type is not wanted and first.operation != "nothing":
            return self.fail(self.names.mistyped(wanted, first.type), left, Type.TRUTH)
        second = self.read(right, wanted)
        self.check_label(first, second, right)
        if first.type is Type.TRUTH:
            both, neither = self.graph.both(first, second), self.graph.both(*map(self.graph.negate, (first, second)))
            same = self.graph.either(both, neither)
            return same if operator == "==" else self.graph.negate(same)
        return self.graph.compare(operator, first, second)

    def check_label(self, first: Node, second: Node, part: syntax.Syntax) -> None:
        """A level compared with a label that it cannot have never holds, and is surely a slip."""
        if second.operation != "text":
            return
        input_ = self.names.declared(first)
        if input_ is not None and input_.levels and second.data[0] not in input_.levels:
            diagnostic = kinds.UNKNOWN_LABEL(name=input_.name, label=str(second.data[0]), levels=tuple(input_.levels))
            self.names.problems.add(diagnostic.at(self.expression.at(part.span)))
