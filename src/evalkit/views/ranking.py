"""The ranking: ranks in each scope, score, grade, what is lacking for the next grade, flags."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from functools import cached_property, partial
from itertools import pairwise

from evalkit.account import Reader
from evalkit.diagnostics import Message, Words, literally
from evalkit.evaluate import criterion_scores
from evalkit.expression import exact
from evalkit.expression.data import Array
from evalkit.gaps.ways import next_grade
from evalkit.plan.model import CriterionPlan
from evalkit.result import NO_GRADE, NOT_RANKED, Result, Scores
from evalkit.table import Cell, Column, Marked, Table, Tone
from evalkit.views import cells, flags

TITLE = Words("{title}: ranking", "{title}: 排名")
PERIOD = Words("{title} {period}: ranking", "{title} {period}: 排名")
RANK_IN = Words("rank: {scope}", "{scope}名次")
RANK = Words("rank", "名次")
ID, UNIT, CLASS = Words("id", "编码"), Words("unit", "单位"), Words("class", "类别")
SCORE, GRADE, NEXT, FLAGS = (
    Words("score", "得分"),
    Words("grade", "等次"),
    Words("to next grade", "距上一等次"),
    Words("flags", "提示"),
)
CHANGE = Words("before", "上期")
UP, DOWN, SAME = (
    Words("{before} ↑{moved}", "{before} ↑{moved}"),
    Words("{before} ↓{moved}", "{before} ↓{moved}"),
    Words("{before} =", "{before} ="),
)
OWN_SCORE = Words("{name}: own score", "{name}自评分")
BASE = Words("before bonus", "基本分")
TO_NEXT = Words("{points} to {grade}", "差{points}分到{grade}")
ENOUGH = Words("enough points", "分数已够")
WITHHELD = Words("withheld", "暂不评定")
NOT_SCORED = Words("not scored", "不予计分")
COMPUTED = Words("computed grade", "计算等次")
ALL_WORDS = {"all": Words("all", "全部"), "class": Words("class", "类内")}
FEW = 3
"""So many parts of the total stand beside it unasked."""
QUIET = ("base", "id")
"""Columns that are shown only where asked for; the id also where names are not unique."""


def tables(result: Result, rows: Sequence[int], *, columns: Sequence[str] | None = None) -> list[Table]:
    """The ranking of some units as one table; `columns` are the keys to show, or the usual ones."""
    makers = _columns(result, rows)
    usual = [key for key in makers if _is_usual(result, key)]
    chosen = [key for key in columns if key in makers] if columns else usual
    scheme = result.plan.scheme
    title = PERIOD(title=scheme.title, period=scheme.period) if scheme.period else TITLE(title=scheme.title)
    return [
        Table(
            "ranking",
            title,
            tuple(makers[key][0] for key in chosen),
            [[makers[key][1](row) for key in chosen] for row in rows],
        )
    ]


def keys(result: Result) -> list[str]:
    """The columns that can be asked for."""
    return list(_columns(result, ()))


def _is_usual(result: Result, key: str) -> bool:
    """Whether a column is shown unasked: the parts of the total only where they are few."""
    if key.startswith("score:"):
        return len(result.plan.top.children) <= FEW
    return not key.startswith("self:") and (key not in QUIET or (key == "id" and needs_id(result)))


def needs_id(result: Result) -> bool:
    """Whether names alone do not tell the units apart."""
    return len(set(result.units.names)) < len(result) or not result.plan.scheme.units.name


def _columns(result: Result, rows: Sequence[int]) -> dict[str, tuple[Column, Callable[[int], Cell]]]:
    """Key -> the column and what it holds in a row."""
    decimals = result.plan.decimals
    units = result.units
    found: dict[str, tuple[Column, Callable[[int], Cell]]] = {}
    for scope, ranks in result.ranks.items():
        key = f"rank:{scope}"
        found[key] = (Column(key, rank_heading(result, scope), numeric=True), _rank_of(ranks))
        if scope in result.plan.previous:
            found[f"change:{scope}"] = (Column(f"change:{scope}", CHANGE()), partial(_change, result, scope))
    found["id"] = (Column("id", ID()), lambda row: units.ids[row])
    if result.plan.scheme.units.name:
        found["unit"] = (Column("unit", UNIT()), lambda row: units.names[row])
    if units.classes:
        classes = units.classes
        found["class"] = (
            Column("class", CLASS(), section=_stand_together([classes[row] for row in rows])),
            lambda row: classes[row],
        )
    if units.parents and "parent" in result.plan.scopes.values():
        parents = units.parents
        heading = literally(result.plan.scheme.units.parent or "parent")
        found["parent"] = (Column("parent", heading, spare=True), lambda row: parents[row])
    parts = _Parts(result, rows)
    for name in parts.names:
        found[f"score:{name}"] = (
            Column(f"score:{name}", literally(name), numeric=True, spare=True),
            partial(parts.score, name),
        )
    for name, plan in result.plan.criteria.items():
        if plan.account(None).own_score is not None:
            heading = OWN_SCORE(name=plan.criterion.called)
            found[f"self:{name}"] = (
                Column(f"self:{name}", heading, numeric=True, spare=True),
                partial(_own_score, result, plan),
            )
    if result.plan.bonus is not None:
        found["base"] = (
            Column("base", BASE(), numeric=True, spare=True),
            lambda row: cells.score(result.base[row], decimals),
        )
    found["score"] = (Column("score", SCORE(), numeric=True), lambda row: cells.score(result.total[row], decimals))
    if result.plan.grades:
        found["grade"] = (Column("grade", GRADE()), lambda row: grade(result, row))
        if result.plan.scheme.decided is not None:
            found["computed"] = (Column("computed", COMPUTED()), lambda row: computed_grade(result, row))
        found["next"] = (Column("next", NEXT(), numeric=True, spare=True), lambda row: _next(result, row))
    found["flags"] = (Column("flags", FLAGS()), lambda row: flags.told(result, row))
    return found


def _own_score(result: Result, plan: CriterionPlan, row: int) -> Cell:
    """What a unit gives itself."""
    reader = Reader(result, row)
    node = plan.account(reader.label(plan)).own_score
    value = None if node is None else exact.compute([node], reader)[node]
    return cells.score(value if isinstance(value, Fraction) else None, result.plan.decimals)


def _stand_together(labels: Sequence[str]) -> bool:
    """Whether there are several, and all rows of one stand together, so that it can be a heading above them."""
    changes = sum(one != other for one, other in pairwise(labels))
    return 1 < len(set(labels)) == changes + 1


class _Parts:
    """The scores of the first level of the tree for the units shown, computed when the first is asked for."""

    def __init__(self, result: Result, rows: Sequence[int]) -> None:
        self.result = result
        self.rows = {row: place for place, row in enumerate(rows)}
        self.names = [plan.criterion.name for plan in result.plan.top.children]

    @cached_property
    def scores(self) -> Mapping[str, Scores]:
        return criterion_scores(self.result, self.result.plan.top.children, list(self.rows))

    def score(self, name: str, row: int) -> Cell:
        return cells.score(self.scores[name][self.rows[row]], self.result.plan.decimals)


def _change(result: Result, scope: str, row: int) -> Cell:
    """The rank of the earlier period, and how far the unit has moved: up is better."""
    node = result.plan.previous[scope]
    before = exact.compute([node], Reader(result, row))[node]
    rank = int(result.ranks[scope][row])
    if not isinstance(before, Fraction) or rank == NOT_RANKED:
        return cells.NOTHING()
    moved = int(before) - rank
    words, tone = (UP, Tone.GOOD) if moved > 0 else (DOWN, Tone.BAD) if moved < 0 else (SAME, Tone.PLAIN)
    return Marked(words(before=int(before), moved=abs(moved)), tone)


def rank_heading(result: Result, scope: str) -> Message:
    """How the column of a scope's ranks is called."""
    if len(result.ranks) == 1:
        return RANK()
    return RANK_IN(scope=scope_name(result, scope))


