"""`evalkit compare`: two schemes side by side."""

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, ClassVar

from evalkit.cli.asking import Argument, Asked
from evalkit.cli.batch import Choosing
from evalkit.cli.console import Console
from evalkit.cli.exits import Exit
from evalkit.diagnostics import Problems, Words


@dataclass(frozen=True, kw_only=True)
class First(Asked):
    """The argument that stands before those of every scoring."""

    first: Annotated[Path, Argument("A", Words("the scheme to start from", "作为起点的方案文件"))]


@dataclass(frozen=True, kw_only=True)
class Command(Choosing, First):
    """The units under two schemes, and who gains and who loses by the second."""

    ABOUT: ClassVar[Words] = Words(
        "Score the same data by two schemes. Shows score, grade and rank under both, what the second scheme changes, "
        "and who gains and who loses by it.",
        "用两个方案对同一数据评分。并列显示得分、等次和名次及其变化, 并列出谁升谁降。",
    )
    EXAMPLES: ClassVar[tuple[str, ...]] = (
        "evalkit compare 2025.yaml 2026.yaml data.xlsx",
        "evalkit compare city.yaml county.yaml data.csv --class town -o compared.xlsx",
    )

    scheme: Annotated[Path, Argument("B", Words("the scheme to compare it with", "与之比较的方案文件"))]

    def read(self) -> list[Path]:
        return [self.first, *super().read()]

    def run(self, console: Console) -> Exit:
        from evalkit.views import compare
        from evalkit.views.selection import select

        problems, second = Problems(), Problems()
        contents = self.contents()
        before = self.scored(self.first, problems, console, contents)
        after = self.scored(self.scheme, second, console, contents)
        for found in second:
            problems.add(found)
        rows = select(before, classes=self.class_, units=self.unit)
        tables, behind = compare.tables(before, after, rows), after.plan.scheme.files
        self.deliver_result(tables, before, problems, console, behind=behind)
        return Exit.CLEAN
