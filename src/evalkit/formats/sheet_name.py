"""Names that Excel takes for a sheet."""

from __future__ import annotations

from evalkit.formats.safe import safe

LONGEST = 31
"""In UTF-16 units."""
FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\", " "))
RESERVED = "history"


def sheet_name(title: str, taken: set[str]) -> str:
    """`title` as the name of a sheet; adds it to `taken`, and a number to it where it was taken already."""
    plain = " ".join(safe(title).translate(FORBIDDEN).split()).strip("' ")
    name = cut(plain, LONGEST) or "-"
    number = 1
    while name.casefold() in {*taken, RESERVED}:
        number += 1
        name = f"{cut(plain, LONGEST - len(f' {number}'))} {number}"
    taken.add(name.casefold())
    return name


def cut(text: str, units: int) -> str:
    """`text`, shortened with `…` to at most `units` of UTF-16, as Excel counts."""
    if len(text.encode("utf-16-le")) <= 2 * units:
        return text
    return text.encode("utf-16-le")[: 2 * (units - 1)].decode("utf-16-le", "ignore").rstrip() + "…"
