"""Small schemes and the units that they score: the total is the column `s`, unless a scheme says otherwise."""

from __future__ import annotations

from fractions import Fraction
from io import StringIO
from textwrap import dedent

import pandas as pd

from evalkit.diagnostics import EvalkitError, Problems
from evalkit.evaluate import evaluate
from evalkit.inputs import from_frame
from evalkit.loader import from_text
from evalkit.plan import compile_scheme
from evalkit.result import Result, Scores

HEAD = """\
evalkit: 1
title: t
units: {id: id, class: class, parent: parent}
scopes: {同类: class, 全部: all}
"""
PLAIN = """\
points: 100
inputs: {s: {type: number}, n: {type: count}, m: {type: count}, ok: {type: flag}}
criteria: {分: {points: 100, score: s, cap: none, floor: none}}
"""
"""The total is `s`; `n`, `m` and `ok` are there for conditions."""


def scored(scheme: str, table: str) -> Result:
    """The result of units, one a line of `table`; its first line has the headings, `-` is a blank cell.

    What a table does not have is class A, parent P, and 0 or no in every input of `PLAIN`.
    """
    problems = Problems()
    found = from_text(HEAD + dedent(scheme), problems)
    plan = compile_scheme(found, problems) if found is not None else None
    problems.stop_if_errors()
    assert found is not None
    assert plan is not None
    lines = "\n".join(line.split("#")[0] for line in table.strip().splitlines())
    frame = pd.read_csv(StringIO(lines), sep=r"\s+", dtype=str, keep_default_na=False).replace("-", "")
    usual = {"class": "A", "parent": "P", "n": "0", "m": "0", "ok": "否"}
    for heading, value in usual.items():
        if heading not in frame and (heading in found.inputs or heading in ("class", "parent")):
            frame[heading] = value
    units = from_frame(found, frame, problems=problems)
    problems.stop_if_errors()
    return evaluate(plan, units)


def plain(outcome: str, table: str) -> Result:
    """The same, with the total as it stands in the data."""
    return scored(PLAIN + dedent(outcome), table)


def numbers(scores: Scores) -> list[str]:
    """Every unit's score as text, `?` where it is unknown."""
    return [text(scores[row]) for row in range(len(scores.wholes))]


def totals(result: Result) -> list[str]:
    return numbers(result.total)


def grades(result: Result) -> list[str]:
    """Every unit's grade, `-` where it has none."""
    return [result.grade(row) or "-" for row in range(len(result))]


def ranks(result: Result, scope: str = "全部") -> list[int]:
    return [int(rank) for rank in result.ranks[scope]]


def text(score: Fraction | None) -> str:
    """A score without superfluous zeros."""
    return "?" if score is None else f"{float(score):.10g}"


def refusals(scheme: str, table: str) -> list[tuple[str, str]]:
    """Code and English text of what is refused."""
    try:
        scored(scheme, table)
    except EvalkitError as error:
        return [(found.kind.code, found.message.text("en")) for found in error.diagnostics]
    return []
