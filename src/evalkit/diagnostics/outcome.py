"""The catalogue, parts S41 and D21: vetoes that lift, decisions of people, and lists."""

from evalkit.diagnostics.diagnostic import Kind, Severity
from evalkit.diagnostics.message import Words

ERROR, WARNING = Severity.ERROR, Severity.WARNING

DECISION_BLANK = Kind(
    "D211", "decision-blank", ERROR,
    Words("{unit}: {what} has been decided, and {heading} is blank", "{unit}: 已作出认定 ({what}), 但未填写{heading}"),
    Words("a decision needs its reason and all else that the scheme asks for", "认定须写明理由及方案要求的其他内容"),
)  # fmt: skip
DECIDED_GRADE = Kind(
    "D212", "decided-grade", ERROR,
    Words("{unit}: the decided grade {found} is none of the grades", "{unit}: 审定等次 {found} 不在等次之内"),
    Words("the grades are {grades}", "等次有: {grades}"),
)  # fmt: skip
DECIDED_OVER_VETO = Kind(
    "D213", "decided-over-veto", WARNING,
    Words("{unit}: {grade} is decided, though vetoes leave {best} at best: {vetoes}",
          "{unit}: 审定为{grade}, 但因否决 ({vetoes}) 至多为{best}"),
)  # fmt: skip
TOO_MANY_ROWS = Kind(
    "D215", "too-many-rows", WARNING,
    Words("{units}: more than {wanted} rows of {records} count for {criterion}",
          "{units}: {criterion} 计入的 {records} 超过{wanted}条"),
    Words("look for rows that are there twice", "请核对是否有重复的行"),
)  # fmt: skip
ON_BOTH_LISTS = Kind(
    "D214", "on-both-lists", WARNING,
    Words("{units}: both on {first} and on {second}", "{units}: 同时列入{first}和{second}"),
    Words("where few are ranked, the first and the last are the same", "参加排名单位过少时, 前列与后列会重叠"),
)  # fmt: skip
FIXED_LIFTS = Kind(
    "S410",
    "fixed-lifts",
    WARNING,
    Words(
        "the veto {name} fixes the total at {score}, and so lifts a unit that has less",
        "否决项 {name} 将总分定为{score}, 总分更低的单位反而被抬高",
    ),
    Words("write cap_score: {score} instead, if less is to stay less", "如更低的总分应保留, 请改写 cap_score: {score}"),
)
LIST_FORM = Kind(
    "S411",
    "list-form",
    ERROR,
    Words("the list {name} does not say who is on it", "名单 {name} 没有写明列入哪些单位"),
    Words("write top or bottom, or when for all who fit", "请写 top 或 bottom 之一, 或只写 when"),
)
