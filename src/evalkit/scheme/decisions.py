"""What people decide: a decision stands in cells of the data, and never without its reason."""

from __future__ import annotations

from dataclasses import dataclass

from evalkit.diagnostics import Place
from evalkit.scheme.shapes import TEXT, key, required


@dataclass(frozen=True, kw_only=True)
class Decision:
    """Where the data tell who decided, when and why. Where something is decided, none of these cells is blank."""

    place: Place
    reason: str = required(TEXT, "the heading of the reason", "理由所在列")
    by: str | None = key(TEXT, "the heading of who decided", "决定机关所在列")
    date: str | None = key(TEXT, "the heading of the day", "决定日期所在列")

    @property
    def headings(self) -> tuple[str, ...]:
        """What may not be blank."""
        return tuple(heading for heading in (self.by, self.date, self.reason) if heading is not None)


@dataclass(frozen=True, kw_only=True)
class DecidedGrade(Decision):
    """The grade that the deciding body gives, which stands beside the computed one and takes its place."""

    grade: str = required(
        TEXT, "the heading of the decided grade; blank: the computed one stands", "审定等次所在列, 空白则以计算等次为准"
    )
