"""Cases of a scheme: what goes in and what must come out, written by hand beside it in `<name>.cases.yaml`.

    cases:
      - name: a sentence that says what is shown
        class: 街道                        # left out: the first of the scheme's classes
        inputs: {水质合格率: 97%, …}       # as in a cell of the data; what is not given is not reported
        expected: {score: 12.5, grade: 合格, rank: 1, criteria: {供水: 8}, vetoes: [弄虚作假], provisional: true}

`score: unknown` is no score; a score of a criterion is before any veto, and `left` says that it has left its group.
A rank is of the first scope. With `units`, a mapping of names, several units are scored together, each with its own
`class`, `parent`, `inputs` and `expected`; `inputs` of the case are then those that all have.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

import pandas as pd
import yaml

from evalkit.account import account
from evalkit.diagnostics import Problems
from evalkit.evaluate import evaluate
from evalkit.inputs import from_frame
from evalkit.inputs.form import units_form
from evalkit.loader import load
from evalkit.plan import compile_scheme
from evalkit.result import Result, State
from evalkit.scheme import Scheme

REPOSITORY = Path(__file__).resolve().parents[2]
SCHEMES = sorted([*REPOSITORY.glob("schemes/*.yaml"), *REPOSITORY.glob("examples/*/scheme.yaml")])
SCHEMES = [path for path in SCHEMES if not path.name.endswith(".cases.yaml")]

CASE_KEYS = {"name", "class", "parent", "inputs", "units", "expected"}
EXPECTED_KEYS = {"score", "grade", "rank", "criteria", "vetoes", "provisional"}


@dataclass(frozen=True)
class Unit:
    """One unit of a case, its cells as texts."""

    name: str
    who: Mapping[str, str]
    """`class` and `parent`, as far as they are said."""
    inputs: Mapping[str, str]
    expected: Mapping[str, Any]


@dataclass(frozen=True)
class Case:
    scheme: Path
    name: str
    units: tuple[Unit, ...]


def cases_of(scheme: Path) -> Iterator[Case]:
    """The cases beside a scheme; every scalar stays the text that is written."""
    path = scheme.with_suffix(".cases.yaml")
    for raw in yaml.load(path.read_text("utf-8"), yaml.BaseLoader)["cases"]:
        assert raw.keys() <= CASE_KEYS, raw.keys() - CASE_KEYS
        units = raw.get("units") or {raw["name"]: raw}
        yield Case(scheme, raw["name"], tuple(_unit(name, raw, own) for name, own in units.items()))


def _unit(name: str, case: Mapping[str, Any], own: Mapping[str, Any]) -> Unit:
    both = {**case, **own}
    assert own.keys() <= CASE_KEYS, own.keys() - CASE_KEYS
    assert both["expected"].keys() <= EXPECTED_KEYS, both["expected"].keys() - EXPECTED_KEYS
    who: dict[str, str] = {part: both[part] for part in ("class", "parent") if part in both}
    return Unit(name, who, {**(case.get("inputs") or {}), **(own.get("inputs") or {})}, both["expected"])


def result_of(case: Case) -> Result:
    """The result of all units of a case."""
    problems = Problems()
    scheme = load(case.scheme, problems)
    assert scheme is not None
    plan = compile_scheme(scheme, problems)
    rows = [_cells(scheme, unit) for unit in case.units]
    units = from_frame(scheme, pd.DataFrame(rows, dtype=str), problems=problems)
    problems.stop_if_errors()
    return evaluate(plan, units)


def _cells(scheme: Scheme, unit: Unit) -> dict[str, str]:
    """The row of a unit: a cell for every heading that the scheme asks for."""
    strange = unit.inputs.keys() - scheme.inputs.keys()
    assert not strange, f"no inputs of the scheme: {strange}"
    who = {"name": unit.name, "class": next(iter(scheme.classes), "-"), "parent": "-", **unit.who}
    headings = {"name": scheme.units.name, "class": scheme.units.class_, "parent": scheme.units.parent}
    cells = {scheme.units.id: unit.name} | {h: who[part] for part, h in headings.items() if h is not None}
    cells |= {heading: cells.get(heading, "stated") for heading in units_form(scheme).attributes}
    return cells | {declared.headings[0]: unit.inputs.get(name, "") for name, declared in scheme.inputs.items()}


def found(result: Result, row: int, expected: Mapping[str, Any]) -> dict[str, Any]:
    """What came out of that which a case speaks of, in the words of the case."""
    lines = {line.plan.criterion.called: line for root in account(result, row) for _, line in root.walk()}
    everything: dict[str, Any] = {
        "score": _text(result.total[row]),
        "grade": result.grade(row) or "none",
        "rank": str(next(iter(result.ranks.values()))[row]),
        "vetoes": [judgement.name for judgement in result.vetoes if judgement.state(row) is State.FIRED],
        "provisional": str(bool(result.provisional[row])).lower(),
        "criteria": {
            name: "left" if lines[name].left else _text(lines[name].score) for name in expected.get("criteria", ())
        },
    }
    return {key: everything[key] for key in expected}


def wanted(expected: Mapping[str, Any]) -> dict[str, Any]:
    """What a case expects, numbers in one spelling."""
    found = dict(expected)
    if "score" in found:
        found["score"] = _spelled(found["score"])
    if "criteria" in found:
        found["criteria"] = {name: _spelled(score) for name, score in found["criteria"].items()}
    return found


def _spelled(score: str) -> str:
    return score if score in ("unknown", "left") else _text(Fraction(score))


def _text(score: object) -> str:
    return str(score) if isinstance(score, Fraction) else "unknown"
