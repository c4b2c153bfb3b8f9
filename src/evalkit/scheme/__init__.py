"""A scheme as frozen records. Their fields are the keys of the language; nothing here reads or computes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from evalkit.diagnostics import Place
from evalkit.expression.syntax import names
from evalkit.scheme.criteria import Combine, Criterion, Policy, Term, Terms
from evalkit.scheme.data import Input, Records, Table, UnitColumns
from evalkit.scheme.decisions import DecidedGrade, Decision
from evalkit.scheme.lists import Listing
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
from evalkit.scheme.sources import DataSource

LANGUAGE_VERSION = 1

__all__ = [
    "Combine", "Criterion", "DataSource", "DecidedGrade", "Decision", "Effect", "Expression", "Grade", "Input",
    "Listing", "Policy", "RankKey", "Ranking", "Records", "Reward", "RewardEffect", "Scheme", "Status", "Table",
    "Term", "Terms", "UnitColumns", "Veto",
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
    files: frozenset[Path] = frozenset()
    """The other files that it was made of: its base, what it uses, schemes whose results it takes, its sources."""

    evalkit: int = required(WHOLE, "the version of the language", "语言版本")
    title: str = required(TEXT, "the title of the scheme", "方案名称")
    extends: str | None = key(
        TEXT,
        "the scheme that this one is built on, whose keys hold where no other is said",
        "所依据的方案, 本方案只写不同之处",
    )
    use: tuple[str, ...] = key(
        ListOf(TEXT, single=True), "files with parts that several schemes share", "多个方案共用的文件", ()
    )
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
    sources: Mapping[str, DataSource] = key(
        MapOf(TEXT, Record(DataSource, "file")), "where the data come from", "数据来源", default=dict
    )
    records: Mapping[str, Records] = key(
        MapOf(WORD, Record(Records)), "rows below the units, each with its columns", "明细表", default=dict
    )
    inputs: Mapping[str, Input] = key(MapOf(WORD, Record(Input, "type")), "what is collected", "填报项", default=dict)
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
    lists: Mapping[str, Listing] = key(
        MapOf(TEXT, Record(Listing)), "lists of the best, the last, or those for whom something holds",
        "名单: 前几名、后几名或符合条件的单位", default=dict,
    )  # fmt: skip
    decided: DecidedGrade | None = key(
        Record(DecidedGrade), "the grade that a deciding body gives", "审定等次: 由审定机关决定, 与计算等次并列"
    )

    @property
    def collected(self) -> dict[str, Input]:
        """The inputs that are read from columns of the data."""
        return {n: each for n, each in self.inputs.items() if each.taken is None and each.from_ is None}

    @property
    def vetoing(self) -> frozenset[str]:
        """The inputs that vetoes look at, directly or through values."""
        conditions = [each for veto in self.vetoes.values() for each in (*veto.when, veto.unless) if each is not None]
        found: set[str] = set()
        new = {name for condition in conditions for name in names(condition.syntax)}
        while new:
            found |= new
            read = [self.values[name] for name in new if name in self.values]
            new = {name for value in read for name in names(value.syntax)} - found
        return frozenset(found & self.inputs.keys())

    @property
    def others(self) -> dict[str, Scheme]:
        """The schemes whose results it takes, by file, each behind those that it takes from itself."""
        found: dict[str, Scheme] = {}
        _add_others(self, found)
        return found

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


def _add_others(scheme: Scheme, found: dict[str, Scheme]) -> None:
    for declared in scheme.inputs.values():
        if declared.taken is not None and (file := declared.taken.scheme.place.file) not in found:
            _add_others(declared.taken.scheme, found)
            found[file] = declared.taken.scheme
