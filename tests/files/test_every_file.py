"""Every file that people really have: scored with exactly these values, or refused with the cell and the cure."""

from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from case import Case
from run_case import RESULT, UNSAFE, run
from subjects import cases

from evalkit.expression.values import Reason

CASES = list(cases())


def name(case: Case) -> str:
    return f"{case.title} ({', '.join(case.files)})"


@pytest.mark.parametrize("case", CASES, ids=name)
def test_file(case: Case, tmp_path: Path):
    found = run(case, tmp_path)
    said = [str(finding) for finding in found.findings]
    assert len(said) == len(case.says), said
    for finding, expected in zip(found.findings, case.says, strict=True):
        assert finding.is_said_by(expected), said
    assert found.code == case.exit, found.err
    assert not UNSAFE.search(found.out + found.err)
    assert "Traceback" not in found.err
    if case.values is None:
        assert found.out == ""
        assert found.written == set()
    else:
        assert found.written == {RESULT}
        for asked, values in case.values.items():
            read = found.values(asked)
            assert read == [_like(value, one) for value, one in zip(values, read, strict=True)], asked


def _like(expected: object, read: object) -> object:
    """A case writes 12, "94.5" or "94.5%" for a number, 2025-03-01 for a date, None for what is not reported."""
    match expected, read:
        case None, _:
            return Reason.NOT_REPORTED
        case date(), _:
            return expected.toordinal()
        case str(), Fraction():
            return Fraction(expected.removesuffix("%")) / (100 if expected.endswith("%") else 1)
    return expected


def test_every_case_says_something_of_its_own():
    kinds = {(case.title, case.does) for case in CASES}
    assert len({title for title, _ in kinds}) == len(kinds)
