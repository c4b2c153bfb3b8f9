"""Workbooks whose XML is written here, letter by letter, and what openpyxl reads of one."""

import zipfile
from datetime import datetime
from io import BytesIO

import openpyxl

from evalkit.inputs.cells.spelling import UNCALCULATED, spelled

EPOCH = datetime(1899, 12, 30)
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
STYLES = """<styleSheet xmlns="{main}"><numFmts count="1"><numFmt numFmtId="164" formatCode="000"/></numFmts>
<cellXfs count="6"><xf numFmtId="0"/><xf numFmtId="10"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="57"/>
<xf numFmtId="46"/>
</cellXfs></styleSheet>"""
GENERAL, PERCENT, DATE, ZEROS, MONTH, DURATION = range(6)


def workbook(sheet: str, strings: str = "", *, styles: str = STYLES, properties: str = "") -> bytes:
    """A workbook with one sheet; `sheet` is its part, `strings` what stands in that of the shared texts."""
    relations = "".join(
        f'<Relationship Id="r{number}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(
            [("worksheet", "worksheets/sheet1.xml"), ("styles", "styles.xml"), ("sharedStrings", "sharedStrings.xml")]
        )
    )
    package = "http://schemas.openxmlformats.org/package/2006"
    types = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    overrides = "".join(
        f'<Override PartName="/xl/{part}" ContentType="{types}.{kind}+xml"/>'
        for part, kind in [
            ("workbook.xml", "sheet.main"),
            ("worksheets/sheet1.xml", "worksheet"),
            ("styles.xml", "styles"),
            ("sharedStrings.xml", "sharedStrings"),
        ]
    )
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types"><Default Extension="rels" ContentType='
                               f'"application/vnd.openxmlformats-package.relationships+xml"/>{overrides}</Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" '
                       f'Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships">{relations}</Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">{properties}<sheets>'
                           '<sheet name="数据" sheetId="1" r:id="r0"/></sheets></workbook>',
        "xl/styles.xml": styles.replace("{main}", MAIN),
        "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">{strings}</sst>',
        "xl/worksheets/sheet1.xml": sheet,
    }  # fmt: skip
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name, content if isinstance(content, bytes) else content.encode())
    return out.getvalue()


def sheet_of(rows: str, *, above: str = "", below: str = "", root: str = f'<worksheet xmlns="{MAIN}">') -> str:
    """The part of a sheet with these rows."""
    return f"{HEAD}{root}{above}<sheetData>{rows}</sheetData>{below}</worksheet>"


def by_openpyxl(content: bytes) -> dict[tuple[int, int], str]:
    """What openpyxl reads: (row, column from 0) -> the text of each cell that is not blank."""
    found = {}
    values, formulas = (openpyxl.load_workbook(BytesIO(content), data_only=only) for only in (True, False))
    for row in values.active.iter_rows():
        for cell in row:
            behind = formulas.active[cell.coordinate]
            if cell.value is not None:
                text = cell.value if isinstance(cell.value, str) else spelled(cell.value, cell.number_format)
                if isinstance(cell.value, datetime) and cell.value < EPOCH:
                    text = "#VALUE!"  # a spreadsheet shows #####
            else:
                text = f"{UNCALCULATED}{behind.value}" if behind.data_type == "f" else ""
            if text.strip():
                text = "0" if text == "-0" else text
                found[cell.row, cell.column - 1] = text
    return found
