"""The catalogue, parts D10 (files) and D12 (headings): what can be wrong with a file of data."""

from evalkit.diagnostics.diagnostic import Kind, Severity
from evalkit.diagnostics.message import Words

ERROR, WARNING, NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE

NOT_OPENED = Kind(
    "D101", "not-opened", ERROR, Words("this file cannot be opened: {reason}", "无法打开文件: {reason}"),
    Words("check the name, and close it in other programs", "请检查文件名, 并在其他程序中关闭该文件"),
)  # fmt: skip
UNKNOWN_SUFFIX = Kind(
    "D102", "unknown-suffix", ERROR, Words("{suffix} is not a kind of data that can be read", "无法读取 {suffix} 数据"),
    Words("save it as one of {known}", "请另存为以下格式之一: {known}"),
)  # fmt: skip
BAD_BYTE = Kind(
    "D103", "bad-byte", ERROR,
    Words("byte {offset} ({byte}) in row {row} is not {encoding} text",
          "第 {row} 行字节 {offset} ({byte}) 不是 {encoding} 文本"),
    Words("save the file as UTF-8, or name its encoding with --encoding", "请另存为 UTF-8, 或用 --encoding 指明编码"),
)  # fmt: skip
ENCODING_GUESSED = Kind(
    "D104", "encoding-guessed", WARNING,
    Words("encoding guessed: not UTF-8, read as {encoding}", "编码为推测: 不是 UTF-8, 按 {encoding} 读取"),
    Words("look at the names, and say --encoding {encoding} if they are right",
          "请核对名称, 如无误请指明 --encoding {encoding}"),
)  # fmt: skip
UNKNOWN_ENCODING = Kind(
    "D105", "unknown-encoding", ERROR, Words("there is no encoding {encoding}", "没有编码 {encoding}"),
    Words("try utf-8, gb18030 or utf-16", "可用 utf-8、gb18030 或 utf-16"),
)  # fmt: skip
BAD_CSV = Kind(
    "D106", "bad-csv", ERROR,
    Words("the row that begins here cannot be told apart: {why}", "从此处开始的一行无法解析: {why}"),
    Words("look for a quote that is not closed", "请检查是否有未闭合的引号"),
)  # fmt: skip
ROW_WIDTH = Kind(
    "D107", "row-width", ERROR,
    Words("this row has {found} {found:cell|cells}, and the heading has {wanted}",
          "此行有 {found} 个单元格, 而表头有 {wanted} 个"),
    Words("a cell that contains the separator stands in quotes", "含分隔符的单元格须加引号"),
)  # fmt: skip
MORE_ROWS = Kind(
    "D325", "more-rows", ERROR,
    Words("{count} rows above cannot be read, and the rest is not looked at",
          "上方有 {count} 行无法读取, 其余不再检查"),
    Words("look whether all rows have the separator and the quotes of the first", "请检查各行的分隔符和引号是否一致"),
)  # fmt: skip
NUL = Kind(
    "D108", "nul", ERROR, Words("there is a NUL character in row {row}", "第 {row} 行含有 NUL 字符"),
    Words("the file is damaged: export it again", "文件已损坏, 请重新导出"),
)  # fmt: skip
NOT_A_WORKBOOK = Kind(
    "D109", "not-a-workbook", ERROR, Words("this is not an Excel workbook (.xlsx)", "这不是 Excel 工作簿 (.xlsx)"),
    Words("open it in Excel or WPS and save it as .xlsx", "请用 Excel 或 WPS 打开并另存为 .xlsx"),
)  # fmt: skip
NO_SHEET = Kind(
    "D110", "no-sheet", ERROR, Words("there is no sheet {sheet}", "没有工作表 {sheet}"),
    Words("its sheets are {sheets}", "工作表有: {sheets}"),
)  # fmt: skip
SHEET_CHOSEN = Kind(
    "D111", "sheet-chosen", NOTE,
    Words("read: {sheets}; not read: {rest}; --sheet names one",
          "已读取工作表 {sheets}, 未读取 {rest}; 可用 --sheet 指定"),
)  # fmt: skip
SHEETS_HIDDEN = Kind(
    "D340", "sheets-hidden", NOTE,
    Words("read: {sheets}; hidden and not read: {rest}; --sheet names one",
          "已读取工作表 {sheets}; {rest} 已隐藏, 未读取; 可用 --sheet 指定"),
)  # fmt: skip
NO_HEADING = Kind(
    "D112", "no-heading", ERROR, Words("there is no heading row: nothing is written here", "没有表头: 内容为空"),
    Words("write the headings above the rows of the units", "请在各单位数据上方填写表头"),
)  # fmt: skip
TITLES = Kind(
    "D113", "titles", NOTE,
    Words("{count} {count:row is|rows are} left out above the headings", "表头上方的 {count} 行未读取"),
)  # fmt: skip
SHEET_UNUSED = Kind(
    "D114", "sheet-unused", WARNING,
    Words("the sheet {sheet} is asked for, and no file here has sheets", "指定了工作表 {sheet}, 但所给文件均无工作表"),
    Words("leave the sheet out, or give the workbook", "请去掉工作表选项, 或给出工作簿"),
)  # fmt: skip
NO_UNITS = Kind(
    "D115", "no-units", ERROR,
    Words("no file is left for the units: all are called like records ({files})",
          "没有单位数据文件: 所给文件均为明细表 ({files})"),
    Words("give the file with a row for every unit too", "请同时给出每个单位一行的数据文件"),
)  # fmt: skip
ENCODING_USED = Kind("D116", "encoding-used", NOTE, Words("read as {encoding}", "按 {encoding} 读取"))
TWO_ENCODINGS = Kind(
    "D117", "two-encodings", ERROR,
    Words("row {row} is UTF-8 text (from byte {offset}), and other rows are GB18030",
          "第 {row} 行 (自字节 {offset}) 是 UTF-8 文本, 其他行是 GB18030"),
    Words("the file was put together from two: save each as UTF-8 first", "该文件由两种编码拼成, 请先分别另存为 UTF-8"),
)  # fmt: skip
WIDE_SEPARATOR = Kind(
    "D118", "wide-separator", ERROR,
    Words("the cells of this row are separated by ，, which is a letter like others",
          "此行以全角逗号 ， 分隔, 无法识别"),
    Words("replace ， with ,", "请将 ， 替换为 ,"),
)  # fmt: skip
WRONG_SUFFIX = Kind(
    "D119", "wrong-suffix", ERROR,
    Words("this is {what}, whatever its name says", "文件名与内容不符: 这是{what}"),
    Words("save it as .xlsx or .csv in the program that it is from", "请在原程序中另存为 .xlsx 或 .csv"),
)  # fmt: skip
PROTECTED = Kind(
    "D120", "protected", ERROR,
    Words("this workbook is protected by a password", "此工作簿设有打开密码"),
    Words("open it, take the password away and save it", "请打开该文件, 取消密码后保存"),
)  # fmt: skip
LOCK_FILE = Kind(
    "D125", "lock-file", ERROR,
    Words("this is no data: it stands beside a workbook while that is open", "这不是数据: 它是工作簿打开时的锁定文件"),
    Words("give {name}", "请给出 {name}"),
)  # fmt: skip
HIDDEN = Kind(
    "D126", "hidden", NOTE,
    Words("what is hidden is read too: {rows} {rows:row|rows}, {columns} {columns:column|columns}",
          "隐藏的内容也已读取: {rows} 行, {columns} 列"),
)  # fmt: skip
FAR_CELL = Kind(
    "D250", "far-cell", ERROR,
    Words("{cell} is filled, and more than {limit} blank rows or columns lie between it and the table",
          "{cell} 有内容, 与表格之间隔着超过 {limit} 个空行或空列"),
    Words("delete the rows below the table and the columns to the right of it, and save the workbook",
          "请删除表格下方的行与右侧的列, 再保存工作簿"),
)  # fmt: skip
OUTSIDE = Kind(
    "D251", "outside-sheet", ERROR,
    Words("the file has a cell {cell}, and the last that a sheet can have is XFD1048576",
          "文件中有单元格 {cell}, 而工作表的最后一个单元格是 XFD1048576"),
    Words("delete the rows below the table and the columns to the right of it, and save it in Excel or WPS",
          "请删除表格下方的行与右侧的列, 并用 Excel 或 WPS 保存"),
)  # fmt: skip
OUT_OF_ORDER = Kind(
    "D252", "cells-out-of-order", ERROR,
    Words("the file gives {cell} twice, or a row behind one that stands below it",
          "文件中 {cell} 出现两次, 或其所在行排在下方的行之后"),
    Words("open it in Excel or WPS, look at this place, and save it as .xlsx",
          "请用 Excel 或 WPS 打开, 核对此处, 并另存为 .xlsx"),
)  # fmt: skip
FILLED_MERGED = Kind(
    "D127", "filled-merged", NOTE,
    Words("{count} merged {count:area is|areas are} filled, as asked", "已按要求填充 {count} 处合并单元格"),
)  # fmt: skip

