"""How the headings are written."""

from case import Subject

subject = Subject(
    "Headings",
    "They are compared without blanks, width, case and line breaks; aliases and units in brackets are understood.",
    {"满意率": "percent", "收入": "type: money, unit: 万元"},
)

NAMED = {"inputs": {"得分": "type: number, column: [Score, Points]"}, "units": "id: Unit ID"}


def headed(*headings: str) -> list[list[object]]:
    return [list(headings), ["001", "94.5", "12"]]


READ = {"满意率": ["0.945"], "收入": [12]}

for what, rate in {
    "blanks around and inside a heading": " 满意 率 ",
    "a no-break blank in a heading": "满意\u00a0率",
    "a wide blank in a heading": "满意\u3000率",
    "zero-width characters in a heading": "\ufeff满意\u200b率",
    "a line break in a heading": "满意\n率",
    "a unit in brackets": "满意率(%)",
    "a unit in full-width brackets": "满意率（％）",
    "a line break before the unit": "满意率\n（%）",
}.items():
    said = ["D302 B1 | is read as 满意率"] if "unit" not in what else []
    subject.reads(what, "matched, and told" if said else "matched", headed("编码", rate, "收入"), *said, **READ)

subject.reads(
    "other case and full-width letters",
    "matched, and told",
    [["UNIT id", "ＳＣＯＲＥ"], ["1", "5"]],
    "D302 A1 | 2 headings | “UNIT id” is read as Unit ID | “ＳＣＯＲＥ” is read as Score",
    得分=[5],
    **NAMED,
)
subject.reads("a blank where the name of the input has `_`", "matched", [["编码", "Late reports"], ["1", "5"]],
              "D302 B1 | “Late reports” is read as late_reports", late_reports=[5],
              inputs={"late_reports": "count"})  # fmt: skip
subject.refuses("the same heading with the blank and with `_`", "refused: both places",
                [["编码", "late_reports", "Late reports"], ["1", "5", "6"]], "D122 C1 | late_reports",
                inputs={"late_reports": "count"})  # fmt: skip
subject.reads("the second of two names of an input", "matched", [["Unit ID", "Points"], ["1", "5"]], 得分=[5], **NAMED)
subject.refuses("both names of an input", "refused: both places", [["Unit ID", "Points", "Score"], ["1", "5", "6"]],
                "D122 B1 | Score", **NAMED)  # fmt: skip
subject.reads("the declared unit in brackets", "matched", headed("编码", "满意率", "收入（万元）"), **READ)
subject.refuses("another unit in brackets: 元 for 万元", "refused: ten thousand times as much",
                headed("编码", "满意率", "收入(元)"), "D123 A1 | 收入(元)",
                "D121 A1 | 收入 | did you mean the heading 收入(元)?")  # fmt: skip
subject.reads("columns in another order, and more of them", "the others are named",
              [["备注", "收入", "编码", "联系电话", "满意率"], ["x", "12", "001", "8", "94.5"]],
              "D123 A1 | 2 columns are not used: 备注, 联系电话", **READ)  # fmt: skip
subject.reads("a column of serial numbers", "not used, and named",
              [["序号", "编码", "满意率", "收入"], ["1", "001", "94.5", "12"]], "D123 A1 | 1 column is not used: 序号",
              ids=["001"], **READ)  # fmt: skip
subject.refuses("a heading twice", "refused: both places, never a `满意率.1`",
                [["编码", "满意率", "收入", "满意率"], ["001", "94.5", "12", "90"]], "D122 D1 | 满意率")  # fmt: skip
subject.refuses("two headings that fold to one", "refused: both places",
                [["编码", "满意率", "收入", "满 意 率"], ["001", "94.5", "12", "90"]], "D122 D1 | 满意率")  # fmt: skip
subject.refuses("a heading with and without its unit", "refused: both places",
                [["编码", "收入", "满意率(%)", "收入(万元)"], ["001", "12", "94.5", "13"]],
                "D122 D1 | 收入")  # fmt: skip
subject.refuses("a near miss: 满意度 for 满意率", "refused: did you mean", headed("编码", "满意度", "收入"),
                "D123 A1 | 满意度",
                "D121 A1 | 满意率 | did you mean the heading 满意度?")  # fmt: skip
subject.refuses("a near miss of the code: 机构编号 for 编码", "refused: what is there is named",
                headed("机构编号", "满意率", "收入"), "D123 A1 | 机构编号", "D121 A1 | 编码")  # fmt: skip
subject.refuses("a column that is not there", "refused: the heading that is wanted",
                [["编码", "收入"], ["001", "12"]], "D121 A1 | 满意率")  # fmt: skip
subject.reads("the same, with `--allow-missing-columns`", "not reported by anyone, with a warning",
              [["编码", "收入"], ["001", "12"]], "D124 A1 | 满意率", options="--allow-missing-columns", 满意率=[None],
              收入=[12])  # fmt: skip
subject.refuses("no heading at all", "refused: what is asked for", [["001", "94.5", "12"], ["002", "90", "13"]],
                "D216 A1 | 2 rows were looked at | 编码, 满意率, 收入 | --header-row")  # fmt: skip
subject.reads("title rows above the heading", "left out, and counted",
              [["某县考核数据表"], ["填报单位: 卫生局"], ["编码", "满意率", "收入"], ["001", "94.5", "12"]],
              "D113 A3 | 2 rows", **READ)  # fmt: skip
subject.reads("a comment line above the heading of a CSV file", "left out, and counted",
              "# exported 2025-03-01\n编码,满意率,收入\n001,94.5,12\n", "D113 A2 | 1 row", **READ)  # fmt: skip
