"""The catalogue, parts D13 (units), D14 (cells), D16 and D17 (what is odd) and D18 (what stops a score)."""

from evalkit.diagnostics.diagnostic import Kind, Severity
from evalkit.diagnostics.message import Words

ERROR, WARNING, NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE

BLANK_ID = Kind(
    "D131", "blank-id", ERROR, Words("the unit of this row has no {heading}", "此行没有填写{heading}"),
    Words("every row needs the code of its unit", "每行都须填写单位编码"),
)  # fmt: skip
ID_TWICE = Kind(
    "D132", "id-twice", ERROR,
    Words("unit {unit} is in rows {first} and {second}", "单位 {unit} 同时出现在第 {first} 行和第 {second} 行"),
    Words("keep one row a unit; what differs: {columns}", "每个单位只保留一行; 不同之处: {columns}"),
)  # fmt: skip
MORE_TWICE = Kind(
    "D323", "more-twice", ERROR,
    Words("{count} more {count:row is|rows are} of units that are in a row above", "另有 {count} 行的单位已在上方出现"),
)  # fmt: skip
TOO_ODD = Kind(
    "D324", "too-odd", ERROR,
    Words("{limit} rows up to here are no units, and the rest is not looked at",
          "到此行已有 {limit} 行不是单位, 其余不再检查"),
    Words("look whether this is the right file and sheet, and whether a column of codes is there",
          "请检查文件和工作表是否正确, 以及是否有编码列"),
)  # fmt: skip
TOTAL_ROW = Kind(
    "D133", "total-row", ERROR, Words("row {row} looks like a total or a mean: {value}",
          "第 {row} 行像是合计或平均行: {value}"),
    Words("remove it: only units are scored", "请删除该行: 只对单位评分"),
)  # fmt: skip
BAD_ID = Kind(
    "D134", "bad-id", ERROR, Words("{value} cannot be the code of a unit: {why}", "{value} 不能作为单位编码: {why}"),
    Words("store codes as text and fill them in again", "请将编码列设为文本格式并重新填写"),
)  # fmt: skip
UNKNOWN_CLASS = Kind(
    "D135", "unknown-class", ERROR,
    Words("{unit}: {value} is not a class of the scheme", "{unit}: {value} 不是方案中的类别"),
    Words("the classes are {classes}", "类别有: {classes}"),
)  # fmt: skip
IDS_ALIKE = Kind(
    "D341", "ids-alike", WARNING,
    Words("{count} {count:code differs|codes differ} from another only in width, case or blanks; the first is "
          "{second}, and {first}: they are read as two units",
          "有 {count} 个编码与另一编码仅全角半角、大小写或空格不同, 首个为 {second} 与 {first}: 视为两个单位"),
    Words("if one unit is meant, keep one row of it", "如为同一单位, 请只保留一行"),
)  # fmt: skip
BLANK_CLASS = Kind(
    "D136", "blank-class", ERROR, Words("{unit}: the class is blank", "{unit}: 未填写类别"),
    Words("every unit needs a class under {heading}", "每个单位都须在“{heading}”列填写类别"),
)  # fmt: skip

