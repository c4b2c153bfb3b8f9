"""Tables that the tests of the formats write."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from evalkit.diagnostics.message import Fixed, Percent, Words, literally
from evalkit.table import Cell, Column, Marked, Table, Tone

HOSTILE = [
    "[/]",
    "[red]x[/red]",
    "a\x1b[31mb",
    "a\u202eb",
    "a\u200bb",
    "a\nb",
    "a\x9bb",
    "a\ud800b",
    "a\u2028b",
    "<script>alert(1)</script>",
    "a|b",
    "{0}{x}%s",
    '","',
    "<r><t>&bad;</t></r>",
    "_x0041_",
]
"""Names that somebody might give a unit."""

LATE = Words("late: {n}", "迟报{n}次")


def column(key: str, en: str, zh: str, *, numeric: bool = False) -> Column:
    return Column(key, Words(en, zh)(), numeric)


def names(*texts: str) -> Table:
    """One column of texts from outside."""
    return Table("names", Words("Names", "名称")(), (column("name", "Name", "名称"),), [(text,) for text in texts])


RANKING = Table(
    "ranking",
    Words("Ranking", "排名")(),
    (
        column("rank", "Rank", "名次", numeric=True),
        column("id", "Id", "编码"),
        column("unit", "Unit", "单位"),
        column("total", "Total", "总分", numeric=True),
        column("share", "Share", "得分率", numeric=True),
        column("why", "Why", "原因"),
    ),
    [
        (1, "001", "城关镇卫生院", Fixed(Fraction(189, 2), 2), Percent(Fraction(9451, 10000)), None),
        (
            2,
            "002",
            "Hill",
            Marked(Fixed(Fraction(-1, 2), 2), Tone.BAD),
            Percent(Fraction(1, 3)),
            (LATE(n=1), LATE(n=2)),
        ),
    ],
    (Words("{n} units", "共{n}个单位")(n=2),),
)

TREE = Table(
    "tree",
    Words("Tree", "结构")(),
    (column("criterion", "Criterion", "考核项"), column("score", "Score", "得分", numeric=True)),
    [("总", 9), ("甲", 5), ("甲一", 2), ("甲二", 3), ("乙", 4), ("乙一", 4)],
    indent=(0, 1, 2, 2, 1, 2),
)


def wide(columns: int, cells: Sequence[Cell]) -> Table:
    """One row in many columns, all of them headed `指标n`."""
    heads = tuple(Column(f"c{number}", literally(f"指标{number}"), number > 0) for number in range(columns))
    return Table("wide", Words("Wide", "宽表")(), heads, [cells])
