"""`evalkit gaps`: what is lost and why, and the way to the next grade."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, ClassVar

from evalkit.cli.asking import Option
from evalkit.cli.batch import Batch
from evalkit.cli.console import Console
from evalkit.cli.exits import Exit
from evalkit.diagnostics import EvalkitError, Problems, Words, run

A_DAY = Words("a day looks like 2025-12-31", "日期写作 2025-12-31")


@dataclass(frozen=True, kw_only=True)
class Command(Batch):
    """The gaps of some units, told by unit, owner or indicator."""

    ABOUT: ClassVar[Words] = Words(
        "List what is lost, why, and what to reach. Undetermined vetoes come first, then vetoes, missing values and "
        "what is below standard, each with its owner and what it is worth; and for each unit the shortest way to the "
        "next grade.",
        "列出失分、原因和达标值。依次为待定和已触发的否决项、缺报项、未达标项, 各附责任部门和可得分; "
        "并给出各单位到上一等次的最短路径。",
    )
    EXAMPLES: ClassVar[tuple[str, ...]] = (
        "evalkit gaps scheme.yaml data.xlsx --unit 001",
        "evalkit gaps scheme.yaml data.xlsx --by owner -o gaps.xlsx",
    )

    by: Annotated[
        str,
        Option(
            "--by", Words("what comes first", "按单位、责任部门或考核项排列"), choices=("unit", "owner", "indicator")
        ),
    ] = "unit"
    owner: Annotated[
        str | None, Option("--owner", Words("only what this department answers for", "只看该责任部门"), metavar="NAME")
    ] = None
    as_of: Annotated[
        str | None,
        Option(
            "--as-of",
            Words(
                "what is missing and due on this day or later is not a gap yet", "该日及以后才到期的未报项暂不计失分"
            ),
            metavar="DAY",
        ),
    ] = None

    def run(self, console: Console) -> Exit:
        day = self._day()
        from evalkit.views import gaps
        from evalkit.views.selection import select

        problems = Problems()
        result = self.result(problems, console)
        rows = select(result, classes=self.class_, units=self.unit)
        tables = gaps.tables(result, rows, by=self.by, as_of=day, owner=self.owner)
        self.deliver_result(tables, result, problems, console)
        return self.verdict(result, problems, console)

    def _day(self) -> date | None:
        if self.as_of is None:
            return None
        try:
            return date.fromisoformat(self.as_of)
        except ValueError:
            raise EvalkitError((run.BAD_VALUE(hint=A_DAY(), name="--as-of", why=self.as_of),)) from None
