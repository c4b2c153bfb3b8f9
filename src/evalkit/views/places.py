"""The rank of one unit in each scope, and who is next ahead and behind."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from evalkit.diagnostics import Message, Words
from evalkit.diagnostics.message import Fixed
from evalkit.result import NOT_RANKED, Result, State
from evalkit.table import Cell, Marked, Tone
from evalkit.views.ranking import rank_heading

LAST = Words("a veto puts it last", "被否决, 排在最后")
OF = Words("{rank} of {count}", "第{rank}名, 共{count}个")
NO_RANK = Words("not ranked", "未排名")
AHEAD, BEHIND = Words("next ahead: {unit}", "前一名: {unit}"), Words("next behind: {unit}", "后一名: {unit}")
BY = {
    1: Words("{neighbour}, {points} more", "{neighbour}, 高{points}分"),
    0: Words("{neighbour}, the same total", "{neighbour}, 同分"),
    -1: Words("{neighbour}, {points} less", "{neighbour}, 低{points}分"),
}
EQUAL = Words("shared with {units}", "与{units}并列")


def rows(result: Result, row: int) -> Iterator[list[Cell]]:
    """A row for each scope."""
    for scope, ranks in result.ranks.items():
        rank = int(ranks[row])
        if rank == NOT_RANKED:
            yield [rank_heading(result, scope), Marked(NO_RANK(), Tone.WARNING), None]
            continue
        yield [
            rank_heading(result, scope),
            OF(rank=rank, count=int(result.ranked_in[scope][row])),
            (*_why(result, row), *_neighbours(result, row, scope)),
        ]


def _why(result: Result, row: int) -> Iterator[Message]:
    """That a veto, and no score, has put the unit where it is."""
    ranking = result.plan.scheme.ranking
    if ranking is not None and ranking.vetoed == "last" and any(v.state(row) is State.FIRED for v in result.vetoes):
        yield LAST()


def _neighbours(result: Result, row: int, scope: str) -> Iterator[Message]:
    ranks = result.ranks[scope]
    column = result.units.scope(result.plan.scopes[scope])
    inside = np.ones(len(result), dtype=bool) if column is None else column.values == column.values[row]
    names, total = result.units.names, result.total
    equal = np.flatnonzero(inside & (ranks == ranks[row]))
    if len(equal) > 1:
        yield EQUAL(units=tuple(names[other] for other in equal[:6] if other != row))
    above, below = ranks[inside & (ranks < ranks[row]) & (ranks > 0)], ranks[inside & (ranks > ranks[row])]
    for words, found in ((AHEAD, above.max(initial=0)), (BEHIND, below.min(initial=np.iinfo(np.int32).max))):
        others = np.flatnonzero(inside & (ranks == found) & (ranks > 0))
        if len(others):
            other = int(others[0])
            neighbour = words(unit=names[other])
            mine, theirs = total[row], total[other]
            if mine is None or theirs is None:
                yield neighbour
                continue
            more = (theirs > mine) - (theirs < mine)
            yield BY[more](neighbour=neighbour, points=Fixed(abs(theirs - mine), result.plan.decimals))
