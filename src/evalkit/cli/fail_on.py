"""What makes a batch job fail: each check names the units, or the findings, for which it would."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from evalkit.diagnostics import Problems, Severity

if TYPE_CHECKING:
    from evalkit.result import Result

MISSING_UNIT = ("units-missing", "units-unreported")
"""Findings about units that a file, or every file, does not have."""


def _vetoed(result: "Result", rows: Sequence[int], problems: Problems) -> list[str]:
    from evalkit.result import State

    states = [judgement.states for judgement in result.vetoes]
    return [result.units.names[row] for row in rows if any(found[row] == State.FIRED for found in states)]


def _undetermined(result: "Result", rows: Sequence[int], problems: Problems) -> list[str]:
    return [result.units.names[row] for row in rows if result.provisional[row]]


def _missing(result: "Result", rows: Sequence[int], problems: Problems) -> list[str]:
    return [result.units.names[row] for row in rows if result.missing[row]]


def _with_gaps(result: "Result", rows: Sequence[int], problems: Problems) -> list[str]:
    from evalkit.gaps import gaps

    return [result.units.names[row] for row in rows if gaps(result, row)]


def _warnings(result: "Result", rows: Sequence[int], problems: Problems) -> list[str]:
    return [found.kind.slug for found in problems if found.severity is Severity.WARNING]


def _missing_units(result: "Result", rows: Sequence[int], problems: Problems) -> list[str]:
    told = (one.message.values["all"] for one in problems if one.kind.slug in MISSING_UNIT)
    missing = {unit for units in told if isinstance(units, tuple) for unit in units}
    return [result.units.names[row] for row in rows if result.units.ids[row] in missing]


CHECKS: dict[str, Callable[["Result", Sequence[int], Problems], list[str]]] = {
    "veto": _vetoed,
    "undetermined": _undetermined,
    "missing": _missing,
    "missing-unit": _missing_units,
    "gap": _with_gaps,
    "warning": _warnings,
}
