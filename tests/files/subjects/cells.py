"""What stands in a cell."""

from datetime import date, datetime

from case import Subject, book

from evalkit.expression.values import Reason

subject = Subject(
    "Cells",
    "One strict grammar reads CSV and workbooks. What it does not read is refused with the cell, never guessed.",
    {"数": "number"},
)


def column(*cells: object) -> list[list[object]]:
    """A unit for each cell, 001 and so on."""
    return [["编码", "数"], *([f"{unit:03}", cell] for unit, cell in enumerate(cells, start=1))]


# Numbers that are read

subject.reads("plain numbers", "read exactly", column("12", "-3", "94.50", "+0.1", "0"),
              数=[12, -3, "94.5", "0.1", 0])  # fmt: skip
subject.reads("number cells of a workbook", "the decimal that is shown, not the float behind it",
              book(column(12, 94.51, 0.1 + 0.2, 1e3)), 数=[12, "94.51", "0.3", 1000])  # fmt: skip
subject.reads("quotients that a workbook has calculated", "15 digits, and of small ones 20 decimals",
              book(column(1 / 3, 1 / 3_000_000, -1 / 30_000_000, 0.1 + 0.2 - 0.3, 1 / 3_000), formats={"B6": "0.00%"}),
              inputs={"数": "ratio"},
              数=["0.333333333333333", "0.00000033333333333333", "-0.00000003333333333333",
                 "0.00000000000000005551", "0.000333333333333333"])  # fmt: skip
subject.refuses("3.33333333333333E-07 as text", "refused, with the rounded number",
                column("3.33333333333333E-07", "0.33333333333333331"), "D143 B2 | write 0.00000033333333333333?",
                "D143 B3 | write 0.333333333333333?")  # fmt: skip
subject.reads("numbers stored as text", "read like numbers", book(column("12", "94.51", "0012")),
              数=[12, "94.51", 12])  # fmt: skip
subject.reads("thousands commas", "read, and counted", column("1,234.5", "12"), "D164 B2 | 1 cell",
              数=["1234.5", 12])  # fmt: skip
subject.reads("full-width digits, points and signs", "read, and counted", column("９４．５", "－３", "１，２３４", "7"),
              "D164 B2 | 3 cells", 数=["94.5", -3, 1234, 7])  # fmt: skip
subject.reads("no-break, wide and zero-width blanks around a number", "read, and counted",
              column("\u00a012", "\u300094.5\u200b", "\ufeff7"), "D164 B2 | 3 cells",
              数=[12, "94.5", 7])  # fmt: skip
subject.reads("plain blanks around a number", "read without a word", "编码,数\n001, 12 \n002,\t94.5\n",
              数=[12, "94.5"])  # fmt: skip
subject.reads("1e3", "1000, with a warning", column("1e3", "12"), "D162 B2 | 1e3", 数=[1000, 12])
subject.reads("15 digits", "read exactly", column("123456789012345", "0.123456789012345"),
              数=[123456789012345, "0.123456789012345"])  # fmt: skip
subject.reads("minus zero", "0", column("-0", "-0.0"), 数=[0, 0])

# Numbers that are refused, with what was probably meant

REFUSED = {
    "￥12.5": ("a currency sign", "write 12.5?"),
    "12.5元": ("a unit that the input does not declare", "write 12.5?"),
    "95分": ("points written out", "write 95?"),
    "约95": ("about", "write 95?"),
    "≥90": ("at least", "write 90?"),
    "<5": ("less than", "write 5?"),
    "1_000": ("an underline inside", "write 1000?"),
    "1 000": ("a blank inside", "write 1000?"),
    "94。5": ("a Chinese full stop for the point", "write 94.5?"),
    "٣٤": ("Arabic-Indic digits", "write 34?"),
    "½": ("a fraction sign", "write 0.5?"),
    "1/2": ("a fraction", "write 0.5?"),
    "九十八": ("Chinese numerals", "write 98?"),
    "94,5": ("a decimal comma", "write 94.5?"),
    "1.234,56": ("a number as it is written in German", "write 1234.56?"),
    "(5)": ("a number in brackets: a loss, or a note", ""),
    "12-15": ("a range", ""),
    "1/3": ("a fraction without an end", ""),
    "0x10": ("hexadecimal digits", ""),
    "十几": ("some ten", ""),
    "1,2345": ("a comma in the wrong place", ""),
    "12;13": ("two numbers", ""),
    "达标": ("a word", ""),
    "TRUE": ("a truth in a number column", ""),
    "3:1": ("a ratio in a number column", ""),
}
for written, (what, hint) in REFUSED.items():
    subject.refuses(f"`{written}`: {what}", f"refused; {hint}" if hint else "refused", column("12", written),
                    f"D141 B3 | 002: {written} under 数 is not a number | {hint}")  # fmt: skip

