"""The catalogue, part S: what can be wrong with a scheme file."""

from evalkit.diagnostics.diagnostic import Kind, Severity
from evalkit.diagnostics.message import Words

ERROR, WARNING, NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE

# S1: the file and its form.
NO_FILE = Kind(
    "S101", "no-file", ERROR, Words("the scheme {file} cannot be read: {why}", "无法读取方案文件 {file}: {why}")
)
NOT_YAML = Kind(
    "S102",
    "not-yaml",
    ERROR,
    Words("this is not YAML: {why}", "不是有效的 YAML: {why}"),
    Words("{advice}", "{advice}"),
)
NOT_UTF8 = Kind(
    "S103",
    "not-utf8",
    ERROR,
    Words("byte {offset} of the file is not UTF-8", "文件第{offset}字节不是 UTF-8 编码"),
    Words("save the scheme as UTF-8", "请将方案文件另存为 UTF-8"),
)
SAME_KEY = Kind(
    "S104",
    "same-key",
    ERROR,
    Words("{key} is given twice", "{key} 重复出现"),
    Words("keep one of them", "请保留其中一个"),
)
COMMA_IN_CALL = Kind(
    "S105",
    "comma-in-call",
    ERROR,
    Words("the comma in {text} ends the value inside {{ }} or [ ]", "在 {{ }} 或 [ ] 内, {text} 中的逗号会截断内容"),
    Words('write the formula in quotes: "{text}, …)"', '请给公式加引号: "{text}, …)"'),
)
TOO_MUCH = Kind("S106", "too-much", ERROR, Words("the file is too large: {what}", "文件过大: {what}"))
TAG = Kind(
    "S107",
    "tag",
    ERROR,
    Words("the tag {tag} is not allowed; nothing in a scheme is run", "不允许使用标签 {tag}; 方案文件不执行任何代码"),
    Words("remove the tag", "请删除该标签"),
)
WRONG_FORM = Kind(
    "S108",
    "wrong-form",
    ERROR,
    Words("{wanted} is needed here, and this is {found}", "此处应为{wanted}, 而这是{found}"),
)
UNKNOWN_KEY = Kind(
    "S109",
    "unknown-key",
    ERROR,
    Words("{key} is not a key of {where}", "{where} 中没有 {key} 这个键"),
    Words("the keys are {keys}", "可用的键: {keys}"),
)
MISSING_KEY = Kind(
    "S110", "missing-key", ERROR, Words("{where} needs the key {key}: {meaning}", "{where} 缺少 {key} ({meaning})")
)
BAD_TEXT = Kind("S111", "bad-text", ERROR, Words("this text cannot be used: {why}", "文字不可用: {why}"))
BAD_NAME = Kind(
    "S112",
    "bad-name",
    ERROR,
    Words("{name} cannot be a name: {why}", "{name} 不能作名称: {why}"),
    Words(
        "a name is one word; give the heading of the data with column: {name}",
        "名称须为一个词; 数据中的列名用 column: {name} 指明",
    ),
)
BAD_WHOLE = Kind(
    "S113",
    "bad-whole",
    ERROR,
    Words("{found} is not a whole number", "{found} 不是整数"),
    Words("a whole number looks like 2", "整数写作 2"),
)
BAD_DATE = Kind(
    "S114",
    "bad-date",
    ERROR,
    Words("{found} is not a day", "{found} 不是日期"),
    Words("a day looks like 2025-12-31", "日期写作 2025-12-31"),
)
BAD_CHOICE = Kind("S115", "bad-choice", ERROR, Words("{found} is not one of {options}", "{found} 不是 {options} 之一"))
NEWER = Kind(
    "S116",
    "newer",
    ERROR,
    Words(
        "the scheme is written in version {found} of the language; this evalkit knows {known}",
        "方案使用语言版本 {found}, 当前 evalkit 支持 {known}",
    ),
    Words("upgrade evalkit, or write evalkit: {known}", "请升级 evalkit, 或写 evalkit: {known}"),
)
EMPTY = Kind("S117", "empty", ERROR, Words("{what} is empty", "{what} 为空"))

