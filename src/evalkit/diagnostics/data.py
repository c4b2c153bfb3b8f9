"""The catalogue, part D: data.

D10 files, D12 headings, D13 units, D14 cells, D16 what is odd, D17 joins, D19 records, D20 periods.
"""

from evalkit.diagnostics.diagnostic import Kind, Severity
from evalkit.diagnostics.message import Words

ERROR, WARNING, NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE

NOT_OPENED = Kind(
    "D101", "not-opened", ERROR, Words("this file cannot be opened: {reason}", "无法打开文件: {reason}"),
    Words("check the name, and close it in other programs", "请检查文件名, 并在其他程序中关闭该文件"),
)  # fmt: skip
UNKNOWN_SUFFIX = Kind(
    "D102", "unknown-suffix", ERROR, Words("{suffix} is not a kind of data that can be read", "无法读取 {suffix} 数据"),
    Words("save it as one of {known}", "请另存为以下格式之一: {known}"),
)  # fmt: skip
BAD_BYTE = Kind(
    "D103", "bad-byte", ERROR,
    Words("byte {offset} ({byte}) in row {row} is not {encoding} text",
          "第 {row} 行字节 {offset} ({byte}) 不是 {encoding} 文本"),
    Words("save the file as UTF-8, or name its encoding", "请另存为 UTF-8, 或指明编码"),
)  # fmt: skip
ENCODING_GUESSED = Kind(
    "D104", "encoding-guessed", NOTE,
    Words("encoding guessed: not UTF-8, read as {encoding}", "编码为推测: 不是 UTF-8, 按 {encoding} 读取"),
    Words("name the encoding to be sure", "请指明编码以确认"),
)  # fmt: skip
UNKNOWN_ENCODING = Kind(
    "D105", "unknown-encoding", ERROR, Words("there is no encoding {encoding}", "没有编码 {encoding}"),
    Words("try utf-8, gb18030 or utf-16", "可用 utf-8、gb18030 或 utf-16"),
)  # fmt: skip
BAD_CSV = Kind(
    "D106", "bad-csv", ERROR,
    Words("the row that begins here cannot be told apart: {why}", "从此处开始的一行无法解析: {why}"),
    Words("look for a quote that is not closed", "请检查是否有未闭合的引号"),
)  # fmt: skip
ROW_WIDTH = Kind(
    "D107", "row-width", ERROR,
    Words("this row has {found} {found:cell|cells}, and the heading has {wanted}",
          "此行有 {found} 个单元格, 而表头有 {wanted} 个"),
    Words("a cell that contains the separator stands in quotes", "含分隔符的单元格须加引号"),
)  # fmt: skip
NUL = Kind(
    "D108", "nul", ERROR, Words("there is a NUL character in row {row}", "第 {row} 行含有 NUL 字符"),
    Words("the file is damaged: export it again", "文件已损坏, 请重新导出"),
)  # fmt: skip
NOT_A_WORKBOOK = Kind(
    "D109", "not-a-workbook", ERROR, Words("this is not an Excel workbook (.xlsx)", "这不是 Excel 工作簿 (.xlsx)"),
    Words("open it in Excel or WPS and save it as .xlsx", "请用 Excel 或 WPS 打开并另存为 .xlsx"),
)  # fmt: skip
NO_SHEET = Kind(
    "D110", "no-sheet", ERROR, Words("there is no sheet {sheet}", "没有工作表 {sheet}"),
    Words("its sheets are {sheets}", "工作表有: {sheets}"),
)  # fmt: skip
SHEET_CHOSEN = Kind(
    "D111", "sheet-chosen", NOTE,
    Words("the first visible sheet {sheet} is read, not {rest}", "读取第一个可见的工作表 {sheet}, 未读取 {rest}"),
    Words("name the sheet to read another one", "如需读取其他工作表, 请指明"),
)  # fmt: skip
NO_HEADING = Kind(
    "D112", "no-heading", ERROR, Words("there is no heading row: nothing is written here", "没有表头: 内容为空"),
    Words("write the headings above the rows of the units", "请在各单位数据上方填写表头"),
)  # fmt: skip
TITLES = Kind(
    "D113", "titles", NOTE,
    Words("{count} {count:row is|rows are} left out above the headings", "表头上方的 {count} 行未读取"),
)  # fmt: skip
SHEET_UNUSED = Kind(
    "D114", "sheet-unused", WARNING,
    Words("the sheet {sheet} is asked for, and no file here has sheets", "指定了工作表 {sheet}, 但所给文件均无工作表"),
    Words("leave the sheet out, or give the workbook", "请去掉工作表选项, 或给出工作簿"),
)  # fmt: skip
NO_UNITS = Kind(
    "D115", "no-units", ERROR,
    Words("no file is left for the units: all are called like records ({files})",
          "没有单位数据文件: 所给文件均为明细表 ({files})"),
    Words("give the file with a row for every unit too", "请同时给出每个单位一行的数据文件"),
)  # fmt: skip

