"""The catalogue, part S1: what can be wrong with the file of a scheme and its form."""

from evalkit.diagnostics.diagnostic import Kind, Severity
from evalkit.diagnostics.message import Words

ERROR = Severity.ERROR

NO_FILE = Kind(
    "S101", "no-file", ERROR, Words("the scheme {file} cannot be read: {why}", "无法读取方案文件 {file}: {why}")
)
NOT_YAML = Kind(
    "S102",
    "not-yaml",
    ERROR,
    Words("this is not YAML: {why}", "不是有效的 YAML: {why}"),
    Words("{advice}", "{advice}"),
)
NOT_UTF8 = Kind(
    "S103",
    "not-utf8",
    ERROR,
    Words("byte {offset} of the file is not UTF-8", "文件第{offset}字节不是 UTF-8 编码"),
    Words("save the scheme as UTF-8", "请将方案文件另存为 UTF-8"),
)
SAME_KEY = Kind(
    "S104",
    "same-key",
    ERROR,
    Words("{key} is given twice", "{key} 重复出现"),
    Words("keep one of them", "请保留其中一个"),
)
COMMA_IN_CALL = Kind(
    "S105",
    "comma-in-call",
    ERROR,
    Words("the comma in {text} ends the value inside {{ }} or [ ]", "在 {{ }} 或 [ ] 内, {text} 中的逗号会截断内容"),
    Words('write the formula in quotes: "{text}, …)"', '请给公式加引号: "{text}, …)"'),
)
COMMA_IN_NUMBER = Kind(
    "S226",
    "comma-in-number",
    ERROR,
    Words("the comma in {text} ends the value inside {{ }}", "在 {{ }} 内, {text} 中的逗号会截断内容"),
    Words("a number has a point and no commas: 1.5, 1200", "数字用小数点, 不用逗号: 1.5、1200"),
)
TOO_MUCH = Kind("S106", "too-much", ERROR, Words("the file is too large: {what}", "文件过大: {what}"))
TAG = Kind(
    "S107",
    "tag",
    ERROR,
    Words("the tag {tag} is not allowed; nothing in a scheme is run", "不允许使用标签 {tag}; 方案文件不执行任何代码"),
    Words("remove the tag", "请删除该标签"),
)
WRONG_FORM = Kind(
    "S108",
    "wrong-form",
    ERROR,
    Words("{wanted} is needed here, and this is {found}", "此处应为{wanted}, 而这是{found}"),
)
UNKNOWN_KEY = Kind(
    "S109",
    "unknown-key",
    ERROR,
    Words("{key} is not a key of {where}", "{where} 中没有 {key} 这个键"),
    Words("the keys are {keys}", "可用的键: {keys}"),
)
MISSING_KEY = Kind(
    "S110", "missing-key", ERROR, Words("{where} needs the key {key}: {meaning}", "{where} 缺少 {key} ({meaning})")
)
BAD_TEXT = Kind("S111", "bad-text", ERROR, Words("this text cannot be used: {why}", "文字不可用: {why}"))
BAD_NAME = Kind(
    "S112",
    "bad-name",
    ERROR,
    Words("{name} cannot be a name: {why}", "{name} 不能作名称: {why}"),
    Words(
        "a name is one word; give the heading of the data with column: {name}",
        "名称须为一个词; 数据中的列名用 column: {name} 指明",
    ),
)
BAD_WHOLE = Kind(
    "S113",
    "bad-whole",
    ERROR,
    Words("{found} is not a whole number", "{found} 不是整数"),
    Words("a whole number looks like 2", "整数写作 2"),
)
BAD_DATE = Kind(
    "S114",
    "bad-date",
    ERROR,
    Words("{found} is not a day", "{found} 不是日期"),
    Words("a day looks like 2025-12-31", "日期写作 2025-12-31"),
)
BAD_CHOICE = Kind("S115", "bad-choice", ERROR, Words("{found} is not one of {options}", "{found} 不是 {options} 之一"))
NEWER = Kind(
    "S116",
    "newer",
    ERROR,
    Words(
        "the scheme is written in version {found} of the language; this evalkit knows {known}",
        "方案使用语言版本 {found}, 当前 evalkit 支持 {known}",
    ),
    Words("upgrade evalkit, or write evalkit: {known}", "请升级 evalkit, 或写 evalkit: {known}"),
)
EMPTY = Kind("S117", "empty", ERROR, Words("{what} is empty", "{what} 为空"))
NESTED = Kind(
    "S118",
    "nested",
    ERROR,
    Words("among the keys of {above} stand criteria: {names}", "{above} 的键中夹有考核项: {names}"),
    Words(
        "write criteria: below {above}, and the criteria that belong to it below that",
        "请在 {above} 下写 criteria:, 再把这些子项写在 criteria: 之下",
    ),
)
