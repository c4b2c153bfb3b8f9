"""Headings -> what the scheme asks for. They are compared without blanks, width and case, a unit in brackets apart."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence, Set
from copy import copy
from dataclasses import dataclass, field
from difflib import get_close_matches

from evalkit.diagnostics import Message, Problems, files, shapes
from evalkit.inputs.cells.tidy import cut, fold
from evalkit.inputs.form import Form
from evalkit.inputs.shapes.monthly import by_month
from evalkit.inputs.shapes.stacked import KNOWN_UNITS
from evalkit.inputs.sheet import Sheet
from evalkit.scheme.data import Input

UNIT = re.compile(r"(.+)\((.+)\)")
MATCHED = 20
"""Headings that a note names."""


@dataclass(frozen=True)
class Layout:
    """Which column of a sheet, counted from 0, holds what."""

    who: Mapping[str, int]
    """`id`, `name`, `class`, `parent`, as far as they are there."""
    attributes: Mapping[str, int]
    """Heading of a scope, of the reason of a judged input, or of the period -> column."""
    inputs: Mapping[str, int]
    beside: Mapping[str, int] = field(default_factory=dict)
    """What stands there for readers: the size of a sample, the name of a unit beside its records."""

    @property
    def used(self) -> set[int]:
        """The columns that something is read from."""
        return {*self.who.values(), *self.attributes.values(), *self.inputs.values()}


def lay_out(form: Form, sheet: Sheet, problems: Problems) -> Layout:
    """Find the columns of a sheet. Headings that can mean two columns are told, and those that mean nothing."""
    headings = _Headings(sheet, problems)
    found = _found(form, headings)
    quiet = headings.again(Problems())
    parts = [*found, *(part for other in form.others for part in _found(other, quiet))]
    known = _present({heading: quiet.column((heading,)) for heading in form.known})
    headings.tell_unused({column for part in (known, *parts) for column in part.values()})
    headings.tell_matched()
    who, attributes, inputs, samples = found
    return Layout(who, attributes, inputs, {**known, **samples})


def _found(form: Form, headings: _Headings) -> list[dict[str, int]]:
    """The columns of who units are, of attributes, of inputs and of samples."""
    who = {part: headings.column((heading,)) for part, heading in form.who.items()}
    attributes = {heading: headings.column((heading,)) for heading in form.attributes}
    inputs = {name: headings.column(declared.headings, declared) for name, declared in form.inputs.items()}
    samples = {d.sample: headings.column((d.sample,)) for d in form.inputs.values() if d.sample}
    return [_present(part) for part in (who, attributes, inputs, samples)]


def _present(columns: Mapping[str, int | None]) -> dict[str, int]:
    return {name: column for name, column in columns.items() if column is not None}


def near_headings(wanted: tuple[str, ...], laid_out: Sequence[tuple[Sheet, Layout | None]]) -> Message | None:
    """A hint with the headings that are like the wanted ones, and that nothing is read from yet."""
    paths = [sheet.path(column) for sheet, _ in laid_out for column in range(len(sheet.heading))]
    if (monthly := by_month(paths, wanted)) is not None:
        return monthly
    present = {
        fold(heading): heading
        for sheet, layout in laid_out
        for column, heading in enumerate(sheet.heading)
        if heading.strip() and (layout is None or column not in layout.used)
    }
    near = [present[key] for name in wanted for key in get_close_matches(fold(name), present, n=3, cutoff=0.5)]
    return files.NEAR_HEADINGS(names=tuple(map(cut, dict.fromkeys(near)))) if near else None


@dataclass(frozen=True, slots=True)
class _Meant:
    """A column that a heading may mean."""

    column: int
    units: tuple[str, ...] = ()
    """Those that stand in brackets and that the input must have, for this to be it."""
    spelled: bool = True
    """Whether the heading is written in full, its unit too."""


class _Headings:
    """The headings of one sheet, to be asked for."""

    def __init__(self, sheet: Sheet, problems: Problems) -> None:
        self._sheet = sheet
        self._problems = problems
        self._told: set[int] = set()
        """Columns of which it is told that they are not clear."""
        self._whole: dict[str, list[_Meant]] = {}
        """All that heads a column, folded -> those columns."""
        self._ends: dict[str, list[_Meant]] = {}
        """The lower part of it, where there is more."""
        self._again: set[int] = set()
        """Columns headed as one before them."""
        self._matched: dict[int, Message] = {}
        """Column -> how its heading is spelt, where it is not as the scheme spells it."""
        for column in range(len(sheet.heading)):
            self._index(column, [fold(text) for text in sheet.path(column)])
        for found in self._whole.values():
            columns = [meant.column for meant in found if meant.spelled]
            if len(columns) > 1:
                self._again.update(columns[1:])
                self._tell_twice(columns)

    def again(self, problems: Problems) -> _Headings:
        """The same headings, to be asked for something else."""
        other = copy(self)
        other._problems, other._told, other._matched = problems, set(), {}
        return other

    def _index(self, column: int, path: Sequence[str]) -> None:
        if not path or not path[-1]:
            return
        parts = [UNIT.fullmatch(text) if text.endswith(")") else None for text in path]  # else ((((( takes for ever
        names = [part[1] if part else text for part, text in zip(parts, path, strict=True)]
        units = [part[2] if part else "" for part in parts]
        above = [unit if unit in KNOWN_UNITS or unit == "%" else "" for unit in units]
        for start in range(len(path)):
            known = self._ends if start else self._whole
            needed = tuple(filter(None, above[:start]))
            known.setdefault("/".join(path[start:]), []).append(_Meant(column, needed))
            if any(units[start:]):
                needed += tuple(filter(None, units[start:]))
                known.setdefault("/".join(names[start:]), []).append(_Meant(column, needed, spelled=False))

    def column(self, headings: tuple[str, ...], declared: Input | None = None) -> int | None:
        """The column that one of `headings` names; that of an input may have its unit behind it."""
        found: list[int] = []
        for heading in headings:
            key = fold(heading)
            found += _fitting(self._whole.get(key, ()), declared) or _fitting(self._ends.get(key, ()), declared)
        found = list(dict.fromkeys(column for column in found if column not in self._again))
        if len(found) > 1:
            self._tell_twice(found)
        text = self._sheet.path(found[0])[-1] if len(found) == 1 else ""
        if text not in headings and fold(text) in map(fold, headings):  # not found by the rows above, or but for a unit
            self._matched[found[0]] = shapes.SPELT(text=cut(text), heading=cut(_said(text, headings)))
        return found[0] if found else None

    def _tell_twice(self, columns: Sequence[int]) -> None:
        sheet = self._sheet
        first, *others = (sheet.source.place(sheet.heading_row, column) for column in columns)
        self._told.update(columns)
        heading = cut(sheet.path(columns[0])[-1].strip())
        paths = tuple(cut("/".join(sheet.path(column))) for column in columns)
        hint = by_month([sheet.path(column) for column in columns])
        if hint is None and len(set(paths)) > 1 and any(column in sheet.paths for column in columns):
            hint = shapes.SAY_PATH(paths=paths)
        self._problems.add(files.HEADING_TWICE(others[0], others=(first, *others[1:]), hint=hint, heading=heading))

    def tell_matched(self) -> None:
        """Note the headings that differ from those of the scheme by blanks, width or case."""
        if self._matched:
            place = self._sheet.source.place(self._sheet.heading_row, min(self._matched))
            pairs = [self._matched[column] for column in sorted(self._matched)]
            self._problems.add(shapes.HEADINGS_MATCHED(place, count=len(pairs), pairs=tuple(pairs[:MATCHED])))

    def tell_unused(self, used: Set[int | None]) -> None:
        """Note the headings that nothing asked for."""
        known = used | self._told
        unused = [cut(h.strip()) for column, h in enumerate(self._sheet.heading) if h.strip() and column not in known]
        if unused:
            place = self._sheet.source.place(self._sheet.heading_row, 0)
            self._problems.add(files.UNUSED_COLUMNS(place, count=len(unused), headings=tuple(unused[:20])))


def _said(text: str, headings: Sequence[str]) -> str:
    """The one of these headings that a text is; a name with blanks for its `_` is that name."""
    found = [heading for heading in headings if fold(heading) == fold(text)]
    return next((heading for heading in headings if heading.replace("_", " ") in found), found[0])


def _fitting(meant: Sequence[_Meant], declared: Input | None) -> list[int]:
    """The columns among these that an input may have; what is no input has no unit."""
    if declared is None:
        return [one.column for one in meant if one.spelled]
    return [one.column for one in meant if all(_is_unit(unit, declared) for unit in one.units)]


def _is_unit(bracket: str, declared: Input) -> bool:
    """Whether what stands in brackets is the unit of the input: 万元 is not, where the scheme says 元."""
    if bracket == "%":
        return declared.type in ("percent", "ratio")
    return bracket == fold(declared.unit) if declared.unit else bracket in KNOWN_UNITS
