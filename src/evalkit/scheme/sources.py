"""Where the data come from: which files there are, and what each of them counts for."""

from __future__ import annotations

import re
from dataclasses import dataclass

from evalkit.diagnostics import Place
from evalkit.scheme.shapes import FLAG, ROWS, TEXT, WHOLE, WORD, ListOf, Record, key, required

ALL = "all"
NUMBERS = re.compile("([0-9]{1,7})(?:-([0-9]{1,7}))?")


def rows_of(text: str) -> tuple[int, int] | None:
    """The first and the last of the rows that `3` or `3-4` names, or None if it names none."""
    found = NUMBERS.fullmatch(text.strip())
    first, last = (int(found[1]), int(found[2] or found[1])) if found else (0, 0)
    return (first, last) if 0 < first <= last else None


@dataclass(frozen=True, kw_only=True)
class LongTable:
    """A table with a row for each unit and input."""

    place: Place
    input: str = required(TEXT, "the heading of the column that names the inputs", "填报项名称所在列")
    value: str = required(TEXT, "the heading of the column with their values", "数值所在列")


@dataclass(frozen=True, kw_only=True)
class DataSource:
    """Files that come from one place."""

    place: Place
    name: str = ""
    file: tuple[str, ...] = key(
        ListOf(TEXT, single=True),
        "what its files are called; * stands for anything; left out: any name with that of the source in it, "
        "or any at all beside sheet",
        "文件名, * 代表任意文字; 省略时为含有该来源名称的文件, 写有 sheet 时为任意文件",
        (),
    )
    sheet: tuple[str, ...] = key(
        ListOf(TEXT, single=True),
        "its sheets, where not the whole workbook is of it; * stands for anything",
        "所在工作表, 省略时为整个工作簿, * 代表任意文字",
        (),
    )
    counts: tuple[str, ...] = key(
        ListOf(WORD, single=True),
        "the inputs for which it alone counts, though other files have them too; all: those that no other counts for",
        "以其为准的填报项, 其他文件中的同名列不予采用; all 为其余全部",
        (),
    )
    roster: bool = key(FLAG, "it says which units there are", "名册: 以其中的单位为准", False)

    header_row: tuple[int, int] | None = key(
        ROWS,
        "the row of the headings, as the file counts rows, or several, as 3-4",
        "表头所在行 (按文件行号), 多行写作 3-4",
    )
    footer: int | None = key(WHOLE, "leave out so many rows at the end", "略去末尾的若干行")
    encoding: str | None = key(TEXT, "of its text files; else it is found out", "文本文件的编码, 省略时自动识别")
    fill_merged: bool = key(
        FLAG, "the value of merged cells is that of each of them", "合并单元格的值视为其中每个单元格的值", False
    )
    turned: bool = key(
        FLAG, "its headings stand in a column, and each unit has one", "转置表: 表头在一列中, 每个单位一列", False
    )
    long: LongTable | None = key(
        Record(LongTable), "it has a row for each unit and input", "长表: 每个单位的每个填报项一行"
    )

    @property
    def patterns(self) -> tuple[str, ...]:
        """What the names of its files are like."""
        return self.file or ("*" if self.sheet else f"*{self.name}*",)
