"""Cells, names and bytes that are nasty, and how a file of bytes or a table of texts is changed with them."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from contextlib import suppress
from random import Random

CELLS = (
    "", " ", "=1+1", "=cmd|'/c calc'!A1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1+1", "\x1b[31m红\x1b[0m",
    "\x1b]8;;http://x\x07y\x1b]8;;\x07", "\x9b31m", "\x07", "\u202e321", "\u2066x", "\u200b", "\ufeff", "\u2028",
    "\x00", "\ud7ff", "\U0010ffff", "[bold]x[/]", "[/]", "<script>alert(1)</script>", "{{7*7}}", "]]>", "a|b", "`x`",
    "%0A::error::x", "::set-env name=x::y", "x\ny", "x\r\ny", '"', '""', "'", ",", ";", "，", "\t", "nan", "inf",
    "-inf", "1e309", "1e-400", "9" * 400, "0." + "1" * 400, "1e3", "1_000", "0x10", "94.5%", "-0", "９４．５", "½",
    "٣", "约95", "1/2", "(5)", "1,234.5", "1.234,56", "2025-13-45", "2025-02-30", "45000", "99999999999", "√", "是",
    "不适用", "无", "NA", "null", "None", "true", "#DIV/0!", "#REF!", "合计", "小计", "平均", "总计", "注：x", "——",
    "../../x", "/etc/passwd", "CON", "A" * 300, "达" * 5000, "e\u0301", "Å", "ﬁ", "001", "1", "1.0", "０01",
)  # fmt: skip
BITS = (b"\x00", b"\xff", b"\xfe\xff", b"\xef\xbb\xbf", b"\r", b"\n", b"\x1a", b'"', b",", b"\t", b"\xc3\x28", b"\x81",
        b"PK\x03\x04", b"\x1b[2J", b"--- ", b"&a ", b"*a ", b"!!python/name:os.system ", b"{", b"}", b"[", b"]", b": ",
        b"- ", b"#", b"|", b">", b"%", b"(" * 70, b"9" * 40, b"**9**9")  # fmt: skip
ENCODINGS = ("gb18030", "utf-16", "utf-16-le", "utf-16-be", "utf-8-sig", "latin-1", "big5", "shift_jis", "utf-32")


def changed_bytes(content: bytes, random: Random) -> bytes:
    """A few bytes of it changed, taken out, doubled or moved."""
    data = bytearray(content)
    for _ in range(random.choice((1, 1, 1, 2, 4, 16))):
        start = random.randint(0, len(data))
        end = min(len(data), start + random.choice((1, 1, 4, 20, 300)))
        match random.randrange(7):
            case 0 if start < len(data):
                data[start] ^= 1 << random.randrange(8)
            case 1:
                data[start:end] = b""
            case 2:
                data[start:start] = data[start:end] * random.choice((1, 1, 2, 50))
            case 3:
                data[start:start] = random.choice(BITS)
            case 4:
                data[start:end] = random.choice(BITS)
            case 5:
                moved = data[start:end]
                data[start:end] = b""
                place = random.randint(0, len(data))
                data[place:place] = moved
            case 6 if random.random() < 0.2:
                del data[start:]
    return bytes(data)


def changed_table(content: bytes, random: Random) -> bytes:
    """A text file of cells, changed as a table."""
    text = content.decode("utf-8-sig", "replace").replace("\x00", "")
    try:
        rows = list(csv.reader(io.StringIO(text, newline="")))
    except csv.Error:
        return changed_bytes(content, random)
    for _ in range(random.choice((1, 1, 2, 3, 8))):
        random.choice(TABLE)(rows, random)
    out = io.StringIO()
    separator = random.choice((",",) * 8 + (";", "\t", "|", "，", " "))
    for row in rows:
        quoting = random.choice((csv.QUOTE_MINIMAL,) * 6 + (csv.QUOTE_ALL, csv.QUOTE_NONE))
        escape = "\\" if quoting == csv.QUOTE_NONE else None
        ends = random.choice(("\n",) * 20 + ("\r\n", "\r", "", "\n\n", "\x0b", "\x85"))
        writer = csv.writer(out, delimiter=separator, quoting=quoting, escapechar=escape, lineterminator=ends)
        with suppress(csv.Error):  # a row that has no form without quotes is left out
            writer.writerow(row)
    text = out.getvalue()
    if random.random() < 0.3:
        return text.encode(random.choice(ENCODINGS), random.choice(("replace", "ignore", "xmlcharrefreplace")))
    return text.encode("utf-8", "replace")


Rows = list[list[str]]


def _cell(rows: Rows, random: Random) -> None:
    row = random.choice(rows) if rows else []
    if row:
        row[random.randrange(len(row))] = random.choice(CELLS)


def _heading(rows: Rows, random: Random) -> None:
    if rows and rows[0]:
        place = random.randrange(len(rows[0]))
        rows[0][place] = random.choice((*CELLS, *(cell for row in rows for cell in row), rows[0][place] + " "))


def _column(rows: Rows, random: Random) -> None:
    """A whole column becomes something else."""
    place = random.randrange(max((len(row) for row in rows), default=1) or 1)
    cells = random.choices(CELLS, k=random.choice((1, 3)))
    for row in rows[1:]:
        if place < len(row):
            row[place] = random.choice(cells)


def _row(rows: Rows, random: Random) -> None:
    if rows:
        row = random.choice(rows)
        new = random.choice(([], [""] * len(row), list(row), row[:1], [*row, *row], random.choices(CELLS, k=4)))
        rows.insert(random.randint(0, len(rows)), list(new))


def _drop(rows: Rows, random: Random) -> None:
    if rows:
        del rows[random.randrange(len(rows))]


def _many(rows: Rows, random: Random) -> None:
    if rows and random.random() < 0.3:
        rows.extend([list(random.choice(rows)) for _ in range(random.choice((10, 300)))])


def _swap(rows: Rows, random: Random) -> None:
    if len(rows) > 1:
        one, other = random.sample(range(len(rows)), 2)
        rows[one], rows[other] = rows[other], rows[one]


def _turn(rows: Rows, random: Random) -> None:
    if random.random() < 0.2:
        width = max(map(len, rows), default=0)
        rows[:] = [[row[at] if at < len(row) else "" for row in rows] for at in range(width)]


TABLE: Sequence[Callable[[Rows, Random], None]] = (
    _cell, _cell, _cell, _cell, _heading, _heading, _column, _row, _drop, _many, _swap, _turn,
)  # fmt: skip
