"""What brings each unit to the next grade with the fewest changes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from evalkit.diagnostics import Message, Words
from evalkit.diagnostics.message import Fixed
from evalkit.gaps import Gap
from evalkit.gaps.ways import NextGrade, way
from evalkit.result import Result
from evalkit.table import Cell, Column, Marked, Table, Tone
from evalkit.views import cells

UNIT = Words("unit", "单位")
WAY_TITLE = Words("Shortest way to the next grade", "达到上一等次的最短路径")
WAY = Words("way", "路径")
NEXT, LACKING = Words("next grade", "上一等次"), Words("lacking", "差距")
NO_WAY = Words("not within reach by points alone", "仅靠补分无法达到")
NO_LIFT = Words("no points lift it: veto {name}", "补分无效: 已被否决 ({name})")
STEP = Words("{name} +{points}", "{name} +{points}")
PLACES = Words(
    "Where places are limited, the ranks of the others decide as well.", "有名额限制的等次, 还须名次在名额之内。"
)


def _no_way(following: NextGrade) -> Message:
    return NO_WAY() if following.veto is None else NO_LIFT(name=following.veto)


def tables(result: Result, found: Mapping[int, Sequence[Gap]]) -> list[Table]:
    """What brings each unit to the next grade with the fewest changes; no table where nobody has a way to go."""
    found_ways = {row: following for row, gaps_ in found.items() if (following := way(result, row, gaps_)) is not None}
    columns = (
        Column("unit", UNIT()), Column("next", NEXT()),
        Column("lacking", LACKING(), numeric=True), Column("way", WAY()),
    )  # fmt: skip
    decimals = result.plan.decimals
    lines: list[list[Cell]] = []
    for row, following in found_ways.items():
        steps = tuple(STEP(name=gap.name, points=Fixed(gap.gain, max(decimals, 0))) for gap in following.steps)
        lacking = cells.score(following.distance or None, decimals)
        lines.append(
            [result.units.names[row], following.grade, lacking, steps or Marked(_no_way(following), Tone.FAINT)],
        )
    limited = any(following.limited for following in found_ways.values())
    return [Table("ways", WAY_TITLE(), columns, lines, (PLACES(),) if limited else ())] if found_ways else []
