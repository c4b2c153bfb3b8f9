"""Rows of headings above one another -> what heads each column, from the top down, as one reads it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from evalkit.inputs.cells.tidy import fold
from evalkit.inputs.sheet import Line
from evalkit.inputs.workbook.marks import Merged

SIGN = re.compile(r"\(.+\)|%")
"""What stands alone below a heading and is its unit."""
KNOWN_UNITS = frozenset({
    "人", "人次", "人数", "个", "次", "件", "份", "户", "家", "台", "起", "项", "例", "篇", "分", "元", "万元", "亿元",
    "天", "日", "小时", "分钟", "月", "年", "吨", "公里", "亩", "公顷", "平方米", "h", "days", "km", "m2",
})  # fmt: skip


def stacked(lines: Sequence[Line], merged: Sequence[Merged]) -> list[tuple[str, ...]]:
    """For every column the texts of its heading.

    A text above holds for the columns to its right as far as it is merged, or else to the next text; but only where
    something is written below, and never from a text that has nothing below it itself.
    """
    width = max(len(line.cells) for line in lines)
    rows = [[*(cell.strip() for cell in line.cells), *[""] * (width - len(line.cells))] for line in lines]
    begins = [False] * width
    """Whether a column begins a group of a row above."""
    paths: list[list[str]] = [[] for _ in range(width)]
    for place, row in enumerate(rows):
        below = [any(other[column] for other in rows[place + 1 :]) for column in range(width)]
        across = [one for one in merged if one.first_row == lines[place].row and one.last_column > one.first_column]
        reach = _merged(row, across) if across else _carried(row, below, begins)
        for column, text in enumerate(reach):
            shown = row[column] or (text if below[column] else "")
            if shown and (not paths[column] or fold(paths[column][-1]) != fold(shown)):
                paths[column].append(shown)
        begins = [begins[column] or bool(text) for column, text in enumerate(row)]
    units = is_units(lines[-1])
    return [_with_unit(path, sure=units) for path in paths]


def _merged(row: Sequence[str], across: Sequence[Merged]) -> list[str]:
    texts = list(row)
    for one in across:
        for column in range(one.first_column + 1, min(one.last_column + 1, len(row))):
            texts[column] = row[one.first_column]
    return texts


def _carried(row: Sequence[str], below: Sequence[bool], begins: Sequence[bool]) -> list[str]:
    texts, carried = [], ""
    for column, text in enumerate(row):
        if text:
            carried = text if below[column] else ""
        elif begins[column] or not below[column]:
            carried = ""
        texts.append(text or carried)
    return texts


def is_units(line: Line) -> bool:
    """Whether a row holds nothing but units of measure: （%）, 万元."""
    written = [cell for cell in line.cells if cell.strip()]
    return bool(written) and all(SIGN.fullmatch(fold(cell)) or fold(cell) in KNOWN_UNITS for cell in written)


def _with_unit(path: Sequence[str], *, sure: bool) -> tuple[str, ...]:
    """The path, its last text joined to the one above where it is only its unit."""
    if len(path) < 2 or not (sure or SIGN.fullmatch(fold(path[-1]))):
        return tuple(path)
    unit = path[-1] if fold(path[-1]).startswith("(") else f"({path[-1]})"
    return (*path[:-2], path[-2] + unit)


def shortest(paths: Sequence[tuple[str, ...]]) -> list[str]:
    """What each column is called: the lowest of its texts, with those above it as far as it takes to tell it apart."""
    endings = Counter(fold("/".join(path[-size:])) for path in paths for size in range(1, len(path) + 1))
    return [_shortest(path, endings) for path in paths]


def _shortest(path: tuple[str, ...], endings: Counter[str]) -> str:
    names = ["/".join(path[-size:]) for size in range(1, len(path) + 1)]
    return next((name for name in names if endings[fold(name)] == 1), names[-1] if names else "")
