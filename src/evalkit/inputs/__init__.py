"""Data in: one row a unit, typed by the scheme and never guessed; every value keeps the cell that it came from.

Readers are the modules that are called like a suffix (`csv.py` reads `.csv`), imported when they are used.
A new one is one new file here with an `open_sheet`; nothing lists it.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, cast

from evalkit.diagnostics import EvalkitError, Place, Problems, data
from evalkit.scheme import Scheme

if TYPE_CHECKING:
    import pandas as pd

    from evalkit.inputs.sheet import Reader
    from evalkit.inputs.units import Units

SHARED = frozenset({
    "cells", "decimals", "encoding", "findings", "frame", "identity", "join", "layout", "numbers", "others", "pieces",
    "read", "reading", "records", "refusal", "regular", "report", "sheet", "spelling", "states", "suggest", "table",
    "tidy", "units",
})  # fmt: skip
"""The modules of this folder that are no reader."""


def suffixes() -> list[str]:
    """The kinds of file that can be read, without the dot and in order; none of them is imported."""
    return sorted(module.name for module in pkgutil.iter_modules(__path__) if module.name not in SHARED)


def reader_for(path: Path) -> Reader:
    """The reader that the suffix of `path` names.

    Raises:
        EvalkitError: D102, nothing reads this suffix.
    """
    suffix = path.suffix.lower().removeprefix(".")
    if suffix not in (known := suffixes()):
        place = Place(str(path))
        raise EvalkitError((data.UNKNOWN_SUFFIX(place, suffix=path.suffix or path.name, known=tuple(known)),))
    return cast("Reader", import_module(f"{__name__}.{suffix}"))


def read_units(
    scheme: Scheme,
    paths: Sequence[Path],
    *,
    sheet: str | None = None,
    encoding: str | None = None,
    problems: Problems,
    allow_missing_columns: bool = False,
) -> Units:
    """The units of one or more files, joined on the id; the first file says which units there are.

    Everything found is added to `problems`. If it holds errors, the cells that they name are unknown
    (`not_readable`) in what is returned, and nothing should be scored.

    Args:
        scheme: says which headings and types to expect.
        paths: the files, each of a kind that `suffixes` lists.
        sheet: the sheet of a workbook; without it the first visible one.
        encoding: of the text files; without it found out, and told if it was a guess.
        problems: takes what is found.
        allow_missing_columns: an input without a column is not reported by anyone, with a warning, instead of an error.

    Raises:
        EvalkitError: with all that was found, if a file cannot be opened or has no column of ids.
    """
    from evalkit.inputs.others import with_others
    from evalkit.inputs.read import open_sheets, units_of
    from evalkit.inputs.sheet import Choice

    def read(one: Scheme, into: Problems) -> Units:
        opened = open_sheets(paths, Choice(sheet, encoding, one.units.id), into)
        return units_of(one, opened, into, allow_missing_columns=allow_missing_columns)

    return with_others(scheme, read, problems)


def from_frame(
    scheme: Scheme, frame: pd.DataFrame, *, problems: Problems, allow_missing_columns: bool = False
) -> Units:
    """The units of a pandas DataFrame, a row each, read by the same grammar: 94.5 in a percent input is 94.5 %.

    Floats are taken as the decimal of at most 15 digits that they show. A named index is a column.

    Raises:
        EvalkitError: with all that was found, if there is no column of ids.
    """
    from evalkit.inputs.frame import frame_sheet
    from evalkit.inputs.others import with_others
    from evalkit.inputs.read import units_of

    def read(one: Scheme, into: Problems) -> Units:
        return units_of(one, [frame_sheet(frame)], into, allow_missing_columns=allow_missing_columns)

    return with_others(scheme, read, problems)
