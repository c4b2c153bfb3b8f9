"""What the commands share that score units: reading, evaluating, and writing tables."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from evalkit.cli.asking import Argument, Option
from evalkit.cli.console import Console
from evalkit.cli.reading import KINDS, KINDS_ZH, Reading
from evalkit.diagnostics import EvalkitError, Problems, Words, run

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from evalkit.diagnostics import Diagnostic
    from evalkit.inputs.once import Contents
    from evalkit.inputs.units import Units
    from evalkit.result import Result
    from evalkit.table import Table

TEXT = "text"
WROTE = Words("wrote {file}", "已写入 {file}")


@dataclass(frozen=True, kw_only=True)
class Scoring(Reading):
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
    output: Annotated[
        list[Path],
        Option(
            "-o --output",
            Words(
                "write a file, in the format of its suffix: xlsx, json, md, html, or csv for the first table alone",
                "写入文件, 格式由后缀决定: xlsx、json、md、html, 或 csv (仅第一张表)",
            ),
            metavar="FILE",
        ),
    ] = field(default_factory=list)
    format: Annotated[
        str | None,
        Option(
            "-f --format",
            Words("print as text, csv, html, json or md", "屏幕输出格式: text、csv、html、json 或 md"),
            metavar="FORMAT",
        ),
    ] = None
    force: Annotated[bool, Option("--force", Words("replace files that exist", "覆盖已有文件"))] = False

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

        self._check_formats()
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
            problems.found.extend(_tidied(units))
        return result

    def deliver(self, tables: "Sequence[Table]", result: "Result", problems: Problems, console: Console) -> None:
        """Write the files, tell what was found, and print unless only files were asked for."""
        from evalkit.formats import format_for
        from evalkit.formats.files import write_files

        written = {
            path: format_for(path).write(_for(path.suffix, tables, result), console.language) for path in self.output
        }
        printed = self._printed(tables, result, console)
        write_files(
            {path: made.data for path, made in written.items()},
            force=self.force,
            inputs=self.read(),
        )
        for path, made in written.items():
            if made.quoted:
                problems.add(run.QUOTED(count=made.quoted, file=str(path)))
        console.tell(problems, quiet=self.quiet, limit=self.limit, brief=not self.verbose)
        if not self.quiet:
            console.say(*(WROTE(file=str(path)) for path in written))
        if printed is not None:
            console.print(printed)
        elif not self.output or self.format == TEXT:
            console.show(tables)

    def _check_formats(self) -> None:
        """Before the work begins: that what was asked for can be written."""
        from evalkit.formats import format_for, suffixes

        wrong: list[Diagnostic] = []
        known = (TEXT, *suffixes())
        if self.format is not None and self.format not in known:
            wrong.append(run.BAD_CHOICE(option="--format", value=self.format, choices=known))
        for path in self.output:
            try:
                format_for(path)
            except EvalkitError as error:
                wrong.extend(error.diagnostics)
        if wrong:
            raise EvalkitError(tuple(wrong))

    def _printed(self, tables: "Sequence[Table]", result: "Result", console: Console) -> bytes | None:
        """The tables in the format that was asked for, or None where it is the usual one."""
        if self.format in (None, TEXT):
            return None
        from evalkit.formats import render

        data = render(self.format, _for(f".{self.format}", tables, result), console.language).data
        try:
            return data.decode("utf-8-sig").encode()  # programs that read a pipe trip over a BOM
        except UnicodeDecodeError:
            raise EvalkitError((run.NOT_TEXT(format=self.format),)) from None


def _for(suffix: str, tables: "Sequence[Table]", result: "Result") -> "Sequence[Table]":
    """A CSV file is one table, the first, so that a program can read it; all other formats hold all of them, and JSON
    what they were made of, for those who must show it later.
    """
    match suffix.lower():
        case ".csv":
            return tables[:1]
        case ".json":
            from evalkit.views import read

            return [*tables, *read.tables(result)]
    return tables


def _tidied(units: "Units") -> "Iterator[Diagnostic]":
    """Every cell that was tidied."""
    for (row, name), text in units.tidied.items():
        origin = units.column_of(row, name)
        heading = name if origin is None else origin.heading
        yield run.TIDIED_CELL(units.origin(row, name), unit=units.names[row], heading=heading, written=text)
