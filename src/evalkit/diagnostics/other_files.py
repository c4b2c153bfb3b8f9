"""The catalogue, part D26: kinds of file other than CSV and .xlsx."""

from evalkit.diagnostics.diagnostic import Kind, Severity
from evalkit.diagnostics.message import Words

ERROR, WARNING = Severity.ERROR, Severity.WARNING

NOT_INSTALLED = Kind(
    "D265", "not-installed", ERROR,
    Words("{suffix} files are read by {library}, which is not installed", "读取 {suffix} 文件需要 {library}, 尚未安装"),
    Words("pip install 'evalkit[{extra}]', or save the file as .xlsx or .csv",
          "请运行 pip install 'evalkit[{extra}]', 或另存为 .xlsx 或 .csv"),
)  # fmt: skip
BAD_JSON = Kind(
    "D266", "bad-json", ERROR, Words("this is no JSON from here on: {why}", "从此处起不是 JSON: {why}"),
    Words("export it anew, or look at it in an editor that knows JSON", "请重新导出, 或用支持 JSON 的编辑器检查"),
)  # fmt: skip
JSON_FORM = Kind(
    "D267", "json-form", ERROR,
    Words("this is {what}, and data are a list of records: [{{\"id\": \"001\", …}}, …]",
          "这是{what}, 而数据应为记录的列表: [{{\"id\": \"001\", …}}, …]"),
    Words("write an object with its names for every unit", "请为每个单位写一个带名称的对象"),
)  # fmt: skip
JSON_VALUE = Kind(
    "D268", "json-value", ERROR,
    Words("{key} of record {record} is {what}, which is no value of a cell",
          "记录 {record} 的 {key} 是{what}, 不能作为取值"),
    Words("write a text, a number, true, false, or null where nothing is reported",
          "请写文本、数字、true、false, 未报的写 null"),
)  # fmt: skip
KEY_TWICE = Kind(
    "D269", "key-twice", ERROR, Words("record {record} has {key} twice", "记录 {record} 中 {key} 出现两次"),
    Words("remove one of them", "请删除其中一个"),
)  # fmt: skip
COLUMN_TYPE = Kind(
    "D270", "column-type", ERROR,
    Words("the column {heading} holds {type}, which are no values of cells",
          "列 {heading} 的类型是 {type}, 不能作为取值"),
    Words("write it as numbers, texts, truths or dates without a time zone",
          "请改为数字、文本、真假值或不带时区的日期"),
)  # fmt: skip
DAMAGED = Kind(
    "D271", "damaged", ERROR, Words("this cannot be read as {what}: it is damaged", "无法作为{what}读取: 文件已损坏"),
    Words("open it in the program that it is from, and save it anew", "请在原程序中打开并重新保存"),
)  # fmt: skip
TOO_MUCH = Kind(
    "D272", "too-much", ERROR, Words("this file says that it has {what}", "该文件声称有{what}"),
    Words("open it in the program that it is from, and save only the table", "请在原程序中打开, 仅保存数据表"),
)  # fmt: skip
ALL_ZERO = Kind(
    "D273", "all-zero", WARNING,
    Words("all {count} formulas of this sheet give 0: they may never have been calculated",
          "此工作表的 {count} 个公式结果全为 0: 可能从未计算"),
    Words("open the file in Excel or WPS and save it", "请用 Excel 或 WPS 打开并保存"),
)  # fmt: skip

PARQUET, ARROW = (
    Words("a Parquet file (.parquet)", "Parquet 文件 (.parquet)"),
    Words("an Arrow file (.arrow)", "Arrow 文件 (.arrow)"),
)
JSON = Words("JSON", "JSON")
OLD_FEATHER = Words("a Feather file of the first version", "第一版 Feather 文件")
TYPED_COLUMNS = Words("a table of typed columns (Parquet, Arrow)", "列式数据表 (Parquet、Arrow)")
ROWS = Words("{count} rows", " {count} 行")
REPEATED = Words("more than {count} cells that repeat another", "超过 {count} 个重复的单元格")
LISTS = Words("{count} lists of records", " {count} 个记录列表")
MERGED = Words("more than {count} merged areas", "超过 {count} 处合并单元格")
TEXTS = Words("more than {count} different texts", "超过 {count} 个不同的文本")
A_LIST, AN_OBJECT, A_CONSTANT = Words("a list", "列表"), Words("an object", "对象"), Words("{value}", "{value}")
A_VALUE = Words("a single value", "单个值")
NOTHING = Words("nothing", "空内容")
BAD_TEXT = Words("a text with half a character", "含有半个字符的文本")
TOO_DEEP = Words("too many levels", "层级过多")
