"""Several files written together, and what comes out of them.

A text holds all files, each behind a line `# name.yaml` or `# data.csv`.
"""

from __future__ import annotations

import re
from pathlib import Path
from textwrap import dedent

import evalkit
from evalkit.evaluate import criterion_scores


def write(folder: Path, text: str) -> None:
    parts = re.split(r"^# (\S+)\n", dedent(text).lstrip(), flags=re.MULTILINE)
    for name, content in zip(parts[1::2], parts[2::2], strict=True):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(content, "utf-8")


def found(path: Path) -> list[evalkit.Diagnostic]:
    """All that is wrong or odd about a scheme."""
    problems = evalkit.Problems()
    try:
        evalkit.load_scheme(path, problems)
    except evalkit.EvalkitError as error:
        return list(error.diagnostics)
    return problems.found


def told(path: Path) -> list[str]:
    """The same, each as its slug and where it stands: `points-off base.yaml:3`."""
    return [
        f"{one.kind.slug} {Path(one.place.file).relative_to(path.parent) if one.place else ''}:{one.place.line}"
        for one in found(path)
    ]


def scored(folder: Path, scheme: str = "scheme.yaml", data: str = "data.csv") -> evalkit.Result:
    plan = evalkit.load_scheme(folder / scheme)
    return evalkit.score(plan, evalkit.read_units(plan, folder / data))


def scores(result: evalkit.Result, *criteria: str) -> list[list[str]]:
    """A line for each unit: the scores of some criteria, `total` or `grade` among them; `?` where one is unknown."""
    plans = {name: result.plan.criteria[name] for name in criteria if name not in ("total", "grade")}
    parts = criterion_scores(result, list(plans.values()), range(len(result)))

    def one(name: str, row: int) -> str:
        if name == "grade":
            return result.grade(row) or "?"
        score = (result.total if name == "total" else parts[name])[row]
        return "?" if score is None else str(score)

    return [[one(name, row) for name in criteria] for row in range(len(result))]
