"""Runs the cases of a scheme, and tells what came out otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from evalkit.account import Line, account
from evalkit.cli import given
from evalkit.cli.cases import Case, Expected, Unit
from evalkit.diagnostics import Diagnostic, EvalkitError, Message, Problems, Words, run
from evalkit.plan import Plan
from evalkit.result import Result, State

NONE, UNKNOWN, LEFT = "none", "unknown", "left"
NO_CRITERION = Words("there is no criterion {name}", "没有考核项 {name}")
OF_UNIT = Words("{case}, {unit}", "{case}, {unit}")


def differences(plan: Plan, case: Case) -> Iterator[Diagnostic]:
    """What a case expects and does not get; nothing where all is right."""
    try:
        result = _result(plan, case)
    except EvalkitError as error:
        yield from (found.at(case.place) for found in error.diagnostics)
        return
    for row, unit in enumerate(case.units):
        lines = {line.plan.criterion.called: line for root in account(result, row) for _, line in root.walk()}
        for expected in unit.expected:
            found = _criterion(lines, expected) if expected.criterion else _outcome(result, row, expected.what)
            if not _same(found, expected.wanted):
                yield run.CASE_DIFFERS(
                    expected.place, case=_called(case, unit), what=expected.what, found=found or NONE,
                    wanted=expected.wanted or NONE,
                )  # fmt: skip


def _result(plan: Plan, case: Case) -> Result:
    from evalkit.evaluate import evaluate
    from evalkit.inputs import read_units

    problems = Problems()
    frame, records = given.units(plan.scheme, case), given.records(plan.scheme, case)
    units = read_units(plan.scheme, [frame], records=records, problems=problems)
    problems.stop_if_errors()
    return evaluate(plan, units)


def _outcome(result: Result, row: int, what: str) -> str | tuple[str, ...]:
    """What came out, as a case writes it."""
    match what:
        case "score":
            return _number(result.total[row])
        case "grade":
            return result.grade(row) or NONE
        case "rank":
            return str(next(iter(result.ranks.values()))[row])
        case "provisional":
            return str(bool(result.provisional[row])).lower()
        case "lists":
            return result.lists_of(row)
    return tuple(judgement.name for judgement in result.vetoes if judgement.state(row) is State.FIRED)


def _criterion(lines: dict[str, Line], expected: Expected) -> str:
    line = lines.get(expected.what)
    if line is None:
        raise EvalkitError((run.CASE_FORM(expected.place, why=NO_CRITERION(name=expected.what)),))
    return LEFT if line.left else _number(line.score)


def _number(value: object) -> str:
    """A score in decimals, or as a fraction where they do not end."""
    from evalkit.diagnostics.message import decimals_of, show_number

    if not isinstance(value, Fraction):
        return UNKNOWN
    places = decimals_of(value)
    return str(value) if places is None else show_number(value, places)


def _same(found: str | tuple[str, ...], wanted: str | tuple[str, ...]) -> bool:
    """Whether two texts say the same; numbers may be spelled otherwise."""
    if found == wanted:
        return True
    try:
        return Fraction(str(found)) == Fraction(str(wanted))
    except ValueError:
        return False


def _called(case: Case, unit: Unit) -> Message | str:
    return case.name if len(case.units) == 1 else OF_UNIT(case=case.name, unit=unit.name)
