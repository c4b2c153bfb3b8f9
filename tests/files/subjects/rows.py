"""Which rows are units."""

from case import Subject, book

subject = Subject(
    "Rows and columns",
    "A row is a unit, or it is left out and told, or the file is refused.",
    {"数": "number", "率": "percent"},
    "id: 编码, name: 名称",
)

HEADING = ["编码", "名称", "数", "率"]
EAST, WEST = ["001", "东镇", "12", "94.5"], ["002", "西镇", "30.5", "90"]
READ = {"ids": ["001", "002"], "数": [12, "30.5"], "率": ["0.945", "0.9"]}

# Blank rows and columns

subject.reads("blank rows", "skipped, and counted; later rows keep their numbers",
              [HEADING, [""] * 4, EAST, [None] * 4, WEST, ["003", "南镇", "1e3", "80"]], "D162 C6", "D165 A1 | 2 blank",
              ids=["001", "002", "003"])  # fmt: skip
subject.reads("rows of dashes", "skipped, and counted", [HEADING, EAST, ["—", "—", "—", "—"], WEST],
              "D165 A1 | 1 blank",
              **READ)  # fmt: skip
subject.reads("blank columns between others", "skipped, and counted",
              [["编码", "", "名称", "数", None, "率"], ["001", "", "东镇", "12", "", "94.5"],
               ["002", None, "西镇", "30.5", "", "90"]],
              "D166 A1 | 2 blank columns are skipped: B, E", **READ)  # fmt: skip
subject.reads("data under a blank heading", "not read, with a warning that names the column",
              [["编码", "名称", "", "数", "率"], ["001", "东镇", "7", "12", "94.5"], ["002", "西镇", "", "30.5", "90"]],
              "D167 C2 | column C has no heading: 1 cell", **READ)  # fmt: skip
subject.reads("a remark to the right of the table of a workbook", "not read, with a warning that names the column",
              book([HEADING, [*EAST, None, "待核"], WEST]), "D167 F2 | column F", **READ)  # fmt: skip

subject.reads("blank rows below the last unit", "skipped without a word", [HEADING, EAST, WEST, [""] * 4, [None] * 4],
              **READ)  # fmt: skip
subject.reads("blank lines at the end of a CSV", "skipped without a word",
              "编码,名称,数,率\n001,东镇,12,94.5\n002,西镇,30.5,90\n\n,,,\n \n\n", **READ)  # fmt: skip

# Rows with nothing in the columns that are read

NUMBERED = ["序号", *HEADING, "户数"]
FIRST, SECOND = ["1", *EAST, "120"], ["2", *WEST, "80"]
subject.reads("a note in a column that is not used", "left out, and told", [NUMBERED, FIRST, SECOND,
              ["注：数据截至12月31日", "", "", "", "", ""], ["", "", "", "", "", "制表人：卫生局"]],
              "D123 A1", "D169 B4 | 2 rows | 注", **READ)  # fmt: skip
subject.reads("a total of columns that are not used", "left out, and told: nothing of it is read",
              [NUMBERED, FIRST, SECOND, ["合计", "", "", "", "", "200"], ["", "", "", "", "", "已核对"]],
              "D123 A1", "D300 B4 | 2 rows | 合计, 已核对", **READ)  # fmt: skip
subject.reads("the title again, in a column that is not used", "left out, and told",
              [["2025年考核"], NUMBERED, FIRST, ["2025年考核"], SECOND],
              "D113", "D123", "D220 B4 | 1 row", **READ)  # fmt: skip
subject.reads("serial numbers below the units", "blank rows, and counted: nobody has filled in the form there",
              [NUMBERED, FIRST, SECOND, ["3", "", "", "", "", ""], ["4", "", "", "", "", "—"]],
              "D123 A1", "D165 A1 | 2 blank", **READ)  # fmt: skip
subject.refuses("a wrong total above a remark in a column that is not used", "refused: `--footer 2` leaves both out",
                [NUMBERED, FIRST, SECOND, ["", "合计", "", "50", "", ""], ["", "", "", "", "", "已核对"]],
                "D123 A1", "D133 B4 | --footer 2", "D300 B5 | 已核对")  # fmt: skip

# Totals

TOTAL = ["合计", "", "42.5", ""]
for label in ("合计", "总计", "合 计", "小计：", "Total", "全县合计"):
    subject.reads(f"a last row `{label}` that is the sum", "left out, and told",
                  [HEADING, EAST, WEST, [label, *TOTAL[1:]]], f"D168 A4 | row 4 | {label.strip('：')}",
                  **READ)  # fmt: skip
