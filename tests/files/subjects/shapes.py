"""What a table looks like: where its heading is, of how many rows, and what stands among the units."""

from case import Subject, book

subject = Subject(
    "Shapes of tables",
    "The heading is found by the headings of the scheme, in one row, or in two or three above one another.",
    {"迟报次数": "count", "漏报次数": "count", "满意率": "percent"},
    "id: 编码, name: 名称",
)

FLAT = ["编码", "名称", "迟报次数", "漏报次数", "满意率"]
EAST, WEST = ["001", "东镇", "2", "0", "94.5"], ["002", "西镇", "1", "3", "90"]
READ = {"ids": ["001", "002"], "names": ["东镇", "西镇"], "迟报次数": [2, 1], "漏报次数": [0, 3],
        "满意率": ["0.945", "0.9"]}  # fmt: skip


def merging(*ranges):
    """Merges cells of a sheet."""

    def merge(sheet):
        for cells in ranges:
            sheet.merge_cells(cells)

    return merge


# Where the heading is

subject.reads("a title that names a column: `满意率` alone in the first row", "the row that fits most is the heading",
              [["满意率", "", "", "", ""], FLAT, EAST, WEST], "D113 A2 | 1 row", **READ)  # fmt: skip
subject.reads("a list of terms above that names the code too", "the row that fits most is the heading",
              [["编码", "机构代码", "", "", ""], FLAT, EAST, WEST], "D113 A2 | 1 row", **READ)  # fmt: skip
subject.reads("two lines of titles and a blank row above", "left out, and counted",
              [["某县2025年考核数据表", "", "", "", ""], ["填报单位：卫生局", "", "", "单位：次", ""], [""] * 5, FLAT,
               EAST, WEST], "D113 A4 | 2 rows", **READ)  # fmt: skip
subject.refuses("no heading: the rows of the units alone", "refused: what is asked for, and `--header-row`",
                [EAST, WEST], "D216 A1 | 2 rows were looked at | 编码, 名称, 迟报次数 | --header-row")  # fmt: skip
subject.refuses("a heading of which only the code is unlike", "refused: the row that it seems to be",
                [["某县考核数据表", "", "", "", ""], ["机构编号", *FLAT[1:]], EAST, WEST],
                "D113 A2", "D123 A2 | 机构编号", "D121 A2 | 编码")  # fmt: skip
subject.refuses("a heading of which each text is unlike", "refused: the row that it seems to be",
                [["某县", "", "", ""], ["机构编号", "单位名称", "迟报的次数", "满意度"], ["001", "东镇", "1", "90"]],
                "D113 A2", "D123 A2 | 4 columns", "D121 A2 | 编码")  # fmt: skip
TWICE = [FLAT, ["编码", "名称", "漏报次数", "迟报次数", "满意率"], EAST, WEST]
subject.refuses("two rows that would do equally well", "refused: both, and the option that settles it", TWICE,
                "D217 A2 | rows 1 and 2 | --header-row 1, or --header-row 2")  # fmt: skip
subject.reads("the same, with `--header-row 2`", "that row; what is above it is left out", TWICE, "D113 A2 | 1 row",
              options="--header-row 2", ids=["001", "002"], 迟报次数=[0, 3], 漏报次数=[2, 1])  # fmt: skip
subject.refuses("the heading written twice, one below the other", "refused: both, and the option that settles it",
                [FLAT, FLAT, EAST, WEST], "D217 A2 | rows 1 and 2")  # fmt: skip
subject.reads("a heading below 25 rows of titles, with `--header-row 26`", "that row",
              [*([f"说明{row}"] + [""] * 4 for row in range(25)), FLAT, EAST, WEST], "D113 A26 | 25 rows",
              options="--header-row 26", **READ)  # fmt: skip
subject.refuses("the same without", "refused: `--header-row`",
                [*([f"说明{row}"] + [""] * 4 for row in range(25)), FLAT, EAST, WEST],
                "D216 A1 | 20 rows were looked at")  # fmt: skip
subject.refuses("`--header-row 9` where there are three rows", "refused", [FLAT, EAST, WEST], "D223 A9 | 9",
                options="--header-row 9")  # fmt: skip
subject.refuses("`--header-row 2` where that is a unit", "refused: what is not there", [FLAT, EAST, WEST],
                "D113 A2", "D123 A2", "D121 A2 | 编码", options="--header-row 2")  # fmt: skip
for wrong in ("0", "x", "4-3"):
    subject.refuses(f"`--header-row {wrong}`", "refused", [FLAT, EAST], "R205 | --header-row | 3-4",
                    options=f"--header-row {wrong}")  # fmt: skip

