"""docs/cookbook.md, made from the folders of tests/idioms. `python tests/docs/cookbook.py` writes it."""

from __future__ import annotations

import sys
from itertools import zip_longest
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "tests" / "idioms"))

from folders import FOLDERS, Folder, Rows  # noqa: E402

DOCUMENT = ROOT / "docs" / "cookbook.md"
HEAD = """\
# Cookbook

What published rules say, and how a scheme says it: find the sentence of the official table, copy the lines. Every
scheme here is whole and runs; what stands right of the arrows was worked by hand and is checked by the tests, with the
arithmetic beside it in `tests/idioms`. The keys are explained in [the scheme language](language.md).

This page is made from the folders there: `python tests/docs/cookbook.py`.
"""
PARTS = {
    "A": "Scoring one indicator — 单项评分",
    "B": "Deductions — 扣分",
    "C": "Comparison with the past, peers and classes — 与往年、同类比较",
    "D": "Achievements and bonus — 成果与加分",
    "K": "Composition, and what does not apply — 汇总与不适用",
    "V": "Vetoes, gates and consequences — 一票否决与后果",
    "Q": "Grades, quotas, ranks and ties — 等次、名额与排名",
    "T": "Periods, quality of data, procedure — 考核期、数据质量与程序",
    "M": "Whole assessments — 整套考核",
}


def page() -> str:
    parts = {title: [f for f in FOLDERS if f.id[0] == letter] for letter, title in PARTS.items()}
    filled = {title: folders for title, folders in parts.items() if folders}
    contents = [f"- {title}\n" + "".join(map(link, folders)) for title, folders in filled.items()]
    sections = [f"\n## {title}\n" + "".join(map(section, folders)) for title, folders in filled.items()]
    return HEAD + "\n" + "".join(contents) + "".join(sections)


def link(folder: Folder) -> str:
    return f"  - {folder.id} [{folder.head['title']}](#{folder.path.name.lower()})\n"


def section(folder: Folder) -> str:
    head = folder.head
    return (
        f'\n<a id="{folder.path.name.lower()}"></a>\n\n### {folder.id} {head["title"]}\n\n'
        f"{head['en']}\n\n{head['zh']}\n\n{schemes(folder)}```yaml\n{folder.yaml.strip()}\n```\n\n{tables(folder)}"
    )


def schemes(folder: Folder) -> str:
    """Those that the scheme is built on, uses or takes from."""
    return "".join(f"`{path.name}`:\n\n```yaml\n{path.read_text('utf-8').strip()}\n```\n\n" for path in folder.schemes)


def tables(folder: Folder) -> str:
    """The data with their outcomes; other tables by themselves before them."""
    data, *others = folder.data.items()
    parts = [f"`{name}.csv`:\n\n{table(found)}\n" for name, found in others]
    if folder.refused:
        codes = ", ".join(folder.refused)
        return "".join(parts) + table(data[1]) + f"\nRefused, with {codes} of [the diagnostics](diagnostics.md).\n"
    outcomes = [
        {f"→ {what}": cell or "—" for what, cell in row.items() if what not in ("id", "working")}
        for row in folder.expected
    ]
    earlier = dict.fromkeys(outcomes[0], "")  # rows of earlier periods, behind the units, have no outcomes
    return "".join(parts) + table([row | found for row, found in zip_longest(data[1], outcomes, fillvalue=earlier)])


def table(rows: Rows) -> str:
    lines = [list(rows[0]), ["---"] * len(rows[0]), *(list(row.values()) for row in rows)]
    return "".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |\n" for line in lines)


if __name__ == "__main__":
    DOCUMENT.write_text(page(), "utf-8")
