"""`evalkit template`: the workbook that units or departments fill in."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, ClassVar

from evalkit.cli.asking import Argument, Asked, Option
from evalkit.cli.console import Console
from evalkit.cli.exits import Exit
from evalkit.cli.shell import quoted
from evalkit.diagnostics import EvalkitError, Place, Problems, Words, run

if TYPE_CHECKING:
    from evalkit.scheme import Scheme
    from evalkit.template.book import Template
    from evalkit.template.model import Book

XLSX = ".xlsx"
WROTE = Words("wrote {count} {count:file|files}; when filled in:", "已写入 {count} 个文件。填好后:")
UNOWNED = Words("general", "综合")
FILE = Words("{owner}-form", "{owner}-填报表")


@dataclass(frozen=True, kw_only=True)
class Command(Asked):
    """Writes one workbook, or one for each owner."""

    ABOUT: ClassVar[Words] = Words(
        "Write the workbook that units or departments fill in: a sheet for each department with what it is asked for, "
        "the clause, the date and an example, and cells that check what is typed. What comes back is read as it is.",
        "写出供各单位、各部门填报的工作簿。每个责任部门一张工作表, 列出填报项、依据、截止日期和示例, "
        "并校验填写内容; 填好交回后可直接计分。",
    )
    EXAMPLES: ClassVar[tuple[str, ...]] = (
        "evalkit template scheme.yaml -o form.xlsx",
        "evalkit template scheme.yaml -o form.xlsx --roster units.csv --owner Finance",
        "evalkit template scheme.yaml -o forms --split-by owner",
    )

    scheme: Annotated[Path, Argument("SCHEME", Words("the scheme file", "考核方案文件"))]
    output: Annotated[
        Path,
        Option(
            "-o --output",
            Words(
                "the workbook to write; with --split-by the folder that it is written to, which must exist",
                "写入的工作簿; 使用 --split-by 时为写入的文件夹, 须已存在",
            ),
            metavar="FILE",
        ),
    ]
    roster: Annotated[
        Path | None,
        Option(
            "--roster",
            Words(
                "a file with the units (csv, xlsx), which are filled in; last year's data will do",
                "单位名册 (csv、xlsx), 将预先填入; 可用上年数据",
            ),
            metavar="FILE",
        ),
    ] = None
    owner: Annotated[
        str | None,
        Option("--owner", Words("only what this department is asked for", "只含该责任部门的填报项"), metavar="NAME"),
    ] = None
    split_by: Annotated[
        str | None,
        Option("--split-by", Words("a workbook for each", "按此分别写成多个文件"), choices=("owner",)),
    ] = None
    force: Annotated[bool, Option("--force", Words("replace files that exist", "覆盖已有文件"))] = False

    def read(self) -> list[Path]:
        return [self.scheme] if self.roster is None else [self.scheme, self.roster]

    def run(self, console: Console) -> Exit:
        from evalkit.formats.files import write_files
        from evalkit.formats.template import write_book
        from evalkit.template.origin import files_of

        self._check_output()
        problems = Problems()
        scheme = self._scheme(problems)
        books = self._books(self._template(scheme, problems), console)
        written = {path: write_book(book, console.language) for path, book in books.items()}
        inputs = {*files_of(scheme), *self.read()}
        write_files({path: made.data for path, made in written.items()}, force=self.force, inputs=inputs)
        console.tell(problems, quiet=self.quiet, limit=self.limit, brief=not self.verbose)
        files = " ".join(map(quoted, written))
        console.next_steps(WROTE(count=len(written)), [f"evalkit score {quoted(self.scheme)} {files}"])
        return Exit.CLEAN

    def _check_output(self) -> None:
        place = Place(str(self.output))
        if self.split_by is not None:
            if not self.output.is_dir():
                raise EvalkitError((run.NO_FOLDER(place),))
        elif self.output.is_dir():
            raise EvalkitError((run.OUTPUT_NOT_A_FILE(place, hint=run.A_WORKBOOK_EACH(), what=run.A_DIRECTORY()),))
        elif self.output.suffix.lower() != XLSX:
            raise EvalkitError(
                (run.UNKNOWN_FORMAT(place, suffix=self.output.suffix or self.output.name, known=(XLSX,)),)
            )

    def _scheme(self, problems: Problems) -> "Scheme":
        """The scheme, if there is no mistake in it: nobody should fill in what is not scored later."""
        from evalkit.loader import load
        from evalkit.plan import compile_scheme

        scheme = load(self.scheme, problems)
        if scheme is not None:
            compile_scheme(scheme, problems)
        problems.stop_if_errors()
        assert scheme is not None  # else there was an error
        return scheme

    def _template(self, scheme: "Scheme", problems: Problems) -> "Template":
        from evalkit.template.book import Template
        from evalkit.template.origin import made_from

        units = []
        if self.roster is not None:
            from evalkit.template.roster import units_in

            units = units_in(scheme, self.roster, problems)
        return Template(scheme, units, made_from(scheme))

    def _books(self, template: "Template", console: Console) -> "dict[Path, Book]":
        """What goes where."""
        from evalkit.formats.file_name import file_name

        if self.split_by is None:
            return {self.output: template.whole() if self.owner is None else template.of(self.owner)}
        taken: set[str] = set()
        owners = template.owners if self.owner is None else [self.owner]
        called = {owner: UNOWNED().text(console.language) if owner is None else owner for owner in owners}
        names = {o: file_name(FILE(owner=name).text(console.language), XLSX, taken) for o, name in called.items()}
        return {self.output / names[owner]: template.of(owner) for owner in owners}
