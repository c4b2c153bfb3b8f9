"""What stands over a column, so that it is read without any option: the heading, with the unit where that is clear."""

from __future__ import annotations

from collections.abc import Collection

from evalkit.inputs.cells.tidy import fold
from evalkit.scheme.data import Input

MEASURED = ("count", "number", "money", "ratio", "judged")
"""Types of inputs whose unit of measure says something."""


def heading_of(declared: Input, others: Collection[str]) -> str:
    """The heading of an input: `建档人数(人)`, `满意率(%)`. `others` are all headings, folded, that mean something."""
    plain = declared.headings[0]
    unit = "%" if declared.type == "percent" else declared.unit
    if not unit or (declared.type not in MEASURED and unit != "%") or set("()（）") & set(unit):
        return plain
    full = f"{plain}({unit})"
    repeated = fold(plain).endswith((fold(unit), f"({fold(unit)})"))
    return plain if repeated or fold(full) in others else full
