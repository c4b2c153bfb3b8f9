"""The catalogue, parts D17, D23 and D33: several files that are joined on the code of the unit, and the roster."""

from evalkit.diagnostics.diagnostic import Kind, Severity
from evalkit.diagnostics.message import Words

ERROR, WARNING, NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE

INPUT_TWICE = Kind(
    "D171", "input-twice", ERROR,
    Words("{unit}: {heading} is {second} here and {first} in {file}",
          "{unit}: 此处{heading}为 {second}, {file} 中为 {first}"),
    Words("make the two agree, or say under sources in the scheme which one counts",
          "请使两处一致, 或在方案的 sources 中写明以哪个来源为准"),
)  # fmt: skip
MORE_DIFFER = Kind(
    "D232", "more-differ", ERROR,
    Words("{heading}: {count} more {count:cell differs|cells differ} from {file}",
          "{heading}: 另有 {count} 个单元格与 {file} 不同"),
)  # fmt: skip
INPUT_AGREES = Kind(
    "D233", "input-agrees", NOTE,
    Words("{count} {count:input is|inputs are} in {file} too, with the same values: {inputs}",
          "有 {count} 个填报项 {file} 中也有, 数值一致: {inputs}"),
)  # fmt: skip
BLANK_FILLED = Kind(
    "D231", "blank-filled", NOTE,
    Words("{count} {count:cell|cells} under {heading} {count:is|are} blank in {file} or in this table, and the value "
          "of the other counts",
          "{heading}有 {count} 个单元格在 {file} 和此表之一中空白, 以另一处的值为准"),
)  # fmt: skip
NOT_COUNTED = Kind(
    "D235", "not-counted", NOTE,
    Words("{count} {count:cell|cells} under {heading} {count:differs|differ} from {file} and {count:does|do} not "
          "count: what {source} says counts",
          "{heading}有 {count} 个单元格与 {file} 不同, 不予采用: 以来源“{source}”为准"),
)  # fmt: skip
SOURCE_ABSENT = Kind(
    "D238", "source-absent", WARNING, Words("no table is of {source}: {so}", "没有来源“{source}”的数据: {so}"),
    Words("give its file too", "请同时给出该来源的文件"),
)  # fmt: skip
UNITS_LEFT_OUT = Kind(
    "D172", "units-left-out", WARNING,
    Words("{count} {count:unit|units} of this table {count:is|are} not in {first} and {count:is|are} left out: {units}",
          "此表有 {count} 个单位不在 {first} 中, 未计入: {units}"),
)  # fmt: skip
UNITS_MISSING = Kind(
    "D173", "units-missing", WARNING,
    Words("{count} {count:unit|units} of {first} {count:is|are} not in this table, so nothing here is reported "
          "for {count:it|them}: {units}",
          "{first} 中有 {count} 个单位不在此表中, 其各项视为未报: {units}"),
)  # fmt: skip
UNITS_UNREPORTED = Kind(
    "D230", "units-unreported", WARNING,
    Words("{count} {count:unit|units} of the roster {count:is|are} in no file: nothing is reported for "
          "{count:it|them}: {units}",
          "名册中有 {count} 个单位不在任何数据文件中, 其各项视为未报: {units}"),
)  # fmt: skip
UNITS_TOGETHER = Kind(
    "D236", "units-together", NOTE,
    Words("this table has other units than {first} and the same inputs: the units of {count} tables are taken together",
          "此表与 {first} 的填报项相同而单位不同: {count} 张表的单位合并计入"),
)  # fmt: skip
ZERO_LOST = Kind(
    "D174", "zero-lost", ERROR, Words("{unit} seems to be {known}: {why}", "{unit} 似应为 {known}: {why}"),
    Words("store codes as text and fill them in again", "请将编码列设为文本格式并重新填写"),
)  # fmt: skip
IDS_UNLIKE = Kind(
    "D274", "ids-unlike", WARNING,
    Words("{count} {count:code is|codes are} shorter than the others ({values}): leading zeros may be lost",
          "有 {count} 个编码比其他的短 ({values}): 可能丢失了前导零"),
    Words("format the column as text, and type them anew", "请将该列设为文本格式后重新填写"),
)  # fmt: skip
NEAR_UNIT = Kind(
    "D234", "near-unit", WARNING,
    Words("{unit} is not in {first} and is left out; {known} may be meant: {why}",
          "{unit} 不在 {first} 中, 未计入; 可能是 {known}: {why}"),
    Words("write the code as it is there, if that is meant", "如确为同一单位, 请按其编码填写"),
)  # fmt: skip
DIFFERS = Kind(
    "D175", "differs", ERROR,
    Words("{unit}: {heading} is {second} here and {first} in {file}",
          "{unit}: 此处{heading}为 {second}, {file} 中为 {first}"),
    Words("make the two files agree", "请使两个文件一致"),
)  # fmt: skip
BY_NAME = Kind(
    "D237", "by-name", NOTE,
    Words("this table has no {heading}: each of its rows is told by its name, which one unit of {first} has",
          "此表没有{heading}列: 各行按名称对应 {first} 中唯一同名的单位"),
)  # fmt: skip
RECORDS_LEFT_OUT = Kind(
    "D239", "records-left-out", WARNING,
    Words("{count} {count:record is|records are} left out with {count:its unit|their units}, not in {first}: {units}",
          "有 {count} 条明细所属单位不在 {first} 中, 一并未计入: {units}"),
)  # fmt: skip
OTHER_FORM = Kind(
    "D330", "other-form", WARNING,
    Words("the form was made from another version of the scheme: {made}; by {scheme} it is now {now}",
          "填报表由方案的另一版本生成: {made}; 按 {scheme} 现为{now}"),
    Words("what it asks for has changed since (a heading, a type, a level, a limit or the period): see that what was "
          "filled in still holds, or write the form anew with evalkit template",
          "所填内容此后有变动 (表头、类型、等级、上下限或考核期): 请核对已填数据是否仍然适用, "
          "或用 evalkit template 重新生成填报表"),
)  # fmt: skip
FORM = Words("“{title}” (form {mark})", "“{title}” (表样 {mark})")
FORMS = Words("{form} and {more} more {more:sheet|sheets}", "{form} 等, 另有 {more} 张工作表")

COUNTS_ELSE = Words(
    "for {inputs}, where it counts, what {file} says is taken", "{inputs} 应以其为准, 现采用 {file} 中的数据"
)
ROSTER_ELSE = Words("it is the roster, and the units are those of {file}", "它是名册, 现以 {file} 中的单位为准")
ZEROS_GONE = Words("leading zeros are lost", "前导零丢失")
MADE_A_NUMBER = Words("a program has made a number of one of them", "其中之一被程序转成了数值")
LOOKS_THE_SAME = Words("the two look the same", "二者看起来相同")
SAME_NAME = Words("it has the same name", "名称相同")
NEARLY_THE_SAME = Words("it is spelt nearly like it", "写法相近")
NOT_APPLICABLE = Words("does not apply", "不适用")
YES, NO = Words("yes", "是"), Words("no", "否")
NAMES_UNCLEAR = Words("{unit} in row {row} is the name of no unit, or of several",
                      "第 {row} 行的 {unit} 不是唯一单位的名称")  # fmt: skip
