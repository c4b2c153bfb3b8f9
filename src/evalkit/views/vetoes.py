"""The vetoes: for each unit those that fired and those that cannot be decided, with clause and consequence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from evalkit.account import Reader
from evalkit.diagnostics import Message, Words, literally
from evalkit.expression.nodes import Node
from evalkit.expression.values import Unknown
from evalkit.plan.look import own
from evalkit.plan.model import VetoPlan
from evalkit.reasons import reason
from evalkit.result import Result, State
from evalkit.scheme import Effect
from evalkit.table import Cell, Column, Marked, Table, Tone
from evalkit.views import decisions, ranking
from evalkit.views.records import Behind

TITLE = Words("Vetoes", "一票否决")
VETO, STATE, CONDITION = Words("veto", "否决项"), Words("state", "状态"), Words("condition", "条件")
EFFECT, BASIS = Words("consequence", "后果"), Words("basis", "依据")
DECIDED = Words("decided", "认定")
STATES = {
    State.FIRED: (Words("fired", "已触发"), Tone.BAD),
    State.UNDETERMINED: (Words("undetermined", "待定"), Tone.WARNING),
    State.PASSED: (Words("not fired", "未触发"), Tone.PLAIN),
}
BECAUSE = Words("{condition} ({reason})", "{condition} ({reason})")
ZERO = Words("{criteria} earn nothing", "{criteria} 记零分")
DEDUCT = Words("{points} {points:point|points} off the total", "总分扣{points}分")
CAP = Words("total at most {points}", "总分最高{points}分")
SCORE = Words("total is {points}", "总分定为{points}分")
UNSCORED = Words("not scored and not ranked", "停止计分, 不参加排名")
LOWER = Words("grade {steps} lower", "等次降{steps}级")
CAP_GRADE = Words("grade at best {grade}", "等次最高为{grade}")
IS_GRADE = Words("grade is {grade}", "等次定为{grade}")
BAR = Words("barred from {titles}", "取消{titles}资格")
STATUS = Words("listed: {name}", "列入{name}")
STATUS_MONTHS = Words("listed: {name}, {months} {months:month|months}", "列入{name}{months}个月")


def tables(result: Result, rows: Sequence[int]) -> list[Table]:
    """What fired or is open, one row for each veto of a unit; no table where there is nothing to tell."""
    found: list[list[Cell]] = []
    decides = any(veto.decided is not None for veto in result.plan.scheme.vetoes.values())
    for row in rows:
        for plan, judgement in zip(result.plan.vetoes, result.vetoes, strict=True):
            state = judgement.state(row)
            if state is not State.PASSED:
                words, tone = STATES[state]
                conditions = told(result, row, plan)
                decision = decisions.told(result, row, plan.veto.decided) if state is State.FIRED else ()
                found.append(
                    [
                        result.units.names[row],
                        Marked(plan.veto.name, tone),
                        Marked(words(), tone),
                        conditions,
                        *([decision] if decides else []),
                        effects(plan.veto.effect),
                        plan.veto.basis,
                    ]
                )
    columns = (
        Column("unit", ranking.UNIT()), Column("veto", VETO()), Column("state", STATE()),
        Column("condition", CONDITION()), *([Column("decided", DECIDED())] if decides else []),
        Column("effect", EFFECT()), Column("basis", BASIS()),
    )  # fmt: skip
    return [Table("vetoes", TITLE(), columns, found)] if found else []


def told(result: Result, row: int, plan: VetoPlan, *, every: bool = False) -> tuple[Message, ...]:
    """The conditions of a veto that hold or are open, or every one; the open ones with the reason."""
    reader = Reader(result, row)
    values = reader.compute(plan.conditions)
    found = []
    for node, expression in zip(plan.conditions, plan.veto.when, strict=True):
        value = values[node]
        text = literally(" ".join(expression.text.split()))
        if isinstance(value, Unknown):
            found.append(BECAUSE(condition=text, reason=reason(value)))
        elif value or every:
            found.append(text)
        if value is True:
            found += _because_of(node, reader)
    return tuple(found)


def _because_of(condition: Node, reader: Reader) -> Iterator[Message]:
    """The records that a condition holds because of."""
    looks = reader.result.plan.looks
    for node in own([condition], looks):
        if node in looks and looks[node].is_of_records:
            yield from Behind(reader, looks[node]).told()


def effects(effect: Effect) -> tuple[Message, ...]:
    """What a veto does, in words."""
    found: list[Message] = []
    if effect.zero:
        found.append(ZERO(criteria=effect.zero))
    for words, expression in ((DEDUCT, effect.deduct), (CAP, effect.cap_score), (SCORE, effect.score)):
        if expression is not None:
            found.append(words(points=expression.text))
    if effect.unscored:
        found.append(UNSCORED())
    if effect.lower_grade is not None:
        found.append(LOWER(steps=effect.lower_grade))
    if effect.cap_grade is not None:
        found.append(CAP_GRADE(grade=effect.cap_grade))
    if effect.grade is not None:
        found.append(IS_GRADE(grade=effect.grade))
    if effect.bar:
        found.append(BAR(titles=effect.bar))
    found += [
        STATUS(name=status.name) if status.months is None else STATUS_MONTHS(name=status.name, months=status.months)
        for status in effect.status
    ]
    return tuple(found)
