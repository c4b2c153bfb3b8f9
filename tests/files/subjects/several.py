"""Several files that are joined on the code of the unit, and the roster."""

from case import Subject, book

subject = Subject(
    "Several files",
    "Files are joined on the code, exactly. The roster says which units there are, else the first file. What two files "
    "say of one input must agree, unless the scheme says which source counts; a code that is nearly that of a unit is "
    "told with the unit that may be meant, and never joined by guess.",
    {"数": "count", "率": "percent"},
    "id: 编码, name: 名称",
)

COUNTS = [["编码", "名称", "数"], ["001", "东镇", "5"], ["002", "西镇", "6"]]
RATES = [["编码", "率"], ["002", "80"], ["001", "90"]]
BOTH = {"数": [5, 6], "率": ["90%", "80%"]}

subject.reads("a code with another name in the second file", "joined, with a warning: a row may have slipped",
              {"财政": COUNTS, "调查": [["编码", "名称", "率"], ["001", "南镇", "90"], ["002", "西镇卫生院", "80"]]},
              "D291 B2 | 1 unit | 001: 南镇 here, 东镇 there", **BOTH)  # fmt: skip

# One input in two files

subject.reads("a file a department, their rows in another order", "joined on the code",
              {"财政": COUNTS, "调查": RATES}, ids=["001", "002"], names=["东镇", "西镇"], **BOTH)  # fmt: skip
subject.reads("an input in two files, the same values", "joined, and told",
              {"财政": COUNTS, "调查": [["编码", "率", "数"], ["002", "80%", "6"], ["001", "90.0", "5"]]},
              "D233 A1 | 1 input | 数", **BOTH)  # fmt: skip
subject.reads("the same file twice", "as once, and told",
              {"甲": [["编码", "名称", "数", "率"], ["001", "东镇", "5", "90"]],
               "乙": [["编码", "名称", "数", "率"], ["001", "东镇", "5", "90"]]},
              "D233 A1 | 2 inputs | 数, 率", 数=[5], 率=["90%"])  # fmt: skip
TWICE = [["编码", "率", "数"], ["001", "90", "5"], ["002", "80", "7"], ["003", "70", "1"]]
subject.refuses("an input in two files, other values", "refused: both cells of every unit that differs",
                {"财政": [*COUNTS, ["003", "南镇", "8"]], "调查": TWICE},
                "D171 C3 | 002 | 数 is 7 here and 6 in 财政", "D171 C4 | 003 | 数 is 1 here and 8 in 财政")  # fmt: skip
subject.refuses("percents that differ in the last decimal", "refused: both values, exactly",
                {"财政": [["编码", "名称", "数", "率"], ["001", "东镇", "5", "90.1"]],
                 "调查": [["编码", "率"], ["001", "90.10001"]]}, "D171 B2 | 90.10001% here and 90.1% in")  # fmt: skip
subject.refuses("a value in one file and 不涉及 in the other", "refused: that is no blank",
                {"财政": COUNTS, "调查": [["编码", "率", "数"], ["001", "90", "不涉及"], ["002", "80", "6"]]},
                "D171 C2 | 001 | does not apply here and 5 in 财政")  # fmt: skip
subject.refuses("levels, dates and flags that differ", "refused: as they are written",
                {"甲": [["编码", "级", "日", "否"], ["001", "优", "2025-03-01", "是"]],
                 "乙": [["编码", "级", "日", "否"], ["001", "差", "2025-03-02", "否"]]},
                "D171 B2 | 差 here and 优 in", "D171 C2 | 2025-03-02 here and 2025-03-01 in",
                "D171 D2 | no here and yes",
                inputs={"级": "type: level, levels: [优, 差]", "日": "date", "否": "flag"},
                units="id: 编码")  # fmt: skip
subject.reads("texts of two files with other words among them", "compared by what they say",
              {"甲": [["编码", "文"], ["001", "河"], ["002", ""], ["003", "山"]],
               "乙": [["编码", "文"], ["003", "山"], ["002", "湖"], ["001", "河"]]},
              "D233 A1 | 文", "D231 B3 | 1 cell under 文", inputs={"文": "text"}, units="id: 编码",
              文=["河", "湖", "山"])  # fmt: skip