CHANGED = Kind(
    "D275", "file-changed", ERROR, Words("this file changed while it was read", "文件在读取过程中发生了变化"),
    Words("wait until it is written, and run again", "请待文件写完后重新运行"),
)  # fmt: skip
NOT_IN_CHUNKS = Kind(
    "D276", "not-in-chunks", ERROR, Words("this cannot be read in chunks: {why}", "无法分块读取: {why}"),
    Words("read it as a whole", "请整体读取"),
)  # fmt: skip

NO_COLUMN = Kind(
    "D121", "no-column", ERROR, Words("there is no column for {what}: {headings}", "缺少{what}所在列: {headings}"),
    Words("add the column", "请补充该列"),
)  # fmt: skip
HEADING_TWICE = Kind(
    "D122", "heading-twice", ERROR, Words("two columns can be meant by {heading}", "有两列都可作为 {heading}"),
    Words("rename or remove one of them", "请改名或删除其中一列"),
)  # fmt: skip
UNUSED_COLUMNS = Kind(
    "D123", "unused-columns", NOTE,
    Words("{count} {count:column is|columns are} not used: {headings}", "有 {count} 列未使用: {headings}"),
)  # fmt: skip
NO_COLUMN_ALLOWED = Kind(
    "D124", "column-left-out", WARNING,
    Words("there is no column for {what}: not reported for any unit", "缺少{what}所在列: 所有单位均视为未报"),
)  # fmt: skip

