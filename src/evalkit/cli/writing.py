"""What the commands share that make tables: files to write, and what is printed."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from evalkit.cli.asking import Asked, Option
from evalkit.cli.console import Console
from evalkit.diagnostics import EvalkitError, Problems, Words, run

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from evalkit.diagnostics import Diagnostic
    from evalkit.table import Table

TEXT = "text"
WROTE = Words("wrote {file}", "已写入 {file}")


@dataclass(frozen=True, kw_only=True)
class Writing(Asked):
    """Tables out."""

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

    def deliver(
        self,
        tables: "Sequence[Table]",
        problems: Problems,
        console: Console,
        *,
        for_json: "Sequence[Table]" = (),
        behind: "Iterable[Path]" = (),
    ) -> None:
        """Write the files, tell what was found, and print unless only files were asked for. `behind` are files that
        those given on the command line have led to: like these they are not written over.
        """
        from evalkit.formats import format_for
        from evalkit.formats.files import write_files

        written = {
            path: format_for(path).write(_for(path.suffix, tables, for_json), console.language) for path in self.output
        }
        printed = self._printed(tables, for_json, console)
        write_files(
            {path: made.data for path, made in written.items()},
            force=self.force,
            inputs=[*self.read(), *behind],
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

    def check_formats(self) -> None:
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

    def _printed(self, tables: "Sequence[Table]", for_json: "Sequence[Table]", console: Console) -> bytes | None:
        """The tables in the format that was asked for, or None where it is the usual one."""
        if self.format in (None, TEXT):
            return None
        from evalkit.formats import render

        data = render(self.format, _for(f".{self.format}", tables, for_json), console.language).data
        try:
            return data.decode("utf-8-sig").encode()  # programs that read a pipe trip over a BOM
        except UnicodeDecodeError:
            raise EvalkitError((run.NOT_TEXT(format=self.format),)) from None


def _for(suffix: str, tables: "Sequence[Table]", for_json: "Sequence[Table]") -> "Sequence[Table]":
    """A CSV file is one table, the first, so that a program can read it; all other formats hold all of them, and JSON
    what they were made of too.
    """
    match suffix.lower():
        case ".csv":
            return tables[:1]
        case ".json":
            return [*tables, *for_json]
    return tables
