"""How a workbook that is filled in looks: what is typed stands on white, everything else on grey."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

from rich.cells import cell_len

from evalkit.template.model import Field

Look = dict[str, object]

FONTS = {"en": "Calibri", "zh": "Microsoft YaHei"}
LINE_HEIGHT, SMALL_HEIGHT = 15, 12.5
SMALLER = 1.1
"""So much more of the small print goes into a line."""
EDGE: Look = {"border": 1, "border_color": "#BFBFBF", "valign": "vcenter"}
TITLE: Look = {"bold": True, "font_size": 14}
LINE: Look = {"font_color": "#595959"}
ABOVE: Look = {**EDGE, "text_wrap": True, "valign": "top", "font_size": 9, "font_color": "#595959"}
EXAMPLE: Look = {**EDGE, "italic": True, "font_color": "#7F6000", "bg_color": "#FFF2CC"}
HEADING: Look = {**EDGE, "bold": True, "text_wrap": True, "align": "center", "bg_color": "#D9E2F3"}
LOCKED: Look = {**EDGE, "bg_color": "#F2F2F2", "num_format": "@"}
BODY: Look = {**EDGE, "locked": False}
OPEN: Look = {"locked": False}
TEXT: Look = {"num_format": "@"}
DAY: Look = {"num_format": "yyyy-mm-dd"}
NOTE: Look = {"text_wrap": True, "valign": "top"}

NARROWEST, WIDEST, WIDEST_TEXT = 12, 34, 24
WIDEST_PAGE = 220
"""In Latin characters: what is wider is printed on several pages side by side, else nobody could read it."""
MOST_LINES = 7
"""A longer text above the heading is cut, and shown whole beside the cells."""


def width_of(field: Field, above: Sequence[str], filled: Sequence[str]) -> int:
    """The width of a column, in Latin characters, with its heading in two or three lines."""
    heading = ceil(cell_len(field.heading) / 2) + 2
    longest = max((ceil(cell_len(line) / MOST_LINES) for text in above for line in text.split("\n")), default=0)
    inside = max(map(cell_len, filled), default=0) + 2
    texts = WIDEST_TEXT if field.type == "text" and not field.identity and not field.choices else 0
    return min(max(NARROWEST, heading, longest + 2, inside, texts), WIDEST)


def lines_in(text: str, width: float) -> int:
    """How many lines a text takes in a column."""
    return sum(max(1, ceil(cell_len(line) / (width - 1))) for line in text.split("\n"))