NOT_A_NUMBER = Kind(
    "D141", "not-a-number", ERROR,
    Words("{unit}: {value} under {heading} is not a number", "{unit}: {heading}填写的 {value} 不是数字"),
    Words("write a plain number such as 12 or 94.5; leave it blank if it is not reported",
          "请填写数字, 如 12 或 94.5; 未报则留空"),
)  # fmt: skip
PERCENT_HERE = Kind(
    "D142", "percent-here", ERROR,
    Words("{unit}: {value} under {heading} has a %, and this is a {type}",
          "{unit}: {heading}填写的 {value} 带有%, 而此项类型为 {type}"),
    Words("write the plain number, or make the input a percent", "请填写普通数字, 或在方案中改为 percent"),
)  # fmt: skip
TOO_MANY_DIGITS = Kind(
    "D143", "too-many-digits", ERROR,
    Words("{unit}: {value} under {heading} has more than 15 digits, or more than 20 decimals",
          "{unit}: {heading}填写的 {value} 超过15位有效数字或20位小数"),
    Words("round it to 15 significant digits or fewer", "请保留15位以内有效数字"),
)  # fmt: skip
NOT_A_COUNT = Kind(
    "D144", "not-a-count", ERROR,
    Words("{unit}: {value} under {heading} is not a whole number from 0",
          "{unit}: {heading}填写的 {value} 不是非负整数"),
    Words("a count is 0, 1, 2, …", "计数应为 0、1、2……"),
)  # fmt: skip
OUT_OF_BOUNDS = Kind(
    "D145", "out-of-bounds", ERROR,
    Words("{unit}: {value} under {heading} is not within {bounds}",
          "{unit}: {heading}填写的 {value} 超出允许范围 {bounds}"),
    Words("check it with those who reported it", "请与填报人核对"),
)  # fmt: skip
NOT_A_LEVEL = Kind(
    "D146", "not-a-level", ERROR,
    Words("{unit}: {value} under {heading} is none of its levels", "{unit}: {heading}填写的 {value} 不在可选等级内"),
    Words("the levels are {levels}", "可选等级: {levels}"),
)  # fmt: skip
NOT_A_FLAG = Kind(
    "D147", "not-a-flag", ERROR,
    Words("{unit}: {value} under {heading} is neither yes nor no", "{unit}: {heading}填写的 {value} 既非“是”也非“否”"),
    Words("yes is {yes}; no is {no}", "“是”可写作 {yes}; “否”可写作 {no}"),
)  # fmt: skip
NOT_A_DATE = Kind(
    "D148", "not-a-date", ERROR,
    Words("{unit}: {value} under {heading} is not a date", "{unit}: {heading}填写的 {value} 不是日期"),
    Words("write 2025-12-31, 2025/12/31 or 2025年12月31日", "请写作 2025-12-31、2025/12/31 或 2025年12月31日"),
)  # fmt: skip
ENDLESS_RATIO = Kind(
    "D149", "endless-ratio", ERROR,
    Words("{unit}: {value} under {heading} is not a decimal of at most 15 digits",
          "{unit}: {heading}填写的 {value} 不能化为15位以内的小数"),
    Words("collect the two numbers as two inputs and divide them in the scheme",
          "请将两个数分为两个填报项, 在方案中相除"),
)  # fmt: skip
ERROR_CELL = Kind(
    "D150", "error-cell", ERROR,
    Words("{unit}: the formula under {heading} has failed: {value}", "{unit}: {heading}的公式出错: {value}"),
    Words("mend the formula, or write the value", "请修正公式, 或直接填写数值"),
)  # fmt: skip
NOT_CALCULATED = Kind(
    "D151", "not-calculated", ERROR,
    Words("{unit}: the formula under {heading} was never calculated: {value}",
          "{unit}: {heading}的公式从未计算: {value}"),
    Words("open and save the file in Excel or WPS", "请用 Excel 或 WPS 打开并保存该文件"),
)  # fmt: skip
BLANK_REASON = Kind(
    "D152", "blank-reason", ERROR,
    Words("{unit}: {heading} is judged, and its reason is blank", "{unit}: {heading}已评分, 但未填写理由"),
    Words("write the reason under {reason}", "请在“{reason}”列填写理由"),
)  # fmt: skip
MORE_CELLS = Kind(
    "D153", "more-cells", ERROR,
    Words("{heading}: {count} more {count:cell|cells} cannot be read", "{heading}: 另有 {count} 个单元格无法读取"),
)  # fmt: skip

