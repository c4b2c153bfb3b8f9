"""docs/files.md, made from the cases. `python tests/files/files_page.py` writes it."""

from __future__ import annotations

import re
import sys
from pathlib import Path

from case import Case, Subject
from subjects import subjects

sys.path.append(str(Path(__file__).parents[1] / "faults"))
from documented import section as faults

DOCUMENT = Path(__file__).parents[2] / "docs" / "files.md"
HEAD = """\
# Files

What evalkit does with the files that people really have. It reads a file right, says what it tidied, or refuses it
with the cell and the cure; it never guesses in silence. Every line is a case in `tests/files/subjects/`, run on each of
the kinds of file named, with its exit code (0: scored; 2: refused, and nothing is written), its findings and the exact
values that are read, which are the same from each kind. The codes are those of `docs/diagnostics.md`.

This page is made from the cases: `python tests/files/files_page.py`.
"""
CODE = re.compile("[A-Z][0-9]+")


def page() -> str:
    return HEAD + "".join(_section(subject) for subject in subjects()) + faults()


def _section(subject: Subject) -> str:
    kinds: dict[tuple[str, str], list[str]] = {}
    for case in subject.cases:
        suffixes = (Path(name).suffix[1:].lower() for name in case.files)
        kinds.setdefault((case.title, case.does), []).extend(suffixes)
    first = {(case.title, case.does): case for case in reversed(subject.cases)}
    lines = [_line(first[key], list(dict.fromkeys(found))) for key, found in kinds.items()]
    table = "| file | kind | exit | what happens | codes |\n|---|---|---|---|---|\n"
    return f"\n## {subject.title}\n\n{subject.about}\n\n{table}{''.join(lines)}"


def _line(case: Case, kinds: list[str]) -> str:
    codes = dict.fromkeys(found[0] for said in case.says if (found := CODE.match(said)))
    title, does = (text.replace("|", r"\|") for text in (case.title, case.does))
    return f"| {title} | {', '.join(kinds)} | {case.exit} | {does} | {' '.join(codes)} |\n"


if __name__ == "__main__":
    DOCUMENT.write_text(page(), "utf-8")