subject.reads("the word in the column of the names", "left out, and told", [HEADING, EAST, WEST, ["", "合计", "42.5",
              ""]],
              "D168 A4 | 合计", **READ)  # fmt: skip
subject.reads("the word in a column of serial numbers", "left out, and told",
              [["序号", *HEADING], ["1", *EAST], ["2", *WEST], ["合计", "", "", "42.5", ""]],
              "D123 A1 | 序号", "D168 B4 | 合计", **READ)  # fmt: skip
subject.reads("a sum with the mean of the percents beside it", "left out: percents are no sums",
              [HEADING, EAST, WEST, ["合计", "", "42.5", "92.25"]], "D168 A4", **READ)  # fmt: skip
subject.reads("subtotals and a total", "left out: each is the sum of its rows",
              [HEADING, EAST, ["小计", "", "12", ""], WEST, ["小计", "", "30.5", ""], ["合计", "", "42.5", ""]],
              "D168 A3", "D168 A5", "D168 A6", **READ)  # fmt: skip
subject.reads("a total above the units", "left out: it is the sum of all below",
              [HEADING, ["合计", "", "42.5", ""], EAST, WEST], "D168 A2", **READ)  # fmt: skip
subject.refuses("a total that is not the sum", "refused: `--footer 1` leaves it out",
                [HEADING, EAST, WEST, ["合计", "", "50", ""]], "D133 A4 | row 4 | --footer 1")  # fmt: skip
subject.refuses("a total without numbers", "refused: `--footer 1` leaves it out", [HEADING, EAST, WEST, ["合计", "",
                "", ""]],
                "D133 A4 | row 4 | --footer 1")  # fmt: skip
subject.refuses("a wrong total, and a note below it", "refused: `--footer 2` leaves both out",
                [HEADING, EAST, WEST, ["合计", "", "50", ""], ["注：数据截至12月", "", "", ""]],
                "D133 A4 | row 4 | --footer 2", "D169 A5")  # fmt: skip
for label in ("平均", "全县平均", "平均值", "最高", "Average"):
    subject.refuses(f"a last row `{label}`", "refused: `--footer 1` leaves it out",
                    [HEADING, EAST, WEST, [label, "", "21.25", "92.25"]],
                    f"D133 A4 | {label} | --footer 1")  # fmt: skip
subject.refuses("a row `其中：城区` below the unit it is a part of", "refused: it is no unit of its own",
                [HEADING, EAST, ["其中：城区", "", "5", "95"], WEST], "D134 A3 | 其中：城区")  # fmt: skip
subject.refuses("the same in the column of the names, without a code", "refused: it is no unit of its own",
                [HEADING, EAST, ["", "其中：城区", "5", "95"], WEST],
                "D134 A3 | 其中：城区 | take the row out")  # fmt: skip
subject.refuses("a wrong total among the units", "refused", [HEADING, EAST, ["小计", "", "50", ""], WEST],
                "D133 A3 | row 3 | remove it")  # fmt: skip
subject.reads("the same total with `--footer 1`", "left out, and told", [HEADING, EAST, WEST, ["合计", "", "50", ""]],
              "D170 A4 | 1 row", options="--footer 1", **READ)  # fmt: skip
subject.reads("`--footer 2` with blank rows between", "blank rows do not count",
              [HEADING, EAST, WEST, [""] * 4, ["合计", "", "50", ""], [""] * 4, ["填表单位", "", "", ""], [""] * 4],
              "D170 A5 | 2 rows", options="--footer 2", **READ)  # fmt: skip
subject.reads("`--footer 1` where a note has a line break in quotes", "the whole note is left out",
              '编码,名称,数,率\n001,东镇,12,94.5\n002,西镇,30.5,90\n"截至\n12月",,,\n', "D170 A4 | 1 row",
              options="--footer 1", **READ)  # fmt: skip
subject.refuses("`--footer 5` where there are four rows", "refused", [HEADING, EAST, WEST], "D176 | 5",
                options="--footer 5")  # fmt: skip
subject.reads("a unit called 合计镇", "kept", [HEADING, EAST, ["002", "合计镇", "30.5", "90"]],
              names=["东镇", "合计镇"], 数=[12, "30.5"])  # fmt: skip

subject.refuses("`--footer -1`", "refused", [HEADING, EAST], "R205 | --footer | from 1", options="--footer=-1")

# Notes

for note in ("注：数据截至12月31日", "备注: 率按服务人口计算", "说明：以上数据由各镇填报", "填表单位：卫生局",
             "数据来源：统计局",
             "Note: as of December", "Prepared by: health office",
             "*率为百分数", "分管领导（签字）：", "单位负责人（签章）"):  # fmt: skip
    subject.reads(f"below the table: `{note}`", "left out, and told", [HEADING, EAST, WEST, [note, "", "", ""]],
                  "D169 A4 | 1 row", **READ)  # fmt: skip
