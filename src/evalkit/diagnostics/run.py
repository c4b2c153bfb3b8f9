"""The catalogue, part R: the run. R1 what keeps a result from being written, R2 how it was asked for and ended."""

from evalkit.diagnostics.diagnostic import Kind, Severity
from evalkit.diagnostics.message import Words

ERROR, NOTE = Severity.ERROR, Severity.NOTE

OUTPUT_EXISTS = Kind(
    "R101", "output-exists", ERROR, Words("this file exists", "文件已存在"),
    Words("use --force to replace it, or choose another name", "用 --force 覆盖，或另选文件名"),
)  # fmt: skip
OUTPUT_IS_INPUT = Kind(
    "R102", "output-is-input", ERROR, Words("this file is read in the same run", "该文件同时是本次运行的输入"),
    Words("choose another -o", "请用 -o 另选文件名"),
)  # fmt: skip
OUTPUT_NOT_A_FILE = Kind(
    "R103", "output-not-a-file", ERROR, Words("this is {what}, not a file", "这是{what}，不是普通文件"),
    Words("give -o the name of a file", "请为 -o 指定文件名"),
)  # fmt: skip
OUTPUT_NO_DIRECTORY = Kind(
    "R104", "output-no-directory", ERROR,
    Words("the directory {directory} does not exist", "文件夹 {directory} 不存在"),
    Words("create it first, or choose another -o", "请先建立该文件夹，或用 -o 另选位置"),
)  # fmt: skip
OUTPUT_TWICE = Kind(
    "R105", "output-twice", ERROR, Words("two outputs go to this file", "有两个输出写入同一文件"),
    Words("give each -o a name of its own", "请为每个 -o 指定不同的文件名"),
)  # fmt: skip
OUTPUT_NOT_WRITTEN = Kind(
    "R106", "output-not-written", ERROR, Words("cannot write this file: {reason}", "无法写入文件：{reason}"),
    Words("close it in Excel, or choose another -o", "请在 Excel 中关闭该文件，或用 -o 另选位置"),
)  # fmt: skip
UNKNOWN_FORMAT = Kind(
    "R107", "unknown-format", ERROR,
    Words("{suffix} is not a format that can be written", "无法写出 {suffix} 格式"),
    Words("choose one of {known}", "可选格式：{known}"),
)  # fmt: skip
SHEET_FULL = Kind(
    "R108", "sheet-full", ERROR,
    Words("{title} has {rows} {rows:row|rows} and {columns} {columns:column|columns}; "
          "a sheet holds {most_rows} and {most_columns}",
          "{title}有 {rows} 行、{columns} 列，而一张工作表最多 {most_rows} 行、{most_columns} 列"),
    Words("write it as .csv or .json", "请改用 .csv 或 .json"),
)  # fmt: skip

NO_COMMAND = Kind(
    "R201", "no-command", ERROR, Words("there is no command {name}", "没有命令 {name}"),
    Words("the commands are {commands}", "可用命令：{commands}"),
)  # fmt: skip
NO_OPTION = Kind("R202", "no-option", ERROR, Words("there is no option {name}", "没有选项 {name}"))
MISSING_ARGUMENT = Kind("R203", "missing-argument", ERROR, Words("{name} is missing", "缺少 {name}"))
OPTION_VALUE = Kind(
    "R204", "option-value", ERROR,
    Words("{name} lacks its value, or has one and takes none", "{name} 缺少取值，或不应有取值"),
)  # fmt: skip
BAD_VALUE = Kind("R205", "bad-value", ERROR, Words("{name} cannot be used: {why}", "{name} 的取值无效：{why}"))
BAD_CHOICE = Kind(
    "R206", "bad-choice", ERROR, Words("{option} does not take {value}", "{option} 不能取 {value}"),
    Words("it takes {choices}", "可取：{choices}"),
)  # fmt: skip
TOO_MANY = Kind("R210", "too-many", ERROR, Words("{names}: more than is taken", "{names}：参数过多"))
USAGE = Kind("R207", "usage", ERROR, Words("this cannot be understood: {why}", "无法理解命令：{why}"))
NO_SCHEMES = Kind(
    "R208", "no-schemes", ERROR, Words("there is no scheme in this folder", "此文件夹中没有方案文件"),
    Words("a scheme is called *.yaml", "方案文件名为 *.yaml"),
)  # fmt: skip
NOT_TEXT = Kind(
    "R209", "not-text", ERROR, Words("{format} cannot be printed", "{format} 格式无法直接输出"),
    Words("write it to a file with -o", "请用 -o 写入文件"),
)  # fmt: skip

