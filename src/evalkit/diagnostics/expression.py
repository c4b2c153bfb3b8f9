"""The catalogue, part E: what can be wrong with an expression."""

from evalkit.diagnostics.diagnostic import Kind, Severity
from evalkit.diagnostics.message import Words

SYNTAX = Kind(
    "E101",
    "syntax",
    Severity.ERROR,
    Words("{found} cannot stand here", "此处不能出现 {found}"),
    Words("{expected}", "{expected}"),
)
UNENDED = Kind(
    "E102",
    "unended",
    Severity.ERROR,
    Words("the expression ends too early", "表达式不完整"),
    Words("{expected}", "{expected}"),
)
TOO_LARGE = Kind(
    "E103",
    "too-large",
    Severity.ERROR,
    Words("the expression is too large: {what}", "表达式过大: {what}"),
    Words("split it into named values", "请拆成若干个 values (中间值)"),
)
BAD_NUMBER = Kind(
    "E104",
    "bad-number",
    Severity.ERROR,
    Words("{found} is not a number that can be used: {why}", "{found} 不是可用的数字: {why}"),
    Words("a number looks like 12, 0.5 or 95%, with at most 15 digits", "数字写作 12、0.5 或 95%, 最多15位有效数字"),
)
A_NUMBER = Words("a number looks like 12, 0.5 or 95%", "数字写作 12、0.5 或 95%")
UNKNOWN_NAME = Kind(
    "E201",
    "unknown-name",
    Severity.ERROR,
    Words("{name} is neither an input nor a value", "{name} 不是填报项, 也不是中间值"),
    Words("declare it under inputs or values", "请在 inputs 或 values 中声明"),
)
UNKNOWN_FUNCTION = Kind(
    "E202",
    "unknown-function",
    Severity.ERROR,
    Words("there is no function {name}", "没有函数 {name}"),
    Words("the functions are {functions}", "可用函数: {functions}"),
)
WRONG_ARGUMENTS = Kind(
    "E203",
    "wrong-arguments",
    Severity.ERROR,
    Words("{name} is called as {signature}", "{name} 的写法是 {signature}"),
)
WRONG_TYPE = Kind(
    "E204",
    "wrong-type",
    Severity.ERROR,
    Words("{wanted} is needed here, and this is {found}", "此处需要{wanted}, 而这是{found}"),
)
NOT_HERE = Kind(
    "E205",
    "not-here",
    Severity.ERROR,
    Words("{name} has no meaning here: {why}", "{name} 在此处没有意义: {why}"),
)
CIRCLE = Kind(
    "E206",
    "circle",
    Severity.ERROR,
    Words("this depends on itself: {path}", "循环引用: {path}"),
    Words("break the circle at one of these places", "请在其中一处断开"),
)
UNKNOWN_CRITERION = Kind(
    "E207",
    "unknown-criterion",
    Severity.ERROR,
    Words("there is no criterion {name}", "没有考核项 {name}"),
)
UNKNOWN_SCOPE = Kind(
    "E208",
    "unknown-scope",
    Severity.ERROR,
    Words("there is no scope {name}", "没有排名范围 {name}"),
    Words("the scopes are {scopes}", "可用范围: {scopes}"),
)
UNKNOWN_LABEL = Kind(
    "E209",
    "unknown-label",
    Severity.WARNING,
    Words("{name} has no level {label}, so this never holds", "{name} 没有等级 {label}, 此条件不可能成立"),
    Words("its levels are {levels}", "其等级为: {levels}"),
)
ARITHMETIC = Kind(
    "E210",
    "arithmetic",
    Severity.ERROR,
    Words("this can never have a value: {why}", "此式不可能有值: {why}"),
)
UNKNOWN_TABLE = Kind(
    "E211",
    "unknown-table",
    Severity.ERROR,
    Words("there is no table {name}", "没有对照表 {name}"),
    Words("declare it under tables", "请在 tables 中声明"),
)
UNKNOWN_VETO = Kind(
    "E212",
    "unknown-veto",
    Severity.ERROR,
    Words("there is no veto {name}", "没有否决项 {name}"),
    Words("declare it under vetoes", "请在 vetoes 中声明"),
)
TOO_DEEP = Kind(
    "E213",
    "too-deep",
    Severity.ERROR,
    Words("more than {limit} values or criteria are built one upon the other: {path}", "逐层引用超过{limit}层: {path}"),
    Words("let it be computed from inputs in fewer steps", "请减少中间步骤, 直接由填报项计算"),
)
TOO_LONG = Kind(
    "E214",
    "too-long",
    Severity.ERROR,
    Words(
        "products are built one upon the other, so that this may have more than {limit} digits",
        "层层相乘, 此式的数可能超过{limit}位",
    ),
    Words("multiply inputs in fewer steps", "请减少层层相乘的步骤, 直接由填报项计算"),
)
DID_YOU_MEAN = Words("did you mean {names}?", "是否指 {names}?")
