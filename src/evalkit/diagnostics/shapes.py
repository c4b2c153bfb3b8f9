"""The catalogue, parts D21 and D22: shapes of tables, and which of their rows are the heading."""

from evalkit.diagnostics.diagnostic import Kind, Severity
from evalkit.diagnostics.message import Words

ERROR, NOTE = Severity.ERROR, Severity.NOTE

NO_ROW_FITS = Kind(
    "D216", "no-row-fits", ERROR,
    Words("{count} {count:row was|rows were} looked at, and {count:it is not|none is} the heading: the scheme asks for "
          "{headings}",
          "查看了前 {count} 行, 未见表头: 方案要求的列为 {headings}"),
    Words("write the headings above the rows of the units, or name their row with --header-row",
          "请在各单位数据上方填写表头, 或用 --header-row 指明表头所在行"),
)  # fmt: skip
TWO_HEADINGS = Kind(
    "D217", "two-headings", ERROR,
    Words("rows {first} and {second} would do equally well as the heading",
          "第 {first} 行和第 {second} 行都可作为表头"),
    Words("say which one: --header-row {first}, or --header-row {second}",
          "请指明其中一行: --header-row {first} 或 --header-row {second}"),
)  # fmt: skip
ANOTHER_TABLE = Kind(
    "D218", "another-table", ERROR,
    Words("another table begins here: row {row} is a heading of its own", "此处开始另一张表: 第 {row} 行是另一个表头"),
    Words("put each table on a sheet of its own, or in a file of its own", "请将每张表放在单独的工作表或文件中"),
)  # fmt: skip
HEADING_ROWS = Kind(
    "D219", "heading-rows", NOTE,
    Words("rows {first} to {last} together are the heading", "第 {first} 至 {last} 行共同构成表头"),
)  # fmt: skip
TITLES_IN_SHEETS = Kind(
    "D283", "titles-in-sheets", NOTE,
    Words("in {count} sheets the rows above the headings are left out", "有 {count} 张工作表表头上方的行未读取"),
)  # fmt: skip
HEADING_ROWS_IN_SHEETS = Kind(
    "D284", "heading-rows-in-sheets", NOTE,
    Words("in {count} sheets several rows together are the heading", "有 {count} 张工作表的表头由多行构成"),
)  # fmt: skip
HEADING_AGAIN = Kind(
    "D220", "heading-again", NOTE,
    Words("{count} {count:row that repeats|rows that repeat} what stands above {count:is|are} left out",
          "{count} 行重复的表头或标题未计入"),
)  # fmt: skip
GROUP_ROWS = Kind(
    "D221", "group-rows", NOTE,
    Words("{count} {count:row|rows} that only {count:heads|head} the units below {count:is|are} left out: {values}",
          "{count} 行分组标题未计入: {values}"),
)  # fmt: skip
UNREAD_ROWS = Kind(
    "D300", "unread-rows", NOTE,
    Words("{count} {count:row|rows} with nothing in the columns that are read {count:is|are} left out: {values}",
          "{count} 行在所读各列均无内容, 未计入: {values}"),
)  # fmt: skip
COLUMN_NUMBERS = Kind(
    "D222", "column-numbers", NOTE,
    Words("row {row} is left out: it numbers the columns", "第 {row} 行未计入: 它是栏次编号"),
)  # fmt: skip
NO_SUCH_ROW = Kind(
    "D223", "no-such-row", ERROR,
    Words("--header-row {rows}: nothing is written there", "--header-row {rows}: 该处没有内容"),
    Words("give the number of the row of the headings, as the file shows it", "请给出表头所在行在文件中的行号"),
)  # fmt: skip
TURNED = Kind(
    "D224", "turned", NOTE,
    Words("the table is turned: its headings stand in column {column}, and every column behind it is a unit",
          "此表为转置表: 表头在 {column} 列, 其后每列为一个单位"),
)  # fmt: skip
TOO_LARGE_TO_TURN = Kind(
    "D225", "too-large-to-turn", ERROR,
    Words("this table is too large to be turned: more than {rows} rows or {columns} columns",
          "此表过大, 无法转置: 超过 {rows} 行或 {columns} 列"),
    Words("turn it in Excel or WPS: copy, paste special, transpose", "请在 Excel 或 WPS 中用“选择性粘贴—转置”"),
)  # fmt: skip
LONG = Kind(
    "D226", "long", NOTE,
    Words("the table has a row for each unit and input ({input}, {value}): {count} rows are read as {units}",
          "此表为长表 ({input}, {value}), 每个单位的每个填报项一行: {count} 行合并为 {units} 行"),
)  # fmt: skip
LONG_UNCLEAR = Kind(
    "D227", "long-unclear", ERROR,
    Words("{column} seems to name inputs in rows of their own, and it is not clear which column has their values",
          "{column} 列像是填报项名称, 但不清楚哪一列是数值"),
    Words("say so under sources in the scheme: long: {{input: {column}, value: …}}",
          "请在方案的 sources 中写明 long: {{input: {column}, value: …}}"),
)  # fmt: skip
VALUE_TWICE = Kind(
    "D228", "value-twice", ERROR,
    Words("unit {unit} has {input} in rows {first} and {second}",
          "单位 {unit} 的 {input} 同时出现在第 {first} 行和第 {second} 行"),
    Words("keep one row for each unit and input", "每个单位的每个填报项只保留一行"),
)  # fmt: skip
SOURCES_BESIDE = Kind(
    "D229", "sources-beside", NOTE,
    Words("the sources of {file} are read from this file too", "{file} 的数据来源 (sources) 也取自此文件"),
)  # fmt: skip

SAY_PATH = Words("name it in the scheme by all of its heading: {paths}", "请在方案中写出完整表头: {paths}")
BY_MONTH = Words("{columns} are of one month or quarter each: add a column for the whole period, or declare records in "
                 "the scheme and write a row for each unit and month",
                 "{columns} 是按月或按季分列的: 请增加全期一列; 或在方案中定义明细 (records), "
                 "每个单位每月填一行")  # fmt: skip
A_GROUP = Words("it stands alone in its row, like the heading of a group", "该行只有此一格, 像是分组标题")
CODE_OR_FOOTER = Words(
    "write the code of its unit; if it is none, --footer {count} leaves out the rows from here to the end",
    "请填写单位编码; 如不是单位, 可用 --footer {count} 略去此行及以下各行",
)
TAKE_OUT = Words("take the row out, or give the unit its code", "请删除该行, 或填写单位编码")
HEADINGS_MATCHED = Kind(
    "D302", "headings-matched", NOTE,
    Words("{count} {count:heading is|headings are} spelt otherwise than in the scheme: {pairs}",
          "{count} 个表头的写法与方案不同: {pairs}"),
)  # fmt: skip
SPELT = Words("“{text}” is read as {heading}", "“{text}”读作 {heading}")
