"""Data in: one row a unit, typed by the scheme and never guessed; every value keeps the cell that it came from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from evalkit.diagnostics import Problems

if TYPE_CHECKING:
    import pandas as pd

    from evalkit.inputs.once import Contents
    from evalkit.inputs.units import Units
    from evalkit.scheme import Scheme


def read_units(
    scheme: Scheme,
    sources: Sequence[Path | pd.DataFrame],
    *,
    sheet: str | None = None,
    encoding: str | None = None,
    header_row: int | tuple[int, int] | None = None,
    footer: int = 0,
    fill_merged: bool = False,
    records: Mapping[str, pd.DataFrame] | None = None,
    earlier: Sequence[Path | pd.DataFrame] = (),
    roster: Path | pd.DataFrame | None = None,
    problems: Problems,
    allow_missing_columns: bool = False,
    contents: Contents | None = None,
) -> Units:
    """The units of one or more files, joined on the id, or of one DataFrame. The roster says which units there are,
    else the first file, and those with the same inputs for other units.

    A frame is read by the same grammar: 94.5 in a percent input is 94.5 %. Its floats are taken as the decimal of at
    most 15 digits that they show; a named index is a column.

    Everything found is added to `problems`. If it holds errors, the cells that they name are unknown
    (`not_readable`) in what is returned, and nothing should be scored.

    Args:
        scheme: says which headings and types to expect.
        sources: the files, of a kind that `readers` has, those that hold records among them; or one frame.
        sheet: the sheet of a workbook with the units; without it the first visible one that holds no records.
        encoding: of the text files; without it found out, and told if it was a guess.
        header_row: the row of the headings, as the file counts rows, or the first and the last of several.
        footer: so many rows at the end of each file of units are none; blank rows do not count.
        fill_merged: the value of merged cells of a workbook is that of each of them, instead of an error.
        records: tables of records that are frames, by their names.
        earlier: the period before, the one before that, and so on, a file or frame each.
        roster: the units that must be there, with their names and classes; no other column of it is read.
        problems: takes what is found.
        allow_missing_columns: an input without a column is not reported by anyone, with a warning, instead of an error.
        contents: what the run has read already, where it reads the same files several times.

    Raises:
        EvalkitError: with all that was found, if a file cannot be opened or has no column of ids.
    """
    from dataclasses import replace

    from evalkit.inputs.choice import Choice
    from evalkit.inputs.lacking import Lacking
    from evalkit.inputs.once import Contents
    from evalkit.inputs.opening import add_frames, opened_by
    from evalkit.inputs.others import with_others
    from evalkit.inputs.read import units_of

    rows = (header_row, header_row) if isinstance(header_row, int) else header_row
    schemes, given = [scheme, *scheme.others.values()], records or {}
    contents = contents or Contents()
    elsewhere = {name for other in scheme.others.values() for name in other.records}

    def read(one: Scheme, into: Problems) -> Units:
        choice = Choice(sheet=sheet, encoding=encoding, header_row=rows, footer=footer, fill_merged=fill_merged)
        others = [each for each in schemes if each is not one]
        opened = [opened_by(one, sources, choice, into, "DataFrame", others, contents)]
        wanted = one.records.keys() | (given.keys() - elsewhere if one is scheme else set())
        frames = {name: frame for name, frame in given.items() if name in wanted}
        add_frames(opened[0], one, frames, into)
        for place, source in enumerate(earlier):
            before = replace(choice, of_earlier=True)
            opened.append(opened_by(one, [source], before, into, f"earlier[{place}]", others, contents))
        aside = replace(choice, sheet=None, header_row=None, of_earlier=True, footer=0)
        listed = None if roster is None else opened_by(one, [roster], aside, into, "roster", others, contents)
        return units_of(one, opened, listed, into, Lacking.A_WARNING if allow_missing_columns else Lacking.AN_ERROR)

    return with_others(scheme, read, problems)


def read_chunks(
    scheme: Scheme,
    path: Path,
    *,
    rows: int = 65_536,
    encoding: str | None = None,
    header_row: int | tuple[int, int] | None = None,
    footer: int = 0,
    problems: Problems,
    allow_missing_columns: bool = False,
) -> Iterator[Units]:
    """The units of a file with one table, at most so many `rows` of it at a time: a CSV may be larger than memory.

    Their values are those of `read_units`. The labels of a text column, and the decimals of a number column, are those
    of the chunk. What counts rows or looks at several of them is told when the last chunk has been taken; a total is an
    error, for the rows that it sums are no longer there.

    Args:
        scheme: says which headings and types to expect.
        path: the file.
        rows: of the file, in a chunk.
        encoding: of a text file; without it found out, and told if it was a guess.
        header_row: the row of the headings, as the file counts rows, or the first and the last of several.
        footer: so many rows at the end are no units; blank rows do not count.
        problems: takes what is found; if it holds errors, nothing should be made of the chunks.
        allow_missing_columns: an input without a column is not reported by anyone, with a warning, instead of an error.

    Raises:
        EvalkitError: with all that was found, if the file cannot be opened or has no column of ids; D276, its rows
            cannot be read without the others.
    """
    from evalkit.inputs.choice import Choice
    from evalkit.inputs.chunks.chunks import chunks_of
    from evalkit.inputs.lacking import Lacking
    from evalkit.inputs.opening import opened_by

    heading = (header_row, header_row) if isinstance(header_row, int) else header_row
    choice = Choice(encoding=encoding, header_row=heading, footer=footer)
    opened = opened_by(scheme, [path], choice, problems, "DataFrame")
    lacking = Lacking.A_WARNING if allow_missing_columns else Lacking.AN_ERROR
    return chunks_of(scheme, opened, rows, problems, lacking)


def from_frame(
    scheme: Scheme, frame: pd.DataFrame, *, problems: Problems, allow_missing_columns: bool = False
) -> Units:
    """The units of a pandas DataFrame, a row each: `read_units` of it alone.

    Raises:
        EvalkitError: with all that was found, if there is no column of ids.
    """
    return read_units(scheme, [frame], problems=problems, allow_missing_columns=allow_missing_columns)
