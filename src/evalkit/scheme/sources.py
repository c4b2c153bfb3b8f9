"""Where the data come from: which files there are, and what each of them counts for."""

from __future__ import annotations

from dataclasses import dataclass

from evalkit.diagnostics import Place
from evalkit.scheme.shapes import FLAG, TEXT, WORD, ListOf, key

ALL = "all"


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

    @property
    def patterns(self) -> tuple[str, ...]:
        """What the names of its files are like."""
        return self.file or ("*" if self.sheet else f"*{self.name}*",)
