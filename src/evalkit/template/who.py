"""The columns that tell which unit a row is of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from evalkit.diagnostics import Message
from evalkit.inputs.cells.tidy import fold
from evalkit.inputs.form import OTHER_SCOPES
from evalkit.scheme import Scheme
from evalkit.template import words
from evalkit.template.model import Field


@dataclass(frozen=True)
class Who:
    """The columns of all schemes of a run: that of the ids is first."""

    code: Field
    name: Field | None
    others: tuple[Field, ...]
    """Class, unit above, other scopes, and the period."""
    period: tuple[str, str] | None
    """The heading of the period, and which it is."""

    @property
    def short(self) -> tuple[Field, ...]:
        """What a person needs to know a unit."""
        return (self.code,) if self.name is None else (self.code, self.name)

    @property
    def all(self) -> tuple[Field, ...]:
        return (*self.short, *self.others)


def who_of(scheme: Scheme) -> Who:
    """The columns of a scheme, and of those whose results it takes."""
    units, period = scheme.units, scheme.period
    code, *more = _found(scheme)
    named = [field for field in more if field.heading == units.name]
    return Who(
        code,
        named[0] if named else None,
        tuple(field for field in more if field not in named),
        (units.period, period) if units.period and period else None,
    )


def _found(scheme: Scheme) -> Iterator[Field]:
    inputs = {fold(heading) for one in schemes(scheme) for each in one.collected.values() for heading in each.headings}
    seen = inputs - {fold(scheme.units.id)}  # which may be an input too
    for one in schemes(scheme):
        units = one.units
        classes: tuple[str | Message, ...] = one.classes
        scopes = [by for by in one.scopes.values() if by not in OTHER_SCOPES]
        headings = [units.id, units.name, units.class_, units.parent, *scopes, one.period and units.period]
        for heading in headings:
            if heading and fold(heading) not in seen:
                seen.add(fold(heading))
                choices = classes if heading == units.class_ else ()
                choices = (one.period or "",) if heading == units.period else choices
                how = (words.A_CHOICE(),) if choices else ()
                yield Field(heading=heading, choices=choices, how=how, identity=True)


def schemes(scheme: Scheme) -> tuple[Scheme, ...]:
    """The scheme, and those whose results it takes: they read the same files."""
    return (scheme, *scheme.others.values())
