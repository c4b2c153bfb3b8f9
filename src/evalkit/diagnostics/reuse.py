"""The catalogue, part S5: what can be wrong where a scheme rests on other files."""

from evalkit.diagnostics.diagnostic import Kind, Severity
from evalkit.diagnostics.message import Words

ERROR = Severity.ERROR

BAD_FILE = Kind("S501", "bad-file", ERROR, Words("{file} cannot be used: {why}", "不能使用 {file}: {why}"))
FILE_CIRCLE = Kind(
    "S502",
    "file-circle",
    ERROR,
    Words("these files need each other: {path}", "文件循环引用: {path}"),
    Words("break the circle at one of these places", "请在其中一处断开"),
)
NOT_THERE = Kind(
    "S503",
    "not-there",
    ERROR,
    Words("there is no {name} to take out", "没有可删除的 {name}"),
    Words("none takes out what a base or a shared file has", "none 用于删除基础方案或共用文件中已有的内容"),
)
SHARED_TWICE = Kind(
    "S504",
    "shared-twice",
    ERROR,
    Words("two shared files have {name}", "两个共用文件都有 {name}"),
    Words("say it in the scheme itself, or take it out of one of them", "请在方案中自行写明, 或从其中一个文件中删除"),
)
BAD_TAKE = Kind("S505", "bad-take", ERROR, Words("{found} cannot be taken: {why}", "不能取 {found}: {why}"))
TAKE_TYPE = Kind(
    "S506",
    "take-type",
    ERROR,
    Words("{taken} of a scheme does not fit an input of type {type}", "方案的 {taken} 与填报项类型 {type} 不符"),
    Words("write type: {types}", "请写 type: {types}"),
)
TAKEN_KEY = Kind(
    "S507",
    "taken-key",
    ERROR,
    Words(
        "{key} says how cells are read, and {name} is taken from another scheme",
        "{key} 用于说明如何读取数据, 而 {name} 取自另一方案",
    ),
    Words("remove it", "请删除"),
)
