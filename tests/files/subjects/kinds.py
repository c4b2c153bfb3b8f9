"""Old and open workbooks: .xls, .ods and .xlsb."""

from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any

from case import Data, Subject
from sheets import Error, Sheet, kinds, ods_of

from evalkit.expression.values import Reason

subject = Subject(
    "Other workbooks",
    "A table means the same in every kind of workbook, to the last digit. `.ods` and `.xlsb` are read as evalkit is "
    "installed, `.xls` with `pip install 'evalkit[xls]'`.",
    {"数": "number", "率": "percent"},
)
NONE = Reason.NOT_REPORTED
ROWS = [["编码", "数", "率"], ["001", 12, 94.5], ["002", 30.5, 90]]
READ = {"ids": ["001", "002"], "数": [12, "30.5"], "率": ["0.945", "0.9"]}


def books(*sheets: Sheet) -> Iterator[Data]:
    """The same workbook in every kind."""
    for suffix, made in kinds().items():
        yield {f"data.{suffix}": made(*sheets)}


def reads(title: str, does: str, made: Iterator[Data], *says: str, **more: Any) -> None:
    for data in made:
        subject.reads(title, does, data, *says, **more)


def refuses(title: str, does: str, made: Iterator[Data], *says: str, **more: Any) -> None:
    for data in made:
        subject.refuses(title, does, data, *says, **more)


reads("a plain workbook", "read", books(Sheet(ROWS)), **READ)
subject.reads("a workbook with macros", "read as one without: nothing of them is looked at",
              {"data.xlsm": kinds()["xlsx"](Sheet(ROWS))}, **READ)  # fmt: skip
for suffix in ("tsv", "txt"):
    subject.reads(f"a text with tabs that is called .{suffix}", "read as CSV is",
                  {f"data.{suffix}": "编码\t数\t率\n001\t12\t94.5\n002\t30.5\t90\n".encode()}, **READ)  # fmt: skip
reads("floats that are no short decimal", "the 15 digits that are shown",
      books(Sheet([ROWS[0], ["001", 0.1 + 0.2, 94.51], ["002", 0.0000001, 1 / 3]])),
      数=["0.3", "0.0000001"], 率=["0.9451", "0.00333333333333333"])  # fmt: skip
reads("0.945 with a percent format in a percent column", "94.5 %",
      books(Sheet([ROWS[0], ["001", 12, 0.945], ["002", 30.5, 0.9]], formats={"C2": "0.00%", "C3": "0%"})),
      **READ)  # fmt: skip
refuses("0.945 with a percent format in a number column", "refused",
        books(Sheet([ROWS[0], ["001", 0.945, 94.5]], formats={"B2": "0.0%"})), "D142 B2 | 94.5%")  # fmt: skip
reads("codes that are numbers shown as 001", "the zeros are kept",
      books(Sheet([ROWS[0], [1, 12, 94.5], [2, 30.5, 90]], formats={"A2": "000", "A3": "000"})), **READ)  # fmt: skip
reads("cells with dates, and with a time too", "the day is read",
      books(Sheet([["编码", "日"], ["001", date(2025, 3, 1)], ["002", datetime(2025, 12, 31, 10, 30)]])),
      inputs={"日": "date"}, 日=[date(2025, 3, 1), date(2025, 12, 31)])  # fmt: skip
refuses("a date or a time of day in a number column of a workbook", "refused, with what is shown",
        books(Sheet([*ROWS, ["003", date(2025, 3, 1), 90], ["004", time(10, 30), 90]])),
        "D141 B4 | 2025-03-01", "D141 B5 | 10:30:00")  # fmt: skip
refuses("cells with errors of several kinds", "refused with the cell: they are not missing",
        books(Sheet([*ROWS, ["003", Error("#DIV/0!"), Error("#N/A")]])),
        "D150 B4 | #DIV/0!", "D150 C4 | #N/A")  # fmt: skip
refuses("an error cell for a name, a class or a unit above",
        "refused with the cell: a class of its own is never made of them",
        books(Sheet([["编码", "名称", "类别", "上级", "数"], ["001", Error("#N/A"), "镇", Error("#REF!"), 1],
                     ["002", "乙", Error("#N/A"), "县", 2]])),
        "D150 B2 | #N/A", "D150 D2 | #REF!", "D150 C3 | #N/A", inputs={"数": "number"},
        units="id: 编码, name: 名称, class: 类别, parent: 上级")  # fmt: skip
reads("cells that are true or false", "read as yes and no",
      books(Sheet([["编码", "有"], ["001", True], ["002", False], ["003", None]])),
      inputs={"有": "flag"}, 有=[True, False, NONE])  # fmt: skip
refuses("a long code that is stored as a number", "refused: digits are lost",
        books(Sheet([ROWS[0], [110105199001011234, 12, 94.5]])), "D134 A2 | 1.10105199001011E+17")  # fmt: skip
