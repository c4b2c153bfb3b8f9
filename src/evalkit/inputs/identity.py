"""Who the rows are: blank rows found, codes and classes checked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import get_close_matches

import numpy as np

from evalkit.diagnostics import Diagnostic, Place, data
from evalkit.diagnostics.expression import DID_YOU_MEAN
from evalkit.expression.data import Array
from evalkit.inputs.block import Texts
from evalkit.inputs.cells.grammar import FAILED, failure
from evalkit.inputs.cells.spelling import UNCALCULATED
from evalkit.inputs.cells.states import NOT_REPORTED
from evalkit.inputs.cells.tidy import cut, fold, tidy_all, untidy
from evalkit.inputs.sheet import Sheet

TOTAL_END = re.compile("[计和数均值高低分lLsSmMeEnN][:： ]*\n")
"""Nearly every name is told apart from a total by its end. The line end stands behind every text."""
ODD = re.compile(
    rf"\n(?:[#*※{UNCALCULATED}]|其中)|[0-9][eE][+-]?[0-9]|[:：。；;]|.{{60}}|[字章名][)）]?\n|{TOTAL_END.pattern}"
)
"""What may be no id: an error, a formula, shortened, a note, a total. A line end stands before and behind."""
SHORTENED = re.compile(r"[0-9](\.[0-9]+)?[eE][+-]?[0-9]+")
"""What a spreadsheet makes of a long code: 1.1E+17."""
BLANK = frozenset(("", *NOT_REPORTED))


def clean(texts: Texts) -> Texts:
    """The cells of a column of codes or names, each trimmed."""
    return Texts(texts.codes, tidy_all(texts.distinct))


def tidied_cells(texts: Texts, before: int) -> dict[int, str]:
    """Row -> what is written there, of the cells that `clean` does more to than trim; `before` is the first row."""
    odd = _rows(texts, untidy(texts.distinct))
    return {before + row: texts[row] for row in np.flatnonzero(odd).tolist()}


def blank_rows(ids: Texts, numbers: Iterable[Array], texts: Mapping[int, Texts]) -> Array:
    """Which rows have nothing in any column that is used, as a mask."""
    blank = _rows(ids, _blank(ids.distinct))
    if not blank.any():
        return blank
    for values in numbers:
        blank &= np.isnan(values)
    for column in texts.values():
        blank &= _rows(column, [place for place, text in enumerate(column.distinct) if text.strip() in BLANK])
    return blank


def odd_rows(ids: Texts, names: Texts | None) -> list[int]:
    """The places of the few rows that must be looked at; nothing is wrong with the others."""
    odd = _rows(ids, [*_blank(ids.distinct), *_found(ODD, "\n{}\n", ids.distinct)])
    if names is not None:
        odd |= _rows(names, _found(TOTAL_END, "{}\n", names.distinct))
    found: list[int] = np.flatnonzero(odd).tolist()
    return found


def _found(wanted: re.Pattern[str], form: str, texts: Sequence[str]) -> list[int]:
    """The places of the texts in which something is found; one look at all of them together tells if there are any."""
    if "".join(texts).isdigit() or not wanted.search("\n".join(["", *texts, ""])):
        return []
    return [place for place, text in enumerate(texts) if wanted.search(form.format(text))]


def _blank(texts: Sequence[str]) -> list[int]:
    if BLANK.isdisjoint(texts):
        return []
    return [place for place, text in enumerate(texts) if text in BLANK]


def _rows(texts: Texts, places: Sequence[int]) -> Array:
    """The rows that have one of these texts, as a mask."""
    if not places:
        return np.zeros(len(texts.codes), dtype=bool)
    marked = np.zeros(len(texts.distinct), dtype=bool)
    marked[places] = True
    found: Array = marked[texts.codes]
    return found


def id_problem(unit: str, place: Place | None = None, heading: str = "") -> Diagnostic | None:
    """Why this cannot be the id of a unit, told at its place."""
    if unit in BLANK:
        return data.BLANK_ID(place, heading=cut(heading))
    if SHORTENED.fullmatch(unit):
        return data.BAD_ID(place, value=cut(unit), why=data.DIGITS_LOST())
    if unit.startswith(UNCALCULATED) or FAILED.fullmatch(unit):
        return data.BAD_ID(place, value=cut(unit.removeprefix(UNCALCULATED)), why=data.FAILED_FORMULA())
    return None


def check_classes(
    labels: Sequence[str], allowed: Sequence[str], ids: Sequence[str], rows: Array, column: int, sheet: Sheet
) -> Iterator[Diagnostic]:
    """What is wrong with the classes of the units; where the scheme names none, any will do, and of a formula that
    failed its cell tells.
    """
    unknown = {label for label in set(labels) if not label or (allowed and label not in allowed)}
    wrong = {label for label in unknown if failure(label) is None}
    for place, label in enumerate(labels) if wrong else ():
        if label not in wrong:
            continue
        at = sheet.source.place(int(rows[place]), column)
        if not label:
            yield data.BLANK_CLASS(at, unit=ids[place], heading=cut(sheet.heading[column]))
            continue
        near = get_close_matches(label, allowed, n=3, cutoff=0.5)
        hint = DID_YOU_MEAN(names=tuple(near)) if near else None
        yield data.UNKNOWN_CLASS(at, hint=hint, unit=ids[place], value=cut(label), classes=tuple(allowed))


def alike(ids: Sequence[str]) -> Iterator[tuple[str, str]]:
    """(first, later) of different ids that are one but for width, case or blanks."""
    together = "".join(ids)
    if together.isascii() and together == fold(together):
        return
    first: dict[str, str] = {}
    for unit in ids:
        before = first.setdefault(fold(unit), unit)
        if before != unit:
            yield before, unit


def repeated(ids: Sequence[str]) -> Iterator[tuple[int, int]]:
    """(first place, later place) of every id that stands in two rows."""
    first: dict[str, int] = {}
    for place, unit in enumerate(ids):
        before = first.setdefault(unit, place)
        if before != place:
            yield before, place