subject.refuses("`1e309`, `1e-400`", "refused: more than 15 digits", column("1e309", "1e-400"), "D143 B2 | 1e309",
                "D143 B3 | 1e-400")  # fmt: skip
subject.refuses("inf, nan, Infinity", "refused, each with its cell", column("inf", "nan", "-Infinity"),
                "D141 B2 | inf", "D141 B3 | nan", "D141 B4 | -Infinity")  # fmt: skip
subject.refuses("more than 15 digits", "refused, with the rounded number", column("1234567890.123456789"),
                "D143 B2 | 1234567890.12346")  # fmt: skip
subject.refuses("a number of 100,000 digits", "refused, cut", f"编码,数\n001,{'9' * 100_000}\n", "D243 B2 | 999")
subject.refuses("three bad cells", "all of them told in one run", column("x", "1", "y", "约3"), "D141 B2 | x",
                "D141 B4 | y", "D141 B5 | 约3")  # fmt: skip
subject.refuses("a bad cell among 40,000 good ones", "its row is told",
                "编码,数\n" + "".join(f"{n:05},{n}\n" for n in range(40_000)) + "x1,约3\n",
                "D141 B40002 | 约3")  # fmt: skip

# Nothing there

subject.reads("blank cells, 未报, —, 缺", "not reported", column("", "未报", "—", "缺", None, "5"),
              数=[None, None, None, None, None, 5])  # fmt: skip
subject.reads("不涉及, N/A", "does not apply", column("不涉及", "N/A"),
              数=[Reason.NOT_APPLICABLE, Reason.NOT_APPLICABLE])  # fmt: skip
subject.reads("无 in a number column", "not reported, never 0, with a warning", column("无", "5"),
              "D163 B2 | never as 0",
              数=[None, 5])  # fmt: skip
subject.refuses("`null`, `NA`, `None` in a number column", "refused: never a silent blank", column("null", "NA",
                "None"),
                "D141 B2 | null", "D141 B3 | NA", "D141 B4 | None")  # fmt: skip

# Formulas and failures

subject.refuses("`#DIV/0!` as text", "refused: a failed formula is not a blank", column("1", "#DIV/0!"),
                "D150 B3 | #DIV/0!")  # fmt: skip
subject.refuses("`#N/A`, `#REF!`, `#VALUE!`, `#NAME?`", "refused, each with its cell",
                column("#N/A", "#REF!", "#VALUE!", "#NAME?"), "D150 B2", "D150 B3", "D150 B4", "D150 B5")  # fmt: skip
subject.refuses("a formula that was never calculated", "refused: open and save the file in Excel or WPS",
                book(column("5", "=B2*2")), "D151 B3 | =B2*2 | open and save")  # fmt: skip
subject.refuses("a formula as text in a CSV file", "refused", "编码,数\n001,=1+1\n", "D141 B2 | =1+1")

# Percents and ratios

PERCENT = {"率": "percent"}


def rates(*cells: object) -> list[list[object]]:
    return [["编码", "率"], *column(*cells)[1:]]


subject.reads("94.51% in a percent column", "0.9451", rates("94.51%", "100%"), inputs=PERCENT,
              率=["0.9451", 1])  # fmt: skip
