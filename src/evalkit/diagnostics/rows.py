"""What a scheme says of rows besides the units' own: records, units above and below, earlier periods."""

from evalkit.diagnostics.diagnostic import Kind, Severity
from evalkit.diagnostics.message import Words

ERROR = Severity.ERROR

RECORD_KEY = Kind(
    "S601",
    "record-key",
    ERROR,
    Words(
        "records cannot agree in {found}: it is a text that is computed", "明细不能按 {found} 归并: 它是计算出来的文字"
    ),
    Words("name a column, or a number such as month(日期)", "请写列名, 或 month(日期) 之类的数值"),
)
RECORDS_ONLY = Kind(
    "S602",
    "records-only",
    ERROR,
    Words("{key} is for lines that count records", "{key} 只能用于统计明细的项"),
    Words("write each: and the name of the records", "请写 each: 明细表名称"),
)
OF_ROWS = Kind(
    "S605",
    "of-rows",
    ERROR,
    Words("{found} is of each row of {table}, not of a unit", "{found} 属于明细表 {table} 的每一行, 而不是单位"),
    Words(
        "count or sum the rows in an input with from, or use for_each",
        "请用带 from 的填报项统计, 或使用 for_each",
    ),
)
NO_RECORDS = Kind(
    "S604",
    "no-records",
    ERROR,
    Words("there are no records {name}", "没有明细表 {name}"),
    Words("the scheme has {known}", "方案中有 {known}"),
)
NO_PARENTS = Kind(
    "S603",
    "no-parents",
    ERROR,
    Words(
        "{name} asks for other units of the hierarchy, and the scheme has none", "{name} 需要上下级关系, 但方案没有说明"
    ),
    Words("say in units which column names the unit above: parent: …", "请在 units 中写明上级单位所在列 parent: …"),
)
RECORDS_UNKNOWN = Kind(
    "S212",
    "records-unknown",
    ERROR,
    Words("there are no records {name}", "没有明细表 {name}"),
    Words("declare them under records", "请在 records 中声明"),
)
FROM_MISSING = Kind(
    "S213",
    "from-missing",
    ERROR,
    Words("{name} has {key} and does not say from which records", "{name} 写了 {key}, 但没有写明由哪张明细表统计"),
    Words("add from: and the name of the records", "请加上 from: 和明细表名称"),
)
FROM_FORM = Kind(
    "S214", "from-form", ERROR, Words("{name} cannot be had so from records: {why}", "{name} 的明细统计写法有误: {why}")
)
NO_PERIOD = Kind(
    "S215",
    "no-period",
    ERROR,
    Words(
        "units have their period under {heading}, and the scheme does not say its own",
        "units 以“{heading}”列区分考核期, 但方案没有写明考核期 period",
    ),
    Words("add period: to the scheme", "请在方案中加上 period"),
)
COUNTED_UNKNOWN = Kind(
    "S224", "counted-unknown", ERROR,
    Words("{source} counts for {name}, which is no input that is read from the data",
          "来源“{source}”的 counts 中有 {name}, 但它不是从数据中读取的填报项"),
    Words("name inputs, or all", "请写填报项名称, 或 all"),
)  # fmt: skip
COUNTED_TWICE = Kind(
    "S225", "counted-twice", ERROR,
    Words("{first} and {second} both count for {name}", "来源“{first}”和“{second}”都以 {name} 为准"),
    Words("only one can", "只能以一个来源为准"),
)  # fmt: skip
