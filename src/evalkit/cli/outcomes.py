"""Runs the cases of a scheme, and tells what came out otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from evalkit.account import Line, account
from evalkit.cli.cases import Case, Expected, Unit
from evalkit.diagnostics import Diagnostic, EvalkitError, Message, Problems, Words, run
from evalkit.plan import Plan
from evalkit.result import Result, State
from evalkit.scheme import Scheme

STATED = "stated"
"""A reason where a judged value needs one, and the label of a scope; a case need not say them."""
NONE, UNKNOWN, LEFT = "none", "unknown", "left"
NO_INPUT = Words("{name} is no input of the scheme", "{name} 不是方案的填报项")
TAKEN = Words(
    "{name} is taken from another scheme; give what that one collects", "{name} 取自另一方案, 请填写该方案的填报项"
)
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
    import pandas as pd

    from evalkit.evaluate import evaluate
    from evalkit.inputs import from_frame

    frame = pd.DataFrame([_cells(plan.scheme, case, unit) for unit in case.units], dtype=str)
    problems = Problems()
    units = from_frame(plan.scheme, frame, problems=problems)
    problems.stop_if_errors()
    return evaluate(plan, units)


def _cells(scheme: Scheme, case: Case, unit: Unit) -> dict[str, str]:
    """The row of a unit: a cell for every heading that the scheme asks for."""
    from evalkit.inputs.form import units_form

    schemes = [scheme, *scheme.others.values()]
    forms = [units_form(one) for one in schemes]
    collected = {name for form in forms for name in form.inputs}
    strange = [name for name in unit.inputs if name not in collected]
    if strange:
        reasons = [(TAKEN if name in scheme.inputs else NO_INPUT)(name=name) for name in strange]
        raise EvalkitError(tuple(run.CASE_FORM(case.place, why=why) for why in reasons))
    who = {"name": unit.name, "class": next(iter(scheme.classes), "-"), "parent": "-", **unit.who}
    cells: dict[str, str] = {}
    for one, form in reversed(list(zip(schemes, forms, strict=True))):
        # What the scheme itself asks for holds where another asks for the same.
        headings = {"name": one.units.name, "class": one.units.class_, "parent": one.units.parent}
        cells |= {one.units.id: unit.name} | {h: who[part] for part, h in headings.items() if h is not None}
        cells |= {heading: cells.get(heading, STATED) for heading in form.attributes}
        cells |= {one.decided.grade: ""} if one.decided is not None else {}
        cells |= {form.period: one.period or ""} if form.period is not None else {}
        cells |= {declared.headings[0]: unit.inputs.get(name, "") for name, declared in form.inputs.items()}
    return cells


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
