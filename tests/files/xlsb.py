"""Writes .xlsb workbooks, which no library writes: after [MS-XLSB], records of a number, a size and so many bytes."""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Mapping, Sequence
from io import BytesIO

from sheets import ERRORS, Error, Sheet, serial

TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
KIND = "application/vnd.ms-excel."


def xlsb(*sheets: Sheet) -> bytes:
    """A workbook of these sheets."""
    texts: dict[str, int] = {}
    formats: dict[str, int] = {"General": 0}
    written = [_sheet(sheet, texts, formats) for sheet in sheets]
    related = [(f"rId{n}", "worksheet", f"worksheets/sheet{n}.bin") for n in range(1, len(sheets) + 1)]
    related += [("rIdStyles", "styles", "styles.bin"), ("rIdTexts", "sharedStrings", "sharedStrings.bin")]
    parts = {
        "[Content_Types].xml": _content_types(len(sheets)),
        "_rels/.rels": _relations([("rId1", "officeDocument", "xl/workbook.bin")]),
        "xl/workbook.bin": _workbook(sheets),
        "xl/_rels/workbook.bin.rels": _relations(related),
        "xl/styles.bin": _styles(formats),
        "xl/sharedStrings.bin": _texts(texts),
        **{f"xl/worksheets/sheet{n}.bin": content for n, content in enumerate(written, start=1)},
    }
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def record(code: int, content: bytes = b"") -> bytes:
    head = bytes([code]) if code < 0x80 else bytes([code & 0x7F | 0x80, code >> 7])
    size, left = b"", len(content)
    while True:
        size += bytes([left & 0x7F | (0x80 if left > 0x7F else 0)])
        left >>= 7
        if not left:
            return head + size + content


def text(written: str) -> bytes:
    encoded = written.encode("utf-16-le")
    return struct.pack("<I", len(encoded) // 2) + encoded


def _workbook(sheets: Sequence[Sheet]) -> bytes:
    bundle = b"".join(
        record(156, struct.pack("<II", int(sheet.hidden), n) + text(f"rId{n}") + text(sheet.name))
        for n, sheet in enumerate(sheets, start=1)
    )
    properties = record(153, struct.pack("<II", 0x10020, 124226) + text(""))
    return record(131) + properties + record(143) + bundle + record(144) + record(132)


def _sheet(sheet: Sheet, texts: dict[str, int], formats: dict[str, int]) -> bytes:
    width = max(map(len, sheet.rows), default=1)
    out = record(129) + record(148, struct.pack("<4I", 0, max(len(sheet.rows) - 1, 0), 0, width - 1))
    if sheet.hidden_columns:
        infos = (record(60, struct.pack("<4IH", column, column, 2304, 0, 1)) for column in sheet.hidden_columns)
        out += record(390) + b"".join(infos) + record(391)
    out += record(145)
    for row, cells in enumerate(sheet.rows):
        flags = 0x10 if row in sheet.hidden_rows else 0
        out += record(0, struct.pack("<IIHBBBI", row, 0, 300, 0, flags, 0, 0))
        for column, value in enumerate(cells):
            style = formats.setdefault(sheet.format(row, column), len(formats))
            if (cell := _cell(value, texts)) is not None:
                out += record(cell[0], struct.pack("<II", column, style) + cell[1])
    out += record(146)
    if sheet.merged:
        merges = (record(176, struct.pack("<4I", *area)) for area in sheet.merged)
        out += record(177, struct.pack("<I", len(sheet.merged))) + b"".join(merges) + record(178)
    return out + record(130)


def _cell(value: object, texts: dict[str, int]) -> tuple[int, bytes] | None:
    """The number of a cell's record, and its value."""
    match value:
        case None:
            return None
        case Error():
            return 3, bytes([ERRORS[value.text]])
        case bool():
            return 4, bytes([value])
        case str():
            return 7, struct.pack("<I", texts.setdefault(value, len(texts)))
        case int() if abs(value) < 1 << 29:
            return 2, struct.pack("<i", value << 2 | 2)
        case float() if round(value * 100) / 100 == value and abs(value) < 1 << 20:
            return 2, struct.pack("<i", round(value * 100) << 2 | 3)
    return 5, struct.pack("<d", serial(value))


def _styles(formats: Mapping[str, int]) -> bytes:
    """The formats 164 and so on, and a cell format for each; the styles in front of those are of no cell."""
    written = b"".join(record(44, struct.pack("<H", 164 + n) + text(code)) for code, n in formats.items() if n)
    used = b"".join(record(47, _format(164 + n if n else 0)) for n in formats.values())
    font = struct.pack("<HHHHBBBB", 220, 0, 400, 0, 0, 2, 0, 0) + bytes(8) + b"\x02" + text("Calibri")
    return b"".join((
        record(278), record(615, struct.pack("<I", len(formats) - 1)), written, record(616),
        record(611, struct.pack("<I", 1)), record(43, font), record(612),
        record(603, struct.pack("<I", 1)), record(45, bytes(68)), record(604),
        record(613, struct.pack("<I", 1)), record(46, bytes(51)), record(614),
        record(626, struct.pack("<I", 1)), record(47, _format(9, parent=0xFFFF)), record(627),
        record(617, struct.pack("<I", len(formats))), used, record(618), record(279),
    ))  # fmt: skip


def _format(number: int, parent: int = 0) -> bytes:
    return struct.pack("<HHHHHBBHH", parent, number, 0, 0, 0, 0, 0, 0x1010, 1)


def _texts(texts: Mapping[str, int]) -> bytes:
    entries = b"".join(record(19, b"\0" + text(written)) for written in texts)
    return record(159, struct.pack("<II", len(texts), len(texts))) + entries + record(160)


def _relations(related: Sequence[tuple[str, str, str]]) -> bytes:
    listed = "".join(
        f'<Relationship Id="{i}" Type="{OFFICE}/{kind}" Target="{target}"/>' for i, kind, target in related
    )
    return f'<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="{RELATIONS}">{listed}</Relationships>'.encode()


def _content_types(count: int) -> bytes:
    kinds = {"workbook.bin": "sheet.binary.macroEnabled.main", "styles.bin": "styles",
             "sharedStrings.bin": "sharedStrings"}  # fmt: skip
    kinds |= {f"worksheets/sheet{n}.bin": "worksheet" for n in range(1, count + 1)}
    overrides = "".join(f'<Override PartName="/xl/{name}" ContentType="{KIND}{kind}"/>' for name, kind in kinds.items())
    rels = '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    return f'<?xml version="1.0" encoding="UTF-8"?><Types xmlns="{TYPES}">{rels}{overrides}</Types>'.encode()