subject.reads("94.51 in a percent column", "0.9451", rates("94.51", "100", "60"), inputs=PERCENT,
              率=["0.9451", 1, "0.6"])  # fmt: skip
subject.reads("0.945 shown as 94.5% by its number format", "0.945",
              book(rates(0.945, 94.5, 100), formats={"B2": "0.0%"}), inputs=PERCENT,
              率=["0.945", "0.945", 1])  # fmt: skip
subject.reads("0.945 under a percent format, in a ratio column", "0.945",
              book(rates(0.945, 0.5), formats={"B2": "0.0%"}), inputs={"率": "ratio"}, 率=["0.945", "0.5"])  # fmt: skip
subject.reads("94.5% in a ratio column", "0.945", rates("94.5%", "0.5"), inputs={"率": "ratio"}, 率=["0.945", "0.5"])
subject.reads("full-width percent sign", "read, and counted", rates("９４．５％", "60"), "D164 B2", inputs=PERCENT,
              率=["0.945", "0.6"])  # fmt: skip
subject.reads("0.9451 among 60 … 100", "0.9451 %, with a warning", rates("88", "0.9451", "60", "100"),
              "D161 B3 | 0.9451 | 94.5", inputs=PERCENT, 率=["0.88", "0.009451", "0.6", 1])  # fmt: skip
subject.reads("percents all at most 1", "read as percents, with a warning", rates("0.95", "0.88", "1"),
              "D161 B2 | 3 values", inputs=PERCENT, 率=["0.0095", "0.0088", "0.01"])  # fmt: skip
subject.reads("107.5:100 in a ratio column", "1.075", rates("107.5:100", "1：2"), "D164 B3",
              inputs={"率": "ratio"}, 率=["1.075", "0.5"])  # fmt: skip
subject.refuses("1:3 in a ratio column", "refused: it has no end in decimals", rates("1:3"), "D149 B2",
                inputs={"率": "ratio"})  # fmt: skip
subject.refuses("94.51% in a plain number column", "refused: never 0.9451", column("94.51%"), "D142 B2 | 94.51%")
subject.refuses("a number cell with a percent format in a count", "refused", book(column(0.3), formats={"B2": "0%"}),
                "D142 B2 | 30%", inputs={"数": "count"})  # fmt: skip
subject.refuses("94.51‰", "refused", rates("94.51‰"), "D141 B2 | 94.51‰", inputs=PERCENT)
subject.refuses("95%%, %95", "refused", rates("95%%", "%95"), "D141 B2 | 95%%", "D141 B3 | %95", inputs=PERCENT)

# Units behind the number

subject.reads("12分, 95 分 where the input has `unit: 分`", "read, and counted", column("12分", "95 分", "7"),
              "D164 B2 | 2 cells", inputs={"数": "type: number, unit: 分"}, 数=[12, 95, 7])  # fmt: skip
subject.reads("1,234.5万元 where the input has `unit: 万元`", "read, and counted", column("1,234.5万元", "7"),
              "D164 B2", inputs={"数": "type: money, unit: 万元"}, 数=["1234.5", 7])  # fmt: skip
subject.reads("30个 where the input has `unit: 个`", "read, and counted", column("30个", "3 0".replace(" ", "")),
              "D164 B2", inputs={"数": "type: count, unit: 个"}, 数=[30, 30])  # fmt: skip
subject.refuses("12元 where the input has `unit: 万元`", "refused: the unit is another one", column("12元"),
                "D141 B2 | 12元", inputs={"数": "type: money, unit: 万元"})  # fmt: skip
subject.refuses("12万元 where the input has `unit: 元`", "refused: the unit is another one", column("12万元"),
                "D141 B2 | 12万元", inputs={"数": "type: money, unit: 元"})  # fmt: skip

# Counts and bounds

subject.refuses("1.5 and -1 in a count", "refused", column("1.5", "-1", "2"), "D144 B2 | 1.5", "D144 B3 | -1",
                inputs={"数": "count"})  # fmt: skip