refuses("merged cells in the body", "refused with the cell: `--fill-merged`",
        books(Sheet([*ROWS, ["003", None, 80]], merged=[(2, 3, 1, 1)])), "D137 B3 | B3:B4")  # fmt: skip
reads(
    "merged cells in the body with nothing in them",
    "not reported, as other blanks",
    books(Sheet([*ROWS, ["003", None, 80], ["004", None, 70]], merged=[(3, 4, 1, 1)])),
    数=[12, "30.5", NONE, NONE],
)
refuses(
    "merged cells with 不涉及",
    "refused with the cell: it is unclear whether it holds for each",
    books(Sheet([*ROWS, ["003", "不涉及", 80], ["004", None, 70]], merged=[(3, 4, 1, 1)])),
    "D137 B4 | B4:B5",
)
reads("merged cells in the body, and `--fill-merged`", "the value is that of each cell",
      books(Sheet([*ROWS, ["003", None, 80]], merged=[(2, 3, 1, 1)])), "D127 | 1 merged", options="--fill-merged",
      数=[12, "30.5", "30.5"])  # fmt: skip
reads("a hidden row and a hidden column", "read, and counted", books(Sheet(ROWS, hidden_rows=[2], hidden_columns=[1])),
      "D126 A1 | 1 row, 1 column", **READ)  # fmt: skip
reads("a hidden sheet behind which the data are", "the visible one is read, and both are named",
      books(Sheet(ROWS[:2], name="旧", hidden=True), Sheet(ROWS)), "D340 | hidden and not read: 旧",
      **READ)  # fmt: skip
reads("titles above the heading, and a total below", "left out, and told",
      books(Sheet([["某县考核数据"], *ROWS, ["合计", 42.5, None]])), "D113 A2 | 1 row", "D168 A5 | 合计",
      **READ)  # fmt: skip

# What is none, or more than there is

CUT_SHORT = {"xlsx": "D109", "xls": "D119 | an old Office file"}  # its list of parts stands at the end
for suffix, made in kinds().items():
    whole = made(Sheet([*ROWS, *([f"{n:04}", n, 90] for n in range(3000))]))
    subject.refuses("a workbook of each kind cut short", "refused", {f"data.{suffix}": whole[: len(whole) // 2]},
                    CUT_SHORT.get(suffix, "D271"))  # fmt: skip
    wrong = "ods" if suffix != "ods" else "xlsx"
    subject.refuses(f"a workbook of the kind .{suffix}, called .{wrong}", "refused: rename it",
                    {f"data.{wrong}": whole}, f"D119 | .{suffix} | rename it | .{suffix}")  # fmt: skip

subject.refuses("an .ods with a password", "refused: take the password away",
                {"data.ods": ods_of("", **{"META-INF/manifest.xml": b"<manifest:encryption-data/>"})},
                "D120")  # fmt: skip

CELL = '<table:table-cell office:value-type="float" office:value="1" table:number-columns-repeated="{}"/>'
HEADING = "".join(f'<table:table-cell office:value-type="string"><text:p>{name}</text:p></table:table-cell>'
                  for name in ROWS[0])  # fmt: skip


def ods_with(rows: str) -> Data:
    """An .ods with these rows below the heading."""
    sheet = f'<table:table table:name="数据"><table:table-row>{HEADING}</table:table-row>{rows}</table:table>'
    return {"data.ods": ods_of(f"<office:body><office:spreadsheet>{sheet}</office:spreadsheet></office:body>")}


subject.refuses("an .ods of a few letters with ten thousand million cells", "refused before they are made",
                ods_with(f'<table:table-row table:number-rows-repeated="1000000">{CELL.format(10_000)}'
                         "</table:table-row>"), "D272 | more than 20000000 cells")  # fmt: skip
subject.refuses("an .ods with a cell beyond the last column", "refused",
                ods_with(f"<table:table-row>{CELL.format(100_000)}</table:table-row>"), "D272")  # fmt: skip
subject.refuses("an .ods formula that was never calculated", "refused with the cell",
                ods_with(f'<table:table-row>{CELL.format(1)}<table:table-cell table:formula="of:=1+1"/>'
                         "</table:table-row>"), "D151 B2 | of:=1+1")  # fmt: skip
subject.reads("an .ods with notes on cells, links and rich text", "only what is in the cell is read",
              ods_with('<table:table-row><table:table-cell office:value-type="string">'
                       "<office:annotation><text:p>按月</text:p></office:annotation>"
                       "<text:p>0<text:span>0</text:span><text:a>1</text:a></text:p></table:table-cell>"
                       f"{CELL.format(2)}</table:table-row>".replace('value="1"', 'value="12"')),
              ids=["001"], 数=[12], 率=["0.12"])  # fmt: skip
