"""R101 to R199: what keeps a finished result from being written."""

from __future__ import annotations

from evalkit.diagnostics.diagnostic import Kind, Severity
from evalkit.diagnostics.message import Words

OUTPUT_EXISTS = Kind(
    "R101",
    "output-exists",
    Severity.ERROR,
    Words("this file exists", "文件已存在"),
    hint=Words("use --force to replace it, or choose another -o", "用 --force 覆盖，或用 -o 另选文件名"),
)

OUTPUT_IS_INPUT = Kind(
    "R102",
    "output-is-input",
    Severity.ERROR,
    Words("this file is read in the same run", "该文件同时是本次运行的输入"),
    hint=Words("choose another -o", "请用 -o 另选文件名"),
)

OUTPUT_NOT_A_FILE = Kind(
    "R103",
    "output-not-a-file",
    Severity.ERROR,
    Words("this is {what}, not a file", "这是{what}，不是普通文件"),
    hint=Words("give -o the name of a file", "请为 -o 指定文件名"),
)

A_DIRECTORY = Words("a directory", "文件夹")
A_DEVICE = Words("a device or a pipe", "设备或管道")

OUTPUT_NO_DIRECTORY = Kind(
    "R104",
    "output-no-directory",
    Severity.ERROR,
    Words("the directory {directory} does not exist", "文件夹 {directory} 不存在"),
    hint=Words("create it first, or choose another -o", "请先建立该文件夹，或用 -o 另选位置"),
)

OUTPUT_TWICE = Kind(
    "R105",
    "output-twice",
    Severity.ERROR,
    Words("two outputs go to this file", "有两个输出写入同一文件"),
    hint=Words("give each -o a name of its own", "请为每个 -o 指定不同的文件名"),
)

OUTPUT_NOT_WRITTEN = Kind(
    "R106",
    "output-not-written",
    Severity.ERROR,
    Words("cannot write this file: {reason}", "无法写入文件：{reason}"),
    hint=Words("close it in Excel, or choose another -o", "请在 Excel 中关闭该文件，或用 -o 另选位置"),
)

NO_PERMISSION = Words("it is locked, or you may not write here", "文件被占用，或没有写入权限")
NO_SPACE = Words("the disk is full", "磁盘已满")
CHOOSE_ANOTHER = Words("choose another -o", "请用 -o 另选位置")

UNKNOWN_FORMAT = Kind(
    "R107",
    "unknown-format",
    Severity.ERROR,
    Words("{suffix} is not a format that can be written", "无法写出 {suffix} 格式"),
    hint=Words("choose one of {known}", "可选格式：{known}"),
)

SHEET_FULL = Kind(
    "R108",
    "sheet-full",
    Severity.ERROR,
    Words(
        "{title} has {rows} rows and {columns} columns; a sheet holds {most_rows} and {most_columns}",
        "{title}有 {rows} 行、{columns} 列，而一张工作表最多 {most_rows} 行、{most_columns} 列",
    ),
    hint=Words("write it as .csv or .json", "请改用 .csv 或 .json"),
)
