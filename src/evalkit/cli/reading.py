"""What the commands share that read data: how files are to be read."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from evalkit.cli import streams
from evalkit.cli.asking import Asked, Option
from evalkit.diagnostics import EvalkitError, Words, run
from evalkit.inputs.readers import suffixes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from evalkit.diagnostics import Problems
    from evalkit.inputs.choice import Choice
    from evalkit.inputs.once import Contents
    from evalkit.inputs.units import Units
    from evalkit.plan import Plan
    from evalkit.scheme import Scheme

A_ROW = Words(
    "it takes a row, as 3, or the first and the last of several, as 3-4", "须为行号, 如 3, 或首末行号, 如 3-4"
)
KINDS, KINDS_ZH = (joint.join(suffixes()) for joint in (", ", "、"))
"""The kinds of file that can be read, for help pages."""


@dataclass(frozen=True, kw_only=True)
class Reading(Asked):
    """Data in."""

    sheet: Annotated[
        str | None,
        Option(
            "--sheet",
            Words("the sheet with the units; else the first visible one", "单位所在工作表; 默认为第一个可见的工作表"),
            metavar="NAME",
        ),
    ] = None
    encoding: Annotated[
        str | None,
        Option(
            "--encoding",
            Words("of the text files; else it is found out", "文本文件的编码; 默认自动识别"),
            metavar="NAME",
        ),
    ] = None
    header_row: Annotated[
        str | None,
        Option(
            "--header-row",
            Words(
                "the row of the headings, as the file counts rows, or rows, as 3-4; else it is found by the headings",
                "表头所在行 (按文件行号), 多行写作 3-4; 默认按方案的列名识别",
            ),
            metavar="N",
        ),
    ] = None
    footer: Annotated[
        int,
        Option(
            "--footer",
            Words(
                "leave out so many rows at the end of the units, such as totals and notes",
                "略去单位数据末尾的若干行, 如合计和说明",
            ),
            metavar="N",
        ),
    ] = 0
    fill_merged: Annotated[
        bool,
        Option(
            "--fill-merged",
            Words("the value of merged cells is that of each of them", "合并单元格的值视为其中每个单元格的值"),
        ),
    ] = False
    earlier: Annotated[
        list[Path],
        Option(
            "--earlier",
            Words(
                "the data of the period before; given again, of the one before that",
                "上一考核期的数据; 再次给出则为更早一期",
            ),
            metavar="FILE",
        ),
    ] = field(default_factory=list)
    roster: Annotated[
        Path | None,
        Option(
            "--roster",
            Words(
                "the list of the units that must be there; one that no data file has is not reported",
                "应考核单位名册; 数据文件中没有的单位视为未报",
            ),
            metavar="FILE",
        ),
    ] = None
    allow_missing_columns: Annotated[
        bool,
        Option(
            "--allow-missing-columns",
            Words(
                "an input without a column is not reported by anyone, instead of an error",
                "缺少列的填报项视为全部未报, 不作为错误",
            ),
        ),
    ] = False

    def units(
        self, scheme: "Scheme", data: "Sequence[Path]", problems: "Problems", contents: "Contents | None" = None
    ) -> "Units":
        """What the files hold; what is found is added to `problems`, and `contents` has what was read before.

        Raises:
            EvalkitError: with everything that was found, if a file is of no use.
        """
        from evalkit.inputs import read_units

        return read_units(scheme, data, sheet=self.sheet, encoding=self.encoding,
                          header_row=self._header_row(), footer=self.footer, fill_merged=self.fill_merged,
                          earlier=self.earlier, roster=self.roster, problems=problems,
                          allow_missing_columns=self.allow_missing_columns,
                          contents=contents or self.contents())  # fmt: skip

    def check(self, plan: "Plan", data: "Sequence[Path]", problems: "Problems", contents: "Contents") -> None:
        """Add everything that is wrong with the files, marks without the limits of the scheme too.

        Raises:
            EvalkitError: with everything that was found, if a file is of no use.
        """
        from evalkit.evaluate import marks_refused

        problems.found.extend(marks_refused(plan, self.units(plan.scheme, data, problems, contents)))

    def contents(self) -> "Contents":
        """The bytes of the files, as they are read; what comes through standard input, if that is named."""
        from evalkit.inputs.once import PIPED, Contents

        contents = Contents()
        if PIPED in self.read():
            contents.keep(PIPED, streams.read())
        return contents

    def choice(self) -> "Choice":
        """How the files of units are to be read."""
        from evalkit.inputs.choice import Choice

        return Choice(sheet=self.sheet, encoding=self.encoding, header_row=self._header_row(), footer=self.footer,
                      fill_merged=self.fill_merged)  # fmt: skip

    def _header_row(self) -> tuple[int, int] | None:
        """The rows of the heading, if they were named."""
        if self.header_row is None:
            return None
        from evalkit.scheme.sources import rows_of

        if (rows := rows_of(self.header_row)) is None:
            raise EvalkitError((run.BAD_VALUE(name="--header-row", why=A_ROW()),))
        return rows
