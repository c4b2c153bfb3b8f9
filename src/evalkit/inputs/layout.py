"""Headings -> what the scheme asks for. They are compared without blanks, width and case, a unit in brackets apart."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from evalkit.diagnostics import Message, Problems, files
from evalkit.inputs.sheet import Sheet
from evalkit.inputs.tidy import cut, fold
from evalkit.scheme import Scheme
from evalkit.scheme.data import Input

UNIT = re.compile(r"(.+)\((.+)\)")
KNOWN_UNITS = frozenset({
    "人", "人次", "人数", "个", "次", "件", "份", "户", "家", "台", "起", "项", "例", "篇", "分", "元", "万元", "亿元",
    "天", "日", "小时", "分钟", "月", "年", "吨", "公里", "亩", "公顷", "平方米", "h", "days", "km", "m2",
})  # fmt: skip
OTHER_SCOPES = ("all", "class", "parent")
"""Scopes that need no column of their own."""


@dataclass(frozen=True)
class Layout:
    """Which column of a sheet, counted from 0, holds what."""

    who: Mapping[str, int]
    """`id`, `name`, `class`, `parent`, as far as they are there."""
    attributes: Mapping[str, int]
    """Heading of a scope, or of the reason of a judged input -> column."""
    inputs: Mapping[str, int]


def lay_out(scheme: Scheme, sheet: Sheet, problems: Problems) -> Layout:
    """Find the columns of a sheet. Headings that can mean two columns are told, and those that mean nothing."""
    headings = _Headings(sheet, problems)
    who = {part: headings.column((heading,)) for part, heading in who_headings(scheme).items()}
    attributes = {heading: headings.column((heading,)) for heading in attribute_headings(scheme)}
    inputs = {name: headings.column(declared.headings, declared) for name, declared in scheme.inputs.items()}
    samples = {d.sample: headings.column((d.sample,)) for d in scheme.inputs.values() if d.sample}
    found = [_present(part) for part in (who, attributes, inputs, samples)]
    headings.tell_unused({column for part in found for column in part.values()})
    return Layout(*found[:3])


def _present(columns: Mapping[str, int | None]) -> dict[str, int]:
    return {name: column for name, column in columns.items() if column is not None}


def who_headings(scheme: Scheme) -> dict[str, str]:
    """`id`, `name`, `class`, `parent` -> the heading that the scheme gives it."""
    units = scheme.units
    given = {"id": units.id, "name": units.name, "class": units.class_, "parent": units.parent}
    return {part: heading for part, heading in given.items() if heading is not None}


def attribute_headings(scheme: Scheme) -> list[str]:
    """The headings of scopes, of reasons and of samples that are looked at, each once."""
    scopes = [heading for heading in scheme.scopes.values() if heading not in OTHER_SCOPES]
    reasons = [declared.reason for declared in scheme.inputs.values() if declared.reason]
    samples = [d.sample for d in scheme.inputs.values() if d.sample and d.sample_at_least is not None]
    return list(dict.fromkeys([*scopes, *reasons, *samples]))


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
        if not found and declared is not None:
            found = list(self._with_unit({fold(heading) for heading in headings}, declared))
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
        heading = cut(self._sheet.heading[columns[0]].strip())
        self._problems.add(files.HEADING_TWICE(others[0], others=(first, *others[1:]), heading=heading))

    def tell_unused(self, used: set[int]) -> None:
        """Note the headings that nothing asked for."""
        unused = [cut(h.strip()) for column, h in enumerate(self._sheet.heading) if h.strip() and column not in used]
        if unused:
            place = self._sheet.source.place(self._sheet.heading_row, 0)
            self._problems.add(files.UNUSED_COLUMNS(place, count=len(unused), headings=tuple(unused[:20])))


def _is_unit(bracket: str, declared: Input) -> bool:
    """Whether what stands in brackets is the unit of the input: 万元 is not, where the scheme says 元."""
    if bracket == "%":
        return declared.type in ("percent", "ratio")
    return bracket == fold(declared.unit) if declared.unit else bracket in KNOWN_UNITS
