"""What follows from a score: ranking, grades, vetoes and rewards."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from evalkit.diagnostics import Place
from evalkit.scheme.decisions import Decision
from evalkit.scheme.shapes import (
    CONDITION,
    EXPRESSION,
    FLAG,
    SCORE,
    TEXT,
    WHOLE,
    Choice,
    Expression,
    ListOf,
    MapOf,
    Record,
    key,
    required,
)

PART_OF_A_PLACE = (
    Choice(("down", "up", "half_up")),
    "how a part of a place counts",
    "名额取整: down 舍去, up 进一, half_up 四舍五入",
)
LAST_PLACE = (
    Choice(("admit", "exclude")),
    "equals at the last place: all or none",
    "并列于末位名额: admit 全取, exclude 全不取",
)


@dataclass(frozen=True, kw_only=True)
class RankKey:
    """A key that decides between equal totals."""

    place: Place
    by: Expression = required(EXPRESSION, "what decides", "比较的值")
    better: str = key(Choice(("higher", "lower")), "which is better", "higher 高者优先, lower 低者优先", "higher")


@dataclass(frozen=True, kw_only=True)
class Ranking:
    """How ranks are given."""

    place: Place
    by: Expression | None = key(EXPRESSION, "what is ranked; left out: the total", "排名依据, 省略时为总分")
    better: str = key(Choice(("higher", "lower")), "which is better", "higher 高者优先, lower 低者优先", "higher")
    then: tuple[RankKey, ...] = key(
        ListOf(Record(RankKey, "by"), single=True), "what decides between equals, in turn", "同分时依次比较", ()
    )
    ties: str = key(
        Choice(("skip", "dense")),
        "after two firsts comes the third (skip) or the second (dense)",
        "并列后 skip 跳过名次, dense 不跳",
        "skip",
    )
    among: Expression | None = key(CONDITION, "who is ranked", "参加排名的条件")
    previous: Mapping[str, Expression] = key(
        MapOf(TEXT, EXPRESSION),
        "scope -> the rank of the earlier period, shown beside this one",
        "排名范围对应的上期名次",
        dict,
    )
    vetoed: str = key(
        Choice(("keep", "last", "out")),
        "vetoed units keep their rank, come last or are not ranked",
        "被否决单位: keep 照常排名, last 排在最后, out 不参加排名",
        "keep",
    )


@dataclass(frozen=True, kw_only=True)
class Grade:
    """A grade: the first, from the top, whose bounds, needs, condition and quota hold."""

    place: Place
    name: str = ""
    at_least: Expression | None = key(SCORE, "the total is at least", "总分不低于")
    above: Expression | None = key(SCORE, "the total is above", "总分高于")
    at_most: Expression | None = key(SCORE, "the total is at most", "总分不高于")
    below: Expression | None = key(SCORE, "the total is below", "总分低于")
    top: Expression | None = key(EXPRESSION, "the share of the ranked units of the scope that may have it", "名额比例")
    places: Expression | None = key(
        EXPRESSION, "the number of units that may have it; beside top the smaller counts", "名额数, 与 top 并用时取小"
    )
    within: str | None = key(TEXT, "the scope of the quota", "名额所在范围")
    round: str = key(*PART_OF_A_PLACE, "down")
    ties: str = key(*LAST_PLACE, "admit")
    needs: Mapping[str, Expression] | None = key(MapOf(TEXT, SCORE), "criteria that must reach a score", "单项最低要求")
    when: Expression | None = key(CONDITION, "what else must hold", "其他条件")


@dataclass(frozen=True, kw_only=True)
class Status:
    """A list that a unit is put on."""

    place: Place
    name: str = required(TEXT, "the list", "名单名称")
    months: int | None = key(WHOLE, "for how many months", "期限(月)")


@dataclass(frozen=True, kw_only=True)
class Effect:
    """What a veto does."""

    place: Place
    zero: tuple[str, ...] = key(ListOf(TEXT, single=True), "criteria that earn nothing", "记零分的考核项", ())
    deduct: Expression | None = key(EXPRESSION, "taken off the total", "从总分中扣除")
    cap_score: Expression | None = key(EXPRESSION, "the total is at most", "总分最高为")
    score: Expression | None = key(EXPRESSION, "the total is", "总分定为")
    unscored: bool = key(FLAG, "there is no total: no score, no rank", "停止计分: 无得分, 不参加排名", False)
    lower_grade: int | None = key(WHOLE, "the grade drops by so many", "降低等次数")
    cap_grade: str | None = key(TEXT, "the grade is at best", "等次最高为")
    grade: str | None = key(TEXT, "the grade is", "等次定为")
    bar: tuple[str, ...] = key(ListOf(TEXT, single=True), "titles that cannot be had", "取消的评先资格", ())
    status: tuple[Status, ...] = key(
        ListOf(Record(Status, "name"), single=True), "lists that the unit is put on", "列入名单", ()
    )


@dataclass(frozen=True, kw_only=True)
class Veto:
    """A knock-out that no score offsets: where a condition holds, its effect comes."""

    place: Place
    name: str = ""
    when: tuple[Expression, ...] = required(ListOf(CONDITION, single=True), "any of these", "触发条件, 任一满足即触发")
    unless: Expression | None = key(CONDITION, "the exemption", "豁免条件")
    effect: Effect = required(Record(Effect, "grade"), "what it does", "后果")
    decided: Decision | None = key(
        Record(Decision, "reason"),
        "where the data tell who decided that it fires, when and why",
        "触发须经认定: 认定机关、日期、理由所在列",
    )
    owner: str | None = key(TEXT, "the department that answers for it", "责任部门")
    basis: str | None = key(TEXT, "the clause", "依据")
    note: str | None = key(TEXT, "a remark", "备注")


@dataclass(frozen=True, kw_only=True)
class RewardEffect:
    """What a reward does. Vetoes come after it."""

    place: Place
    add: Expression | None = key(EXPRESSION, "added to the total", "总分加")
    raise_grade: int | None = key(WHOLE, "the grade rises by so many", "提高等次数")
    grade: str | None = key(TEXT, "the grade is at least", "等次至少为")


@dataclass(frozen=True, kw_only=True)
class Reward:
    """What lifts a result before the vetoes are applied."""

    place: Place
    name: str = ""
    when: tuple[Expression, ...] = required(ListOf(CONDITION, single=True), "any of these", "触发条件, 任一满足即触发")
    effect: RewardEffect = required(Record(RewardEffect, "grade"), "what it does", "后果")
    basis: str | None = key(TEXT, "the clause", "依据")
