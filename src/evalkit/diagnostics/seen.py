"""The catalogue, part D274: what only `evalkit inspect` looks for."""

from evalkit.diagnostics.diagnostic import Kind, Severity
from evalkit.diagnostics.message import Words

IDS_UNLIKE = Kind(
    "D274", "ids-unlike", Severity.WARNING,
    Words("{count} {count:code is|codes are} shorter than the others ({values}): leading zeros may be lost",
          "有 {count} 个编码比其他的短 ({values}): 可能丢失了前导零"),
    Words("format the column as text, and type them anew", "请将该列设为文本格式后重新填写"),
)  # fmt: skip