subject.reads("a blank in one file and a value in the other", "the value counts, and it is told how often",
              {"财政": [*COUNTS[:2], ["002", "西镇", ""], ["003", "南镇", "8"]],
               "调查": [["编码", "率", "数"], ["001", "90", "未报"], ["002", "80", "6"], ["003", "70", "8"]]},
              "D233 A1 | 数", "D231 C2 | 2 cells under 数", 数=[5, 6, 8], 率=["90%", "80%", "70%"])  # fmt: skip
subject.reads("the same, where one of the files does not have the unit", "the value counts",
              {"财政": COUNTS, "调查": [["编码", "率", "数"], ["002", "80", "6"]]},
              "D173 A1 | 1 unit | 001", "D233 A1 | 数", 数=[5, 6], 率=[None, "80%"])  # fmt: skip
subject.refuses("a value that cannot be read in one of two files", "refused: the cell, and nothing else",
                {"财政": COUNTS, "调查": [["编码", "率", "数"], ["001", "90", "约5"], ["002", "80", "6"]]},
                "D141 C2 | 约5", "D233 A1 | 数")  # fmt: skip


def of_department(heading: str, *values: str) -> bytes:
    """As a department fills it in: explanations, the table, and a sheet that nobody has deleted."""
    notes = [["填报说明"], ["按季度填报", "编码不得修改"], ["编码", "单位编码"], ["名称", "全称"], [heading, "见附件"]]
    rows = [["编码", "名称", heading], ["001", "东镇", values[0]], ["002", "西镇", values[1]]]
    return book(rows, before={"填报说明": notes}, behind={"Sheet3": ()}).content


DEPARTMENTS = {"财政.xlsx": of_department("数", "5", "6"), "调查.xlsx": of_department("率", "90", "80")}
NOTED = "D111 | read: 数据; not read: 填报说明, Sheet3"
subject.reads("a sheet that explains the headings, and an empty one, in every file", "not read, and told",
              DEPARTMENTS, NOTED, NOTED, names=["东镇", "西镇"], **BOTH)  # fmt: skip
subject.reads("the version before of one of the files, the same values", "joined, and told",
              {**DEPARTMENTS, "财政旧.xlsx": of_department("数", "5", "6")}, NOTED, NOTED, NOTED, "D233 A1 | 数",
              **BOTH)  # fmt: skip
subject.refuses("the version before of one of the files, one value another", "refused: both cells",
                {**DEPARTMENTS, "财政(1).xlsx": of_department("数", "5", "7")}, NOTED, NOTED, NOTED,
                "D171 C3 | 002 西镇: 数 is 7 here and 6 in 财政.xlsx")  # fmt: skip

# Which source counts

SURVEY = "调查: {counts: 数}"
subject.reads("other values, and the scheme says which source counts", "that one counts; told how many cells do not",
              {"财政": COUNTS, "满意度调查2025": TWICE[:3]},
              "D235 C3 | 1 cell under 数 | 满意度调查2025 | what 调查 says", sources=SURVEY, 数=[5, 7],
              率=["90%", "80%"])  # fmt: skip
subject.reads("a blank in the source that counts", "not reported, whatever another file says",
              {"财政": COUNTS, "调查": [["编码", "率", "数"], ["001", "90", ""], ["002", "80", "6"]]},
              "D235 C2 | 1 cell under 数", sources=SURVEY, 数=[None, 6], 率=["90%", "80%"])  # fmt: skip
subject.reads("a source that counts for all, and one for an input", "the one that says the name goes first",
              {"财政": [*COUNTS[:2], ["002", "西镇", "9"]],
               "调查": [["编码", "率", "数"], ["001", "90", "5"], ["002", "80", "7"]],
               "自评": [["编码", "率", "数"], ["001", "100", "5"], ["002", "80", "5"]]},
              "D235 C3 | 1 cell under 数 | what 财政 says", "D235 C3 | 1 cell under 数 | what 财政 says",
              "D235 B2 | 1 cell under 率 | what 调查 says",
              sources="调查: {counts: all}, 财政: {file: 财政*, counts: [数]}", 数=[5, 9],
              率=["90%", "80%"])  # fmt: skip
