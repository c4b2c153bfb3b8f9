"""What a workbook says to those who fill it in."""

from __future__ import annotations

from evalkit.diagnostics import Words

YES, NO = Words("yes", "是"), Words("no", "否")
NOT_APPLICABLE = Words("n/a", "不适用")
SOME_TEXT = Words("a few words", "文字说明")
A_REASON = Words("as found on the visit of 12 May", "根据5月12日现场检查情况评定")

NOTES = Words("Notes", "填表说明")
LISTS = Words("Lists", "选项")
GENERAL = Words("General", "综合")
TITLE_OF_PERIOD = Words("{scheme} {period}", "{scheme} {period}")
OF_OWNER = Words("{title}: {owner}", "{title}: {owner}")
SHEETS = (
    Words("sheet", "工作表"),
    Words("owner", "责任部门"),
    Words("columns", "填报列数"),
    Words("first date", "最早截止"),
)
OF_RECORDS = Words("{title}: {records}, one row each", "{title}: {records}, 每条一行")

CLAUSE, DUE, HOW, EXAMPLE = (
    Words("clause", "依据"),
    Words("due", "截止日期"),
    Words("fill in", "填写要求"),
    Words("example", "示例"),
)
"""What the rows above the heading are."""

WHOLE_NUMBER = Words("a whole number", "整数")
A_NUMBER = Words("a number", "数字")
A_PERCENT = Words("94.5 for 94.5 %", "94.5% 填 94.5")
A_RATIO = Words("1.25, 125% or 1:40", "1.25、125% 或 1:40")
A_CHOICE = Words("choose from the list", "从下拉列表选择")
A_DATE = Words("a date, as in 2025-06-30", "日期, 如 2025-06-30")
A_TEXT = Words("text", "文字")
A_MARK = Words("a mark", "评分")
HOW_TYPED = {
    "count": WHOLE_NUMBER, "number": A_NUMBER, "money": A_NUMBER, "percent": A_PERCENT, "ratio": A_RATIO,
    "flag": A_CHOICE, "level": A_CHOICE, "date": A_DATE, "text": A_TEXT, "judged": A_MARK,
}  # fmt: skip

BOTH_BOUNDS = Words("{low} to {high}", "{low} 至 {high}")
FROM = Words("at least {low}", "不小于 {low}")
UP_TO = Words("at most {high}", "不大于 {high}")
SOURCE = Words("from: {source}", "来源: {source}")
WITH_REASON = Words("the reason under {reason}", "理由填入“{reason}”列")
BLANK_COUNTS = Words("a blank counts as {value}", "空白视为 {value}")
SAMPLE_AT_LEAST = Words("{count} or more are wanted", "样本量应不少于 {count}")
REASON_OF = Words("the reason for {name}; never blank beside a mark", "{name}的评分理由, 评分后必填")
SAMPLE_OF = Words("how many were asked for {names}", "{names}的样本量")
VOTES_OF = Words("how many answered so", "选择该项的票数")
THE_DECISION = Words("only where something is decided", "有认定时填写")

FILL_IN = Words(
    "Fill in the white cells; see Notes.",
    "请填写白色单元格, 详见“填表说明”。",
)
A_ROW_EACH = Words(
    "A row for each case, each with the code of its unit; see Notes.",
    "每条一行, 每行均填写所属单位编码, 详见“填表说明”。",
)
WITH_MARK = Words("{sentence} Form {mark}", "{sentence}表样: {mark}")
NOTE_LINES = (
    Words(
        "Fill in the white cells below the heading of each sheet. Grey cells are locked, without a password.",
        "请在各工作表标题行以下的白色单元格中填写。灰色单元格已锁定, 未设密码。",
    ),
    Words(
        "The row “example” above the heading shows a row that is filled in. It is never read, and neither is anything "
        "else above the heading.",
        "标题行上方的“示例”行演示如何填写, 不计入数据; 标题行以上的内容均不读取。",
    ),
    Words(
        "Blank, — or “not reported” means that nothing is reported. It is never taken for 0: write 0 where there "
        "were none.",
        "空白、“—”或“未报”表示未报送, 不视为 0。确实没有的, 请填 0。",
    ),
    Words(
        "“n/a” means that the question does not arise for this unit.",
        "“不适用”或“不涉及”表示该单位没有此项工作。",
    ),
    Words(
        "Under a heading with (%) write 94.5 for 94.5 %; 94.5% is understood too, 0.945 is not.",
        "标题带(%)的列, 94.5% 填 94.5, 也可填 94.5%; 不要填 0.945。",
    ),
    Words(
        "Choose from the list where a cell has one. Dates are written like 2025-06-30.",
        "有下拉列表的单元格请从列表中选择。日期写作 2025-06-30。",
    ),
    Words(
        "Leave names of sheets and headings as they are, merge no cells, and put no totals below the rows.",
        "请勿修改工作表名称和标题行, 不要合并单元格, 不要在下方添加合计行。",
    ),
)
RECORDS_NOTE = Words(
    "{records}: a row for each case, as many as there are for a unit, each with the code of the unit.",
    "{records}: 每条一行, 一个单位可有多条或没有, 每行均须填写单位编码。",
)
RETURN_TO = Words("Return this file to {owner}.", "填好后请将本文件交回{owner}。")
RETURN = Words("Return this file to those whom you have it from.", "填好后请将本文件交回发放单位。")
FIRST_DUE = Words("The first date: {due}.", "最早截止日期: {due}。")
BASIS = Words("Basis: {basis}", "依据: {basis}")
MADE_FROM = Words(
    "Made by evalkit {version} from {file}, SHA-256 {hash} ({mark}).",
    "由 evalkit {version} 根据 {file} 生成, SHA-256: {hash} ({mark})。",
)
