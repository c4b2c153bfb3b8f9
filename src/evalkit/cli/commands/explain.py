"""`evalkit explain`: the account of one unit."""

from dataclasses import dataclass
from typing import Annotated, ClassVar

from evalkit.cli.asking import Argument
from evalkit.cli.console import Console
from evalkit.cli.exits import Exit
from evalkit.cli.scoring import Scoring
from evalkit.diagnostics import Problems, Words


@dataclass(frozen=True, kw_only=True)
class Command(Scoring):
    """The account of one unit, which is the last argument however many data files there are."""

    ABOUT: ClassVar[Words] = Words(
        "Explain every point of one unit. Shows the account as a tree, from each cell of the data to the score, and "
        "why this total, this grade and this rank.",
        "逐分说明一个单位的得分。以树形列出从数据单元格到得分的每一步, 以及总分、等次和名次的由来。",
    )
    EXAMPLES: ClassVar[tuple[str, ...]] = (
        "evalkit explain scheme.yaml data.xlsx 001",
        "evalkit explain scheme.yaml first.csv second.csv 001 -o account.html",
    )

    unit: Annotated[str, Argument("UNIT", Words("the unit, by id or name", "单位编码或名称"))]

    def run(self, console: Console) -> Exit:
        from evalkit.views import explain
        from evalkit.views.selection import find

        problems = Problems()
        result = self.result(problems, console)
        self.deliver_result(explain.tables(result, find(result, self.unit)), result, problems, console)
        return Exit.CLEAN