# Headings of several rows

UPPER = ["编码", "名称", "管理", "", "满意率"]
LOWER = ["", "", "迟报次数", "漏报次数", ""]
MERGED = merging("A1:A2", "B1:B2", "C1:D1", "E1:E2")
subject.reads("a heading of two rows, merged cells left blank", "read as one heading, and told",
              [UPPER, LOWER, EAST, WEST], "D219 A1 | rows 1 to 2", **READ)  # fmt: skip
subject.reads("the same with its cells merged", "read as one heading, and told",
              book([UPPER, LOWER, EAST, WEST], change=MERGED), "D219 A1 | rows 1 to 2", **READ)  # fmt: skip
subject.reads("a title above such a heading", "left out, and counted",
              [["某县考核数据表", *[""] * 4], UPPER, LOWER, EAST, WEST], "D113 A2 | 1 row", "D219 A2 | rows 2 to 3",
              **READ)  # fmt: skip
subject.reads("an upper row above a heading that is whole without it", "the lower row is the heading",
              [["", "", "管理", "", "服务"], FLAT, EAST, WEST], "D113 A2 | 1 row", **READ)  # fmt: skip
subject.reads("`column: 管理/迟报次数` for a lower text below its upper one",
              "matched, with blanks around the stroke too",
              [UPPER, LOWER, EAST, WEST], "D219 A1", ids=["001", "002"], 迟=[2, 1], 漏=[0, 3],
              inputs={"迟": "type: count, column: 管理/迟报次数", "漏": "type: count, column: 管理 / 漏报次数",
                      "满意率": "percent"})  # fmt: skip

QUARTERS = [["编码", "一季度", "", "二季度", ""], ["", "数", "率", "数", "率"], ["001", "1", "50", "2", "60"]]
BY_PATH = {"甲": "type: count, column: 一季度/数", "乙": "type: count, column: 二季度/数"}
subject.reads("the same lower texts below two upper ones, each with its path", "each column is its own", QUARTERS,
              "D219 A1", "D123 A2 | 一季度/率, 二季度/率", inputs=BY_PATH, units="id: 编码",
              甲=[1], 乙=[2])  # fmt: skip
subject.reads("the same merged", "each column is its own",
              book(QUARTERS, change=merging("A1:A2", "B1:C1", "D1:E1")), "D219 A1", "D123 A2 | 一季度/率, 二季度/率",
              inputs=BY_PATH, units="id: 编码", 甲=[1], 乙=[2])  # fmt: skip
subject.refuses("the same, the scheme naming only the lower text", "refused: both places, and the paths", QUARTERS,
                "D219 A1", "D122 D2 | 数 | 一季度/数, 二季度/数", "D123", inputs={"数": "count"},
                units="id: 编码")  # fmt: skip
OF_THREE = {"甲": "type: count, column: 管理/数", "乙": "type: count, column: 2025年/服务/数"}
THREE = [["编码", "2025年", "", "", ""], ["", "管理", "", "服务", ""], ["", "数", "率", "数", "率"],
         ["001", "1", "50", "2", "60"]]  # fmt: skip
subject.reads("a heading of three rows", "the last two texts tell the columns apart", THREE, "D219 A1 | rows 1 to 3",
              "D123 A3 | 管理/率, 服务/率", inputs=OF_THREE,
              units="id: 编码", 甲=[1], 乙=[2])  # fmt: skip
subject.reads("a heading of three rows, merged", "the last two texts tell the columns apart",
              book(THREE, change=merging("A1:A3", "B1:E1", "B2:C2", "D2:E2")), "D219 A1 | rows 1 to 3",
              "D123 A3 | 管理/率, 服务/率", inputs=OF_THREE,
              units="id: 编码", 甲=[1], 乙=[2])  # fmt: skip
subject.reads("a heading of two rows with `--header-row 1-2`", "these rows", QUARTERS, "D219 A1",
              "D123 A2", inputs=BY_PATH, units="id: 编码", options="--header-row 1-2", 甲=[1], 乙=[2])  # fmt: skip

# Units of measure in a heading of several rows

MONEY = {"收入": "type: money, unit: 万元", "满意率": "percent"}
subject.reads("a row of units below the heading", "they belong to the heading",
              [["编码", "收入", "满意率"], ["", "万元", "%"], ["001", "12", "94.5"]], "D219 A1 | rows 1 to 2",
              inputs=MONEY, units="id: 编码", 收入=[12], 满意率=["0.945"])  # fmt: skip
