"""Files or a frame -> units: every sheet opened, laid out and read, then joined; all problems in one run."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from evalkit.diagnostics import EvalkitError, Message, Place, Problems, data, files
from evalkit.expression.data import UNKNOWN_CODE
from evalkit.inputs import reader_for
from evalkit.inputs.join import join
from evalkit.inputs.layout import Layout, attribute_headings, lay_out, near_headings, who_headings
from evalkit.inputs.report import tell
from evalkit.inputs.sheet import Choice, Sheet
from evalkit.inputs.table import TableReader
from evalkit.inputs.tidy import cut
from evalkit.inputs.units import Units
from evalkit.scheme import Scheme


def open_sheets(paths: Sequence[Path], choice: Choice, problems: Problems) -> list[Sheet | None]:
    """Every file opened, None where it cannot be."""
    return [_open(path, choice, problems) for path in paths]


def _open(path: Path, choice: Choice, problems: Problems) -> Sheet | None:
    try:
        reader = reader_for(path)
        content = path.read_bytes()
    except EvalkitError as error:
        problems.found.extend(error.diagnostics)
        return None
    except OSError as error:
        problems.add(files.NOT_OPENED(Place(str(path)), reason=_reason(error)))
        return None
    return reader.open_sheet(path, content, choice, problems)


def _reason(error: OSError) -> Message | str:
    match error:
        case FileNotFoundError():
            return files.NO_SUCH_FILE()
        case IsADirectoryError():
            return files.A_FOLDER()
        case PermissionError():
            return files.NO_PERMISSION()
    return error.strerror or type(error).__name__


def units_of(
    scheme: Scheme, opened: Sequence[Sheet | None], problems: Problems, *, allow_missing_columns: bool
) -> Units:
    """The units of all sheets.

    Raises:
        EvalkitError: a file cannot be opened, or has no column of ids.
    """
    sheets = [sheet for sheet in opened if sheet is not None]
    laid_out = [(sheet, lay_out(scheme, sheet, problems)) for sheet in sheets]
    with_ids = [(sheet, layout) for sheet, layout in laid_out if _has_ids(scheme, sheet, layout, problems)]
    complete = len(with_ids) == len(opened)
    if complete:  # otherwise columns are missing because a file is
        _tell_missing(scheme, laid_out, allow_missing_columns, problems)
    _tell_twice(laid_out, problems)
    tables = [TableReader(scheme, sheet, layout, problems).read() for sheet, layout in with_ids]
    for table in tables:
        tell(scheme, table, problems)
    if not tables or not complete:
        raise EvalkitError(tuple(problems.found))
    units = join(scheme, tables, problems)
    _check_reasons(scheme, units, problems)
    _check_samples(scheme, units, problems)
    return units


def _has_ids(scheme: Scheme, sheet: Sheet, layout: Layout, problems: Problems) -> bool:
    if "id" in layout.who:
        return True
    headings = (scheme.units.id,)
    place = sheet.source.place(sheet.heading_row, 0)
    hint = near_headings(headings, [sheet])
    problems.add(files.NO_COLUMN(place, hint=hint, what=files.THE_ID(), headings=headings))
    return False


def _tell_missing(scheme: Scheme, laid_out: Sequence[tuple[Sheet, Layout]], allowed: bool, problems: Problems) -> None:
    """Columns that the scheme asks for and no sheet has."""
    sheets = [sheet for sheet, _ in laid_out]
    layouts = [layout for _, layout in laid_out]
    place = sheets[0].source.place(sheets[0].heading_row, 0)
    parts = {heading: (heading,) for part, heading in who_headings(scheme).items() if _lacks("who", part, layouts)}
    parts |= {h: (h,) for h in attribute_headings(scheme) if _lacks("attributes", h, layouts)}
    for what, headings in parts.items():
        problems.add(files.NO_COLUMN(place, hint=near_headings(headings, sheets), what=what, headings=headings))
    for name, declared in scheme.inputs.items():
        if _lacks("inputs", name, layouts):
            kind = files.NO_COLUMN_ALLOWED if allowed else files.NO_COLUMN
            hint = near_headings(declared.headings, sheets)
            problems.add(kind(place, hint=hint, what=cut(name), headings=declared.headings))


def _lacks(kind: str, name: str, layouts: Sequence[Layout]) -> bool:
    return all(name not in getattr(layout, kind) for layout in layouts)


def _tell_twice(laid_out: Sequence[tuple[Sheet, Layout]], problems: Problems) -> None:
    """Inputs that two sheets have."""
    first: dict[str, Place] = {}
    for sheet, layout in laid_out:
        for name, column in layout.inputs.items():
            place = sheet.source.place(sheet.heading_row, column)
            if name in first:
                problems.add(data.INPUT_TWICE(place, others=(first[name],), input=cut(name)))
            first.setdefault(name, place)


def _check_reasons(scheme: Scheme, units: Units, problems: Problems) -> None:
    """A judged value needs its reason."""
    for name, declared in scheme.inputs.items():
        reasons = units.attributes.get(declared.reason or "")
        if reasons is None or declared.type != "judged":
            continue
        unexplained = (reasons.values == UNKNOWN_CODE) & ~np.isnan(units.columns[name].values)
        for row in np.flatnonzero(unexplained).tolist():
            unit, reason = cut(units.ids[row]), cut(declared.reason or "")
            place = units.origin(row, name)
            problems.found.append(data.BLANK_REASON(place, unit=unit, heading=cut(name), reason=reason))


def _check_samples(scheme: Scheme, units: Units, problems: Problems) -> None:
    """A survey of too few is told, and still counts."""
    for name, declared in scheme.inputs.items():
        least = declared.sample_at_least
        if least is None:
            continue
        for row in (row for row in range(len(units)) if units.too_small(row, declared)):
            size = units.sample(row, declared)
            found = data.SAMPLE_UNKNOWN() if size is None else size
            place, unit = units.origin(row, name), cut(units.ids[row])
            problems.found.append(
                data.SMALL_SAMPLE(place, unit=unit, heading=cut(declared.survey or name), sample=found, least=least)
            )
