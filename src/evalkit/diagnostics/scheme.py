"""The catalogue, parts S2 (tree), S3 (rules) and S4 (outcomes): what can be wrong with what a scheme says."""

from evalkit.diagnostics.diagnostic import Kind, Severity
from evalkit.diagnostics.message import Words

ERROR, WARNING = Severity.ERROR, Severity.WARNING

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
DEDUCTS_NOTHING = Kind(
    "S223",
    "deducts-nothing",
    WARNING,
    Words(
        "{name} starts from 0 and does not go below it, so that it never deducts anything",
        "{name} 从0分开始且不低于0分, 扣分永远不起作用",
    ),
    Words("write floor: none, or the lowest score that it may reach", "请写 floor: none, 或写明最低可至几分"),
)
RULE_BODY = Kind("S211", "rule-body", ERROR, Words("{rule} is written wrong: {why}", "{rule} 写法有误: {why}"))

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
SCORE_CUT = Kind(
    "S312",
    "score-cut",
    WARNING,
    Words(
        "{name} holds {points} {points:point|points}, so nobody gets {score}",
        "{name} 分值{points}, {score} 无法得到",
    ),
    Words(
        "write cap: {score} or cap: none, if more than the points is meant",
        "如可超过分值, 请写 cap: {score} 或 cap: none",
    ),
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
NO_EFFECT = Kind("S404", "no-effect", ERROR, Words("the veto {name} has no effect", "否决项 {name} 没有后果"))
QUOTA_SCOPE = Kind(
    "S405",
    "quota-scope",
    ERROR,
    Words("there is no scope {name}", "没有排名范围 {name}"),
    Words("the scopes are {scopes}", "可用范围: {scopes}"),
)
GRADES_HOLE = Kind(
    "S407",
    "grades-hole",
    WARNING,
    Words(
        "a total of {total} is better than {lower} and not enough for {upper}: it gets neither",
        "总分{total}高于 {lower} 的上限, 又未达到 {upper}: 两者都不是",
    ),
    Words(
        "write only the lower bound of {lower}, or round the total: round: 0",
        "{lower} 只写下限即可, 或先将总分取整: round: 0",
    ),
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
