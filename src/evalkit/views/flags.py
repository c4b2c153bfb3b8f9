"""What a reader of the ranking must not overlook: vetoes, missing values, results that are not final."""

from __future__ import annotations

from evalkit.diagnostics import Message, Words
from evalkit.result import Result, State
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


def told(result: Result, row: int) -> Cell:
    """Vetoes that fired or are open, what is missing, and what that leaves open."""
    found: list[Message] = []
    tone = Tone.PLAIN
    for plan, judgement in zip(result.plan.vetoes, result.vetoes, strict=True):
        match judgement.state(row):
            case State.FIRED:
                effect = plan.veto.effect
                found.append(VETOED(name=plan.veto.name))
                found.extend(BARRED(title=title) for title in effect.bar)
                found.extend(LISTED(name=status.name) for status in effect.status)
                tone = Tone.BAD
            case State.UNDETERMINED:
                found.append(OPEN(name=plan.veto.name))
                tone = Tone.BAD if tone is Tone.BAD else Tone.WARNING
    small = [
        input_.survey or name
        for name, input_ in result.plan.scheme.inputs.items()
        if result.units.too_small(row, input_)
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
    return Marked(tuple(found), tone) if found else None
