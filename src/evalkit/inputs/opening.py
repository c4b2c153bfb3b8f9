"""Files and frames -> the sheets that hold the units, and those that hold records."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from evalkit.diagnostics import EvalkitError, Place, Problems, below, files
from evalkit.inputs.called import called, period_alone, period_within
from evalkit.inputs.choice import Choice
from evalkit.inputs.contents import lock_file, mistaken, suffix_of
from evalkit.inputs.dating import year_of
from evalkit.inputs.form import records_form, units_form
from evalkit.inputs.joining.provenance import source_of
from evalkit.inputs.once import Contents
from evalkit.inputs.period import NO_PERIOD, Period, period_of
from evalkit.inputs.readers import reader_for
from evalkit.inputs.screening import screened
from evalkit.inputs.shapes.choosing import tables
from evalkit.inputs.shapes.once_a_file import once_a_file
from evalkit.inputs.sheet import Book, PieceReader, Sheet
from evalkit.inputs.source import Source
from evalkit.scheme import Scheme

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class RecordSheet:
    """A table of records, and of which period it is by its name."""

    sheet: Sheet
    period: Period = NO_PERIOD


@dataclass
class Opened:
    """The sheets of some files."""

    units: list[Sheet | None] = field(default_factory=list)
    """None for a file that cannot be read."""
    records: dict[str, list[RecordSheet]] = field(default_factory=dict)
    """Several, where each is of another period or of other units: a file or sheet a month, a workbook a town."""
    failed: bool = False
    """Whether some file or sheet cannot be read."""

    def add_units(self, sheet: Sheet | None) -> None:
        self.units.append(sheet)
        self.failed |= sheet is None

    def add_records(self, name: str, sheet: Sheet | None, period: Period = NO_PERIOD) -> None:
        """Take a table of records."""
        if sheet is None:
            self.failed = True
        else:
            self.records.setdefault(name, []).append(RecordSheet(sheet, period))


def opened_by(
    scheme: Scheme,
    sources: Sequence[Path | pd.DataFrame],
    choice: Choice,
    problems: Problems,
    called: str,
    others: Sequence[Scheme] = (),
    contents: Contents | None = None,
) -> Opened:
    """Every file opened; headings are found by the id of the units, and those of records by theirs.

    Args:
        scheme: says which sheets and files hold records.
        sources: files or frames.
        choice: what the caller says of the sheet with the units, and of all files.
        problems: takes what is found.
        called: how messages call a frame.
        others: further schemes of the run; what holds their records holds no units.
        contents: what the run has read already.

    Raises:
        EvalkitError: all files hold records.
    """
    opened, contents = Opened(), contents or Contents()
    for source in sources:
        if isinstance(source, Path):
            open_tables(scheme, source, contents, choice, problems, opened, others)
        else:
            from evalkit.inputs.grids.frame import frame_sheet

            opened.add_units(frame_sheet(source, called))
    if not opened.units:
        names = tuple(map(str, sources))
        raise EvalkitError((*problems.found, files.NO_UNITS(Place(names[0]), files=names)))
    read = [sheet for sheet in opened.units if sheet is not None]
    if (
        choice.sheet is not None
        and not choice.of_earlier
        and read
        and all(sheet.source.sheet is None for sheet in read)
    ):
        problems.add(files.SHEET_UNUSED(Place(read[0].source.file), sheet=choice.sheet))
    return opened


def open_file(path: Path, contents: Contents, encoding: str | None, problems: Problems) -> Book | None:
    """A file, whatever it holds; None where the problems found leave nothing to read.

    Raises:
        EvalkitError: it cannot be opened, or is not what it seems.
    """
    content = contents.of(path)
    sample = content.sample
    reader = reader_for(path, path.suffix or suffix_of(sample))
    if (wrong := lock_file(path) or screened(path, sample) or mistaken(path, sample)) is not None:
        raise EvalkitError((wrong,))
    if isinstance(reader, PieceReader):
        return reader.open_pieces(content, encoding, problems)
    return reader.open_book(path, content.whole, encoding, problems)


def open_tables(
    scheme: Scheme,
    path: Path,
    contents: Contents,
    choice: Choice,
    problems: Problems,
    opened: Opened,
    others: Sequence[Scheme],
) -> None:
    """Add the tables of a file to `opened`."""
    try:
        said = choice.or_of(source_of(tuple(scheme.sources.values()), Source(str(path), None, "")))
        book = open_file(path, contents, said.encoding, problems)
    except EvalkitError as error:
        problems.found.extend(error.diagnostics)
        opened.add_units(None)
    else:
        if book is None:
            opened.add_units(None)
        else:
            before = len(problems.found)
            _File(scheme, path, book, choice, problems, others).open(opened)
            problems.found[before:] = once_a_file(problems.found[before:])


def add_frames(opened: Opened, scheme: Scheme, records: Mapping[str, pd.DataFrame], problems: Problems) -> None:
    """Take tables of records that are frames."""
    from evalkit.inputs.grids.frame import frame_sheet

    for name, frame in records.items():
        if name in scheme.records:
            opened.add_records(name, frame_sheet(frame, f"records[{name!r}]"))
        else:
            problems.add(below.UNKNOWN_RECORDS(records=name, known=tuple(scheme.records)))


@dataclass(frozen=True)
class _File:
    """One file that may hold units, records or both."""

    scheme: Scheme
    path: Path
    book: Book
    choice: Choice
    problems: Problems
    others: Sequence[Scheme]
    """The other schemes of the run, which read the same files."""

    def open(self, opened: Opened) -> None:
        """Add its sheets to `opened`."""
        choice, sheets = self.choice, self.book.sheets
        if choice.of_earlier and choice.sheet not in sheets:
            choice = replace(choice, sheet=None)
        named = {name: found for name, found in self._called(self.scheme).items() if name != choice.sheet}
        aside = {name for scheme in self.others for name in self._called(scheme)} - {choice.sheet}
        with_records = [name for name in sheets if name in named or name in aside]
        for sheet, found in named.items():
            self._add(opened, found, sheet)
        if with_records:
            if choice.sheet in sheets or any(shown and name not in with_records for name, shown in sheets.items()):
                self._add_units(opened, choice, with_records)
        elif found := _called_file(self.scheme, self.path):
            parts = [name for name, shown in sheets.items() if shown and period_alone(name) != NO_PERIOD]
            for part in parts if len(parts) > 1 else [None]:
                self._add(opened, found, part, NO_PERIOD if part is None else period_alone(part))
        elif not any(_called_file(scheme, self.path) for scheme in self.others):
            self._add_units(opened, choice, [])

    def _called(self, scheme: Scheme) -> dict[str, dict[str, Period]]:
        """Sheet -> the records that it is called by; with a period around their name where none is called just so."""
        exactly = {name: called(scheme, name) for name in self.book.sheets}
        known = {records for found in exactly.values() for records in found}
        for name, shown in self.book.sheets.items():
            if shown and not exactly[name]:
                around = called(scheme, name, around=True).items()
                exactly[name] = {records: period for records, period in around if records not in known}
        return {name: found for name, found in exactly.items() if found}

    def _add(self, opened: Opened, found: Mapping[str, Period], sheet: str | None, part: Period = NO_PERIOD) -> None:
        """A table of records, if it is clear which one; it may be a `part` of its file, called by its period alone."""
        if len(found) > 1:
            place = Place(str(self.path), sheet=sheet)
            self.problems.add(below.RECORDS_UNCLEAR(place, name=sheet or self.path.name, records=tuple(found)))
            opened.failed = True
            return
        ((name, period),) = found.items()
        form = records_form(self.scheme, self.scheme.records[name])
        read = tables(self.path, self.book, self.choice.of_records(sheet), form, self.problems, several=False)
        of_file = (period_alone(self.path.stem), period_within(self.path.stem))
        said = next((one for one in (part, period, *of_file) if one != NO_PERIOD), NO_PERIOD)
        sheet_read = read[0] if read else None
        now = period_of(self.scheme.period or "")
        opened.add_records(name, sheet_read, said if sheet_read is None else said.of(year_of(sheet_read, now)))

    def _add_units(self, opened: Opened, choice: Choice, apart: Sequence[str]) -> None:
        found = tables(self.path, self.book, choice, units_form(self.scheme), self.problems, apart=apart)
        for sheet in found:
            opened.add_units(sheet)
        if not found:
            opened.add_units(None)


def _called_file(scheme: Scheme, path: Path) -> dict[str, Period]:
    return called(scheme, path.stem) or called(scheme, path.stem, around=True)
