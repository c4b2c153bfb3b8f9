"""Syntax -> nodes: what names and functions mean at one place of the scheme."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from fractions import Fraction
from itertools import pairwise

from evalkit.diagnostics import Diagnostic, Message, Problems, Words
from evalkit.diagnostics import expression as kinds
from evalkit.expression import syntax
from evalkit.expression.nodes import Graph, Node, Type
from evalkit.plan.memo import Memo
from evalkit.scheme import Scheme
from evalkit.scheme.shapes import Expression

TYPE_WORDS = {
    Type.NUMBER: Words("a number", "数值"),
    Type.TRUTH: Words("a condition", "条件"),
    Type.TEXT: Words("a text", "文字"),
    Type.DATE: Words("a day", "日期"),
}
NO_X = Words("the criterion has no value here", "此处没有指标值")
NO_POINTS = Words("there are no points here", "此处没有分值")
OUTCOME = ("total", "base", "grade")
"""What is known only after scoring."""
ONLY_OUTCOME = Words(
    "it is known only after scoring, in vetoes, rewards and grades", "只在计分之后(否决、奖励、等次)才有"
)
A_TABLE = Words("a table is asked with lookup({name}, key)", "对照表须用 lookup({name}, 键) 查询")
A_CRITERION = Words(
    "it is a criterion; write score({name}) or share({name})", "它是考核项, 请写 score({name}) 或 share({name})"
)
OWN_WORD = Words("it is a word of the language, not a value", "它是语言用词, 不是数值")
DIVIDES_BY_ZERO = Words("it divides by 0", "除以0")
CROSSING = 9
"""What other units look at is first rounded half up to so many decimals, so that equal is equal."""
CLASS, PARENT = "class", "parent"
"""Columns that every data set may have; no input can be called so."""


@dataclass(frozen=True, slots=True)
class Context:
    """What the names of one place may mean besides inputs and values."""

    x: Callable[[], Node] | None = None
    points: Callable[[], Node] | None = None
    constants: Mapping[str, Expression] = field(default_factory=dict)
    outcome: Mapping[str, Callable[[], Node]] = field(default_factory=dict)
    """`total`, `base`: what is known after scoring."""


@dataclass(slots=True)
class Names:
    """All names of a scheme."""

    scheme: Scheme
    graph: Graph
    problems: Problems
    memo: Memo
    criterion: Callable[[str, str], Node | None]
    """(`score` or `share`, name) -> node, or None where there is no such criterion."""
    used: set[str] = field(default_factory=set)
    """The inputs that anything speaks of."""

    def node(self, expression: Expression, wanted: Type | None, context: Context) -> Node:
        """The node of an expression; where it is wrong, an unknown one, and the mistake is told."""
        found = Reading(self, expression, context).read(expression.syntax, wanted)
        if wanted is Type.TRUTH and found.operation == "number":
            self.problems.add(self.mistyped(wanted, found.type).at(expression.place))
        return found

    def mistyped(self, wanted: Type, found: Type) -> Diagnostic:
        return kinds.WRONG_TYPE(wanted=TYPE_WORDS[wanted](), found=TYPE_WORDS[found]())

    def number_of_level(self, node: Node) -> Node:
        """The number that a level carries; the node itself where its levels carry none."""
        input_ = self.scheme.inputs.get(str(node.data[0])) if node.operation == "column" else None
        carried = {} if input_ is None else {label: e for label, e in input_.levels.items() if e is not None}
        if not carried:
            return node
        numbers = {label: self.node(expression, Type.NUMBER, Context()) for label, expression in carried.items()}
        return self.graph.pick(node, numbers, self.graph.nothing("undefined"))

    def value(self, name: str) -> Node:
        """A named intermediate expression."""
        expression = self.scheme.values[name]
        return self.memo.once(("value", name), name, expression.place, lambda: self.node(expression, None, Context()))

    def ranked(self) -> Node:
        """Who is ranked, and so who is a peer. A condition on the total itself cannot choose peers before scoring."""
        ranking = self.scheme.ranking
        if ranking is None or ranking.among is None or set(OUTCOME) & set(syntax.names(ranking.among.syntax)):
            return self.graph.truth(True)
        among = ranking.among
        return self.memo.once(("ranked",), "among", among.place, lambda: self.node(among, Type.TRUTH, Context()))

    def gather(
        self, function: str, scope: str, x: Node, where: Node | None = None, parameter: Fraction | None = None
    ) -> Node:
        """What `function` makes of `x`, first rounded to `CROSSING` decimals, over the ranked units of a scope."""
        counted = self.graph.both(self.ranked(), where if where is not None else self.graph.truth(True))
        where = None if counted.operation == "truth" else counted
        found = self.graph.gather(function, scope, self.graph.round(x, "half_up", CROSSING), where, parameter)
        # A unit without a value has no rank among its peers, for the reason that it has no value.
        return self.graph.choose(self.graph.is_known(x), found, x) if function.startswith("rank_") else found

    def scope(self, name: str | None) -> str | None:
        """A scope by its name, `class` or `all` where none is said, or None where there is no such scope."""
        if name is None:
            return CLASS if self.scheme.units.class_ else "all"
        return self.scopes.get(name)

    @property
    def scopes(self) -> dict[str, str]:
        """Every scope by its name, those that need no declaration included."""
        return {**self.scheme.scopes, "all": "all", **({CLASS: CLASS} if self.scheme.units.class_ else {})}


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

    def read(self, part: syntax.Syntax, wanted: Type | None) -> Node:
        """The node of a part, which must be of the type wanted."""
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
        if name in names.scheme.values:
            return names.value(name)
        if name in names.scheme.inputs:
            names.used.add(name)
            return self.graph.column(name, names.scheme.inputs[name].node_type)
        return self.unknown(part)

    def unknown(self, part: syntax.Name) -> Node:
        scheme, name = self.names.scheme, part.name
        if name in scheme.unread:
            return self.graph.nothing("undefined")
        known = [*scheme.inputs, *scheme.values, *self.context.constants]
        near = get_close_matches(name, known, n=3, cutoff=0.5)
        hint: Message | None = kinds.DID_YOU_MEAN(names=tuple(near)) if near else None
        if name in scheme.tables:
            hint = A_TABLE(name=name)
        elif self.names.criterion("exists", name) is not None:
            hint = A_CRITERION(name=name)
        return self.fail(kinds.UNKNOWN_NAME(hint=hint, name=name), part)

    def operation(self, part: syntax.Operation) -> Node:
        graph = self.graph
        match part.operator:
            case "and":
                return graph.both(*map(self.truth, part.operands))
            case "or":
                return graph.either(*map(self.truth, part.operands))
            case "not":
                return graph.negate(self.truth(part.operands[0]))
            case "neg":
                operand = self.number(part.operands[0])
                return graph.number(-operand.constant) if operand.constant is not None else graph.make("neg", operand)
        left, right = map(self.number, part.operands)
        match part.operator:
            case "+":
                return graph.add(left, right)
            case "-":
                return graph.sub(left, right)
            case "*":
                return graph.mul(left, right)
            case "/":
                if right.constant == 0:
                    return self.fail(kinds.ARITHMETIC(why=DIVIDES_BY_ZERO()), part.operands[1])
                return graph.div(left, right)
        return graph.make("pow", left, right)

    def compare(self, operator: str, left: syntax.Syntax, right: syntax.Syntax) -> Node:
        first = self.any(left)
        # Order is for numbers and days; equality also for texts, but never across types.
        wanted = first.type if operator in ("==", "!=") or first.type is Type.DATE else Type.NUMBER
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
        if first.operation != "column" or second.operation != "text":
            return
        input_ = self.names.scheme.inputs.get(str(first.data[0]))
        if input_ is not None and input_.levels and second.data[0] not in input_.levels:
            diagnostic = kinds.UNKNOWN_LABEL(name=input_.name, label=str(second.data[0]), levels=tuple(input_.levels))
            self.names.problems.add(diagnostic.at(self.expression.at(part.span)))
