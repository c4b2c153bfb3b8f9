"""Worked examples: a scheme, a table of data, and what must come out for each row, calculated by hand.

    check(
        "criteria: {a: {points: 10, deduct: {each: n, points: 2}}}",
        '''
        n | a  total
        3 | 4  4         # 10 - 3 · 2
        ''',
    )

What the scheme does not say is added: a head, and an input for each heading (`rate:percent`; a number unless said).
`-` is a blank cell, `n/a` one that says that it does not apply, `_` a blank inside a cell. Of the results, `?` is
unknown, `left` a criterion that has left its group. Scores come from the exact back end; the total is that of the
whole-data evaluation.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from fractions import Fraction
from io import StringIO
from textwrap import dedent

import pandas as pd

from evalkit.account import Line, account
from evalkit.diagnostics import Problems
from evalkit.evaluate import evaluate
from evalkit.inputs import read_units
from evalkit.loader import from_text
from evalkit.plan import compile_scheme
from evalkit.result import Result, Scores, State
from evalkit.scheme import Scheme

WHO = ("id", "class", "parent")
HEAD = {"evalkit": "1", "title": "worked", "units": "{id: id, class: class, parent: parent}", "scopes": "{}"}


def check(scheme: str, table: str) -> None:
    """Assert that every row of a table comes out as it says."""
    lines = [line.split("#")[0].strip() for line in table.strip().splitlines()]
    rows = [tuple(part.split() for part in line.split("|")) for line in lines if line]
    (headings, results), *cells = rows
    found = outcomes(scheme, headings, [[cell_of(word) for word in left] for left, _ in cells])
    expected = [dict(zip(results, right, strict=True)) for _, right in cells]
    for number, (row, wanted) in enumerate(zip(found, expected, strict=True), start=1):
        shown = {name: row(name) for name in results}
        assert shown == {name: spelled(value) for name, value in wanted.items()}, f"row {number}: {shown}"


class Outcome:
    """What came out for one unit, every value as the text that a table would say."""

    def __init__(self, result: Result, row: int) -> None:
        self.result, self.row = result, row
        self.lines: dict[str, Line] = {
            line.plan.criterion.name: line for root in account(result, row) for _, line in root.walk()
        }

    def __call__(self, name: str) -> str:
        result, row = self.result, self.row
        match name:
            case "total" | "low" | "high" | "base" | "before":
                scores: Scores = getattr(result, name)
                return number(scores[row])
            case "grade":
                return result.grade(row) or "none"
            case "rank":
                return str(next(iter(result.ranks.values()))[row])
            case "provisional":
                return "yes" if result.provisional[row] else "no"
            case "fired":
                names = [j.name for j in (*result.vetoes, *result.rewards) if j.state(row) is State.FIRED]
                return "+".join(names) or "none"
            case "lists":
                return "+".join(result.lists_of(row)) or "none"
            case "computed":
                return [*result.plan.scheme.grades, "none"][result.computed_grades[row]]
        if name.startswith("rank("):
            return str(result.ranks[name[5:-1]][row])
        line = self.lines["$bonus" if name == "bonus" else name.removeprefix("points:")]
        if name.startswith("points:"):
            return number(line.points)
        return "left" if line.left else number(line.score)


def outcomes(
    scheme: str, headings: Sequence[str], rows: Sequence[Sequence[str]], records: Mapping[str, str] | None = None
) -> list[Outcome]:
    """Score rows of cells; `records` are tables of records as CSV."""
    names = [heading.split(":")[0] for heading in headings]
    loaded = compiled(whole(scheme, headings))
    frame = pd.DataFrame([cells(names, row, f"u{number}") for number, row in enumerate(rows)], dtype=str)
    problems = Problems()
    tables = {name: pd.read_csv(StringIO(text), dtype=str) for name, text in (records or {}).items()}
    units = read_units(loaded, [frame], records=tables, problems=problems)
    problems.stop_if_errors()
    result = evaluate(compile_scheme(loaded, Problems()), units)
    return [Outcome(result, row) for row in range(len(units))]


def cell_of(word: str) -> str:
    return "" if word == "-" else word.replace("_", " ")


def cells(names: Sequence[str], row: Sequence[str], unit: str) -> Mapping[str, str]:
    return {**dict.fromkeys(WHO, "x"), "id": unit, **dict(zip(names, row, strict=True))}


def whole(scheme: str, headings: Sequence[str] = ()) -> str:
    """A scheme with a head, and with inputs for the headings where it declares none."""
    scheme = dedent(scheme).strip() + "\n"
    who = re.findall(r"\w+", next((line for line in scheme.splitlines() if line.startswith("units:")), ""))
    inputs = [h.partition(":") for h in headings if h not in WHO and h.split(":")[0] not in who]
    declared = ", ".join(f"{name}: {{type: {type_ or 'number'}}}" for name, _, type_ in inputs)
    head = {**HEAD, "inputs": f"{{{declared}}}"}
    said = {key for key in head if re.search(rf"^{key}:", scheme, re.MULTILINE)}
    return "".join(f"{key}: {text}\n" for key, text in head.items() if key not in said) + scheme


def compiled(text: str) -> Scheme:
    """The scheme of a text, which has no errors."""
    problems = Problems()
    scheme = from_text(text, problems)
    if scheme is not None:
        compile_scheme(scheme, problems)
    problems.stop_if_errors()
    assert scheme is not None
    return scheme


def codes(scheme: str, *headings: str) -> list[str]:
    """The codes of all that is wrong or odd about a scheme, except for inputs that nothing uses."""
    problems = Problems()
    found = from_text(whole(scheme, headings), problems)
    if found is not None:
        compile_scheme(found, problems)
    return [d.kind.code for d in problems if d.kind.slug != "unused-input"]


def spelled(value: str) -> str:
    """A number in one spelling: `1/3`, `12.50` and `12.5`, `80%`."""
    try:
        found = Fraction(value.rstrip("%")) / (100 if value.endswith("%") else 1)
    except ValueError:
        return value
    return number(found)


def number(value: object) -> str:
    return str(value) if isinstance(value, Fraction) else "?"