subject.reads("12.0 in a count", "12", column("12.0"), inputs={"数": "count"}, 数=[12])
subject.refuses("101 and -1 where 0 … 100 is allowed", "refused, with the bounds", column("100", "101", "-1", "0"),
                "D145 B3 | 0 … 100", "D145 B4 | -1",
                inputs={"数": "type: number, at_least: 0, at_most: 100"})  # fmt: skip
subject.refuses("100.5% where 100% is the most", "refused, with the bounds", rates("100.5%"), "D145 B2 | 100%",
                inputs={"率": "type: percent, at_most: 100%"})  # fmt: skip

# Dates

subject.refuses("a date cell in a number column", "refused", book(column(date(2025, 3, 1))), "D141 B2 | 2025-03-01")
subject.refuses("a serial number with a date format", "refused: it is a date",
                book(column(45717), formats={"B2": "yyyy/m/d"}), "D141 B2 | 2025-03-01")  # fmt: skip
subject.refuses("3月5日, 2025-03-01 as text in a number column", "refused", column("3月5日", "2025-03-01"),
                "D141 B2 | 3月5日", "D141 B3 | 2025-03-01")  # fmt: skip
subject.refuses("a time cell in a number column", "refused", book(column(datetime(2025, 3, 1, 8, 30))),
                "D141 B2 | 2025-03-01 08:30:00")  # fmt: skip
subject.reads("dates in four spellings", "the same day",
              column("2025-03-01", "2025/3/1", "2025.3.1", "2025年3月1日"), inputs={"数": "date"},
              数=[date(2025, 3, 1)] * 4)  # fmt: skip
subject.reads("2025 年 3 月 1 日", "the day", column("2025 年 3 月 1 日", "2025年 3月 1日"), inputs={"数": "date"},
              数=[date(2025, 3, 1)] * 2)  # fmt: skip
subject.refuses("a year 0025", "refused", column("0025-03-01"), "D148 B2 | 0025-03-01", inputs={"数": "date"})
subject.reads("a date cell in a date column", "the day", book(column(date(2025, 3, 1))), inputs={"数": "date"},
              数=[date(2025, 3, 1)])  # fmt: skip
subject.refuses("3/1/2025, 2025-13-01, 20250301, 45717", "refused: day and month are never guessed",
                column("3/1/2025", "2025-13-01", "20250301", "45717"), "D148 B2", "D148 B3",
                "D148 B4 | write 2025-03-01?", "D148 B5", inputs={"数": "date"})  # fmt: skip

# Yes and no, levels

subject.reads("√, 是, 有, yes, 1, TRUE", "yes", column("√", "是", "有", "yes", "1", "TRUE"), inputs={"数": "flag"},
              数=[True] * 6)  # fmt: skip
subject.reads("×, 否, 无, no, 0, FALSE", "no", column("×", "否", "无", "no", "0", "FALSE"), inputs={"数": "flag"},
              数=[False] * 6)  # fmt: skip
subject.reads("truths of a workbook", "yes and no", book(column(True, False)), inputs={"数": "flag"},
              数=[True, False])  # fmt: skip
subject.refuses("maybe, 2, x in a yes/no column", "refused, with the words that are read", column("maybe", "2", "x"),
                "D147 B2 | maybe | 是", "D147 B3 | 2", "D147 B4 | x", inputs={"数": "flag"})  # fmt: skip
LEVELS = {"数": "type: level, levels: [优秀, 良好, 一般]"}
subject.reads("levels with blanks and other width", "the level", column("优秀", " 良 好", "一\u200b般"), "D164 B4",
              inputs=LEVELS, 数=["优秀", "良好", "一般"])  # fmt: skip
subject.refuses("优, 95 in a level column", "refused, with the levels", column("优", "95", "良好"),
                "D146 B2 | 优 | did you mean 优秀?", "D146 B3 | 95 | 优秀, 良好, 一般", inputs=LEVELS)  # fmt: skip

# Many

subject.refuses("1,500 bad cells", "20 are shown, and how many more there are", column(*["x"] * 1500),
                *(f"D141 B{row} | x" for row in range(2, 22)))  # fmt: skip
