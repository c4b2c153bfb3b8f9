"""Colour on a terminal: an extra, never the only carrier of anything."""

from __future__ import annotations


def paint(text: str, style: str, *, colour: bool) -> str:
    """`text` in a style as rich names them (`bold red`), or as it is without `colour`."""
    if not (colour and style and text):
        return text
    from rich.color import ColorSystem
    from rich.style import Style

    return Style.parse(style).render(text, color_system=ColorSystem.STANDARD)
