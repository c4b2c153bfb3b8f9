"""Every scheme that is shipped: no warning but the known ones, and right in the cases written beside it."""

from __future__ import annotations

from pathlib import Path

import pytest

from evalkit.cli.cases import Case, beside, read
from evalkit.cli.outcomes import differences
from evalkit.diagnostics import Problems
from evalkit.loader import load
from evalkit.plan import Plan, compile_scheme

REPOSITORY = Path(__file__).resolve().parents[2]
SCHEMES = sorted([*REPOSITORY.glob("schemes/*.yaml"), *REPOSITORY.glob("examples/*/scheme.yaml")])
SCHEMES = [path for path in SCHEMES if not path.name.endswith(".cases.yaml")]

PUBLISHED_MISTAKES = {"schemes/health-supervision.yaml": ["points-off"]}
"""What a published table itself has wrong, and its scheme keeps."""


def called(path: Path) -> str:
    return str(path.relative_to(REPOSITORY))


def compiled(path: Path) -> tuple[Plan, Problems]:
    problems = Problems()
    scheme = load(path, problems)
    assert scheme is not None
    return compile_scheme(scheme, problems), problems


def cases() -> list[tuple[Path, Case]]:
    problems = Problems()
    found = [(path, case) for path in SCHEMES for case in read(beside(path), problems)]
    assert list(problems) == []
    return found


@pytest.mark.parametrize("path", SCHEMES, ids=called)
def test_a_shipped_scheme_has_no_faults_but_the_published_ones(path: Path) -> None:
    _, problems = compiled(path)
    assert [problem.kind.slug for problem in problems] == PUBLISHED_MISTAKES.get(called(path), [])
    assert not problems.errors


@pytest.mark.parametrize(("path", "case"), cases(), ids=lambda one: called(one) if isinstance(one, Path) else one.name)
def test_what_the_rule_says_comes_out(path: Path, case: Case) -> None:
    assert list(differences(compiled(path)[0], case)) == []
