"""The catalogue, part D19: what a result makes of the data: decisions of people, and lists."""

from evalkit.diagnostics.diagnostic import Kind, Severity
from evalkit.diagnostics.message import Words

ERROR, WARNING = Severity.ERROR, Severity.WARNING

DECISION_BLANK = Kind(
    "D190", "decision-blank", ERROR,
    Words("{unit}: {what} has been decided, and {heading} is blank", "{unit}: 已作出认定 ({what}), 但未填写{heading}"),
    Words("a decision needs its reason and all else that the scheme asks for", "认定须写明理由及方案要求的其他内容"),
)  # fmt: skip
DECIDED_GRADE = Kind(
    "D191", "decided-grade", ERROR,
    Words("{unit}: the decided grade {found} is none of the grades", "{unit}: 审定等次 {found} 不在等次之内"),
    Words("the grades are {grades}", "等次有: {grades}"),
)  # fmt: skip
DECIDED_OVER_VETO = Kind(
    "D192", "decided-over-veto", WARNING,
    Words("{unit}: {grade} is decided, though vetoes leave {best} at best: {vetoes}",
          "{unit}: 审定为{grade}, 但因否决 ({vetoes}) 至多为{best}"),
)  # fmt: skip
ON_BOTH_LISTS = Kind(
    "D193", "on-both-lists", WARNING,
    Words("{units}: both on {first} and on {second}", "{units}: 同时列入{first}和{second}"),
    Words("where few are ranked, the first and the last are the same", "参加排名单位过少时, 前列与后列会重叠"),
)  # fmt: skip