SMALL_SAMPLE = Kind(
    "D154", "small-sample", WARNING,
    Words("{unit}: the sample of {heading} is {sample}, and {least} are wanted at least",
          "{unit}: {heading}的样本量为{sample}, 至少应为{least}"),
    Words("the score stands; ask more, or say how many were asked", "得分照计; 请补充调查或补报样本量"),
)  # fmt: skip
SAMPLE_UNKNOWN = Words("unknown", "不详")

LOOKS_LIKE_FRACTION = Kind(
    "D161", "looks-like-fraction", WARNING,
    Words("{count} {count:value|values} under {heading} {count:looks like a fraction, not a percent"
          "|look like fractions, not percents}; the first is {value}",
          "{heading}有 {count} 个值像是小数而非百分数, 第一个是 {value}"),
    Words("a bare number is a number of percent: write 94.5 or 94.5%, not 0.945",
          "不带%的数按百分数读取: 请写 94.5 或 94.5%, 不写 0.945"),
)  # fmt: skip
SCIENTIFIC = Kind(
    "D162", "scientific", WARNING,
    Words("{count} {count:number|numbers} under {heading} {count:is|are} written like {value}",
          "{heading}有 {count} 个数采用科学记数法, 如 {value}"),
    Words("write all the digits, to be sure that none is lost", "请写出全部数字, 以免丢失"),
)  # fmt: skip
NOTHING_WORD = Kind(
    "D163", "nothing-word", WARNING,
    Words("{count} {count:cell|cells} under {heading} {count:says|say} {value}: read as not reported, never as 0",
          "{heading}有 {count} 个单元格填写 {value}: 按未报处理, 不视为 0"),
    Words("write 0 if there were none", "如确为没有, 请填 0"),
)  # fmt: skip
NOTHING_IN_VETO = Kind(
    "D295", "nothing-in-veto", WARNING,
    Words("{count} {count:cell|cells} under {heading} {count:says|say} {value}, and a veto asks for it: "
          "read as not reported, never as passed",
          "{heading}有 {count} 个单元格填写 {value}, 且涉及否决项: 按未报处理, 不视为通过"),
    Words("write 否, or say at the input what is meant: labels: {{无: 否}}",
          "请填 否, 或在填报项中写明其含义: labels: {{无: 否}}"),
)  # fmt: skip
TIDIED = Kind(
    "D164", "tidied", NOTE,
    Words("{count} {count:cell was|cells were} tidied: full-width digits, thousands commas, unusual blanks, units",
          "已整理 {count} 个单元格: 全角数字、千分位逗号、特殊空白、计量单位"),
)  # fmt: skip
BLANK_ROWS = Kind(
    "D165", "blank-rows", NOTE, Words("{count} blank {count:row is|rows are} skipped", "已跳过 {count} 个空行"),
)  # fmt: skip
BLANK_COLUMNS = Kind(
    "D166", "blank-columns", NOTE,
    Words("{count} blank {count:column is|columns are} skipped: {columns}", "已跳过 {count} 个空列: {columns}"),
)  # fmt: skip
NO_HEADING_HERE = Kind(
    "D167", "no-heading-here", WARNING,
    Words("column {column} has no heading: {count} {count:cell|cells} below it {count:is|are} not read",
          "{column} 列没有表头: 其下 {count} 个单元格未读取"),
    Words("write a heading, or clear the column", "请填写表头, 或清空该列"),
)  # fmt: skip
TOTAL_LEFT_OUT = Kind(
    "D168", "total-left-out", NOTE,
    Words("row {row} ({value}) is left out: it is the sum of other rows",
          "第 {row} 行 ({value}) 未计入: 它是其他行之和"),
)  # fmt: skip
NOTES_LEFT_OUT = Kind(
    "D169", "notes-left-out", NOTE,
    Words("{count} {count:row|rows} with notes {count:is|are} left out: {value}", "{count} 行说明文字未计入: {value}"),
)  # fmt: skip
FOOTER = Kind(
    "D170", "footer", NOTE,
    Words("the last {count} {count:row is|rows are} left out, as asked", "按要求未计入最后 {count} 行"),
)  # fmt: skip
FOOTER_TOO_LONG = Kind(
    "D176", "footer-too-long", ERROR,
    Words("--footer {count} leaves no row of a unit", "--footer {count} 之后没有剩下任何单位"),
    Words("give the number of rows below the last unit, blank ones not counted", "请给出最后一个单位之下的非空行数"),
)  # fmt: skip
MERGED = Kind(
    "D137", "merged", ERROR,
    Words("the cells {cells} are merged, and only the first has a value", "单元格 {cells} 已合并, 只有第一个有值"),
    Words("unmerge and fill them, or say --fill-merged if the value is that of each of them",
          "请取消合并并逐格填写; 如其值适用于每个单元格, 请用 --fill-merged"),
)  # fmt: skip
BLANKS_COUNT = Kind(
    "D177", "blanks-count", NOTE,
    Words("{count} {count:cell|cells} under {heading} {count:is|are} not reported and {count:counts|count} as {value}",
          "{heading}有 {count} 个单元格未报, 视为 {value}"),
)  # fmt: skip
BOUNDS_CROSSED = Kind(
    "D290", "bounds-crossed", ERROR,
    Words("{name} is at least {low} and at most {high}: no value would do",
          "{name} 的 at_least 为 {low}, at_most 为 {high}: 没有可接受的值"),
    Words("put at_least below at_most", "at_least 须不大于 at_most"),
)  # fmt: skip
NAME_DIFFERS = Kind(
    "D291", "name-differs", WARNING,
    Words("{count} {count:unit has|units have} another name than in {file}; the first is {unit}: {first} here, "
          "{second} there",
          "有 {count} 个单位的名称与 {file} 不同, 首个为 {unit}: 此处为{first}, 彼处为{second}"),
    Words("the code alone joins them: see that no row has slipped", "仅按编码合并: 请核对是否错行"),
)  # fmt: skip
EMPTY_TABLE = Kind(
    "D292", "empty-table", WARNING,
    Words("there is no unit below the headings", "表头之下没有任何单位"),
    Words("look whether this is the right file and sheet", "请核对文件与工作表是否正确"),
)  # fmt: skip

