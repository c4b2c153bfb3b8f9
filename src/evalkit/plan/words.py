"""How accounts speak: the texts of their lines, and expressions as a reader sees them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from evalkit.diagnostics import Message, Words
from evalkit.diagnostics.message import Percent, Value
from evalkit.expression.syntax import Call, Comparison, Membership, Name, Number, Operation, Syntax, walk
from evalkit.scheme import Term
from evalkit.scheme.shapes import Expression

POINTS = Words("{number} {number:point|points}", "{number}分")
FULL = Words("full points", "满分")
NOTHING = Words("nothing", "0分")
ZERO = Words("0", "0分")
SHARE = Words("{share} of the points", "分值的{share}")
KNOWN = Words("{first} (where unknown {others})", "{first}(未知时取{others})")

START = Words("starts from {start}", "起始{start}")
VALUE = Words("the value itself", "按指标值计分")
EACH = Words("{points} for each {each}", "{each}, 每个计{points}")
EACH_RECORD = Words("{points} for each record of {each}", "{each}, 每条计{points}")
EACH_BY = Words("{points} points for each record of {each}", "{each}, 每条按“{points}”计分")
RECORDS = {
    "where": Words("{each} with {said}", "{each}({said})"),
    "once_per": Words("{each}, once per {said}", "{each}, 同一{said}只计一次"),
    "highest_per": Words("{each}, the highest per {said}", "{each}, 同一{said}取最高"),
}
BELOW = Words("{points} for each {per} below {bound}", "比{bound}每低{per}计{points}")
BELOW_AT_ONCE = Words("{points} for being below {bound}", "低于{bound}计{points}")
ABOVE = Words("{points} for each {per} above {bound}", "比{bound}每高{per}计{points}")
ABOVE_AT_ONCE = Words("{points} for being above {bound}", "高于{bound}计{points}")
IF = Words("{points} if {condition}", "{condition}计{points}")
STEPS = {
    "whole": Words("{words}, part of a step does not count", "{words}, 不足一档不计"),
    "started": Words("{words}, part of a step counts as a whole one", "{words}, 不足一档按一档计"),
}
CAPPED = Words("{words}, at most {cap}", "{words}, 最多{cap}")
DEDUCTED = Words("deducted: {words}", "扣分: {words}")
ADDED = Words("added: {words}", "加分: {words}")
LARGEST_ONLY = Words("only the largest counts", "只计最大一项")
TOGETHER = Words("together at most {cap}", "合计最多{cap}")
TIMES = Words("times {factor}", "乘以系数{factor}")
FLOOR = Words("not below {floor}", "最低{floor}")
THE_RULES = Words("the most that its rule gives", "评分标准允许的最高分")
CAP = Words("not above {cap}", "最高{cap}")
WAIVED = Words("full points because {condition}", "因“{condition}”得满分")
ZEROED = Words("nothing because {condition}", "因“{condition}”不得分")
ROUNDED = Words("rounded to {decimals} {decimals:decimal|decimals}", "保留{decimals}位小数")
MISSING = Words("not known: {policy}", "数据缺失: {policy}")
POLICY = {
    "zero": Words("earns nothing", "记零分"),
    "full": Words("earns full points", "记满分"),
    "skip": Words("is left out", "不计入"),
    "rescale": Words("its points are carried by the others", "分值由其他项折算"),
    "spread": Words("its points are spread over the others", "分值分摊至其他项"),
    "drop": Words("its points leave the total", "分值从总分中剔除"),
    "fail": Words("must be reported", "必须上报"),
}
OTHER_POLICY = Words("earns {score}", "得{score}")
NOT_APPLICABLE = Words("does not apply: {policy}", "不适用: {policy}")
OPEN = Words("stays open, the result is provisional", "未定, 结果为暂定")
SCALED = Words("scaled from {out_of} {out_of:point|points}", "由{out_of}分折算")
CARRIED = Words("carried by what applies", "按适用项折算")
FOR_EACH = Words("for each {rows}: {rule}; {together}", "按{rows}逐条: {rule}; {together}")
CHILDREN = Words("unit below", "下级单位")
ROW = Words("row of {rows}", "{rows}")
WEIGHTED = Words("{words}, weighted by {weight}", "{words}, 权重为{weight}")
ROWS = {
    "sum": Words("the sum counts", "累加"),
    "mean": Words("the mean counts", "取平均"),
    "min": Words("the lowest counts", "取最低"),
    "max": Words("the highest counts", "取最高"),
}
COMBINED = {
    "sum": Words("the sum of the criteria", "各项得分之和"),
    "mean": Words("the weighted mean of the shares", "各项得分率加权平均"),
    "geometric": Words("the geometric mean of the shares", "各项得分率几何平均"),
    "harmonic": Words("the harmonic mean of the shares", "各项得分率调和平均"),
    "min": Words("the lowest share decides", "取最低得分率"),
    "max": Words("the highest share decides", "取最高得分率"),
    "best": Words("the mean of the best", "取最好若干项平均"),
}


def counted(said: Value) -> Value:
    """A score where something starts or ends, which at nothing is a 0."""
    return ZERO() if said == NOTHING() else said


@dataclass(frozen=True, slots=True)
class Speaking:
    """Shows expressions with the constants of their criterion in place."""

    constants: Mapping[str, Expression]
    cap: Expression | None = None
    """What the criterion itself earns at most, where it says so."""
    peers: str = "class"
    """The scope that is meant where none is said."""

    def value(self, expression: Expression) -> Value:
        return self.part(expression.syntax, expression)

    def factor(self, expression: Expression) -> Value:
        """The same beside a multiplication sign: in brackets where it is more than one thing."""
        shown = self.value(expression)
        return f"({shown})" if isinstance(shown, str) and isinstance(self.meant(expression), Operation) else shown

    def part(self, syntax: Syntax, of: Expression) -> Value:
        """A part of an expression."""
        if isinstance(syntax, Name) and syntax.name in self.constants:
            return self.value(self.constants[syntax.name])
        if isinstance(syntax, Number) and of.text != "none":
            return Percent(syntax.value) if syntax.percent else syntax.value
        if isinstance(syntax, Call) and syntax.function == "known" and len(syntax.arguments) > 1:
            first, *others = (self.part(argument, of) for argument in syntax.arguments)
            return KNOWN(first=first, others=tuple(others))
        return self.text(syntax, of)

    def written(self, expression: Expression) -> str:
        """An expression, or the constant that it names, or a part of a longer text, in the words of the scheme."""
        syntax = expression.syntax
        if isinstance(syntax, Name) and syntax.name in self.constants:
            return self.written(self.constants[syntax.name])
        return self.text(syntax, expression)

    def text(self, syntax: Syntax, of: Expression) -> str:
        """A part as it is written, with the constants in it."""
        found, at = "", syntax.span.start
        names = (part for part in walk(syntax) if isinstance(part, Name) and part.name in self.constants)
        for name in sorted(names, key=lambda name: name.span.start):
            constant = self.constants[name.name]
            compound = isinstance(constant.syntax, Operation | Comparison | Membership)
            found += of.text[at : name.span.start] + (f"({constant.text})" if compound else constant.text)
            at = name.span.end
        return " ".join((found + of.text[at : syntax.span.end]).split())

    def meant(self, expression: Expression) -> Syntax:
        """What an expression is, or the constant that it names."""
        syntax = expression.syntax
        named = self.constants.get(syntax.name) if isinstance(syntax, Name) else None
        return syntax if named is None else self.meant(named)

    def score(self, expression: Expression) -> Value:
        shown = self.value(expression)
        match shown:
            case Percent(value) if value == 1:
                return FULL()
            case Percent():
                return SHARE(share=shown)
        if shown == 0:
            return NOTHING()
        return shown if isinstance(shown, str | Message) else POINTS(number=shown)

    def term(self, term: Term, *, counts_records: bool = False) -> Message:
        """One line of an account as an office says it."""
        if term.name is not None:
            from evalkit.diagnostics import literally

            return literally(term.name)
        points = self.score(term.points) if term.points is not None else "?"
        said = self.bare(term, points, counts_records=counts_records)
        return said if term.cap is None else CAPPED(words=said, cap=self.score(term.cap))

    def records(self, term: Term, table: str) -> Message | str:
        """The records that a line counts."""
        each: Message | str = table
        for key, words in RECORDS.items():
            narrowed: Expression | None = getattr(term, key)
            if narrowed is not None:
                each = words(each=each, said=self.value(narrowed))
        return each

    def bare(self, term: Term, points: Value, *, counts_records: bool) -> Message:
        if term.each is not None and counts_records:
            each = self.records(term, str(self.value(term.each)))
            return (EACH_BY if isinstance(points, str) else EACH_RECORD)(points=points, each=each)
        if term.each is not None:
            return EACH(points=points, each=self.value(term.each))
        for bound, stepwise, at_once in ((term.below, BELOW, BELOW_AT_ONCE), (term.above, ABOVE, ABOVE_AT_ONCE)):
            if bound is not None and term.per is not None:
                said = stepwise(points=points, bound=self.value(bound), per=self.value(term.per))
                return STEPS[term.steps](words=said) if term.steps in STEPS else said
            if bound is not None:
                return at_once(points=points, bound=self.value(bound))
        return IF(points=points, condition=self.value(term.if_) if term.if_ is not None else "?")