subject.reads("a row of units in brackets", "they belong to the heading",
              [["编码", "收入", "满意率"], ["", "（万元）", "（％）"], ["001", "12", "94.5"]], "D219 A1 | rows 1 to 2",
              inputs=MONEY, units="id: 编码", 收入=[12], 满意率=["0.945"])  # fmt: skip
subject.refuses("another unit in that row: 元 for 万元", "refused: ten thousand times as much",
                [["编码", "收入", "满意率"], ["", "元", "%"], ["001", "12", "94.5"]], "D219 A1",
                "D123 A2 | 收入(元)", "D121 A2 | 收入 | 收入(元)", inputs=MONEY, units="id: 编码")  # fmt: skip
subject.reads("the unit in the upper row", "understood",
              [["编码", "收入（万元）", ""], ["", "门诊", "住院"], ["001", "12", "13"]], "D219 A1",
              inputs={"门诊": "type: money, unit: 万元", "住院": "type: money, unit: 万元"}, units="id: 编码",
              门诊=[12], 住院=[13])  # fmt: skip
subject.refuses("another unit in the upper row", "refused: ten thousand times as much",
                [["编码", "收入（元）", ""], ["", "门诊", "备注"], ["001", "12", ""]],
                "D219 A1", "D123 A2 | 门诊, 备注", "D121 A2 | 门诊",
                inputs={"门诊": "type: money, unit: 万元"}, units="id: 编码")  # fmt: skip
subject.reads("% in the upper row over a ratio", "94.5 is 94.5 %",
              [["编码", "满意率（%）", ""], ["", "门诊", "住院"], ["001", "94.5", "90"]], "D219 A1",
              inputs={"门诊": "ratio", "住院": "ratio"}, units="id: 编码", 门诊=["0.945"], 住院=["0.9"])  # fmt: skip
subject.reads("a row that numbers the columns of an official form", "left out, and told",
              [FLAT, ["甲", "乙", "1", "2", "3=1+2"], EAST, WEST], "D222 A2 | row 2", **READ)  # fmt: skip
subject.reads("a row 1, 2, 3 … below the heading", "left out, and told",
              [FLAT, ["1", "2", "3", "4", "5"], EAST, WEST], "D222 A2 | row 2", **READ)  # fmt: skip
for code, other in (("A", "C"), ("甲", "丙"), ("1", "5")):
    subject.reads(f"units {code} and {other}, the first with the values 1, 2 or 2, 3", "both are units",
                  [["编码", "a", "b"], [code, *(["2", "3"] if code == "1" else ["1", "2"])], [other, "5", "6"]],
                  inputs={"a": "count", "b": "count"}, units="id: 编码", ids=[code, other])  # fmt: skip
subject.reads("1, 2, 3 over units of the codes 10001, 10002", "left out, and told",
              [["编码", "a", "b"], ["1", "2", "3"], ["10001", "5", "6"], ["10002", "5", "6"]], "D222 A2 | row 2",
              inputs={"a": "count", "b": "count"}, units="id: 编码", ids=["10001", "10002"])  # fmt: skip
subject.reads("a unit of the code 甲", "a unit",
              [["编码", "名称", "迟报次数"], ["甲", "东镇", "1"], ["乙", "西镇", "2"]],
              inputs={"迟报次数": "count"}, ids=["甲", "乙"])  # fmt: skip

# Turned by 90 degrees


def turn(rows):
    """Rows as columns."""
    width = max(map(len, rows))
    return [[row[place] if place < len(row) else "" for row in rows] for place in range(width)]


subject.reads("a table turned by 90 degrees: a column for each unit", "read as if it stood upright, and told",
              turn([FLAT, EAST, WEST]), "D224 A1 | column A", **READ)  # fmt: skip
subject.reads("a turned table with titles and a column of serial numbers", "read as if it stood upright, and told",
              [["某县考核数据表", "", "", ""], *turn([["1", "2", "3", "4", "5"], FLAT, EAST, WEST])],
              "D113 B1 | 1 row", "D224 B1 | column B", "D166 B1 | skipped: 1", **READ)  # fmt: skip
subject.refuses("a bad cell of a turned table", "refused: the cell as the file has it",
                turn([FLAT, EAST, ["002", "西镇", "约3", "1", "90"]]), "D224 A1", "D141 C3 | 约3")  # fmt: skip
subject.refuses("a turned table in which a unit stands twice", "refused: both cells", turn([FLAT, EAST, WEST, EAST]),
                "D224", "D132 D1 | is in rows B and D")  # fmt: skip
subject.reads("a turned table with a column of sums", "left out, and told",
              turn([FLAT, EAST, WEST, ["合计", "", "3", "3", ""]]), "D224", "D168 D1 | row D (合计)",
              **READ)  # fmt: skip
