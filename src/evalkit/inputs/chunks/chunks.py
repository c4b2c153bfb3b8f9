"""One table, read chunk by chunk: it may be larger than memory."""

from __future__ import annotations

from collections.abc import Iterator

from evalkit.diagnostics import EvalkitError, Message, Problems, files
from evalkit.inputs.chunks.portions import portions
from evalkit.inputs.chunks.repeats import Seen, repeated
from evalkit.inputs.chunks.told import Told
from evalkit.inputs.form import Form, units_form
from evalkit.inputs.lacking import Lacking, has_ids, tell_missing
from evalkit.inputs.opening import Opened
from evalkit.inputs.read import joined
from evalkit.inputs.report import tell, tell_blank_rows
from evalkit.inputs.shapes.blank import BlankRows
from evalkit.inputs.shapes.layout import Layout, lay_out
from evalkit.inputs.sheet import Sheet
from evalkit.inputs.table import TableReader
from evalkit.inputs.units import Units
from evalkit.scheme import Scheme


def chunks_of(scheme: Scheme, opened: Opened, rows: int, problems: Problems, lacking: Lacking) -> Iterator[Units]:
    """The units of a file with one table, at most so many rows of it at a time.

    Raises:
        EvalkitError: the file cannot be opened or has no column of ids; D276, its rows need others to be read.
    """
    form = units_form(scheme)
    sheets = [sheet for sheet in opened.units if sheet is not None]
    layouts = [lay_out(form, sheet, problems) for sheet in sheets]
    if len(sheets) < len(opened.units) or not all(
        has_ids(form, *one, problems) for one in zip(sheets, layouts, strict=True)
    ):
        raise EvalkitError(tuple(problems.found))
    (sheet, *more), (layout, *_) = sheets, layouts
    if (why := _why_not(scheme, form, layout, bool(more))) is not None:
        problems.add(files.NOT_IN_CHUNKS(sheet.heading_place, why=why))
        raise EvalkitError(tuple(problems.found))
    tell_missing(form, [(sheet, layout)], lacking, problems)
    return _chunks(form, sheet, layout, rows, problems)


def _why_not(scheme: Scheme, form: Form, layout: Layout, several: bool) -> Message | None:
    """What of it needs all rows at once."""
    if several:
        return files.SEVERAL_TABLES()
    if scheme.records:
        return files.HAS_RECORDS()
    if scheme.others:
        return files.TAKES_RESULTS()
    if form.sources:
        return files.HAS_SOURCES()
    return files.HAS_PERIODS() if form.period in layout.attributes else None


def _chunks(form: Form, sheet: Sheet, layout: Layout, rows: int, problems: Problems) -> Iterator[Units]:
    seen, told, blank = Seen(), Told(problems), BlankRows()
    blocks = sheet.blocks(*TableReader(form, sheet, layout, problems).wanted)
    for portion in portions(blocks, rows):
        found = Problems()
        table = TableReader(form, sheet, layout, found, blank=blank).read(portion)
        tell(table, [table], found)
        units = joined(form, [table], found)
        told.add(found)
        seen.add(units.ids)
        yield units
    tell_blank_rows(blank.count, sheet, problems)
    if hashes := seen.doubtful():
        before = len(problems.found)  # what reading finds is not told again
        again = list(repeated(sheet, layout, hashes))
        del problems.found[before:]
        known = {one.place for one in problems}
        problems.found.extend(one for one in again if one.place not in known)
