"""What is collected: units, scopes, inputs, values and tables."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from evalkit.diagnostics import Place
from evalkit.expression.nodes import Type
from evalkit.scheme.shapes import (
    CONDITION,
    DATE,
    EXPRESSION,
    FLAG,
    TEXT,
    WHOLE,
    WORD,
    Choice,
    Expression,
    ListOf,
    MapOf,
    Names,
    Record,
    key,
    required,
)
from evalkit.scheme.taken import Taken

INPUT_TYPES = {
    "count": Type.NUMBER,
    "number": Type.NUMBER,
    "percent": Type.NUMBER,
    "ratio": Type.NUMBER,
    "money": Type.NUMBER,
    "judged": Type.NUMBER,
    "flag": Type.TRUTH,
    "level": Type.TEXT,
    "text": Type.TEXT,
    "date": Type.DATE,
}
"""Type of an input -> what an expression sees."""


@dataclass(frozen=True, kw_only=True)
class UnitColumns:
    """Which headings of the data tell who a unit is."""

    place: Place
    id: str = required(TEXT, "the heading of the code that tells units apart", "单位编码所在列")
    name: str | None = key(TEXT, "the heading of the name", "单位名称所在列")
    class_: str | None = key(TEXT, "the heading of the class", "类别所在列")
    parent: str | None = key(TEXT, "the heading of the unit above", "上级单位所在列")
    period: str | None = key(
        TEXT, "the heading of the period, where rows of earlier periods are among them", "考核期所在列, 用于含往期数据"
    )


@dataclass(frozen=True, kw_only=True)
class Input:
    """A column that is collected from someone."""

    place: Place
    name: str = ""
    type: str = required(Choice(tuple(INPUT_TYPES)), "what kind of value", "类型")
    column: tuple[str, ...] = key(
        ListOf(TEXT, single=True), "its heading in the data, or several that may be used", "数据中的列名", ()
    )
    owner: str | None = key(TEXT, "the department that answers for it", "责任部门")
    due: date | None = key(DATE, "until when it is to be reported", "上报截止日期")
    source: str | None = key(TEXT, "where it is collected", "数据来源")
    sample: str | None = key(TEXT, "the heading of the sample size", "样本量所在列")
    sample_at_least: int | None = key(
        WHOLE, "a smaller sample is warned of; the score stands", "最小样本量, 不足时提示, 得分不变"
    )
    unit: str | None = key(TEXT, "the unit of measure", "计量单位")
    at_least: Expression | None = key(EXPRESSION, "smaller values are refused", "允许的最小值")
    at_most: Expression | None = key(EXPRESSION, "larger values are refused", "允许的最大值")
    levels: Mapping[str, Expression | None] = key(
        Names(EXPRESSION),
        "the names of the levels; as a map, each with a number",
        "等级名称; 也可写成 名称: 数值",
        dict,
    )
    answers: Mapping[str, Expression] = key(
        MapOf(TEXT, EXPRESSION),
        "answer -> what a vote for it counts; each is a heading with its votes, and the value is the mean of the votes",
        "选项对应的分值; 各选项为一列票数, 指标值为有效票的平均",
        dict,
    )
    survey: str = ""
    """The input of whose answers this is the first count."""
    votes: tuple[str, ...] = ()
    """All counts of that input: together they are its sample."""
    labels: Mapping[str, str] | None = key(
        MapOf(TEXT, TEXT), "other spellings -> the name that is meant", "其他写法对应的名称"
    )
    reason: str | None = key(
        TEXT, "for a judged input: the heading of the reason, which may not be blank", "评分理由所在列"
    )
    scheme: str | None = key(
        TEXT, "another scheme whose result is the value, instead of a column", "取自另一方案的结果, 不从数据列读取"
    )
    take: Expression | None = key(
        EXPRESSION,
        "what of it: score, share, rank, grade, score(criterion) or share(criterion)",
        "取其中的: score、share、rank、grade、score(考核项) 或 share(考核项)",
    )
    missing: Expression | None = key(
        EXPRESSION,
        "what a blank stands for: no, 0; left out: nothing",
        "空白视为何值, 如 no、0; 省略为未知",
    )
    note: str | None = key(TEXT, "a remark for those who fill it in", "填报说明")
    fixed: bool = key(
        FLAG, "nobody can change it any more; gaps names no goal for it", "已成定局, 失分清单不列其达标值", False
    )
    from_: str | None = key(TEXT, "the records that it is counted or computed from", "由哪张明细表统计")
    where: Expression | None = key(CONDITION, "which of the records count", "统计哪些明细")
    once_per: Expression | None = key(
        EXPRESSION, "records that agree in this count once, the first of them", "此项相同的明细只计一次(取第一条)"
    )
    sum: Expression | None = key(EXPRESSION, "the sum of this over the records", "求和")
    mean: Expression | None = key(EXPRESSION, "the mean of this over the records", "求平均")
    min: Expression | None = key(EXPRESSION, "the smallest of this among the records", "取最小")
    max: Expression | None = key(EXPRESSION, "the largest of this among the records", "取最大")
    weight: Expression | None = key(EXPRESSION, "the weight of a record in the mean", "平均时的权重")
    trim: int | None = key(
        WHOLE, "leave so many highest and so many lowest out of the mean", "平均时去掉最高、最低各若干个"
    )
    taken: Taken | None = field(default=None, repr=False, compare=False)
    """What it takes from another scheme, read."""

    @property
    def wanted(self) -> tuple[str, ...]:
        """The headings that the scheme asks for."""
        return self.column or (self.name,)

    @property
    def headings(self) -> tuple[str, ...]:
        """The headings that this input may have in the data: a name is one word, and a heading need not be."""
        return self.column or tuple(dict.fromkeys((self.name, self.name.replace("_", " "))))

    @property
    def node_type(self) -> Type:
        return INPUT_TYPES[self.type]


@dataclass(frozen=True, kw_only=True)
class Records:
    """Rows of their own below the units: incidents, projects, months, marks of raters."""

    place: Place
    name: str = ""
    unit: str | None = key(
        TEXT, "the heading of the unit's code; left out: as in units", "单位编码所在列, 省略时同 units"
    )
    source: tuple[str, ...] = key(
        ListOf(TEXT, single=True),
        "the sheet or the file that holds them; left out: the one of their name",
        "所在工作表或文件名, 省略时与明细表同名",
        (),
    )
    columns: Mapping[str, Input] = required(
        MapOf(WORD, Record(Input, "type")), "their columns, as inputs are declared", "各列及类型"
    )
    owner: str | None = key(TEXT, "the department that answers for them", "责任部门")
    scopes: Mapping[str, tuple[str, ...]] = key(
        MapOf(WORD, ListOf(TEXT, single=True)),
        "inside what rows are compared: columns, or scopes of the units, in which they agree",
        "比较范围: 由哪些列或单位排名范围确定",
        dict,
    )


@dataclass(frozen=True, kw_only=True)
class Table:
    """A named look-up: of labels, each with a number or with a table of a second key; or of bands or lines."""

    place: Place
    name: str = ""
    entries: Mapping[str, Expression | Mapping[str, Expression]] = field(default_factory=dict)
    rule: object | None = None
    """A rule of `evalkit.rules` that the key is put into, instead of entries."""
