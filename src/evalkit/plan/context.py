"""What the names of one place of a scheme may mean besides its inputs and values."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from evalkit.diagnostics import Words
from evalkit.expression.nodes import Node, Type
from evalkit.scheme.shapes import Expression

TYPE_WORDS = {
    Type.NUMBER: Words("a number", "数值"),
    Type.TRUTH: Words("a condition", "条件"),
    Type.TEXT: Words("a text", "文字"),
    Type.DATE: Words("a day", "日期"),
}
OUTCOME = ("total", "base", "grade")
"""What is known only after scoring."""
ONLY_OUTCOME = Words(
    "it is known only after scoring, in vetoes, rewards, grades and lists", "只在计分之后(否决、奖励、等次、名单)才有"
)
CROSSING = 9
"""What other units look at is first rounded half up to so many decimals, so that equal is equal."""
GRADE = "$grade"
"""The column of the grades before rewards and vetoes, which their conditions may look at."""
CLASS, PARENT = "class", "parent"
"""Columns that every data set may have; no input can be called so."""
ORDER = "$order"
"""The column of records that counts them in the order in which they stand."""


def in_table(table: str, column: str) -> str:
    """How a node calls a column of records; no input is called so."""
    return f"{table}.{column}"


@dataclass(frozen=True, slots=True)
class Context:
    """What the names of one place may mean besides inputs and values."""

    x: Callable[[], Node] | None = None
    points: Callable[[], Node] | None = None
    constants: Mapping[str, Expression] = field(default_factory=dict)
    outcome: Mapping[str, Callable[[], Node]] = field(default_factory=dict)
    """`total`, `base`, `grade`: what is known after scoring."""
    table: str = ""
    """The records whose columns are names here."""
    vetoed: Callable[[str], Node | None] | None = None
    """Name of a veto -> whether a condition of it holds, or None where there is no such veto."""
    rank: Callable[[str], Node] | None = None
    """Scope -> the rank of the unit, where ranks have been given."""