BARE = [["编码", "数", "率"], ["001", "5", "90"], ["002", "6", "80"]]
subject.reads("a unit that the source that counts does not have", "not reported, with a warning, whatever others say",
              {"财政": BARE, "调查": [["编码", "数"], ["001", "5"]]},
              "D173 A1 | 1 unit | 002", "D235 B3 | 1 cell under 数", sources=SURVEY, units="id: 编码",
              数=[5, None], 率=["90%", "80%"])  # fmt: skip
subject.reads("a unit that a file without a word that counts does not have", "of no matter",
              {"财政": [["编码", "率"], ["001", "90"], ["002", "80"]], "自评": [["编码", "数"], ["001", "5"]],
               "调查": [["编码", "数"], ["001", "5"], ["002", "6"]]},
              sources=SURVEY, units="id: 编码", **BOTH)  # fmt: skip
subject.reads("a source that counts, and none of its files", "another file's values, with a warning",
              {"财政": [["编码", "名称", "数", "率"], ["001", "东镇", "5", "90"]]},
              "D238 A1 | no table is of 调查 | 数", sources=SURVEY, 数=[5], 率=["90%"])  # fmt: skip

# Which units there are

LATE = [["编码", "率"], ["001", "90"]]
subject.reads("a unit that a later file does not have", "not reported there, with a warning",
              {"财政": COUNTS, "调查": LATE}, "D173 A1 | 1 unit | 002", 数=[5, 6], 率=["90%", None])  # fmt: skip
subject.reads("a unit that only a later file has", "left out, with a warning",
              {"财政": COUNTS, "调查": [*RATES, ["117", "70"]]}, "D172 A1 | 1 unit | 117", **BOTH)  # fmt: skip
EAST = [["编码", "名称", "数", "率"], ["E1", "东一", "5", "90"]]
WEST = [["编码", "名称", "数", "率"], ["W1", "西一", "6", "80"], ["W2", "西二", "7", "70"]]
subject.reads("a file a town: the same inputs for other units", "all units together, and told",
              {"东": EAST, "西": WEST}, "D236 A1 | 2 tables", ids=["E1", "W1", "W2"], names=["东一", "西一", "西二"],
              数=[5, 6, 7], 率=["90%", "80%", "70%"])  # fmt: skip
ROWS = [["编码", "名称", "数", "率"], ["E1", "东一", "5", "90"], ["合计", "", "5", ""]]
TOWNS = {"before": {"东": ROWS}, "behind": {"说明": [["按月填报"]]}}
subject.reads("a sheet a town: the same inputs for other units", "all units together, and told",
              book([*WEST, ["合计", "", "13", ""]], **TOWNS), "D111 | read: 东, 数据; not read: 说明",
              "D168 A3 | 合计", "D168 A4 | 合计", "D236 A1 | 2 tables",
              ids=["E1", "W1", "W2"], 数=[5, 6, 7], 率=["90%", "80%", "70%"])  # fmt: skip
for title, sheet, rows in (
    ("the same units", "南", WEST),
    ("some of the same units", "南", [*EAST, WEST[1]]),
    ("other units, and called by a year", "2024年", EAST),
    ("codes that are like those of the first", "南", [WEST[0], ["w1", "西一", "1", "1"]]),
    ("an example", "填表示例", [WEST[0], ["S1", "某单位", "1", "1"]]),
):
    subject.reads(f"a sheet with the same inputs: {title}", "not read, and told",
                  book((), before={"2025": WEST, sheet: rows}, hidden=["数据"]),
                  f"D111 | read: 2025; not read: {sheet}", ids=["W1", "W2"], 数=[6, 7], 率=["80%", "70%"])  # fmt: skip
TITLED = [["年度考核表"], *EAST]
subject.reads("titles in several sheets of a workbook", "left out, and told once",
              book([["年度考核表"], *WEST], before={"东": TITLED}), "D283 | in 2 sheets", "D236 A2 | 2 tables",
              ids=["E1", "W1", "W2"], 数=[5, 6, 7], 率=["90%", "80%", "70%"])  # fmt: skip
