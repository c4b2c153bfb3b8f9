"""What the commands share that score units: reading, evaluating, and writing tables."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from evalkit.cli.asking import Argument
from evalkit.cli.console import Console
from evalkit.cli.reading import KINDS, KINDS_ZH, Reading
from evalkit.cli.writing import Writing
from evalkit.diagnostics import Problems, Words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from evalkit.inputs.once import Contents
    from evalkit.result import Result
    from evalkit.table import Table


@dataclass(frozen=True, kw_only=True)
class Scoring(Writing, Reading):
    """A scheme and data in, tables out."""

    scheme: Annotated[Path, Argument("SCHEME", Words("the scheme file", "考核方案文件"))]
    data: Annotated[
        list[Path],
        Argument(
            "DATA",
            Words(
                f"the data files ({KINDS}; - is standard input), joined on the id; the first says which units there "
                "are, and a file or sheet called like records holds those",
                f"数据文件 ({KINDS_ZH}; - 为标准输入), 按编码合并; 以第一个文件中的单位为准, "
                "以明细表命名的文件或工作表为明细",
            ),
        ),
    ]

    def read(self) -> list[Path]:
        return [self.scheme, *self.data, *self.earlier, *([self.roster] if self.roster is not None else [])]

    def result(self, problems: Problems, console: Console) -> "Result":
        """The units scored by the scheme."""
        return self.scored(self.scheme, problems, console)

    def scored(self, path: Path, problems: Problems, console: Console, contents: "Contents | None" = None) -> "Result":
        """The units scored by a scheme; what was found on the way is added to `problems`, and `contents` has what was
        read before.

        Raises:
            EvalkitError: with everything that was found.
        """
        from evalkit.loader import load
        from evalkit.plan import compile_scheme

        self.check_formats()
        scheme = load(path, problems)
        plan = compile_scheme(scheme, problems) if scheme is not None else None
        problems.stop_if_errors()
        assert scheme is not None
        assert plan is not None  # else there was an error
        from evalkit.evaluate import evaluate, marks_refused
        from evalkit.evaluate.remarks import remarks

        units = self.units(scheme, self.data, problems, contents)
        if problems.errors:
            problems.found.extend(marks_refused(plan, units))
        problems.stop_if_errors()
        with console.progress() as progress:
            result = evaluate(plan, units, progress)
        problems.found.extend(remarks(result))
        if self.verbose:
            problems.found.extend([one for counted in problems for one in counted.each])
        return result

    def deliver_result(self, tables: "Sequence[Table]", result: "Result", problems: Problems, console: Console) -> None:
        """Deliver tables of a result, with the files that it was made of for those who must show it later."""
        from evalkit.views import read

        self.deliver(tables, problems, console, for_json=read.tables(result))
