"""What `import evalkit` offers: load, read, score, and get a result that shows itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
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
    header_row: int | tuple[int, int] | None = None,
    footer: int = 0,
    fill_merged: bool = False,
    records: Mapping[str, pd.DataFrame] | None = None,
    earlier: Sequence[str | Path | pd.DataFrame] = (),
    roster: str | Path | pd.DataFrame | None = None,
    allow_missing_columns: bool = False,
    problems: Problems | None = None,
) -> Units:
    """The units of one or more files, joined on the id, or of one DataFrame.

    Args:
        plan: says which columns and types to expect.
        sources: files (.csv, .xlsx); or one DataFrame. Records are found in them by the name of a sheet or a file.
            Without a roster the first says which units there are, with those that have its inputs for other units.
        sheet: the sheet of a workbook with the units; without it the first visible one that holds no records.
        encoding: of the text files; without it found out.
        header_row: the row of the headings, as the file counts rows, or the first and the last of several; without it
            found by the headings.
        footer: so many rows at the end of each file of units are none; blank rows do not count.
        fill_merged: the value of merged cells of a workbook is that of each of them, instead of an error.
        records: tables of records that are DataFrames, by their names.
        earlier: the period before, the one before that, and so on, a file or DataFrame each.
        roster: the units that must be there, with their names and classes, a file or DataFrame; nothing else of it is
            read. Those that no source tells of are not reported.
        allow_missing_columns: an input without a column is not reported by anyone, instead of an error; records
            without a table are none.
        problems: takes warnings and notes; without it only errors are told.

    Raises:
        EvalkitError: with every cell that cannot be read.
    """
    from evalkit import inputs

    found = Problems() if problems is None else problems
    given, before = _given(sources), _given(earlier)
    if not given or (len(given) > 1 and not all(isinstance(source, Path) for source in given)):
        raise TypeError("give files, or one DataFrame")
    listed = None if roster is None else _given([roster])[0]
    units = inputs.read_units(plan.scheme, given, sheet=sheet, encoding=encoding, header_row=header_row, footer=footer,
                              fill_merged=fill_merged, records=records, earlier=before, roster=listed, problems=found,
                              allow_missing_columns=allow_missing_columns)  # fmt: skip
    if found.errors:
        from evalkit.evaluate import marks_refused

        found.found.extend(marks_refused(plan, units))
    found.stop_if_errors()
    return units


def read_chunks(
    plan: Plan,
    path: str | Path,
    *,
    rows: int = 65_536,
    encoding: str | None = None,
    header_row: int | tuple[int, int] | None = None,
    footer: int = 0,
    allow_missing_columns: bool = False,
    problems: Problems | None = None,
) -> Iterator[Units]:
    """The units of one CSV, at most so many `rows` of the file at a time: it may be larger than memory.

    The values are those of `read_units`. Ranks, grades that are given by rank, and whatever looks at peers need all
    units: scored alone, a chunk is ranked by itself.

    From the first error on no chunk is given, and the rest is only checked, so that every bad cell is named.

    Args:
        plan: says which columns and types to expect.
        path: the file.
        rows: of the file, in a chunk.
        encoding: of the file; without it found out.
        header_row: the row of the headings, as the file counts rows, or the first and the last of several.
        footer: so many rows at the end are no units; blank rows do not count. A total has to be left out so, for the
            rows that it sums are no longer there.
        allow_missing_columns: an input without a column is not reported by anyone, instead of an error.
        problems: takes warnings and notes; without it only errors are told.

    Raises:
        EvalkitError: with every cell that cannot be read, when the file has been read to its end; at once, if it cannot
            be opened, or its rows cannot be read without the others.
    """
    from evalkit import inputs

    found = Problems() if problems is None else problems
    chunks = inputs.read_chunks(plan.scheme, Path(path), rows=rows, encoding=encoding, header_row=header_row,
                                footer=footer, problems=found, allow_missing_columns=allow_missing_columns)  # fmt: skip
    found.stop_if_errors()
    return _without_errors(chunks, found)


def _without_errors(chunks: Iterator[Units], problems: Problems) -> Iterator[Units]:
    for units in chunks:
        if not problems.errors:
            yield units
    problems.stop_if_errors()


def _given(sources: Sequence[str | Path | pd.DataFrame]) -> list[Path | pd.DataFrame]:
    return [Path(source) if isinstance(source, str) else source for source in sources]


def score(plan: Plan, units: Units, problems: Problems | None = None) -> Result:
    """Score all units; `problems` takes what is odd about the result."""
    from evalkit.evaluate import evaluate
    from evalkit.evaluate.remarks import remarks
    from evalkit.shown import Result

    found = evaluate(plan, units)
    if problems is not None:
        problems.found.extend(remarks(found))
    return Result(**{field.name: getattr(found, field.name) for field in fields(found)})
