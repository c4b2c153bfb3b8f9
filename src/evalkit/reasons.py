"""Why something is not known, in words."""

from __future__ import annotations

from evalkit.diagnostics import Message, Words
from evalkit.expression.values import Reason, Unknown

REASON_WORDS = {
    Reason.NOT_REPORTED: Words("not reported: {inputs}", "未报: {inputs}"),
    Reason.NOT_READABLE: Words("not readable: {inputs}", "无法识别: {inputs}"),
    Reason.NOT_APPLICABLE: Words("does not apply: {inputs}", "不适用: {inputs}"),
    Reason.PROVISIONAL: Words("still provisional: {inputs}", "结果尚未确定: {inputs}"),
    Reason.NO_ROWS: Words("no rows: {inputs}", "没有记录: {inputs}"),
    Reason.NO_CHILDREN: Words("no units below that count", "没有可计的下级单位"),
    Reason.NO_PARENT: Words("no unit above", "没有上级单位"),
    Reason.NO_PROPORTION: Words("a target below 0 has no proportion", "目标小于0, 无法按比例计算"),
    Reason.UNDEFINED: Words("undefined, as in a division by 0", "无定义(如除以0)"),
    Reason.NOT_DUE: Words("not due yet: {inputs}", "未到期: {inputs}"),
    Reason.NO_EARLIER: Words("no earlier period: {inputs}", "没有上期数据: {inputs}"),
}
BARE_REASON = {
    Reason.NOT_REPORTED: Words("not reported", "未报"),
    Reason.NOT_READABLE: Words("not readable", "无法识别"),
    Reason.NOT_APPLICABLE: Words("does not apply", "不适用"),
    Reason.PROVISIONAL: Words("still provisional", "结果尚未确定"),
    Reason.NO_ROWS: Words("no rows", "没有记录"),
    Reason.NO_CHILDREN: Words("no units below that count", "没有可计的下级单位"),
    Reason.NO_PARENT: Words("no unit above", "没有上级单位"),
    Reason.NO_PROPORTION: Words("no proportion", "无法按比例计算"),
    Reason.UNDEFINED: Words("undefined", "无定义"),
    Reason.NOT_DUE: Words("not due yet", "未到期"),
    Reason.NO_EARLIER: Words("no earlier period", "没有上期数据"),
}
"""Why an input is not known, where it stands beside its own name."""


def reason(unknown: Unknown) -> Message:
    """Why there is no value, and because of which inputs."""
    return REASON_WORDS[unknown.reason](inputs=unknown.inputs)


def bare_reason(unknown: Unknown) -> Message:
    """The same beside the name of the input itself."""
    return BARE_REASON[unknown.reason]()
