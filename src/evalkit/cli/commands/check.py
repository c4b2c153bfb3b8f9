"""`evalkit check`: every mistake of all schemes."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, ClassVar

from evalkit.cli.asking import Argument, Option
from evalkit.cli.console import Console
from evalkit.cli.exits import Exit
from evalkit.cli.reading import Reading
from evalkit.cli.schemes import expanded
from evalkit.diagnostics import Diagnostic, EvalkitError, Problems, Severity, Words

if TYPE_CHECKING:
    from evalkit.inputs.once import Contents

CLEAN = Words("{count} {count:scheme|schemes} checked, nothing to report", "已检查 {count} 个方案, 没有问题")
CLEAN_ONE = Words("{file}: nothing to report", "{file}: 没有问题")


@dataclass(frozen=True, kw_only=True)
class Command(Reading):
    """Reads and compiles every scheme; one that is broken does not keep the others from being checked."""

    ABOUT: ClassVar[Words] = Words(
        "Find every mistake of scheme files. Each is told with its line, an excerpt and what to do; a folder stands "
        "for the schemes in it. Exit 1 if there are errors.",
        "查出方案文件中的全部错误。逐一给出所在行、原文和修改建议; 文件夹表示其中的全部方案。有错误时退出码为 1。",
    )
    EXAMPLES: ClassVar[tuple[str, ...]] = (
        "evalkit check scheme.yaml",
        "evalkit check scheme.yaml --data data.xlsx",
        "evalkit check schemes/ -f github --fail-on warning",
    )

    schemes: Annotated[
        list[Path], Argument("SCHEME", Words("scheme files, or folders of them", "方案文件, 或其所在文件夹"))
    ]
    data: Annotated[
        list[Path],
        Option(
            "--data",
            Words("check that the columns and values of this file fit too", "同时检查该数据文件的列和取值是否相符"),
            metavar="FILE",
        ),
    ] = field(default_factory=list)
    format: Annotated[
        str, Option("-f --format", Words("how findings are told", "输出格式"), choices=("text", "json", "github"))
    ] = "text"
    fail_on: Annotated[
        list[str],
        Option(
            "--fail-on", Words("exit with 1 for these too", "出现此类问题时退出码也为 1"), choices=("warning", "note")
        ),
    ] = field(default_factory=list)

    def read(self) -> list[Path]:
        return [*self.schemes, *self.data, *self.earlier]

    def run(self, console: Console) -> Exit:
        paths, contents = list(expanded(self.schemes)), self.contents()
        found = [finding for path in paths for finding in self._checked(path, contents)]
        if self.quiet:
            found = [finding for finding in found if finding.severity is not Severity.NOTE]
        self._tell(paths, found, console)
        grave = {Severity.ERROR, *map(Severity, self.fail_on)}
        return Exit.FINDINGS if any(finding.severity in grave for finding in found) else Exit.CLEAN

    def _checked(self, path: Path, contents: "Contents") -> list[Diagnostic]:
        from evalkit.loader import load
        from evalkit.plan import compile_scheme

        problems = Problems()
        try:
            scheme = load(path, problems)
            plan = None if scheme is None else compile_scheme(scheme, problems)
            if plan is not None and self.data and not problems.errors:
                self.check(plan, self.data, problems, contents)
        except EvalkitError as error:
            return list(error.diagnostics)
        return problems.found

    def _tell(self, paths: list[Path], found: list[Diagnostic], console: Console) -> None:
        match self.format:
            case "json":
                from evalkit.formats.problems import as_json

                console.print(as_json(found, console.language).encode())
            case "github":
                from evalkit.formats.problems import as_github

                console.print(as_github(found, console.language).encode())
            case _ if found:
                console.findings(found, self.limit)
            case _:
                clean = CLEAN_ONE(file=str(paths[0])) if len(paths) == 1 else CLEAN(count=len(paths))
                console.print(clean.text(console.language) + "\n")