subject.reads("a turned table with merged headings", "read as one heading, and told",
              book(turn([UPPER, LOWER, EAST, WEST]), change=merging("A1:B1", "A2:B2", "A3:A4", "A5:B5")),
              "D219 A1", "D224", **READ)  # fmt: skip
subject.reads("300 units in a turned table", "read as if it stood upright",
              turn([["编码", "迟报次数"], *([f"{n:03}", str(n)] for n in range(300))]), "D224",
              inputs={"迟报次数": "count"}, units="id: 编码", 迟报次数=list(range(300)))  # fmt: skip

# A row for each unit and input

LONG = [
    ["编码", "名称", "指标", "数值"],
    *([row[0], row[1], name, cell] for row in (EAST, WEST) for name, cell in zip(FLAT[2:], row[2:], strict=True)),
]
subject.reads("a long table: 编码, 名称, 指标, 数值", "a row a unit, and told", LONG,
              "D226 C1 | 指标, 数值 | 6 rows are read as 2", **READ)  # fmt: skip
subject.reads("a long table in which a unit lacks an input, its rows in any order", "not reported there",
              [LONG[0], *reversed(LONG[1:4]), *LONG[5:]], "D226 C1 | 5 rows are read as 2", ids=["001", "002"],
              迟报次数=[2, None], 满意率=["0.945", "0.9"])  # fmt: skip
subject.reads("a long table with units behind the names: 满意率(%)", "matched as headings are",
              [LONG[0], ["001", "东镇", "满意率（%）", "94.5"], ["001", "东镇", "迟报次数(次)", "2"],
               ["001", "东镇", "漏报 次数", "0"]], "D226", "D302 C1 | “漏报 次数”",
              ids=["001"], 满意率=["0.945"], 迟报次数=[2])  # fmt: skip
subject.refuses("a bad cell of a long table", "refused: the cell as the file has it",
                [*LONG[:4], ["002", "西镇", "迟报次数", "约1"], *LONG[5:]], "D226", "D141 D5 | 西镇 | 约1")  # fmt: skip
subject.refuses("a value twice in a long table", "refused: both cells", [*LONG, LONG[2]],
                "D228 D8 | 001 | 漏报次数 in rows 3 and 8", "D226")  # fmt: skip
NAMED = [["编码", "名称", "指标", "上报", "核定"], *([*row, row[3]] for row in LONG[1:])]
subject.refuses("a long table with two columns of values", "refused: what to say under `sources`", NAMED,
                "D227 C1 | 指标 | long:")  # fmt: skip
subject.reads("the same with `long: {input: 指标, value: 核定}` under `sources`", "a row a unit", NAMED,
              "D226 C1 | 指标, 核定",
              sources="数据: {file: data*, long: {input: 指标, value: 核定}}", **READ)  # fmt: skip
subject.refuses("`long` with a heading that is not there", "refused", LONG, "D121 A1 | long | 核定",
                sources="数据: {file: data*, long: {input: 指标, value: 核定}}")  # fmt: skip
subject.refuses("merged codes in a long table", "refused: `fill_merged`",
                book(LONG, change=merging("A2:A4")), "D137 A2 | A2:A4", "D226", "D131 A3")  # fmt: skip

# What is said in the scheme

subject.reads("`header_row: 2` under `sources`", "as `--header-row 2`", TWICE, "D113 A2 | 1 row",
              sources="数据: {file: data*, header_row: 2}", ids=["001", "002"], 迟报次数=[0, 3])  # fmt: skip
subject.reads("`header_row: 1-2`", "these rows", QUARTERS, "D219 A1", "D123 A2", inputs=BY_PATH, units="id: 编码",
              sources="数据: {file: data*, header_row: 1-2}", 甲=[1], 乙=[2])  # fmt: skip
subject.reads("`--header-row` goes before it", "what the caller says holds", TWICE, "D113 A2 | 1 row",
              options="--header-row 2", sources="数据: {file: data*, header_row: 1}", ids=["001", "002"])  # fmt: skip
subject.reads("`footer: 1`", "as `--footer 1`", [FLAT, EAST, WEST, ["合计", "", "9", "9", ""]], "D170 A4",
              sources="数据: {file: data*, footer: 1}", **READ)  # fmt: skip
subject.reads("`fill_merged: true`", "as `--fill-merged`",
              book([FLAT, EAST, ["002", "西镇", 1, 3, 90], ["003", "南镇", None, 3, 80]], change=merging("C3:C4")),
              "D127", sources="数据: {fill_merged: true, file: data*}", 迟报次数=[2, 1, 1])  # fmt: skip