NO_COLUMN = Kind(
    "D121", "no-column", ERROR, Words("there is no column for {what}: {headings}", "缺少{what}所在列: {headings}"),
    Words("add the column", "请补充该列"),
)  # fmt: skip
HEADING_TWICE = Kind(
    "D122", "heading-twice", ERROR, Words("two columns can be meant by {heading}", "有两列都可作为 {heading}"),
    Words("rename or remove one of them", "请改名或删除其中一列"),
)  # fmt: skip
UNUSED_COLUMNS = Kind(
    "D123", "unused-columns", NOTE,
    Words("{count} {count:column is|columns are} not used: {headings}", "有 {count} 列未使用: {headings}"),
)  # fmt: skip
NO_COLUMN_ALLOWED = Kind(
    "D124", "column-left-out", WARNING,
    Words("there is no column for {what}: not reported for any unit", "缺少{what}所在列: 所有单位均视为未报"),
)  # fmt: skip

BLANK_ID = Kind(
    "D131", "blank-id", ERROR, Words("the unit of this row has no {heading}", "此行没有填写{heading}"),
    Words("every row needs the code of its unit", "每行都须填写单位编码"),
)  # fmt: skip
ID_TWICE = Kind(
    "D132", "id-twice", ERROR,
    Words("unit {unit} is in rows {first} and {second}", "单位 {unit} 同时出现在第 {first} 行和第 {second} 行"),
    Words("keep one row a unit; what differs: {columns}", "每个单位只保留一行; 不同之处: {columns}"),
)  # fmt: skip
TOTAL_ROW = Kind(
    "D133", "total-row", ERROR, Words("row {row} looks like a total: {value}", "第 {row} 行像是合计行: {value}"),
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
    Words("{unit}: {value} under {heading} has more than 15 digits",
          "{unit}: {heading}填写的 {value} 超过15位有效数字"),
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
TIDIED = Kind(
    "D164", "tidied", NOTE,
    Words("{count} {count:cell was|cells were} tidied: full-width digits, thousands commas, unusual blanks",
          "已整理 {count} 个单元格: 全角数字、千分位逗号、特殊空白"),
)  # fmt: skip
BLANK_ROWS = Kind(
    "D165", "blank-rows", NOTE, Words("{count} blank {count:row is|rows are} skipped", "已跳过 {count} 个空行"),
)  # fmt: skip

INPUT_TWICE = Kind(
    "D171", "input-twice", ERROR, Words("{input} is in two files", "{input} 同时出现在两个文件中"),
    Words("remove one of the two columns", "请删除其中一列"),
)  # fmt: skip
UNITS_LEFT_OUT = Kind(
    "D172", "units-left-out", WARNING,
    Words("{count} {count:unit|units} of this file {count:is|are} not in {first} and {count:is|are} left out: {units}",
          "此文件有 {count} 个单位不在 {first} 中, 未计入: {units}"),
)  # fmt: skip
UNITS_MISSING = Kind(
    "D173", "units-missing", WARNING,
    Words("{count} {count:unit|units} of {first} {count:is|are} not in this file, so nothing here is reported "
          "for {count:it|them}: {units}",
          "{first} 中有 {count} 个单位不在此文件中, 其各项视为未报: {units}"),
)  # fmt: skip
ZERO_LOST = Kind(
    "D174", "zero-lost", ERROR,
    Words("{unit} seems to be {known}: leading zeros are lost", "{unit} 似应为 {known}: 前导零丢失"),
    Words("store codes as text and fill them in again", "请将编码列设为文本格式并重新填写"),
)  # fmt: skip
DIFFERS = Kind(
    "D175", "differs", ERROR,
    Words("{unit}: {heading} is {second} here and {first} in the first file",
          "{unit}: 此处{heading}为 {second}, 第一个文件中为 {first}"),
    Words("make the two files agree", "请使两个文件一致"),
)  # fmt: skip

NO_RECORDS = Kind(
    "D191", "no-records", ERROR,
    Words("the records {records} are nowhere: no sheet and no file is called {names}",
          "找不到明细表 {records}: 没有名为 {names} 的工作表或文件"),
    Words("add the sheet to the workbook, or give the file beside the units",
          "请在工作簿中增加该工作表, 或另给一个以此命名的文件"),
)  # fmt: skip
NO_RECORDS_ALLOWED = Kind(
    "D192", "records-left-out", WARNING,
    Words("the records {records} are nowhere, and read as if there were none: no sheet and no file is called {names}",
          "找不到明细表 {records}, 视为没有明细: 没有名为 {names} 的工作表或文件"),
)  # fmt: skip
RECORDS_TWICE = Kind(
    "D193", "records-twice", ERROR, Words("the records {records} are in two places", "明细表 {records} 出现两次"),
    Words("put all of them into one sheet or file", "请合并到一个工作表或文件中"),
)  # fmt: skip
RECORDS_UNCLEAR = Kind(
    "D194", "records-unclear", ERROR,
    Words("{name} may hold any of the records {records}", "{name} 可能是以下任一明细表: {records}"),
    Words("call it exactly like the records that it holds", "请按所含明细表的名称准确命名"),
)  # fmt: skip
UNKNOWN_OWNER = Kind(
    "D195", "unknown-owner", ERROR,
    Words("the record in row {row} is of no unit: {value} under {heading} is not among the units",
          "第 {row} 行的明细不属于任何单位: {heading}填写的 {value} 不在单位中"),
    Words("check the code, or add the unit", "请核对编码, 或补充该单位"),
)  # fmt: skip
UNKNOWN_RECORDS = Kind(
    "D196", "unknown-records", ERROR, Words("the scheme has no records {records}", "方案中没有明细表 {records}"),
    Words("its records are {known}", "方案中的明细表有: {known}"),
)  # fmt: skip
RECORDS_OF_OTHERS = Kind(
    "D197", "records-of-other-periods", NOTE,
    Words("{count} {count:record is|records are} of periods of which there are no units",
          "有 {count} 条明细所属的考核期没有单位数据, 未使用"),
)  # fmt: skip

BLANK_PERIOD = Kind(
    "D201", "blank-period", ERROR,
    Words("row {row} has no {heading} ({count} such {count:row|rows})",
          "第 {row} 行没有填写{heading} (此类行共 {count} 行)"),
    Words("every row needs its period", "每行都须填写考核期"),
)  # fmt: skip
LATER_PERIOD = Kind(
    "D202", "later-period", ERROR,
    Words("row {row} is of {value}, which is after the scheme's period {period} ({count} such {count:row|rows})",
          "第 {row} 行属于 {value}, 晚于方案的考核期 {period} (此类行共 {count} 行)"),
    Words("remove the row, or change the period of the scheme", "请删除该行, 或修改方案的考核期"),
)  # fmt: skip
ODD_PERIOD = Kind(
    "D203", "odd-period", ERROR,
    Words("row {row} is of {value}, which is neither before nor after the scheme's period {period} "
          "({count} such {count:row|rows})",
          "第 {row} 行属于 {value}, 无法判断与方案的考核期 {period} 孰先孰后 (此类行共 {count} 行)"),
    Words("write all periods alike", "请统一考核期的写法"),
)  # fmt: skip
NO_PERIOD_ROWS = Kind(
    "D204", "no-period-rows", ERROR,
    Words("no row is of the scheme's period {period}", "没有方案考核期 {period} 的数据"),
    Words("give its data too, or change the period of the scheme", "请补充该期数据, 或修改方案的考核期"),
)  # fmt: skip
EARLIER_TWICE = Kind(
    "D205", "earlier-twice", ERROR,
    Words("earlier files are given by themselves, and the scheme finds the period of a row under {heading}",
          "方案按“{heading}”列区分考核期, 不能再单独给出往期文件"),
    Words("give all files as data, without --earlier", "请将所有文件都作为数据给出, 不用 --earlier"),
)  # fmt: skip

DIGITS_LOST = Words("digits were lost when a program made it a number", "程序将其转为数值时丢失了数字")
FAILED_FORMULA = Words("it is a formula without a value", "它是没有结果的公式")
WRITE = Words("write {suggestion}?", "是否应写作 {suggestion}?")
NEAR_HEADINGS = Words("headings that are near: {names}", "相近的表头: {names}")
NOTHING_DIFFERS = Words("nothing", "无")
NO_SUCH_FILE = Words("there is no such file", "文件不存在")
A_FOLDER = Words("it is a folder", "它是文件夹")
NO_PERMISSION = Words("you may not read it", "没有读取权限")
THE_ID = Words("the code that tells units apart", "单位编码")
MUST_BE_REPORTED = Kind(
    "D180", "must-be-reported", ERROR,
    Words("{unit}: {criterion} must be reported, and {inputs} is missing",
          "{unit}: {criterion}必须上报, 缺少 {inputs}"),
    Words("fill it in; the scheme says missing: fail", "请补报; 方案规定 missing: fail"),
)  # fmt: skip
MARK_REFUSED = Kind(
    "D181", "mark-refused", ERROR,
    Words("{unit}: the mark for {criterion} is outside its bounds", "{unit}: {criterion}的评分超出允许范围"),
    Words("look at {inputs}; the rule says from where to where", "请核对 {inputs}; 允许范围见评分标准"),
)  # fmt: skip