NO_OUTPUT = Kind(
    "R211", "no-output", ERROR, Words("cannot write to stdout: {reason}", "无法写入标准输出：{reason}")
)  # fmt: skip
NO_MEMORY = Kind(
    "R212", "no-memory", ERROR, Words("not enough memory", "内存不足"),
    Words("close other programs, or take fewer units at a time", "请关闭其他程序，或分批处理"),
)  # fmt: skip
NO_MEMORY_FOR_ROWS = Kind(
    "R213", "no-memory-for-rows", ERROR,
    Words("not enough memory for {rows} {rows:row|rows}", "内存不足，无法处理 {rows} 行"),
    Words("close other programs, or take fewer units at a time", "请关闭其他程序，或分批处理"),
)  # fmt: skip
OUR_BUG = Kind(
    "R214", "our-bug", ERROR,
    Words("evalkit has failed, and that is a bug of ours: {what}", "evalkit 出错，这是程序自身的缺陷：{what}"),
    Words("please report it with what you typed; EVALKIT_DEBUG=1 shows where it happened",
          "请连同所用命令一并反馈；设置 EVALKIT_DEBUG=1 可显示出错位置"),
)  # fmt: skip

FAILED_ON = Kind(
    "R221", "failed-on", ERROR,
    Words("--fail-on {what}: {count} found, {names}", "--fail-on {what}：共 {count} 处，{names}"),
)  # fmt: skip

CASE_DIFFERS = Kind(
    "R222", "case-differs", ERROR,
    Words("{case}: {what} is {found}, not {wanted}", "{case}：{what} 为 {found}，应为 {wanted}"),
)  # fmt: skip
CASE_FORM = Kind("R223", "case-form", ERROR, Words("this is no case: {why}", "用例写法有误：{why}"))
NO_CASES = Kind(
    "R224", "no-cases", ERROR, Words("it has no cases: {file} is not there", "没有用例：缺少 {file}"),
    Words("write the cases beside the scheme", "请将用例写在方案旁"),
)  # fmt: skip

NO_SHEET_NAME = Kind(
    "R271", "no-sheet-name", ERROR,
    Words("no sheet can be called like the records {records}: its name is too long, or has a sign that none may have",
          "工作表不能以明细表 {records} 命名: 名称过长或含有不允许的字符"),
    Words("give them a source of at most 31 characters, without []:*?/\\",
          "请为其 source 指定31个字以内、不含 []:*?/\\ 的名称"),
)  # fmt: skip
NO_FOLDER = Kind(
    "R272", "no-folder", ERROR,
    Words("with --split-by, -o is a folder that exists, and this is none", "使用 --split-by 时, -o 应为已有文件夹"),
    Words("create the folder first", "请先建立该文件夹"),
)  # fmt: skip
A_WORKBOOK_EACH = Words("add --split-by owner to write a workbook for each owner there, or give -o the name of a file",
                        "加上 --split-by owner 可在其中为各责任部门分别生成文件, 或为 -o 指定文件名")  # fmt: skip
EMPTY_ROSTER = Kind(
    "R273", "empty-roster", ERROR, Words("this roster has no units", "名册中没有单位"),
    Words("give a file with a row for every unit", "请给出每个单位一行的文件"),
)  # fmt: skip

QUOTED = Kind(
    "R231", "quoted", NOTE,
    Words("{file}: texts that look like formulas are marked so that no spreadsheet runs them ({count})",
          "{file}：有 {count} 处文字形似公式，已加标记，电子表格不会执行"),
)  # fmt: skip
TIDIED_CELL = Kind(
    "R232", "tidied-cell", NOTE,
    Words("{unit}: {written} under {heading} was tidied", "{unit}：{heading}填写的 {written} 已整理"),
)  # fmt: skip
OUTPUT_NOT_PUT_BACK = Kind(
    "R251", "output-not-put-back", ERROR,
    Words("this file is new already, and cannot be put back", "该文件已是新内容，无法恢复"),
    Words("run again when the other one can be written", "请在另一文件可写入后重新运行"),
)  # fmt: skip
NO_UNIT = Kind("R301", "no-unit", ERROR, Words("there is no unit {name}", "没有单位 {name}"))
NO_CLASS = Kind(
    "R302", "no-class", ERROR, Words("there is no class {name}", "没有类别 {name}"),
    Words("the classes are {classes}", "类别有: {classes}"),
)  # fmt: skip
NO_SCOPE = Kind(
    "R303", "no-scope", ERROR, Words("there is no scope {name}", "没有排名范围 {name}"),
    Words("the scopes are {scopes}", "可用范围: {scopes}"),
)  # fmt: skip
NO_OWNER = Kind(
    "R304", "no-owner", ERROR, Words("nobody called {name} answers for anything", "没有责任部门 {name}"),
    Words("the owners are {owners}", "责任部门有: {owners}"),
)  # fmt: skip

A_DIRECTORY = Words("a directory", "文件夹")
A_DEVICE = Words("a device or a pipe", "设备或管道")
NO_PERMISSION = Words("it is locked, or you may not write here", "文件被占用，或没有写入权限")
NO_SPACE = Words("the disk is full", "磁盘已满")
NO_SUCH_SIZE = Words("files may not be so large here", "超过此处允许的文件大小")
CHOOSE_ANOTHER = Words("choose another -o", "请用 -o 另选位置")
