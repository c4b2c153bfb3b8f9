"""What a reader of the ranking must not overlook: vetoes, missing values, results that are not final, lists."""

from __future__ import annotations

from collections.abc import Iterator

from evalkit.diagnostics import Message, Words
from evalkit.inputs import samples
from evalkit.result import NO_GRADE, Result, State
from evalkit.table import Cell, Marked, Tone
from evalkit.views import cells

VETOED = Words("vetoed: {name}", "否决: {name}")
OPEN = Words("veto open: {name}", "否决待定: {name}")
SMALL_SAMPLE = Words("small sample: {inputs}", "样本量不足: {inputs}")
MISSING = Words("{count} missing", "缺{count}项")
PROVISIONAL = Words("provisional {low}–{high}", "暂定 {low}–{high}")
UNBOUNDED = Words("provisional", "暂定")
BARRED = Words("barred: {title}", "取消资格: {title}")
LISTED = Words("listed: {name}", "列入: {name}")
LIST_OPEN = Words("list open: {name}", "名单待定: {name}")
NOT_SCORED = Words("not scored: {name}", "停止计分: {name}")
RESERVED = Words("holds a place for {grade} until that is settled", "为其保留{grade}名额, 待定后确定")
DECIDED = Words("decided: {grade}, computed {computed}", "审定为{grade}, 计算为{computed}")


def told(result: Result, row: int) -> Cell:
    """Vetoes that fired or are open, what is missing and what that leaves open, what was decided, and lists."""
    found: list[Message] = []
    tone = Tone.PLAIN
    for plan, judgement in zip(result.plan.vetoes, result.vetoes, strict=True):
        match judgement.state(row):
            case State.FIRED:
                effect = plan.veto.effect
                found.append((NOT_SCORED if effect.unscored else VETOED)(name=plan.veto.name))
                found.extend(BARRED(title=title) for title in effect.bar)
                found.extend(LISTED(name=status.name) for status in effect.status)
                tone = Tone.BAD
            case State.UNDETERMINED:
                found.append(OPEN(name=plan.veto.name))
                tone = Tone.BAD if tone is Tone.BAD else Tone.WARNING
    small = [
        input_.survey or name
        for name, input_ in result.plan.scheme.inputs.items()
        if samples.too_small(result.units, row, input_)
    ]
    if small:
        found.append(SMALL_SAMPLE(inputs=tuple(small)))
        tone = Tone.BAD if tone is Tone.BAD else Tone.WARNING
    if result.missing[row]:
        found.append(MISSING(count=int(result.missing[row])))
    if result.provisional[row]:
        low, high = result.low[row], result.high[row]
        decimals = result.plan.decimals
        if low is not None and high is not None and low != high:
            found.append(PROVISIONAL(low=cells.score(low, decimals) or "", high=cells.score(high, decimals) or ""))
        else:
            found.append(UNBOUNDED())
        tone = Tone.WARNING if tone is Tone.PLAIN else tone
    found += _of_the_grade(result, row)
    found += [listed for listed in _lists(result, row) if listed not in found]  # a veto may have said so
    return Marked(tuple(found), tone) if found else None


def _of_the_grade(result: Result, row: int) -> Iterator[Message]:
    """A place that is kept, and a grade that people have decided."""
    names, reserved = list(result.plan.scheme.grades), int(result.reserved[row])
    if reserved != NO_GRADE:
        yield RESERVED(grade=names[reserved])
    decided, computed = int(result.grades[row]), int(result.computed_grades[row])
    if decided != computed:
        yield DECIDED(grade=names[decided], computed=cells.NOTHING() if computed == NO_GRADE else names[computed])


def _lists(result: Result, row: int) -> Iterator[Message]:
    for found in result.listed:
        match found.state(row):
            case State.FIRED:
                yield LISTED(name=found.name)
            case State.UNDETERMINED:
                yield LIST_OPEN(name=found.name)
