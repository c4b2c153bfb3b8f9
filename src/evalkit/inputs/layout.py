"""Headings -> what the scheme asks for. They are compared without blanks, width and case, a unit in brackets apart."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from difflib import get_close_matches

from evalkit.diagnostics import Message, Problems, files
from evalkit.inputs.form import Form
from evalkit.inputs.sheet import Sheet
from evalkit.inputs.tidy import cut, fold
from evalkit.scheme.data import Input

UNIT = re.compile(r"(.+)\((.+)\)")
KNOWN_UNITS = frozenset({
    "人", "人次", "人数", "个", "次", "件", "份", "户", "家", "台", "起", "项", "例", "篇", "分", "元", "万元", "亿元",
    "天", "日", "小时", "分钟", "月", "年", "吨", "公里", "亩", "公顷", "平方米", "h", "days", "km", "m2",
})  # fmt: skip


@dataclass(frozen=True)
class Layout:
    """Which column of a sheet, counted from 0, holds what."""

    who: Mapping[str, int]
    """`id`, `name`, `class`, `parent`, as far as they are there."""
    attributes: Mapping[str, int]
    """Heading of a scope, of the reason of a judged input, or of the period -> column."""
    inputs: Mapping[str, int]


def lay_out(form: Form, sheet: Sheet, problems: Problems) -> Layout:
    """Find the columns of a sheet. Headings that can mean two columns are told, and those that mean nothing."""
    headings = _Headings(sheet, problems)
    found = _found(form, headings)
    quiet = _Headings(sheet, Problems())
    parts = [*found, *(part for other in form.others for part in _found(other, quiet))]
    known = {quiet.column((heading,)) for heading in form.known}
    headings.tell_unused(known | {column for part in parts for column in part.values()})
    return Layout(*found[:3])


def _found(form: Form, headings: _Headings) -> list[dict[str, int]]:
    """The columns of who units are, of attributes, of inputs and of samples."""
    who = {part: headings.column((heading,)) for part, heading in form.who.items()}
    attributes = {heading: headings.column((heading,)) for heading in form.attributes}
    inputs = {name: headings.column(declared.headings, declared) for name, declared in form.inputs.items()}
    samples = {d.sample: headings.column((d.sample,)) for d in form.inputs.values() if d.sample}
    return [_present(part) for part in (who, attributes, inputs, samples)]


def _present(columns: Mapping[str, int | None]) -> dict[str, int]:
    return {name: column for name, column in columns.items() if column is not None}


def near_headings(wanted: tuple[str, ...], sheets: list[Sheet]) -> Message | None:
    """A hint with the headings that are like the wanted ones."""
    present = {fold(heading): heading for sheet in sheets for heading in sheet.heading if heading.strip()}
    near = [present[key] for name in wanted for key in get_close_matches(fold(name), present, n=3, cutoff=0.5)]
    return files.NEAR_HEADINGS(names=tuple(map(cut, dict.fromkeys(near)))) if near else None


class _Headings:
    """The headings of one sheet, to be asked for."""

    def __init__(self, sheet: Sheet, problems: Problems) -> None:
        self._sheet = sheet
        self._problems = problems
        self._told: set[int] = set()
        """Columns of which it is told that they are not clear."""
        self._exact: dict[str, list[int]] = {}
        for column, heading in enumerate(sheet.heading):
            if key := fold(heading):
                self._exact.setdefault(key, []).append(column)
        for columns in self._exact.values():
            if len(columns) > 1:
                self._tell_twice(columns)

    def column(self, headings: tuple[str, ...], declared: Input | None = None) -> int | None:
        """The column that one of `headings` names; that of an input may have its unit behind it."""
        found = [column for heading in headings for column in self._exact.get(fold(heading), [])[:1]]
        if declared is not None:
            found += self._with_unit({fold(heading) for heading in headings}, declared)
        found = list(dict.fromkeys(found))
        if len(found) > 1:
            self._tell_twice(found)
        return found[0] if found else None

    def _with_unit(self, wanted: set[str], declared: Input) -> Iterator[int]:
        for key, columns in self._exact.items():
            match = UNIT.fullmatch(key)
            if match and match[1] in wanted and _is_unit(match[2], declared):
                yield columns[0]

    def _tell_twice(self, columns: list[int]) -> None:
        first, *others = (self._sheet.source.place(self._sheet.heading_row, column) for column in columns)
        self._told.update(columns)
        heading = cut(self._sheet.heading[columns[0]].strip())
        self._problems.add(files.HEADING_TWICE(others[0], others=(first, *others[1:]), heading=heading))

    def tell_unused(self, used: Set[int | None]) -> None:
        """Note the headings that nothing asked for."""
        known = used | self._told
        unused = [cut(h.strip()) for column, h in enumerate(self._sheet.heading) if h.strip() and column not in known]
        if unused:
            place = self._sheet.source.place(self._sheet.heading_row, 0)
            self._problems.add(files.UNUSED_COLUMNS(place, count=len(unused), headings=tuple(unused[:20])))


def _is_unit(bracket: str, declared: Input) -> bool:
    """Whether what stands in brackets is the unit of the input: 万元 is not, where the scheme says 元."""
    if bracket == "%":
        return declared.type in ("percent", "ratio")
    return bracket == fold(declared.unit) if declared.unit else bracket in KNOWN_UNITS
