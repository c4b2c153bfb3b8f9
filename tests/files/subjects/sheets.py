"""Where the cells of a sheet stand, and how programs write them."""

from case import Book, Subject, book

from subjects.workbooks import changed

subject = Subject(
    "Sheets",
    "Only cells with something in them are read, however large a sheet says it is, and whichever program wrote it.",
    {"数": "number", "率": "percent"},
)

ROWS = [["编码", "数", "率"], ["001", 12, 94.5], ["002", 30.5, 90]]
READ = {"ids": ["001", "002"], "数": [12, "30.5"], "率": ["0.945", "0.9"]}


def sheet(change) -> Book:
    """The workbook with its sheet changed."""
    return changed(book(ROWS), lambda name, part: change(part.decode()).encode() if "sheet1" in name else part)


def below(rows: str) -> Book:
    """The workbook with further rows."""
    return sheet(lambda part: part.replace("</sheetData>", rows + "</sheetData>"))


def instead(old: str, new: str) -> Book:
    """The workbook with something in its sheet written otherwise."""

    def change(part: str) -> str:
        assert old in part
        return part.replace(old, new)

    return sheet(change)


# Far cells

CELL = '<row r="{row}"><c r="{column}{row}"><v>1</v></c></row>'
subject.refuses("a legal cell XFD1048576", "refused with the cell: delete the rows and columns behind the table",
                below(CELL.format(column="XFD", row=1048576)),
                "D250 XFD1048576 | 1000 blank | delete the rows")  # fmt: skip
subject.refuses("a forgotten value in row 5000", "refused with the cell", below(CELL.format(column="A", row=5000)),
                "D250 A5000 | delete the rows")  # fmt: skip
subject.refuses("a forgotten value in column ZZZ, beside the table", "refused with the cell",
                instead('<row r="2">', '<row r="2"><c r="XAA2"><v>1</v></c>'), "D250 XAA2 | columns")  # fmt: skip
subject.refuses("a cell below the last row that a sheet can have", "refused with the cell",
                below(CELL.format(column="A", row=1048577)), "D251 A1048577 | XFD1048576")  # fmt: skip
subject.refuses("a cell to the right of the last column that a sheet can have", "refused with the cell",
                below(CELL.format(column="XFE", row=4)), "D251 XFE4 | XFD1048576")  # fmt: skip
subject.reads("rows with formats and nothing else down to the last", "of no matter",
              below('<row r="4" s="1" customFormat="1"/><row r="1048576"><c r="A1048576" s="0"/></row>'),
              **READ)  # fmt: skip
subject.reads("a size that reaches to the last cell", "of no matter",
              instead('<dimension ref="A1:C3"', '<dimension ref="A1:XFD1048576"'), **READ)  # fmt: skip
subject.reads("5,000 columns", "read; those that nothing asks for are counted",
              book([[*ROWS[0], *(f"x{n}" for n in range(5000))], *([*row, *[1] * 5000] for row in ROWS[1:])]),
              "D123 A1 | 5000 columns", **READ)  # fmt: skip
LONG = "约" * 200_000
subject.refuses("a cell of 200,000 characters", "refused with the cell and the beginning of its text",
                instead('<c r="B3" t="n"><v>30.5</v>', f'<c r="B3" t="str"><v>{LONG}</v>'),
                "D243 B3 | 约约约")  # fmt: skip

# Rows and cells that are written otherwise

subject.reads("rows and cells without their addresses", "they follow one another",
              sheet(lambda part: part.replace(' r="1"', "").replace(' r="B2"', "")), **READ)  # fmt: skip
subject.reads("cells of a row from right to left", "each in its column",
              instead('<c r="B2" t="n"><v>12</v></c><c r="C2" t="n"><v>94.5</v></c>',
                      '<c r="C2" t="n"><v>94.5</v></c><c r="B2" t="n"><v>12</v></c>'), **READ)  # fmt: skip
subject.refuses(
    "the same row twice", "refused with the row", below('<row r="3"><c r="B3"><v>7</v></c></row>'), "D252 A3"
)
subject.refuses("a row behind one that stands below it", "refused with the row",
                below('<row r="9"/><row r="8"><c r="B8"><v>7</v></c></row>'), "D252 A8")  # fmt: skip
subject.refuses("the same cell twice", "refused with the cell",
                instead('<c r="B2" t="n">', '<c r="B2"><v>7</v></c><c r="B2" t="n">'), "D252 B2")  # fmt: skip
subject.refuses("a text that the workbook does not have", "refused: the file is damaged",
                instead('t="inlineStr"><is><t>001</t></is>', 't="s"><v>99</v>'), "D109")  # fmt: skip
subject.refuses("a number that is none", "refused: the file is damaged", instead("<v>12<", "<v>1_2<"), "D109")

# Formulas and dates

subject.refuses("a formula with an empty place for its value", "refused with the formula",
                instead('<c r="B2" t="n"><v>12</v>', '<c r="B2"><f>C2*2</f><v/>'), "D151 B2 | =C2*2")  # fmt: skip
subject.refuses("one that many cells share", "refused with each cell",
                instead('<c r="B2" t="n"><v>12</v></c>', '<c r="B2"><f t="shared" ref="B2:B3" si="0">C2*2</f></c>'),
                "D151 B2 | =C2*2")  # fmt: skip
subject.reads("a formula whose text is empty", "blank: it was calculated",
              instead('<c r="B2" t="n"><v>12</v>', '<c r="B2" t="str"><f>IF(C2&gt;99,1,"")</f><v></v>'),
              ids=["001", "002"], 数=[None, "30.5"])  # fmt: skip
subject.refuses("2025年3月 by a format that only Chinese Excel has", "refused: a date",
                changed(book(ROWS, formats={"B2": "0.0"}), lambda name, part: part.replace(b'xf numFmtId="164"',
                        b'xf numFmtId="57"').replace(b"<v>12<", b"<v>45717<")), "D141 B2 | 2025-03-01")  # fmt: skip
subject.reads("quotients with 17 digits, as formulas give them", "the 15 digits that Excel shows",
              instead("<v>30.5<", "<v>0.30000000000000004<"), ids=["001", "002"], 数=[12, "0.3"])  # fmt: skip
