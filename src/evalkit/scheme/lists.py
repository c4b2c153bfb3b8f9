"""Lists that a result puts units on: the best, the last, or all for whom something holds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from evalkit.diagnostics import Place
from evalkit.scheme.outcomes import LAST_PLACE, PART_OF_A_PLACE
from evalkit.scheme.shapes import CONDITION, DATE, EXPRESSION, TEXT, WHOLE, Expression, ListOf, key


@dataclass(frozen=True, kw_only=True)
class Listing:
    """A list of the first or the last ranked units of a scope, of those for whom a condition holds, or of both."""

    place: Place
    name: str = ""
    top: Expression | None = key(
        EXPRESSION, "so many from the best; with % a share of the ranked units", "前几名, 带 % 为参加排名单位的比例"
    )
    bottom: Expression | None = key(
        EXPRESSION, "so many from the last; with % a share of the ranked units", "后几名, 带 % 为参加排名单位的比例"
    )
    within: str | None = key(TEXT, "the scope of the places", "名额所在范围")
    round: str = key(*PART_OF_A_PLACE, "down")
    ties: str = key(*LAST_PLACE, "admit")
    when: Expression | None = key(CONDITION, "who comes into question", "列入条件")
    months: int | None = key(WHOLE, "for how many months", "期限(月)")
    action: str | None = key(TEXT, "what is done with those on it", "采取的措施")
    owner: str | None = key(TEXT, "the department that does it", "责任部门")
    due: date | None = key(DATE, "until when", "完成期限")
    show: tuple[str, ...] = key(
        ListOf(TEXT, single=True), "headings of the data that stand beside each unit", "同时列出的数据列", ()
    )
    basis: str | None = key(TEXT, "the clause", "依据")
    note: str | None = key(TEXT, "a remark", "备注")

    @property
    def amount(self) -> Expression | None:
        """How many places there are, where there are only so many."""
        return self.top if self.top is not None else self.bottom
