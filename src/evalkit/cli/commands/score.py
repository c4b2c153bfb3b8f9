"""`evalkit score`: the ranking."""

from dataclasses import dataclass
from typing import Annotated, ClassVar

from evalkit.cli.asking import Option
from evalkit.cli.batch import Batch
from evalkit.cli.console import Console
from evalkit.cli.exits import Exit
from evalkit.diagnostics import EvalkitError, Problems, Words, run


@dataclass(frozen=True, kw_only=True)
class Command(Batch):
    """The ranking of some units, in the order and with the columns asked for."""

    ABOUT: ClassVar[Words] = Words(
        "Rank the units. Shows the rank in each scope, score, grade, what is lacking for the next grade, vetoes, "
        "lists and what is missing.",
        "计算得分和排名。显示各范围名次、得分、等次、距上一等次的差距、否决项、名单和缺报项。",
    )
    EXAMPLES: ClassVar[tuple[str, ...]] = (
        "evalkit score scheme.yaml data.xlsx",
        "evalkit score scheme.yaml data.csv -o ranking.xlsx -o result.json --fail-on undetermined",
    )

    top: Annotated[
        int | None, Option("--top", Words("only the best n of each group", "只显示每组前 n 名"), metavar="N")
    ] = None
    bottom: Annotated[
        int | None, Option("--bottom", Words("only the last n of each group", "只显示每组后 n 名"), metavar="N")
    ] = None
    scope: Annotated[
        str | None,
        Option(
            "--scope",
            Words(
                "whose ranks sort and cut; else the first of the scheme",
                "按哪个范围的名次排序和截取; 默认为方案中的第一个",
            ),
            metavar="SCOPE",
        ),
    ] = None
    sort: Annotated[
        str | None,
        Option(
            "--sort",
            Words("the order of the rows; data: that of the file", "排序方式; data 为数据原有顺序"),
            choices=("rank", "score", "name", "id", "data"),
        ),
    ] = None
    columns: Annotated[
        str | None,
        Option(
            "--columns",
            Words(
                "the columns to show, by their keys in JSON: unit,score,grade",
                "要显示的列, 用 JSON 中的键: unit,score,grade",
            ),
            metavar="KEYS",
        ),
    ] = None

    def run(self, console: Console) -> Exit:
        from evalkit.views import lists, ranking, vetoes
        from evalkit.views.selection import select

        problems = Problems()
        result = self.result(problems, console)
        keys = self.columns.replace("，", ",").split(",") if self.columns else None
        wrong = [key for key in keys or () if key not in ranking.keys(result)]
        if wrong:
            known = tuple(ranking.keys(result))
            raise EvalkitError(tuple(run.BAD_CHOICE(option="--columns", value=key, choices=known) for key in wrong))
        rows = select(result, classes=self.class_, units=self.unit, top=self.top, bottom=self.bottom,
                      scope=self.scope, sort=self.sort)  # fmt: skip
        tables = ranking.tables(result, rows, columns=keys)
        more = [] if keys else [*vetoes.tables(result, rows), *lists.tables(result, rows)]
        self.deliver_result([*tables, *more], result, problems, console)
        return self.verdict(result, problems, console)
