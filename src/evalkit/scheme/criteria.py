"""The tree: criteria, their accounts and their rules."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, TypeAlias

from evalkit.diagnostics import Place
from evalkit.scheme.shapes import (
    CONDITION,
    DATE,
    DECIMALS,
    EXPRESSION,
    LIMIT,
    POLICY,
    SCORE,
    TEXT,
    WHOLE,
    Choice,
    Either,
    Expression,
    ListOf,
    Record,
    key,
    required,
)

Policy: TypeAlias = "Literal['zero', 'full', 'skip', 'rescale', 'spread', 'drop', 'fail'] | Expression"
POLICIES = ("zero", "full", "skip", "rescale", "spread", "drop", "fail")
LEAVING = ("skip", "rescale", "spread", "drop")
"""Policies by which a criterion leaves its group instead of getting a score."""


@dataclass(frozen=True, kw_only=True)
class Term:
    """One line of an account: so many points for each case, for each step below or above a bound, or if."""

    place: Place
    each: Expression | None = key(
        EXPRESSION, "a count, or records: the points are taken for each", "次数或明细表, 每次(每条)计分"
    )
    where: Expression | None = key(CONDITION, "which of the records count", "统计哪些明细")
    once_per: Expression | None = key(
        EXPRESSION, "records that agree in this count once, the first of them", "此项相同的明细只计一次(取第一条)"
    )
    highest_per: Expression | None = key(
        EXPRESSION, "of records that agree in this only the one with most points counts", "此项相同的明细只计最高的一条"
    )
    below: Expression | None = key(EXPRESSION, "the points are taken for falling below this", "低于此值")
    above: Expression | None = key(EXPRESSION, "the points are taken for exceeding this", "高于此值")
    per: Expression | None = key(EXPRESSION, "the size of a step below or above", "每一档的大小")
    steps: str = key(
        Choice(("exact", "whole", "started")),
        "how a part of a step counts: exact in proportion, whole not at all, started as a whole one",
        "不足一档如何计算: exact 按比例, whole 不计, started 按一档计",
        "exact",
    )
    if_: Expression | None = key(CONDITION, "the points are taken if this holds", "满足此条件时计分")
    points: Expression | None = key(
        SCORE, "points, or with % a share of the criterion's points", "分数, 或占分值的百分比"
    )
    times: Expression | None = key(EXPRESSION, "multiplies the points of this line", "倍数")
    cap: Expression | None = key(SCORE, "at most so many points by this line", "本项封顶")
    name: str | None = key(TEXT, "how the line is called in explanations", "名称")
    basis: str | None = key(TEXT, "the clause", "依据")


@dataclass(frozen=True, kw_only=True)
class Terms:
    """Several lines together: added up, or only the largest counts; capped together."""

    place: Place
    combine: str = key(Choice(("sum", "max")), "sum, or max: only the largest counts", "sum 累加, max 只取最大", "sum")
    cap: Expression | None = key(SCORE, "at most so many points together", "合计封顶")
    terms: tuple[Term, ...] = key(ListOf(Record(Term), single=True), "the lines", "各扣分(加分)项", ())


TERMS = Either(ListOf(Record(Term), single=True), Record(Terms), "terms")


@dataclass(frozen=True, kw_only=True)
class Combine:
    """How the children make the group: `{best: 3}` is the mean of the three best."""

    place: Place
    best: int | None = key(WHOLE, "the mean of so many best children", "取最好的若干项平均")
    by: str = key(
        Choice(("sum", "mean", "geometric", "harmonic", "min", "max", "best")),
        "sum of scores; or a mean, geometric or harmonic mean, minimum, maximum of shares",
        "得分之和 sum; 或得分率的 mean 平均、geometric 几何平均、harmonic 调和平均、min 最低、max 最高",
        "sum",
    )


CHILDREN = "children"
"""In `for_each` the units below, instead of records."""


@dataclass(frozen=True, kw_only=True)
class ForEach:
    """Rows for each of which a criterion is read: months, raters, projects, or the units below."""

    place: Place
    in_: str = required(TEXT, "the records, or children: the units below", "明细表, 或 children(下级单位)")
    where: Expression | None = key(CONDITION, "which of the rows count", "统计哪些明细")
    combine: str = key(
        Choice(("mean", "sum", "min", "max")),
        "what the scores of the rows make together",
        "各条得分如何汇总: mean 平均, sum 累加, min 最低, max 最高",
        "mean",
    )
    weight: Expression | None = key(EXPRESSION, "the weight of a row in the mean", "平均时的权重")
    rows: Expression | None = key(
        EXPRESSION, "how many rows there must be; missing holds for those that lack", "应有条数, 缺少的按 missing 处理"
    )


TOP, BONUS = "$top", "$bonus"
"""The names of the two roots, which no criterion of a file can have as a word."""


@dataclass(frozen=True, kw_only=True)
class Criterion:
    """A node of the tree, read in one order: applies, value, rule, account, times, bounds, waive, zero, round."""

    place: Place
    name: str = ""
    rule: object | None = None
    """A rule of `evalkit.rules`, or None."""
    children: tuple[Criterion, ...] = ()
    variants: Mapping[str, Criterion] = field(default_factory=dict)
    """Class -> the whole criterion as it is for that class."""
    by: str = "class"
    """The column whose labels tell the variants apart."""
    inherited: Mapping[str, Expression] = field(default_factory=dict)
    """The constants of the outer criteria's `with`, which its own may replace."""

    title: str | None = key(TEXT, "the text of the official table, where the name is a short one", "官方表述")
    points: Expression | None = key(EXPRESSION, "what it can earn", "分值")
    weight: Expression | None = key(EXPRESSION, "its weight in the mean of its group", "权重")
    out_of: Expression | None = key(
        EXPRESSION, "the total of the children, scaled to the points", "子项合计满分, 折算为本项分值"
    )
    combine: Combine | None = key(Record(Combine, "by"), "how the children make the group", "子项汇总方式")
    for_each: ForEach | None = key(
        Record(ForEach, "in"), "read for each row of some records, or for each unit below", "逐条(逐个下级单位)计分"
    )
    applies: Expression | None = key(CONDITION, "for which units the criterion is there", "适用条件")
    value: Expression | None = key(
        EXPRESSION, "what it measures; left out: the input of its name", "指标值, 省略时取同名填报项"
    )
    deduct: Terms | None = key(TERMS, "what is taken off", "扣分")
    add: Terms | None = key(TERMS, "what is added", "加分")
    start: Expression | None = key(SCORE, "where the account starts", "起始分")
    times: Expression | None = key(EXPRESSION, "a factor on the score", "系数")
    floor: Expression | None = key(LIMIT, "not below this; none: no bound", "最低分, none 为不设")
    cap: Expression | None = key(LIMIT, "not above this; none: no bound", "最高分, none 为不设")
    waive_if: Expression | None = key(CONDITION, "full points if this holds", "满足时得满分")
    zero_if: Expression | None = key(CONDITION, "nothing if this holds", "满足时得零分")
    round: int | None = key(DECIMALS, "rounded half up to so many decimals", "四舍五入到几位小数")
    round_up: int | None = key(DECIMALS, "rounded up", "进位到几位小数")
    round_down: int | None = key(DECIMALS, "rounded down", "舍去到几位小数")
    round_even: int | None = key(DECIMALS, "rounded half to even", "四舍六入五成双到几位小数")
    missing: Policy | None = key(POLICY, "what a value that is not there earns", "未报数据如何计分")
    not_applicable: Policy | None = key(POLICY, "what happens to points that do not apply", "不适用时如何处理")
    owner: str | None = key(TEXT, "the department that answers for it", "责任部门")
    due: date | None = key(DATE, "the last day to put it right", "截止日期")
    basis: str | None = key(TEXT, "the clause", "依据")
    note: str | None = key(TEXT, "a remark for readers", "备注")
    self_: Expression | None = key(
        EXPRESSION,
        "the score that the unit gives itself, shown beside its score and never counted",
        "自评分, 仅作对照, 不计入得分",
    )

    @property
    def called(self) -> str:
        """How messages call it."""
        return self.name if self.name not in (TOP, BONUS) else self.title or self.name.removeprefix("$")

    @property
    def is_leaf(self) -> bool:
        return not self.children


ROUNDINGS = {"round": "half_up", "round_up": "up", "round_down": "down", "round_even": "half_even"}
"""Key of a criterion -> mode of the `round` node."""

__all__ = [
    "LEAVING",
    "POLICIES",
    "ROUNDINGS",
    "TERMS",
    "Combine",
    "Criterion",
    "Policy",
    "Term",
    "Terms",
]
