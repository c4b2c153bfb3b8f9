"""The lines that lead the eye through a tree."""

from __future__ import annotations

from collections.abc import Sequence

STEP = 3
"""The width of one level."""


def guides(depths: Sequence[int]) -> list[tuple[str, str]]:
    """For each row what stands before its first line, and before the others.

    Depths 0, 1, 1 give nothing, `├─ ` and `└─ `; a row of depth 0 is a root and has none.
    """
    found = []
    open_at: set[int] = set()  # the depths at which another child of the same parent is still to come
    for depth in reversed(depths):
        above = "".join("│  " if level in open_at else "   " for level in range(1, depth))
        if depth == 0:
            found.append(("", ""))
        elif depth in open_at:
            found.append((above + "├─ ", above + "│  "))
        else:
            found.append((above + "└─ ", above + "   "))
        open_at = {level for level in open_at if level < depth} | {depth}
    return found[::-1]