def scope_name(result: Result, scope: str) -> Message:
    """A scope as the scheme calls it, or where the scheme has none of its own, by our word for it."""
    words = None if result.plan.scheme.scopes else ALL_WORDS.get(scope)
    return literally(scope) if words is None else words()


def _rank_of(ranks: Array) -> Callable[[int], Cell]:
    return lambda row: cells.NOTHING() if ranks[row] == NOT_RANKED else int(ranks[row])


def grade(result: Result, row: int) -> Cell:
    """The grade that comes out, or why there is none."""
    found, computed = int(result.grades[row]), int(result.computed_grades[row])
    return computed_grade(result, row) if found == computed else list(result.plan.scheme.grades)[found]


def computed_grade(result: Result, row: int) -> Cell:
    """The grade before anybody decided otherwise, or why there is none."""
    found = int(result.computed_grades[row])
    if found != NO_GRADE:
        name, lowered = list(result.plan.scheme.grades)[found], found > result.earned_grades[row] >= 0
        return Marked(name, Tone.BAD) if lowered else name
    if result.provisional[row]:
        return Marked(WITHHELD(), Tone.WARNING)
    return Marked(NOT_SCORED(), Tone.BAD) if result.unscored[row] else cells.NOTHING()


def _next(result: Result, row: int) -> Cell:
    following = next_grade(result, row)
    if following is None:
        return cells.NOTHING()
    plan, distance = following
    if not distance:
        return ENOUGH()
    return TO_NEXT(points=cells.score(distance, result.plan.decimals) or "", grade=plan.grade.name)