SEVERAL_TABLES = Words("it has several tables", "含有多个数据表")
HAS_RECORDS = Words("the scheme has records", "方案含有明细")
TAKES_RESULTS = Words("the scheme takes results of other schemes", "方案引用了其他方案的结果")
HAS_SOURCES = Words("the scheme names its sources", "方案指定了数据来源")
HAS_PERIODS = Words("a column says of which period each row is", "有一列写明各行所属的考核期")
RENAME = Words("rename it so that it ends in {suffix}", "请将文件名后缀改为 {suffix}")
A_WORKBOOK = Words("an Excel workbook (.xlsx)", "Excel 工作簿 (.xlsx)")
AN_OLD_WORKBOOK = Words("a workbook of old Excel (.xls)", "旧版 Excel 工作簿 (.xls)")
A_BINARY_WORKBOOK = Words("a binary Excel workbook (.xlsb)", "Excel 二进制工作簿 (.xlsb)")
AN_OPEN_WORKBOOK = Words("an OpenDocument workbook (.ods)", "OpenDocument 工作簿 (.ods)")
A_DOCUMENT = Words("a Word document", "Word 文档")
AN_OFFICE_FILE = Words("an old Office file", "旧版 Office 文件")
AN_ARCHIVE = Words("an archive", "压缩文件")
AN_IMAGE = Words("an image", "图片")
A_PDF = Words("a PDF", "PDF 文件")
A_WEB_PAGE = Words("a web page (HTML)", "网页 (HTML)")
AN_XML_FILE = Words("XML", "XML 文件")
PLAIN_TEXT = Words("plain text, such as CSV", "纯文本, 如 CSV")
NAME_ENCODING = Words("it may be UTF-16 text without its mark: try --encoding {encoding}",
                      "可能是不带标记的 UTF-16 文本: 请试 --encoding {encoding}")  # fmt: skip
WRITE_COMMAS = Words("replace ， with ,", "请将 ， 替换为 ,")
NEAR_HEADINGS = Words("did you mean the heading {names}?", "是否为表头 {names}?")
NO_SUCH_FILE = Words("there is no such file", "文件不存在")
A_FOLDER = Words("it is a folder", "它是文件夹")
A_DEVICE = Words("it is a device", "它是设备")
NO_PERMISSION = Words("you may not read it", "没有读取权限")
THE_ID = Words("the code that tells units apart", "单位编码")