subject.reads("`turned: true`", "its headings stand in a column", turn([FLAT, EAST, WEST]), "D224",
              sources="数据: {file: data*, turned: true}", **READ)  # fmt: skip
subject.reads("`encoding: gb18030`", "as `--encoding gb18030`", "编码,n\n001,1\n".encode("gb18030"),
              inputs={"n": "count"}, units="id: 编码", sources="数据: {file: data*, encoding: gb18030}",
              n=[1])  # fmt: skip
subject.reads("`sheet: 数据` where another sheet would do as well", "the sheet that is named",
              book([FLAT, EAST, WEST], before={"旧表": [FLAT, WEST]}), "D111 | 旧表",
              sources="数据: {sheet: 数据}", **READ)  # fmt: skip

# What stands among the units

SOUTH = ["003", "南镇", "4", "4", "80"]
THIRD = {"ids": ["001", "002", "003"], "迟报次数": [2, 1, 4]}
subject.reads("the heading again in the middle, as on every printed page", "left out, and counted",
              [FLAT, EAST, WEST, FLAT, SOUTH], "D220 A4 | 1 row", **THIRD)  # fmt: skip
subject.reads("title, blank row and heading again", "left out, and counted",
              [["某县考核数据表", *[""] * 4], FLAT, EAST, WEST, [""] * 5, ["某县考核数据表", *[""] * 4], FLAT, SOUTH],
              "D113 A2", "D220 A6 | 2 rows", "D165 A2 | 1 blank", **THIRD)  # fmt: skip
subject.reads("a heading of two rows again", "left out, and counted",
              [UPPER, LOWER, EAST, WEST, UPPER, LOWER, SOUTH], "D219 A1", "D220 A5 | 2 rows", **THIRD)  # fmt: skip
OTHER = ["编码", "名称", "满意率", "迟报次数", "漏报次数"]
subject.refuses("another table below, its columns in another order", "refused: the row where it begins",
                [FLAT, EAST, WEST, [""] * 5, OTHER, SOUTH], "D217 A5 | rows 1 and 5")  # fmt: skip
subject.refuses("another table below with other columns", "refused: the row where it begins",
                [FLAT, EAST, WEST, [""] * 5, ["编码", "名称", "床位", "", ""], SOUTH],
                "D218 A5 | row 5", "D165 A1")  # fmt: skip
subject.refuses("another table with other columns above", "refused: the row where the other begins",
                [["编码", "名称", "床位", "", ""], SOUTH, [""] * 5, FLAT, EAST, WEST], "D218 A4 | row 4")  # fmt: skip
subject.refuses("another table below, further down than 20 rows", "refused: the row where it begins",
                [FLAT, *([f"{n:03}", "镇", "1", "1", "90"] for n in range(30)), OTHER,
                 ["031", "南镇", "90", "1", "80"]],
                "D218 A32 | row 32")  # fmt: skip
GROUPED = [FLAT, ["一、乡镇卫生院", *[""] * 4], EAST, WEST, ["二、社区中心", *[""] * 4], SOUTH]
subject.reads("rows that head groups: 一、乡镇卫生院", "left out, and named", GROUPED,
              "D221 A2 | 2 rows | 一、乡镇卫生院, 二、社区中心", **THIRD)  # fmt: skip
subject.reads("a district merged across all columns", "left out, and named",
              book([FLAT, ["城区", *[None] * 4], EAST, WEST, ["郊区", *[None] * 4], SOUTH],
                   change=merging("A2:E2", "A5:E5")), "D221 A2 | 2 rows | 城区, 郊区", **THIRD)  # fmt: skip
subject.reads("a district merged across, with `--fill-merged`", "left out, and named",
              book([FLAT, ["城区", *[None] * 4], EAST, WEST, ["003", "南镇", 4, None, 80]],
                   change=merging("A2:E2", "C5:D5")), "D127 A1 | 1 merged area", "D221 A2 | 1 row | 城区",
              options="--fill-merged", **THIRD)  # fmt: skip
subject.refuses("a district alone in its row, not merged", "refused: it may be a unit without a code",
                [FLAT, ["城区", *[""] * 4], EAST, WEST], "D134 A2 | 城区 | heading of a group")  # fmt: skip
subject.reads("a unit that has reported nothing, where names are the codes", "a unit: not reported",
              [["编码", "迟报次数"], ["东镇", "1"], ["西镇", ""]], inputs={"迟报次数": "count"}, units="id: 编码",
              ids=["东镇", "西镇"], 迟报次数=[1, None])  # fmt: skip
