"""`evalkit inspect`: what evalkit sees in a file."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, ClassVar

from evalkit.cli.asking import Argument, Option
from evalkit.cli.console import Console
from evalkit.cli.exits import Exit
from evalkit.cli.reading import KINDS, KINDS_ZH, Reading
from evalkit.cli.writing import TEXT, Writing
from evalkit.diagnostics import Diagnostic, EvalkitError, Problems, Severity, Words

if TYPE_CHECKING:
    from evalkit.inputs.once import Contents
    from evalkit.plan import Plan


@dataclass(frozen=True, kw_only=True)
class Command(Writing, Reading):
    """Looks at files, with or without a scheme."""

    ABOUT: ClassVar[Words] = Words(
        "See what evalkit sees in data files. Shows their sheets and headings, what each column holds and which input "
        "it fits, which inputs have none, and what would be refused. Exit 1 if something would be, 2 if a file cannot "
        "be opened.",
        "查看数据文件的识别结果。列出工作表、表头、各列内容及其对应的填报项、没有对应列的填报项, 以及无法读取之处。"
        "有无法读取之处时退出码为 1, 文件无法打开时为 2。",
    )
    EXAMPLES: ClassVar[tuple[str, ...]] = (
        "evalkit inspect data.xlsx",
        "evalkit inspect data.xlsx survey.csv --scheme scheme.yaml",
        "evalkit inspect data.xlsx -s scheme.yaml -o seen.xlsx",
    )

    data: Annotated[
        list[Path],
        Argument(
            "DATA",
            Words(f"the data files ({KINDS}; - is standard input)", f"数据文件 ({KINDS_ZH}; - 为标准输入)"),
        ),
    ]
    scheme: Annotated[
        Path | None,
        Option(
            "-s --scheme",
            Words("the scheme that the files are for; without it only the files are looked at",
                  "数据所用的考核方案; 不指定则只查看文件本身"),
            metavar="SCHEME",
        ),
    ] = None  # fmt: skip

    def read(self) -> list[Path]:
        named = (self.scheme, *self.data, *self.earlier, self.roster)
        return [path for path in named if path is not None]

    def run(self, console: Console) -> Exit:
        from evalkit.inspection.looking import look
        from evalkit.views import inspect

        self.check_formats()
        plan, contents = self._plan(), self.contents()
        seen = look(self.data, plan.scheme if plan else None, self.choice(), contents)
        unopened = [found for findings in seen.not_opened.values() for found in findings]
        if not seen.sheets:
            raise EvalkitError(tuple(unopened))
        findings = [*(self._findings(plan, contents) if plan else unopened), *seen.findings]
        on_screen = self.format == TEXT or not (self.format or self.output)
        limit = self.limit if on_screen else None  # files and programs are told everything
        self.deliver(inspect.tables(seen, findings, limit), Problems(), console)
        if seen.not_opened:
            return Exit.REFUSED
        return Exit.FINDINGS if any(found.severity is Severity.ERROR for found in findings) else Exit.CLEAN

    def _plan(self) -> "Plan | None":
        """The scheme, compiled; with a scheme that has mistakes nothing is looked at."""
        from evalkit.loader import load
        from evalkit.plan import compile_scheme

        if self.scheme is None:
            return None
        problems = Problems()
        scheme = load(self.scheme, problems)
        plan = None if scheme is None else compile_scheme(scheme, problems)
        problems.stop_if_errors()
        return plan

    def _findings(self, plan: "Plan", contents: "Contents") -> list[Diagnostic]:
        """All that reading the files for the scheme tells."""
        problems = Problems()
        try:
            self.check(plan, self.data, problems, contents)
        except EvalkitError as error:
            return list(error.diagnostics)
        return [found for found in problems.found if not (self.quiet and found.severity is Severity.NOTE)]
