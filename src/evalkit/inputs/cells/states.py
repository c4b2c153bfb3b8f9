"""Words that stand where a value should, and say why there is none."""

from __future__ import annotations

from evalkit.expression.values import Reason
from evalkit.inputs.cells.tidy import fold

DASHES = ("—", "——", "-", "--", "–", "...", "…", "……")
NOT_REPORTED = (*DASHES, "未报", "未报送", "未上报", "缺报", "缺", "缺失", "暂无", "待报")
NOT_APPLICABLE = ("不涉及", "不适用", "N/A", "n/a", "not applicable")
NOTHING = "无"
"""Of a flag it is a no, of a level maybe a label; elsewhere it may mean none or unknown, and is never taken for 0."""

STATES = {
    **{fold(word): Reason.NOT_REPORTED for word in ("", *NOT_REPORTED, "not reported", NOTHING)},
    **{fold(word): Reason.NOT_APPLICABLE for word in NOT_APPLICABLE},
}
"""Folded word -> why there is no value."""

YES = ("√", "✓", "✔", "☑", "是", "有", "yes", "y", "true", "t", "1")
NO = ("×", "✗", "✘", "☒", "否", "无", "没有", "no", "n", "false", "f", "0")
FLAGS = {**{fold(word): True for word in YES}, **{fold(word): False for word in NO}}
"""Folded word -> truth. The letter x is not here: on some forms it is a tick, on others a cross."""
