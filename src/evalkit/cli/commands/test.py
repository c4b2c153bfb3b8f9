"""`evalkit test`: the cases beside a scheme."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, ClassVar

from evalkit.cli.asking import Argument, Asked
from evalkit.cli.console import Console
from evalkit.cli.exits import Exit
from evalkit.cli.schemes import expanded
from evalkit.diagnostics import Diagnostic, EvalkitError, Place, Problems, Words, run

RIGHT = Words("schemes: {schemes}, cases: {count}, all as expected", "方案 {schemes} 个, 用例 {count} 个, 全部符合预期")


@dataclass(frozen=True, kw_only=True)
class Command(Asked):
    """Runs the cases of every scheme; one that is broken does not keep the others from being run."""

    ABOUT: ClassVar[Words] = Words(
        "Run the cases beside a scheme. NAME.cases.yaml says what goes in and what must come out; each difference is "
        "told with its line. Exit 1 if there are any.",
        "运行方案旁的用例。NAME.cases.yaml 写明填报值和应得结果, 逐一指出不符之处所在行。有不符时退出码为 1。",
    )
    EXAMPLES: ClassVar[tuple[str, ...]] = ("evalkit test scheme.yaml", "evalkit test schemes/")

    schemes: Annotated[
        list[Path], Argument("SCHEME", Words("scheme files, or folders of them", "方案文件, 或其所在文件夹"))
    ]

    def run(self, console: Console) -> Exit:
        paths = list(expanded(self.schemes))
        run_cases: list[str] = []
        found = [finding for path in paths for finding in _tested(path, run_cases)]
        if found:
            console.findings(found, self.limit)
            return Exit.FINDINGS
        right = RIGHT(count=len(run_cases), schemes=len(paths))
        console.print(right.text(console.language) + "\n")
        return Exit.CLEAN


def _tested(path: Path, run_cases: list[str]) -> Iterator[Diagnostic]:
    """What is wrong with a scheme, its cases, or their outcome."""
    from evalkit.cli.cases import beside, read
    from evalkit.cli.outcomes import differences
    from evalkit.loader import load
    from evalkit.plan import compile_scheme

    problems = Problems()
    try:
        scheme = load(path, problems)
        plan = None if scheme is None else compile_scheme(scheme, problems)
        if plan is None or problems.errors:
            yield from problems.errors
        elif not beside(path).is_file():
            yield run.NO_CASES(Place(path.as_posix()), file=beside(path).name)
        else:
            wrong = Problems()
            for case in read(beside(path), wrong):
                run_cases.append(case.name)
                yield from differences(plan, case)
            yield from wrong
    except EvalkitError as error:
        yield from error.diagnostics