subject.refuses("below the table, without a colon: `Prepared by the health office, 12 Jan 2026`",
                "refused: `--footer 1` leaves it out; all other codes are single words",
                [HEADING, EAST, WEST, ["Prepared by the health office, 12 Jan 2026", "", "", ""]],
                "D134 A4 | --footer 1")  # fmt: skip
subject.reads("a unit that has reported nothing, where codes are several words", "kept: it is no note",
              [HEADING, ["East Town", *EAST[1:]], ["West Town", "", "", ""]], ids=["East Town", "West Town"],
              数=[12, None])  # fmt: skip
subject.reads("a note and a signature line after a blank row", "left out, and counted",
              [HEADING, EAST, WEST, [""] * 4, ["注：截至12月", "", "", ""], ["填表单位：卫生局", "",
              "日期：2025-12-31", ""]],
              "D169 A5 | 2 rows", "D165 A1 | 1 blank", **READ)  # fmt: skip
subject.reads("a signature line in the column of the names", "left out, and told",
              [HEADING, EAST, WEST, ["", "经办人：", "", "日期："]], "D169 A4 | 1 row | 经办人", **READ)  # fmt: skip
subject.refuses("a telephone number beside its word, below the table", "refused: `--footer 1` leaves it out",
                [HEADING, EAST, WEST, ["联系电话：", "88886666", "", ""]],
                "D134 A4 | --footer 1")  # fmt: skip
subject.refuses("a sentence below the table", "refused: `--footer 1` leaves it out",
                [HEADING, EAST, WEST, ["本表由各镇于每月五日前报送，逾期视为未报。", "", "", ""]],
                "D134 A4 | no code of a unit | --footer 1")  # fmt: skip
subject.reads("a unit that has reported nothing", "a unit: not reported", [HEADING, EAST, ["002", "西镇", "", ""]],
              ids=["001", "002"], 数=[12, None])  # fmt: skip

subject.reads("headings, and nothing below them", "no unit, with a warning", [HEADING], "D292 A1", ids=[])

ABOVE = "编码,名称,数,率\n001,东镇,12,94.5\n002,西镇,30.5,90\n"
subject.reads("a row of one cell below a CSV table: `注：数据截至12月`", "a note, as in a workbook",
              ABOVE + "注：数据截至12月\n", "D169 A4 | 注", **READ)  # fmt: skip
subject.refuses("a row of one cell below a CSV table: a sentence", "refused: `--footer 1` leaves it out",
                ABOVE + "本表由各镇于每月五日前报送。\n", "D134 A4 | --footer 1")  # fmt: skip
subject.refuses("a row of one cell below a CSV table: `合计`", "refused: `--footer 1` leaves it out",
                ABOVE + "合计\n", "D133 A4 | --footer 1")  # fmt: skip
subject.reads("a row of one cell in a CSV: `一、乡镇`", "the head of a group, as in a workbook",
              ABOVE.replace("001", "一、乡镇\n001"), "D221 A2 | 一、乡镇", **READ)  # fmt: skip
subject.refuses("a row of one cell in a CSV: a code", "refused: the row may be cut off",
                ABOVE + "003\n", "D107 4 | 1 cell")  # fmt: skip

# Codes

subject.refuses("a row with values and no code among the units", "refused",
                [HEADING, ["", "西镇", "5", "90"], EAST], "D131 A2 | 编码 | every row needs")  # fmt: skip
subject.refuses("a last row with values and no code", "refused: write it, or `--footer 1` leaves the row out",
                [HEADING, EAST, ["", "西镇", "5", "90"]], "D131 A3 | 编码 | --footer 1")  # fmt: skip
subject.refuses("values without a label below the units, and a note", "refused: `--footer 2` leaves both out",
                [HEADING, EAST, WEST, ["", "", "42.5", ""], ["注：截至12月", "", "", ""]], "D131 A4 | --footer 2",
                "D169 A5")  # fmt: skip
subject.refuses("a unit twice with other values", "refused: both rows, what differs",
                [HEADING, EAST, WEST, ["001", "东镇", "13", "94.5"]], "D132 A4 | rows 2 and 4 | 数")  # fmt: skip
subject.refuses("a unit twice with the same values", "refused", [HEADING, EAST, WEST, EAST], "D132 A4 | rows 2 and 4")
subject.refuses("a code shortened to 1.1E+17", "refused: digits were lost", [HEADING, ["1.1E+17", "东镇", "12", "90"]],
                "D134 A2 | digits were lost")  # fmt: skip
