"""From the account to the result of one unit: total, vetoes, grade and ranks, each with its reason."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

import numpy as np

from evalkit.account import Reader
from evalkit.diagnostics import Message, Words, literally
from evalkit.diagnostics.message import Fixed
from evalkit.evaluate.effects import best_grades
from evalkit.expression import exact
from evalkit.expression.values import Unknown, Value
from evalkit.plan.model import GradePlan
from evalkit.reasons import reason
from evalkit.result import NO_GRADE, Result, State
from evalkit.table import Cell, Column, Marked, Table, Tone
from evalkit.views import cells, decisions, flags, lists, places, ranking, vetoes

RESULT = Words("Result", "结果")
WHAT, VALUE, WHY = Words("", ""), Words("result", "结果"), Words("why", "原因")
BASE, BONUS, BEFORE = Words("before bonus", "基本分"), Words("bonus", "加分"), Words("rounded total", "总分(取整后)")
TOTAL, RANGE = Words("total", "总分"), Words("possible", "可能范围")
ROUNDED = Words("rounded once, to {decimals} {decimals:decimal|decimals}", "只在此处取整, 保留{decimals}位小数")
AFTER = Words("after rewards and vetoes", "奖励、否决之后")
SCALED = Words("scaled up from the {points} {points:point that remains|points that remain}", "按剩余{points}分折算")
TOGETHER = Words("together", "合计")
BOUNDED = Words("within the floor and cap of the scheme", "按方案规定的最低分、最高分")
VETO, REWARD, GRADE = (
    Words("veto: {name}", "否决: {name}"),
    Words("reward: {name}", "奖励: {name}"),
    Words("grade", "等次"),
)
DECIDED = Words("decided grade", "审定等次")
BETWEEN = Words("{low} to {high}", "{low} 至 {high}")
FITS = Words("{grade}: all conditions hold", "{grade}: 条件全部满足")
FAILS = Words("not {grade}: {why}", "未达到{grade}: {why}")
BOUND = {
    "at_least": Words("total {total} is less than {bound}", "总分{total}低于{bound}"),
    "above": Words("total {total} is not above {bound}", "总分{total}不高于{bound}"),
    "at_most": Words("total {total} is more than {bound}", "总分{total}高于{bound}"),
    "below": Words("total {total} is not below {bound}", "总分{total}不低于{bound}"),
}
NEEDS = Words("{name} {score} is less than {needed}", "{name}{score}分低于{needed}分")
WHEN = Words("{condition} does not hold", "“{condition}”不满足")
UNKNOWN = Words("not known yet: {why}", "尚不确定: {why}")
QUOTA = Words("no place left of {count} in its scope", "所在范围名额({count}个)已满")
NO_PLACE = Words("its quota comes to no place in its scope", "所在范围按规定计算的名额为0")
NO_TOTAL = Words("the total is not known", "总分未定")
BARRED = Words("a veto bars it, and the place passes on", "被否决, 名额递补给下一名")
LOWERED = Words("lowered from {grade} by a veto", "因否决由{grade}降低")
RAISED = Words("raised from {grade} by a reward", "因奖励由{grade}提高")
WITHHELD = Words("withheld until everything is known", "数据齐全前暂不评定")


def tables(result: Result, row: int) -> list[Table]:
    """How the total, the grade and the ranks came about."""
    rows = [
        *_total(result, row), *_judged(result, row), *_grade(result, row), *places.rows(result, row),
        *lists.rows(result, row),
    ]  # fmt: skip
    columns = (Column("what", WHAT()), Column("result", VALUE(), numeric=True), Column("why", WHY()))
    return [Table("result", RESULT(), columns, rows)]


def _total(result: Result, row: int) -> Iterator[list[Cell]]:
    decimals = result.plan.decimals
    yield from _parts(result, row)
    before, total = result.before[row], result.total[row]
    if result.unscored[row]:
        yield [BEFORE(), cells.score(before, decimals), ROUNDED(decimals=decimals)]
        yield [TOTAL(), Marked(ranking.NOT_SCORED(), Tone.BAD), tuple(_stopping(result, row))]
    elif before != total:
        yield [BEFORE(), cells.score(before, decimals), ROUNDED(decimals=decimals)]
        yield [TOTAL(), cells.score(total, decimals), AFTER()]
    else:
        yield [TOTAL(), cells.score(total, decimals), ROUNDED(decimals=decimals)]
    low, high = result.low[row], result.high[row]
    if result.provisional[row] and low is not None and high is not None and low < high:
        yield [RANGE(), BETWEEN(low=Fixed(low, decimals), high=Fixed(high, decimals)), None]


def _stopping(result: Result, row: int) -> Iterator[Message]:
    """The vetoes that stop the scoring, with their clause."""
    for plan, judgement in zip(result.plan.vetoes, result.vetoes, strict=True):
        if plan.veto.effect.unscored and judgement.state(row) is State.FIRED:
            yield VETO(name=plan.name)
            if plan.veto.basis is not None:
                yield literally(plan.veto.basis)


def _parts(result: Result, row: int) -> Iterator[list[Cell]]:
    """What the total is made of before it is rounded, where that is more than the tree itself."""
    plan = result.plan
    base = plan.base.arguments[0]
    whole = plan.total.arguments[0]
    wanted = [base, whole, plan.top.score, *([plan.bonus.score] if plan.bonus is not None else [])]
    values = exact.compute(wanted, Reader(result, row))
    available = plan.top.available
    if available is not None and values[base] != values[plan.top.score]:
        points = exact.compute([available], Reader(result, row))[available]
        yield [BASE(), _exact(values[base]), SCALED(points=points if isinstance(points, Fraction) else "?")]
    elif plan.bonus is not None:
        yield [BASE(), _exact(values[base]), None]
    if plan.bonus is not None:
        added = values[plan.bonus.score]
        yield [BONUS(), _exact(added), None]
        before, after = values[base], values[whole]
        if isinstance(before, Fraction) and isinstance(added, Fraction) and before + added != after:
            yield [TOGETHER(), _exact(after), BOUNDED()]


def _exact(value: Value) -> Cell:
    return cells.shown(value) if isinstance(value, Fraction) else cells.NOTHING()


def _judged(result: Result, row: int) -> Iterator[list[Cell]]:
    """Every veto and reward: those that fired, with their consequence, and those that did not."""
    for plan, judgement in zip(result.plan.vetoes, result.vetoes, strict=True):
        state = judgement.state(row)
        words, tone = vetoes.STATES[state]
        why = vetoes.told(result, row, plan, every=state is State.PASSED)
        if state is State.FIRED:
            why = (*why, *decisions.told(result, row, plan.veto.decided))
        if state is not State.PASSED:
            why = (*why, *vetoes.effects(plan.veto.effect))
        yield [VETO(name=plan.veto.name), Marked(words(), tone), why]
    for reward, judgement in zip(result.plan.rewards, result.rewards, strict=True):
        words, _ = vetoes.STATES[judgement.state(row)]
        yield [REWARD(name=reward.reward.name), words(), reward.reward.basis]


def _grade(result: Result, row: int) -> Iterator[list[Cell]]:
    """Why this grade: what failed above it, what holds for it, what a veto made of it."""
    if not result.plan.grades:
        return
    names = list(result.plan.scheme.grades)
    earned, final = int(result.earned_grades[row]), int(result.computed_grades[row])
    barred = int(best_grades(result.plan, [veto.of(np.array([row])) for veto in result.vetoes], 1)[0])
    why: list[Message] = []
    for number, plan in enumerate(result.plan.grades if not result.unscored[row] else ()):
        failed = tuple(_failed(result, row, plan)) if number != earned else ()
        limited = bool(plan.limits)
        if limited and not failed and number < barred and number != earned:
            why.append(FAILS(grade=plan.grade.name, why=BARRED()))
            continue
        if number == earned or not (failed or limited):
            why.append(FITS(grade=plan.grade.name))
            break
        why.append(FAILS(grade=plan.grade.name, why=failed or _no_place(result, row, number)))
    if earned >= 0 and final != earned:
        why.append((LOWERED if final > earned else RAISED)(grade=names[earned]))
    if final < 0 and result.provisional[row]:
        why.append(WITHHELD())
    if result.reserved[row] != NO_GRADE:
        why.append(flags.RESERVED(grade=names[result.reserved[row]]))
    yield [GRADE(), ranking.computed_grade(result, row), tuple(why)]
    if result.grades[row] != result.computed_grades[row]:
        yield [DECIDED(), result.grade(row), decisions.told(result, row, result.plan.scheme.decided)]


def _no_place(result: Result, row: int, number: int) -> Message:
    """Why a unit that fulfils all conditions of a grade with a quota does not have it."""
    places = result.places[number]
    count = 0 if places is None else int(places[row])
    return QUOTA(count=count) if count else NO_PLACE()


def _failed(result: Result, row: int, plan: GradePlan) -> Iterator[Message]:
    """What of a grade does not hold."""
    from evalkit.plan import BOUNDS

    nodes = [node for _, node in plan.bounds] + [node for _, score, needed in plan.needs for node in (score, needed)]
    values = Reader(result, row).compute([*nodes, plan.condition])
    total = result.total[row]
    for key, node in plan.bounds:
        bound = values[node]
        if total is not None and isinstance(bound, Fraction) and not HOLDS[BOUNDS[key]](total, bound):
            yield BOUND[key](total=Fixed(total, result.plan.decimals), bound=bound)
    for name, score, needed in plan.needs:
        found, least = values[score], values[needed]
        if isinstance(found, Fraction) and isinstance(least, Fraction) and found < least:
            yield NEEDS(name=name, score=found, needed=least)
    condition = values[plan.condition]
    if isinstance(condition, Unknown):
        yield UNKNOWN(why=NO_TOTAL() if total is None and plan.bounds else reason(condition))
    elif plan.grade.when is not None and condition is False and not nodes:
        yield WHEN(condition=plan.grade.when.text)


HOLDS = {
    ">=": lambda a, b: a >= b,
    ">": lambda a, b: a > b,
    "<=": lambda a, b: a <= b,
    "<": lambda a, b: a < b,
}