# S2: the tree.
TWO_RULES = Kind(
    "S201",
    "two-rules",
    ERROR,
    Words("{name} has more than one rule: {rules}", "{name} 有多个评分标准: {rules}"),
    Words("keep one, or make several criteria of it", "请保留一个, 或拆成几个考核项"),
)
NO_VALUE = Kind(
    "S202",
    "no-value",
    ERROR,
    Words("{name} has no value: no input is called {name}", "{name} 没有指标值: 没有名为 {name} 的填报项"),
    Words("write value: …, or add an input {name}", "请写 value: …, 或增加填报项 {name}"),
)
POINTS_OFF = Kind(
    "S203",
    "points-off",
    WARNING,
    Words(
        "the criteria of {name} have {sum} {sum:point|points}, not {points}",
        "{name} 的各考核项合计{sum}分, 不是{points}分",
    ),
    Words("change the points, or write out_of: {sum} to scale them", "请调整分值, 或写 out_of: {sum} 折算"),
)
SAME_CRITERION = Kind(
    "S204",
    "same-criterion",
    ERROR,
    Words("two criteria are called {name}", "有两个考核项都叫 {name}"),
    Words("give one of them another name; its wording goes into title", "请改名, 官方表述写入 title"),
)
NO_POINTS = Kind(
    "S205",
    "no-points",
    ERROR,
    Words("{name} needs points: {why}", "{name} 需要分值: {why}"),
    Words("write points: …", "请写 points: …"),
)
GROUP_RULE = Kind(
    "S206", "group-rule", ERROR, Words("{key} cannot stand at {name}: {why}", "{name} 不能有 {key}: {why}")
)
NO_POLICY = Kind(
    "S207",
    "no-policy",
    WARNING,
    Words(
        "{name} may not apply, and nothing says what becomes of its points; the unit would stay provisional",
        "{name} 可能不适用, 但未说明其分值如何处理; 该单位结果将为暂定",
    ),
    Words("write not_applicable: rescale, full, zero, …", "请写 not_applicable: rescale、full、zero 等"),
)
WEIGHTS_OFF = Kind(
    "S208",
    "weights-off",
    WARNING,
    Words("the weights of {name} add up to {sum}, not 100%", "{name} 的权重合计{sum}, 不是100%"),
    Words("they are divided by their sum", "计算时按合计折算"),
)
UNUSED_INPUT = Kind(
    "S209",
    "unused-input",
    WARNING,
    Words("the input {name} is used nowhere", "填报项 {name} 没有被使用"),
    Words("remove it, or use it in a criterion", "请删除, 或在考核项中使用"),
)
DEDUCT_SHORT = Kind(
    "S210",
    "deduct-short",
    WARNING,
    Words(
        "{name} holds {points} {points:point|points}, but can lose only {most}",
        "{name} 分值{points}, 但最多只能扣{most}",
    ),
)
RULE_BODY = Kind("S211", "rule-body", ERROR, Words("{rule} is written wrong: {why}", "{rule} 写法有误: {why}"))
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

# S3: rules.
BANDS_ORDER = Kind(
    "S301",
    "bands-order",
    WARNING,
    Words(
        "a {worse} value earns more: {first} gives {first_score}, {second} gives {second_score}",
        "指标值{worse}反而得分更高: {first} 得 {first_score}, {second} 得 {second_score}",
    ),
)
SAME_BAND = Kind("S302", "same-band", ERROR, Words("{bound} is given twice", "{bound} 重复出现"))
BANDS_HOLE = Kind(
    "S303",
    "bands-hole",
    WARNING,
    Words("nothing is said for a value {where} {bound}; it earns 0", "未说明{where}{bound}时的得分, 按0分计"),
    Words("write else: 0, if that is meant", "如确为0分, 请写 else: 0"),
)
TERM_FORM = Kind(
    "S304",
    "term-form",
    ERROR,
    Words(
        "a line of an account has exactly one of the keys each, below, above and if",
        "每一扣分(加分)项须有且只有 each、below、above、if 之一",
    ),
)
TERM_POINTS = Kind(
    "S305", "term-points", ERROR, Words("this line does not say how many points", "此项没有写明分数 points")
)
LEVEL_MISSING = Kind(
    "S306",
    "level-missing",
    ERROR,
    Words("the rule says nothing for the level {label}", "评分标准未列出等级 {label}"),
)
LEVEL_UNKNOWN = Kind(
    "S307",
    "level-unknown",
    ERROR,
    Words("the input has no level {label}", "填报项没有等级 {label}"),
    Words("its levels are {levels}", "其等级为: {levels}"),
)
LINEAR_SHORT = Kind(
    "S308", "linear-short", ERROR, Words("a line needs two different values at least", "linear 至少需要两个不同的值")
)
LINEAR_FORM = Kind(
    "S309",
    "linear-form",
    ERROR,
    Words(
        "the values of a line are numbers of the scheme, and this is not: {text}",
        "linear 的指标值须为方案中的数字, 而 {text} 不是",
    ),
)
CLASS_UNKNOWN = Kind(
    "S310",
    "class-unknown",
    ERROR,
    Words("{label} is not one of the classes {classes}", "{label} 不在类别 {classes} 中"),
)

# S4: outcomes.
GRADE_UNKNOWN = Kind("S401", "grade-unknown", ERROR, Words("there is no grade {name}", "没有等次 {name}"))
GRADES_ORDER = Kind(
    "S402",
    "grades-order",
    WARNING,
    Words("{lower} stands below {upper} but asks for no less", "{lower} 排在 {upper} 之后, 但要求不低于它, 永远轮不到"),
)
GRADES_END = Kind(
    "S403",
    "grades-end",
    WARNING,
    Words("a total below {bound} gets no grade", "总分低于{bound}时没有等次"),
    Words("add a last grade without a bound, such as 不合格: {{}}", "请在最后加一个不设条件的等次, 如 不合格: {{}}"),
)
NEGATIVE = Kind(
    "S406",
    "negative",
    ERROR,
    Words(
        "{key} is {found}: less than {least} would turn its meaning round", "{key} 为 {found}: 小于{least}会改变含义"
    ),
    Words("write a number from {least} on", "请写不小于{least}的数"),
)
NO_EFFECT = Kind("S404", "no-effect", ERROR, Words("the veto {name} has no effect", "否决项 {name} 没有后果"))
QUOTA_SCOPE = Kind(
    "S405",
    "quota-scope",
    ERROR,
    Words("there is no scope {name}", "没有排名范围 {name}"),
    Words("the scopes are {scopes}", "可用范围: {scopes}"),
)
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
