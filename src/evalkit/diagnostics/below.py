"""The catalogue, parts D19 (records), D20 (periods) and D28 (several tables of records)."""

from evalkit.diagnostics.diagnostic import Kind, Severity
from evalkit.diagnostics.message import Words

ERROR, WARNING, NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE

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
    "D193", "records-twice", ERROR,
    Words("the records {records} are in two places: {why}", "明细表 {records} 出现两次: {why}"),
    Words("give every row once: in one table, in a table for each unit, or in one for each month, with the month in "
          "its name (checks 2025-01)",
          "每行明细只应给出一次: 合并到一张表, 或每个单位一张表, 或每月一张表并在名称中写明月份 (如 月报2025年1月)"),
)  # fmt: skip
SAME_TABLE = Words("the two tables are the same", "两张表完全相同")
SAME_UNITS = Words("{count} {count:unit has|units have} rows in both, and their names do not tell two periods: {units}",
                   "两处都有 {count} 个单位的明细, 且从名称看不出属于不同时期: {units}")  # fmt: skip
RECORDS_TOGETHER = Kind(
    "D280", "records-together", NOTE,
    Words("the records {records} are in {count} tables, which are read one after the other: {first} is the first",
          "明细表 {records} 分在 {count} 张表中, 依次合并计入: 第一张为 {first}"),
)  # fmt: skip
OF_ANOTHER_PERIOD = Kind(
    "D313", "records-of-another-period", WARNING,
    Words("by {count:its name|their names} {count} {count:table|tables} of the records {records} {count:is|are} of "
          "{periods}, and {count:is|are} read as of the scheme's period {now}",
          "从名称看, 明细表 {records} 有 {count} 张表属于 {periods}, 现按方案的考核期 {now} 读取"),
    Words("check that it is the right file", "请核对文件是否有误"),
)  # fmt: skip
NONE_OF_NOW = Kind(
    "D314", "no-records-of-period", WARNING,
    Words("by their names no table of the records {records} is of the scheme's period {now}: there are none for it",
          "从名称看, 明细表 {records} 各表均不属于方案的考核期 {now}: 该期视为没有明细"),
    Words("give the table of that period too, or change the period of the scheme",
          "请补充该期的表, 或修改方案的考核期"),
)  # fmt: skip
LIKE_RECORDS = Kind(
    "D315", "like-records", WARNING,
    Words("this table has no input, and the headings of the records {records}; by its name it is none of them, and its "
          "rows are read as units",
          "此表没有填报项, 列名与明细表 {records} 相同, 但名称不符, 各行按单位读取"),
    Words("call its file or sheet as the records are called, or add the name to their source in the scheme",
          "请按明细表的名称命名文件或工作表, 或在方案中将其名称加入该明细表的 source"),
)  # fmt: skip
UNITS_WITHOUT = Kind(
    "D310", "units-without-records", WARNING,
    Words("{count} {count:unit is|units are} in no file with the records {records}, which others have in one file with "
          "their units: {count:it is|they are} read as without any: {units}",
          "有 {count} 个单位所在的文件没有明细表 {records}, 而其他单位的文件有: 视为没有明细: {units}"),
    Words("add the sheet, with its headings alone if there is nothing to report, or check how it is called",
          "请补充该工作表 (确无明细的保留列名即可), 或核对其名称"),
)  # fmt: skip
RECORD_COLUMNS_MISSING = Kind(
    "D281", "record-columns-missing", WARNING,
    Words("this table of the records {records} has no {columns}, which others of them have: nothing is reported there "
          "for its rows",
          "明细表 {records} 的这张表缺少其他表所有的列 {columns}: 其各行此列视为未报"),
    Words("add the columns, or write their headings as the other tables do", "请补充这些列, 或按其他表统一列名"),
)  # fmt: skip
RECORDS_OF_YEARS = Kind(
    "D282", "records-of-years", ERROR,
    Words("by their names the tables of the records {records} are of several years ({years}), and no column says of "
          "which a row is",
          "从名称看, 明细表 {records} 的各表属于不同年份 ({years}), 又没有说明各行所属考核期的列"),
    Words("give those of one year only", "请只给出同一年份的表"),
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
SPELLED_ALIKE = Kind(
    "D198", "spelled-alike", WARNING,
    Words("{heading} has {spellings}, which differ by width, case or blanks only and are not the same record key",
          "{heading}中的 {spellings} 仅全半角、大小写或空格不同, 归并时视为不同"),
    Words("write it in one way, if the same is meant", "如指同一事项, 请统一写法"),
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
    Words("remove the row, write its year if it is of one before, or change the period of the scheme",
          "请删除该行; 如属以前年度, 请写明年份; 或修改方案的考核期"),
)  # fmt: skip
ODD_PERIOD = Kind(
    "D203", "odd-period", ERROR,
    Words("row {row} is of {value}, which is neither before nor after the scheme's period {period} "
          "({count} such {count:row|rows})",
          "第 {row} 行属于 {value}, 无法判断与方案的考核期 {period} 孰先孰后 (此类行共 {count} 行)"),
    Words("write all periods alike; months within the scheme's period are records (records in the scheme)",
          "请统一考核期的写法; 考核期内的各月数据属于明细 (方案中的 records)"),
)  # fmt: skip
NO_YEAR = Kind(
    "D311", "no-year", ERROR,
    Words("row {row} is of {value}, and the names and titles of its table do not tell of which year "
          "({count} such {count:row|rows})",
          "第 {row} 行属于 {value}, 从表的名称和标题无法确定年份 (此类行共 {count} 行)"),
    Words("write the year with it, as in 2025-03", "请连同年份填写, 如 2025-03"),
)  # fmt: skip
YEAR_TAKEN = Kind(
    "D312", "year-taken", NOTE,
    Words("{count} {count:row tells|rows tell} no year under {heading}, and {count:is|are} read as of {year}",
          "“{heading}”列有 {count} 行未写年份, 按 {year} 年读取"),
)  # fmt: skip
NO_PERIOD_ROWS = Kind(
    "D204", "no-period-rows", ERROR,
    Words("no row is of the scheme's period {period}", "没有方案考核期 {period} 的数据"),
    Words("give its data too, or change the period of the scheme", "请补充该期数据, 或修改方案的考核期"),
)  # fmt: skip
PERIOD_SKIPPED = Kind(
    "D206", "period-skipped", WARNING,
    Words("there is no data between {earlier} and {later}: {earlier} counts as the period before {later}",
          "{earlier} 与 {later} 之间没有数据: 以 {earlier} 作为 {later} 的上期"),
    Words("add the rows of the periods between, if there were any", "如中间各期有数据, 请补充"),
)  # fmt: skip
EARLIER_TWICE = Kind(
    "D205", "earlier-twice", ERROR,
    Words("earlier files are given by themselves, and the scheme finds the period of a row under {heading}",
          "方案按“{heading}”列区分考核期, 不能再单独给出往期文件"),
    Words("give all files as data, without --earlier", "请将所有文件都作为数据给出, 不用 --earlier"),
)  # fmt: skip