MUST_BE_REPORTED = Kind(
    "D180", "must-be-reported", ERROR,
    Words("{unit}: {criterion} must be reported, and {inputs} is missing",
          "{unit}: {criterion}必须上报, 缺少 {inputs}"),
    Words("fill it in; the scheme says missing: fail", "请补报; 方案规定 missing: fail"),
)  # fmt: skip
MARK_REFUSED = Kind(
    "D181", "mark-refused", ERROR,
    Words("{unit}: the mark for {criterion} is outside its bounds", "{unit}: {criterion}的评分超出允许范围"),
    Words("look at {inputs}; the rule: {rule}", "请核对 {inputs}; 评分标准: {rule}"),
)  # fmt: skip

DIGITS_LOST = Words("digits were lost when a program made it a number", "程序将其转为数值时丢失了数字")
FAILED_FORMULA = Words("it is a formula without a value", "它是没有结果的公式")
WRITE = Words("write {suggestion}?", "是否应写作 {suggestion}?")
WRITE_IN_UNIT = Words("write a plain number, of {unit}", "请填写以{unit}为单位的数字")
LEAVE_OUT = Words(
    "--footer {count} leaves out the rows from here to the end; it holds for every file, footer under sources for one",
    "--footer {count} 可略去此行及以下各行 (对所有文件有效; 只对一个文件时, 请在 sources 下写 footer)",
)
A_SENTENCE = Words("it reads like a note, and is no code of a unit", "它像是说明文字, 而不是单位编码")
ONE_ROW = Words("keep one row a unit", "每个单位只保留一行")
NOTHING_DIFFERS = Words("nothing", "无")
