"""Quotes that only stand around cells, as some programs write them around every one: without them nothing is lost."""

from __future__ import annotations

import numpy as np

QUOTE, LINE_END, RETURN = 34, 10, 13
AT_ONCE = 1 << 18
"""Bytes that are looked at together."""


def without_quotes(content: bytes, separator: str) -> bytes | None:
    """Whole rows without their quotes; None where one stands inside a cell, or a separator or a line end in quotes."""
    letters = np.frombuffer(content, np.uint8)
    starts, ends = np.zeros((2, 256), dtype=bool)
    """Which letters stand before a cell, and which behind."""
    starts[[ord(separator), LINE_END]] = True
    ends[[ord(separator), LINE_END, RETURN]] = True
    start = 0
    while start < len(content):
        stop = content.rfind(b"\n", start, start + AT_ONCE) + 1 or content.find(b"\n", start) + 1
        part = letters[start:stop]
        quotes = np.flatnonzero(part == QUOTE)
        opening, closing = quotes[::2], quotes[1::2]
        if len(opening) != len(closing):
            return None
        if len(quotes):
            inside = np.logical_or.reduceat(starts[part], quotes)[::2]
            # Before the first letter of the part stands the line end that is its last.
            if inside.any() or not starts[part[opening - 1]].all() or not ends[part[closing + 1]].all():
                return None
        start = stop
    return content.translate(None, b'"')
