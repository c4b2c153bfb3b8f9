"""A scheme as frozen records. Their fields are the keys of the language; nothing here reads or computes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from evalkit.diagnostics import Place
from evalkit.scheme.criteria import Combine, Criterion, Policy, Term, Terms
from evalkit.scheme.data import Input, Records, Table, UnitColumns
from evalkit.scheme.outcomes import Effect, Grade, Ranking, RankKey, Reward, RewardEffect, Status, Veto
from evalkit.scheme.shapes import (
    EXPRESSION,
    SCOPE,
    TEXT,
    WHOLE,
    WORD,
    Expression,
    ListOf,
    MapOf,
    Record,
    key,
    required,
)

LANGUAGE_VERSION = 1

__all__ = [
    "Combine", "Criterion", "Effect", "Expression", "Grade", "Input", "Policy", "RankKey", "Ranking", "Records",
    "Reward", "RewardEffect", "Scheme", "Status", "Table", "Term", "Terms", "UnitColumns", "Veto",
]  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Scheme:
    """The whole rule: criteria, vetoes, grades. Its other keys are those of the top group, a `Criterion`."""

    place: Place
    top: Criterion
    bonus: Criterion | None = None
    tables: Mapping[str, Table] = field(default_factory=dict)
    unread: frozenset[str] = frozenset()
    """The names of inputs and values that could not be read, which has been told."""

    evalkit: int = required(WHOLE, "the version of the language", "语言版本")
    title: str = required(TEXT, "the title of the scheme", "方案名称")
    period: str | None = key(TEXT, "the time that the data speak of", "考核期")
    units: UnitColumns = required(Record(UnitColumns, "id"), "who is scored", "单位信息所在列")
    classes: tuple[str, ...] = key(
        ListOf(TEXT, single=True), "the classes that there are; others are refused", "类别, 其他类别视为错误", ()
    )
    scopes: Mapping[str, str] = key(
        MapOf(SCOPE, TEXT),
        "inside what a rank is given: all, class, parent or a heading",
        "排名范围: all、class、parent 或列名",
        default=dict,
    )
    records: Mapping[str, Records] = key(
        MapOf(WORD, Record(Records)), "rows below the units, each with its columns", "明细表", default=dict
    )
    inputs: Mapping[str, Input] = required(MapOf(WORD, Record(Input, "type")), "what is collected", "填报项")
    values: Mapping[str, Expression] = key(
        MapOf(WORD, EXPRESSION), "named intermediate expressions", "中间值", default=dict
    )
    vetoes: Mapping[str, Veto] = key(
        MapOf(TEXT, Record(Veto)), "knock-outs that no score offsets", "一票否决", default=dict
    )
    rewards: Mapping[str, Reward] = key(MapOf(TEXT, Record(Reward)), "what lifts a result", "奖励", default=dict)
    ranking: Ranking | None = key(Record(Ranking), "how ranks are given", "排名方式")
    grades: Mapping[str, Grade] = key(
        MapOf(TEXT, Record(Grade)), "the grades, from the best", "等次, 从高到低", default=dict
    )

    @property
    def criteria(self) -> list[Criterion]:
        """Every criterion, a group before its children; the bonus comes after the tree."""
        found: list[Criterion] = []
        waiting = [root for root in (self.bonus, self.top) if root is not None]
        while waiting:
            criterion = waiting.pop()
            found.append(criterion)
            waiting.extend(reversed(criterion.children))
        return found