subject.refuses("a code of 18 digits as a number cell", "refused: digits were lost",
                book([HEADING, [110101199001011234, "东镇", 12, 90]]), "D134 A2 | digits were lost")  # fmt: skip
subject.reads("codes 1 and 002 in one file", "read as they are, with a warning: zeros may be lost",
              [HEADING, ["1", "东镇", "12", "94.5"], WEST, ["120", "南镇", "5", "90"], ["21", "北镇", "5", "90"]],
              "D274 A2 | 2 codes are shorter than the others (1, 21)", ids=["1", "002", "120", "21"])  # fmt: skip
subject.refuses("codes 1 and 001 in one file", "refused: leading zeros are lost",
                [HEADING, EAST, WEST, ["1", "东镇", "5", "90"]], "D174 A4 | 1 seems to be 001")  # fmt: skip
subject.reads("codes 1 to 12", "read without a word",
              [HEADING, *([str(unit), "镇", "1", "90"] for unit in range(1, 13))],
              ids=[str(unit) for unit in range(1, 13)])  # fmt: skip
for codes in (["01", "0101", "1"], ["007", "A1", "0"]):
    subject.reads(f"codes {', '.join(codes)}", "read without a word: no zeros are surely lost",
                  [HEADING, *([code, "镇", "1", "90"] for code in codes)], ids=codes)  # fmt: skip
subject.reads("a code of 18 digits as text", "kept", [HEADING, ["110101199001011234", "东镇", "12", "90"]],
              ids=["110101199001011234"])  # fmt: skip
subject.reads("codes 1 and 2 shown as 001 and 002 by their number format", "001 and 002",
              book([HEADING, [1, "东镇", 12, 94.5], [2, "西镇", 30.5, 90]], formats={"A2": "000", "A3": "000"}),
              **READ)  # fmt: skip
subject.reads("codes 1.0 as number cells", "1", book([HEADING, [1.0, "东镇", 12, 94.5]]), ids=["1"])
subject.reads("blanks around codes and names", "trimmed; unusual ones are counted",
              [HEADING, [" 001\u3000", "\u00a0东镇 ", "12", "90"], [" 002 ", "西镇", "30.5", "90"]],
              "D164 A2 | 2 cells", ids=["001", "002"], names=["东镇", "西镇"])  # fmt: skip
subject.reads("what was tidied, with `-v`", "each cell is listed: of codes, names, classes, inputs and records",
              {"数据": [["编码", "名称", "类别", "数"], ["001\u00a0", "东镇", "甲\u3000", "１２"],
                       ["002", "\u200b西镇", "甲", "1,000"]],
               "月报": [["编码", "件数"], ["002\u3000", "3"], ["001", "５"]]},
              "D164 A2 | 5 cells", "D164 A2 | 2 cells", "R232 A2 | 001 东镇: 001\u00a0 under 编码", "R232 C2 | 甲",
              "R232 D2 | １２ under 数", "R232 B3 | 002 西镇", "R232 D3 | 1,000", "R232 A2 | 002 西镇: 002\u3000",
              "R232 B3 | 001 东镇: ５ under 件数", options="-v", units="id: 编码, name: 名称, class: 类别",
              inputs={"数": "number"}, records="月报: {unit: 编码, columns: {件数: count}}",
              ids=["001", "002"], names=["东镇", "西镇"], 数=[12, 1000],
              **{"月报.件数": [3, 5]})  # fmt: skip
subject.reads("codes and numbers of a CSV written as `=\"001\"`, so that a spreadsheet keeps their zeros",
              "001, and counted", '编码,名称,数,率\n="001",东镇,12,94.5\n"=""002""",="西镇",="30.5",90\n',
              "D164 A2 | 4 cells", **READ, names=["东镇", "西镇"])  # fmt: skip
subject.reads("a code `#002`", "kept: it is no error of a spreadsheet", [HEADING, EAST, ["#002", "西镇", "30.5", "90"]],
              ids=["001", "#002"], 数=[12, "30.5"])  # fmt: skip
subject.reads("a comment line among the units: `# 以下为补报`", "left out, and told",
              [HEADING, EAST, ["# 以下为补报", "", "", ""], WEST], "D169 A3 | # 以下为补报", **READ)  # fmt: skip
subject.refuses("`#N/A` and `#BUSY!` for codes", "refused: the formulas have failed",
                [HEADING, ["#N/A", "", "", ""], ["#BUSY!", "西镇", "30.5", "90"]], "D134 A2 | formula",
                "D134 A3 | formula")  # fmt: skip
subject.refuses(
    "a code that is a failed formula", "refused", [HEADING, ["#REF!", "东镇", "12", "90"]], "D134 A2 | formula"
)