subject.reads("a file a town and department", "the towns together, then the departments",
              {"财政东": [["编码", "名称", "数"], ["E1", "东一", "5"]], "调查西": [["编码", "率"], ["W1", "80"]],
               "财政西": [["编码", "名称", "数"], ["W1", "西一", "6"]], "调查东": [["编码", "率"], ["E1", "90"]]},
              "D236 A1 | 2 tables", ids=["E1", "W1"], 数=[5, 6], 率=["90%", "80%"])  # fmt: skip
subject.refuses("a second file with the same units, their zeros lost", "refused: those are no other units",
                {"甲": [["编码", "名称", "数", "率"], ["001", "东镇", "5", "90"]],
                 "乙": [["编码", "名称", "数", "率"], ["1", "东镇", "5", "90"]]},
                "D174 A2 | 1 seems to be 001 | leading zeros")  # fmt: skip
subject.reads("a file without codes, every name that of one unit", "joined by the name, and told",
              {"财政": COUNTS, "调查": [["名称", "率"], ["西镇", "80"], ["东镇", "90"]]},
              "D237 A1 | no 编码 | 财政", **BOTH)  # fmt: skip
subject.refuses("a file without codes, a name of no unit among them", "refused: a column of codes is needed",
                {"财政": COUNTS, "调查": [["名称", "率"], ["西镇", "80"], ["东乡", "90"]]},
                "D121 A1 | 编码 | 东乡 in row 3")  # fmt: skip
subject.refuses("a file without codes, and two units of one name", "refused: a column of codes is needed",
                {"财政": [*COUNTS, ["003", "西镇", "8"]], "调查": [["名称", "率"], ["西镇", "80"]]},
                "D121 A1 | 编码 | 西镇 in row 2")  # fmt: skip

# The roster

ROSTER = [["编码", "名称"], ["003", "南镇"], ["001", "东镇"], ["002", "西镇"]]
DATA = [["编码", "数", "率"], ["001", "5", "90"], ["002", "6", "80"]]
LISTED = {"ids": ["003", "001", "002"], "names": ["南镇", "东镇", "西镇"]}
GIVEN = {"options": "--roster 名册.*"}
subject.reads("a unit of the roster that is in no file", "in the ranking and the gaps, with a warning",
              {"数据": DATA, "名册": ROSTER}, "D230 A1 | 1 unit | 003", 数=[None, 5, 6], 率=[None, "90%", "80%"],
              **LISTED, **GIVEN)  # fmt: skip
subject.reads("a unit of the roster that one of two files does not have", "not reported there, with a warning",
              {"财政": COUNTS, "调查": LATE, "名册": ROSTER[:1] + ROSTER[2:]}, "D173 A1 | 1 unit | 002", 数=[5, 6],
              率=["90%", None], ids=["001", "002"], **GIVEN)  # fmt: skip
subject.refuses("a roster of headings only", "refused: no unit would be scored",
                {"数据": DATA, "名册": ROSTER[:1]}, "R273 A1", **GIVEN)  # fmt: skip
subject.reads("a unit that is not in the roster", "left out, with a warning",
              {"数据": [*DATA, ["117", "1", "50"]], "名册": ROSTER}, "D230 A1 | 003", "D172 A1 | 1 unit | 117",
              数=[None, 5, 6], **LISTED, **GIVEN)  # fmt: skip
subject.reads("last year's table as the roster", "only who the units are is read of it",
              {"数据": DATA, "名册": [["编码", "名称", "数", "率"], ["001", "东镇", "1", "1"],
                                  ["003", "南镇", "2", "2"], ["002", "西镇", "3", "3"]]},
              "D230 A1 | 003", "D123 A1 | 数, 率", ids=["001", "003", "002"], 数=[5, None, 6], **GIVEN)  # fmt: skip
subject.reads("the roster among the data, by the scheme", "as with `--roster`",
              {"数据": DATA, "名册": ROSTER}, "D230 A1 | 1 unit | 003", sources="名册: {roster: true}",
              数=[None, 5, 6], **LISTED)  # fmt: skip
subject.reads("a scheme with a roster, and no such file", "the units of the first file, with a warning",
              {"数据": [["编码", "名称", "数", "率"], ["001", "东镇", "5", "90"]]}, "D238 A1 | 名册",
              sources="名册: {roster: true}", ids=["001"])  # fmt: skip
