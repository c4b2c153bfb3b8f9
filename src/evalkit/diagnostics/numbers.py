"""The catalogue, part S22: numbers of a scheme that cannot be meant."""

from evalkit.diagnostics.diagnostic import Kind, Severity
from evalkit.diagnostics.message import Words

ERROR, WARNING = Severity.ERROR, Severity.WARNING

STEP_SIZE = Kind(
    "S220",
    "step-size",
    ERROR,
    Words("a step of {found} leads nowhere", "每档大小为 {found}, 无法分档"),
    Words("write how large a step is, such as per: 1%", "请写明每档大小, 如 per: 1%"),
)
NO_WEIGHT = Kind(
    "S221",
    "no-weight",
    ERROR,
    Words("all weights of {name} are 0", "{name} 的权重全为0"),
    Words("a mean needs a weight above 0", "求平均须有大于0的权重"),
)
FLOOR_ABOVE_CAP = Kind(
    "S222",
    "floor-above-cap",
    ERROR,
    Words(
        "{name} earns at least {floor} and at most {cap}: every score would be {cap}",
        "{name} 最低{floor}分而最高{cap}分: 得分将恒为{cap}",
    ),
    Words("put floor below cap", "floor 须不大于 cap"),
)
SAME_COUNT = Kind(
    "S245",
    "same-count",
    WARNING,
    Words("each: {found} counts the same for every unit", "each: {found} 对每个单位都计同样的次数"),
    Words("write what is counted, as in each: {meant}", "请写所计的数, 如 each: {meant}"),
)
