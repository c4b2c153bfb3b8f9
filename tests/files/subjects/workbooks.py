"""What else there is in a workbook, and what only looks like one."""

import zipfile
from collections.abc import Callable
from io import BytesIO

from case import Book, Subject, book, csv

subject = Subject(
    "Workbooks",
    "What a file is, is seen from its contents. The sheet that is read is named; what is hidden is read and counted.",
    {"数": "number", "率": "percent"},
)

ROWS = [["编码", "数", "率"], ["001", 12, 94.5], ["002", 30.5, 90]]
READ = {"ids": ["001", "002"], "数": [12, "30.5"], "率": ["0.945", "0.9"]}
NOTES = [["填表说明"], ["各镇按季度填报"]]


def archive(parts: dict[str, bytes]) -> bytes:
    """A ZIP file of these parts."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return out.getvalue()


def changed(made: Book, change: Callable[[str, bytes], bytes]) -> Book:
    """A workbook with its parts changed."""
    with zipfile.ZipFile(BytesIO(made.content)) as file:
        return Book(archive({name: change(name, file.read(name)) for name in file.namelist()}))


def under(name: str, content: bytes) -> dict[str, bytes]:
    return {name: content}


# Wrong names

OLE = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(504)
TEXT = csv(ROWS).encode()
for what, content, told in (
    ("a PNG image", b"\x89PNG\r\n\x1a\n" + bytes(50), "an image"),
    ("a JPEG image", b"\xff\xd8\xff\xe0" + bytes(50), "an image"),
    ("a PDF", b"%PDF-1.7\n%\xe2\xe3", "a PDF"),
    ("a web page, as many systems export under .xls and .xlsx", b"\n<html><table><tr><td>1</td></tr></table>", "HTML"),
    ("XML", b'<?xml version="1.0"?><Workbook/>', "XML"),
    ("an old workbook (OLE)", OLE + "Workbook".encode("utf-16-le"), ".xls"),
    ("another old Office file", OLE + "WordDocument".encode("utf-16-le"), "an old Office file"),
    ("an OpenDocument workbook", archive({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
                                          "content.xml": b"<x/>"}), ".ods"),
    ("a binary workbook (.xlsb)", archive({"xl/workbook.bin": b""}), ".xlsb"),
    ("a Word document", archive({"word/document.xml": b"<x/>"}), "Word"),
    ("an archive", archive({"a.csv": TEXT}), "an archive"),
):  # fmt: skip
    cure = "rename it" if told in (".xls", ".ods", ".xlsb") else "save it as"
    subject.refuses(f"{what}, called .xlsx", f"refused: this is {told}", Book(content), f"D119 | {told} | {cure}")
    subject.refuses(f"{what}, called .csv", f"refused: this is {told}", content, f"D119 | {told}")
subject.refuses("CSV called .xlsx", "refused: rename it", Book(TEXT), "D119 | plain text | rename it | .csv")
subject.refuses("a workbook called .csv", "refused: rename it", book(ROWS).content, "D119 | .xlsx | rename it")
subject.refuses("a workbook with a password", "refused: take the password away",
                Book(OLE + "EncryptedPackage".encode("utf-16-le")), "D120 | password")  # fmt: skip
subject.refuses("the lock file `~$考核.xlsx`", "refused: names the workbook", under("~$考核.xlsx",
                b"\x08office" + bytes(150)),
                "D125 | 考核.xlsx")  # fmt: skip
subject.refuses("a workbook cut short", "refused", Book(book(ROWS).content[:3000]), "D109")
subject.refuses("an empty file called .xlsx", "refused", Book(b""), "D109")
subject.refuses("bytes of no kind called .xlsx", "refused", Book(bytes(range(256))), "D109")
subject.refuses("an unknown suffix", "refused, with those that can be read", under("data.dbf", TEXT),
                "D102 | arrow, csv, feather, json, jsonl, ods, parquet, tsv, txt, xls, xlsb, xlsm, xlsx")  # fmt: skip
subject.reads("a suffix in capitals", "read", under("DATA.XLSX", book(ROWS).content), **READ)

# Sheets

subject.reads("a hidden sheet in front", "the visible one is read, and both are named",
              book(ROWS, before={"旧": NOTES}, hidden=["旧"]), "D340 | read: 数据; hidden and not read: 旧; --sheet",
              **READ)  # fmt: skip
subject.reads(
    "a hidden sheet behind, with other numbers for the units",
    "the visible one is read, and both are named",
    book(ROWS, behind={"旧": ROWS[:2]}, hidden=["旧"]),
    "D340 | read: 数据; hidden and not read: 旧",
    **READ,
)
subject.reads("a hidden sheet behind with lists to choose from", "the visible one is read",
              book(ROWS, behind={"选项": [["是"], ["否"]]}, hidden=["选项"]), **READ)  # fmt: skip
subject.reads("two visible sheets with units", "the first is read, and named", book(ROWS, behind={"上半年": ROWS[:2]}),
              "D111 | read: 数据; not read: 上半年; --sheet", **READ)  # fmt: skip
subject.reads("the same with `--sheet 上半年`", "that one is read", book(ROWS, behind={"上半年": ROWS[:2]}),
              options="--sheet 上半年", ids=["001"])  # fmt: skip
subject.reads("a sheet of notes in front", "the first sheet that has the codes is read, and named",
              book(ROWS, before={"填表说明": NOTES}), "D111 | read: 数据; not read: 填表说明", **READ)  # fmt: skip
subject.reads("a hidden sheet, named by `--sheet`", "read", book(NOTES, behind={"旧": ROWS}, hidden=["旧"]),
              options="--sheet 旧", **READ)  # fmt: skip
subject.refuses("a `--sheet` that is not there", "refused, with those that are", book(ROWS), "D110 | 三季度 | 数据",
                options="--sheet 三季度")  # fmt: skip
subject.reads("a sheet for each department", "they are joined on the code",
              book([["编码", "数"], ["001", 12], ["002", 30.5]],
                   behind={"公卫科": [["编码", "率"], ["002", 90], ["001", 94.5]]}), **READ)  # fmt: skip
subject.reads("the same, a sheet of notes between them, and an old one behind", "those are not read, and named",
              book([["编码", "数"], ["001", 12], ["002", 30.5]],
                   behind={"说明": NOTES, "公卫科": [["编码", "率"], ["002", 90], ["001", 94.5]], "旧": ROWS[:2]}),
              "D111 | read: 数据, 公卫科; not read: 说明, 旧", **READ)  # fmt: skip
subject.refuses("a sheet with nothing on it", "refused", book([]), "D112")
subject.reads("`--sheet` for a CSV file", "a warning: it has none", TEXT, "D114 | 数据", options="--sheet 数据", **READ)

# Hidden rows and columns


def hide(sheet) -> None:
    sheet.row_dimensions[3].hidden = True


def hide_columns(sheet) -> None:
    sheet.column_dimensions["B"].hidden = True
    sheet.column_dimensions["C"].hidden = True


subject.reads("a hidden row", "read, and counted", book(ROWS, change=hide), "D126 A1 | 1 row,", **READ)
subject.reads("hidden columns", "read, and counted", book(ROWS, change=hide_columns), "D126 A1 | 0 rows, 2 columns",
              **READ)  # fmt: skip

# Merged cells

MERGED = [*ROWS, ["003", None, 80]]


def merging(*ranges: str) -> Callable:
    def merge(sheet) -> None:
        for cells in ranges:
            sheet.merge_cells(cells)

    return merge


subject.refuses("merged body cells", "refused with the cell: `--fill-merged`", book(MERGED, change=merging("B3:B4")),
                "D137 B3 | B3:B4 | --fill-merged")  # fmt: skip
subject.reads("the same with `--fill-merged`", "the value is that of each cell", book(MERGED, change=merging("B3:B4")),
              "D127 A1 | 1 merged area", options="--fill-merged", 数=[12, "30.5", "30.5"])  # fmt: skip
subject.refuses("cells merged across two inputs", "refused with the cell",
                book([*ROWS, ["003", 80, None]], change=merging("B4:C4")), "D137 B4 | B4:C4")  # fmt: skip
subject.refuses("merged codes", "refused: both the cells and the row without a code",
                book([*ROWS, [None, 5, 80]], change=merging("A3:A4")), "D131 A4", "D137 A3 | A3:A4")  # fmt: skip
subject.reads("a title merged over the heading", "left out, and told",
              book([["某县考核数据表"], *ROWS], change=merging("A1:C1")), "D113 A2 | 1 row", **READ)  # fmt: skip
subject.reads("a note merged below the table", "left out, and told",
              book([*ROWS, ["注：数据截至12月"]], change=merging("A4:C4")), "D169 A4", **READ)  # fmt: skip
subject.reads("merged cells in a column that is not used", "of no matter",
              book([[*row, "x"] for row in ROWS[:1]] + [[*row, None] for row in ROWS[1:]], change=merging("D2:D3")),
              "D123 A1 | x", **READ)  # fmt: skip

# Parts

subject.reads("a size that the sheet declares wrongly", "all rows are read",
              changed(book(ROWS), lambda name, part: part.replace(b'ref="A1:C3"', b'ref="A1"')), **READ)  # fmt: skip