CLASSES = {"units": "id: 编码, class: 类"}
subject.refuses("a class that differs from the roster's", "refused: both cells",
                {"数据": [["编码", "类", "数", "率"], ["001", "乙", "5", "90"]],
                 "名册": [["编码", "类"], ["001", "甲"]]},
                "D175 B2 | 001 | 类 is 乙 here and 甲 in 名册", **CLASSES, **GIVEN)  # fmt: skip
subject.reads("classes in the roster only", "those of the roster",
              {"数据": DATA, "名册": [["编码", "类"], ["001", "甲"], ["002", "乙"]]}, ids=["001", "002"], **CLASSES,
              **GIVEN)  # fmt: skip
subject.refuses("a unit twice in the roster", "refused: both rows",
                {"数据": DATA, "名册": [*ROSTER, ["001", "东镇"]]}, "D132 A5 | rows 3 and 5", "D230 A1 | 003",
                **GIVEN)  # fmt: skip
subject.refuses("a roster without codes", "refused", {"数据": DATA, "名册": [["名称"], ["东镇"]]}, "D121 A1 | 编码",
                **GIVEN)  # fmt: skip

# Codes that are nearly those of a unit

for title, wrong, known, why in (
    ("a leading zero lost", "1", "001", "leading zeros"),
    ("a code as a number with decimals", "1.0", "001", "a number"),
    ("a zero too many, and the number the same", "0001", "001", "a number"),
):
    subject.refuses(f"{title}: `{wrong}` for `{known}`", "refused, and never joined by number",
                    {"数据": [["编码", "数", "率"], [wrong, "5", "90"]], "名册": [["编码", "名称"], [known, "东镇"]]},
                    f"D230 A1 | {known}", f"D174 A2 | {wrong} seems to be {known} | {why}", **GIVEN)  # fmt: skip
for title, wrong, known, why in (
    ("full-width signs", "Ａ０１", "A01", "look the same"),
    ("a Cyrillic letter", "А01", "A01", "look the same"),
    ("small letters", "a01", "A01", "look the same"),
    ("a letter O for a zero", "AO1", "A01", "look the same"),
    ("a blank inside", "城关 卫生院", "城关卫生院", "look the same"),
    ("another dash", "A—01", "A-01", "look the same"),
    ("a part of the name", "城关卫生院", "城关中心卫生院", "spelt nearly"),
    ("one letter else", "城关镇卫生所", "城关镇卫生院", "spelt nearly"),
    ("a digit twice", "A0011", "A001", "spelt nearly"),
):
    subject.reads(f"{title}: `{wrong}` for `{known}`", "left out, with a warning that names the unit",
                  {"数据": [["编码", "数", "率"], [wrong, "5", "90"]], "名册": [["编码", "名称"], [known, "东镇"]]},
                  f"D230 A1 | {known}", f"D234 A2 | {wrong} is not in 名册 | {known} may be meant | {why}", ids=[known],
                  数=[None], **GIVEN)  # fmt: skip
subject.reads("another code with the name of a unit that is absent", "left out, with a warning that names the unit",
              {"数据": [["编码", "名称", "数", "率"], ["001", "东镇", "5", "90"], ["930", "西镇", "6", "80"]],
               "名册": ROSTER[:1] + ROSTER[2:]},
              "D230 A1 | 002", "D234 A3 | 930 | 002 may be meant | same name", ids=["001", "002"], 数=[5, None],
              **GIVEN)  # fmt: skip
subject.reads("a code that is like the next one", "left out: no unit is meant",
              {"数据": [["编码", "数", "率"], ["第一小学", "5", "90"], ["H003", "6", "80"]],
               "名册": [["编码"], ["第二小学"], ["H002"]]},
              "D230 A1 | 第二小学, H002", "D172 A1 | 第一小学, H003", units="id: 编码", ids=["第二小学", "H002"],
              数=[None, None],
              **GIVEN)  # fmt: skip
subject.reads("blanks around a code", "trimmed: it is the same code; an unusual one is counted",
              {"数据": [["编码", "数", "率"], [" 001 ", "5", "90"]], "名册": [["编码", "名称"], ["001　", "东镇"]]},
              "D164 A2 | 1 cell", ids=["001"], 数=[5], **GIVEN)  # fmt: skip
