"""What `import evalkit` offers: load, read, score, and get a result that shows itself."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING

from evalkit.diagnostics import EvalkitError, Problems
from evalkit.loader import load
from evalkit.plan import Plan, compile_scheme

if TYPE_CHECKING:
    import pandas as pd

    from evalkit.inputs.units import Units
    from evalkit.shown import Result


def load_scheme(path: str | Path, problems: Problems | None = None) -> Plan:
    """A scheme file, read and compiled; `plan.scheme` is the scheme itself.

    Args:
        path: the scheme file.
        problems: takes warnings; without it only errors are told.

    Raises:
        EvalkitError: with every mistake of the file.
    """
    found = Problems() if problems is None else problems
    scheme = load(Path(path), found)
    plan = None if scheme is None else compile_scheme(scheme, found)
    found.stop_if_errors()
    if plan is None:
        raise EvalkitError(tuple(found))
    return plan


def read_units(
    plan: Plan,
    *sources: str | Path | pd.DataFrame,
    sheet: str | None = None,
    encoding: str | None = None,
    allow_missing_columns: bool = False,
    problems: Problems | None = None,
) -> Units:
    """The units of one or more files, joined on the id, or of one DataFrame.

    Args:
        plan: says which columns and types to expect.
        sources: files (.csv, .xlsx), the first of which says which units there are; or one DataFrame.
        sheet: the sheet of a workbook; without it the first visible one.
        encoding: of the text files; without it found out.
        allow_missing_columns: an input without a column is not reported by anyone, instead of an error.
        problems: takes warnings and notes; without it only errors are told.

    Raises:
        EvalkitError: with every cell that cannot be read.
    """
    from evalkit import inputs

    found = Problems() if problems is None else problems
    paths = [Path(source) for source in sources if isinstance(source, str | Path)]
    if len(paths) == len(sources):
        units = inputs.read_units(plan.scheme, paths, sheet=sheet, encoding=encoding, problems=found,
                                  allow_missing_columns=allow_missing_columns)  # fmt: skip
    elif len(sources) == 1 and not isinstance(sources[0], str | Path):
        units = inputs.from_frame(plan.scheme, sources[0], problems=found, allow_missing_columns=allow_missing_columns)
    else:
        raise TypeError("give files, or one DataFrame")
    if found.errors:
        from evalkit.evaluate import marks_refused

        found.found.extend(marks_refused(plan, units))
    found.stop_if_errors()
    return units


def score(plan: Plan, units: Units) -> Result:
    """Score all units."""
    from evalkit.evaluate import evaluate
    from evalkit.shown import Result

    found = evaluate(plan, units)
    return Result(**{field.name: getattr(found, field.name) for field in fields(found)})
