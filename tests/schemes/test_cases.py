"""Every scheme that is shipped: without errors and warnings, and right in the cases written beside it."""

from __future__ import annotations

from pathlib import Path

import pytest
from scheme_cases import REPOSITORY, SCHEMES, Case, cases_of, found, result_of, wanted

from evalkit.diagnostics import Problems
from evalkit.loader import load
from evalkit.plan import compile_scheme

CASES = [case for scheme in SCHEMES for case in cases_of(scheme)]


def called(path: Path) -> str:
    return str(path.relative_to(REPOSITORY))


@pytest.mark.parametrize("path", SCHEMES, ids=called)
def test_a_shipped_scheme_is_without_fault(path: Path) -> None:
    problems = Problems()
    scheme = load(path, problems)
    assert scheme is not None
    compile_scheme(scheme, problems)
    assert list(problems) == []


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{called(case.scheme)}: {case.name}")
def test_what_the_rule_says_comes_out(case: Case) -> None:
    result = result_of(case)
    assert [found(result, row, unit.expected) for row, unit in enumerate(case.units)] == [
        wanted(unit.expected) for unit in case.units
    ]
