"""The catalogue, parts D24 and D32: files that were made to do harm, or are damaged so that they would."""

from evalkit.diagnostics.diagnostic import Kind, Severity
from evalkit.diagnostics.message import Words

ERROR = Severity.ERROR
SAVE_AGAIN = Words("open it in Excel or WPS and save it as .xlsx", "请用 Excel 或 WPS 打开并另存为 .xlsx")

DTD = Kind(
    "D240", "dtd", ERROR,
    Words("DTD not allowed: the part {part} declares a document type, which no workbook does",
          "不允许 DTD: 部件 {part} 声明了文档类型, 正常的工作簿没有"),
    Words("this file was not written by Excel or WPS: ask who sent it", "该文件并非由 Excel 或 WPS 保存, 请核实来源"),
)  # fmt: skip
BOMB = Kind(
    "D241", "zip-bomb", ERROR, Words("this file would unpack without bounds: {why}", "该文件解压后过大: {why}"),
    Words("if it is honest, save it anew in Excel or WPS, or split it", "如属正常数据, 请重新保存或拆分"),
)  # fmt: skip
ILL_PACKED = Kind(
    "D242", "ill-packed", ERROR,
    Words("this file is damaged or was tampered with: {why}", "该文件已损坏或被改动: {why}"), SAVE_AGAIN,
)  # fmt: skip

ENDLESS = Kind(
    "D243", "endless-cell", ERROR,
    Words("this cell has {count} characters, more than the {limit} of any workbook: {text}",
          "此单元格有 {count} 个字符, 超过工作簿的上限 {limit}: {text}"),
    Words("look for a quote that is not closed, or shorten it", "请检查是否有未闭合的引号, 或缩短内容"),
)  # fmt: skip

ENDLESS_LINE = Kind(
    "D320", "endless-line", ERROR,
    Words("this line is longer than {limit} MB, and no row of a table is", "此行超过 {limit} MB, 不可能是表格的一行"),
    Words("look whether the line ends were lost when the file was written, and export it again",
          "请检查导出时是否丢失了换行符, 并重新导出"),
)  # fmt: skip
TOO_WIDE = Kind(
    "D321", "too-wide", ERROR,
    Words("this row has {count} cells, more than the {limit} columns of any sheet",
          "此行有 {count} 个单元格, 超过工作表的上限 {limit} 列"),
    Words("leave out the columns that nobody asks for", "请删去不需要的列"),
)  # fmt: skip
ENDLESS_BLANKS = Kind(
    "D322", "endless-blanks", ERROR,
    Words("more than {limit} rows from here on are blank, and no table goes on below them",
          "从此行起有超过 {limit} 个空行, 表格不可能在其下继续"),
    Words("delete the blank rows", "请删除空行"),
)  # fmt: skip

PARTS = Words("it has more than {limit} parts", "部件超过 {limit} 个")
WHOLE = Words("{size} MB in all, more than {limit} MB", "共 {size} MB, 超过 {limit} MB")
PART = Words("its part {part} has {size} MB, more than {limit} MB", "部件 {part} 有 {size} MB, 超过 {limit} MB")
RATIO = Words("its part {part} is {ratio} times as large as it is packed", "部件 {part} 解压后为压缩时的 {ratio} 倍")
TWICE = Words("two of its parts are called {part}", "有两个部件都叫 {part}")
OVERLAP = Words("its part {part} lies inside another", "部件 {part} 与其他部件重叠")
METHOD = Words("its part {part} is packed in an unusual way", "部件 {part} 的压缩方式异常")
SIZE = Words("its part {part} is not as large as it is said to be", "部件 {part} 的实际大小与声明不符")
ENCODING = Words("its part {part} is written in an unusual encoding", "部件 {part} 的编码异常")
NO_ROOT = Words("its part {part} begins with nothing but comments", "部件 {part} 的开头只有注释")
