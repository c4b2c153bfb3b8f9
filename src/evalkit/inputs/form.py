"""What a table is asked for: the units of a scheme, or one of its tables of records."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from evalkit.diagnostics import Place
from evalkit.inputs.cells.tidy import fold
from evalkit.scheme import Scheme
from evalkit.scheme.data import Input, Records
from evalkit.scheme.sources import DataSource

OTHER_SCOPES = ("all", "class", "parent")
"""Scopes that need no column of their own."""


@dataclass(frozen=True, kw_only=True)
class Form:
    """The columns that a table should have."""

    place: Place
    """Where in the scheme they are asked for."""
    who: Mapping[str, str]
    """`id`, and for units `name`, `class`, `parent` as far as the scheme names them -> heading."""
    attributes: Sequence[str]
    """Headings of texts that are only compared and shown: scopes, reasons, sizes of samples, periods."""
    inputs: Mapping[str, Input]
    scopes: Sequence[str] = ()
    """Those attributes that scopes group by."""
    optional: Sequence[str] = ()
    """Attributes that need not be there."""
    period: str | None = None
    """The heading of the period; it is one of the attributes."""
    classes: Sequence[str] = ()
    """The classes that there are; none: any."""
    known: Sequence[str] = ()
    """Headings that may stand there for readers: the name of the unit in a table of records."""
    vetoing: Collection[str] = ()
    """Inputs that a veto looks at: what may mean none or unknown is no answer there."""
    sources: Sequence[DataSource] = ()
    """Where the tables may come from, and what they count for."""
    others: Sequence[Form] = ()
    """What other schemes ask of the same table, whose results are taken."""

    @property
    def size(self) -> int:
        """How many columns are asked for."""
        return len(self.who) + len(self.attributes) + len(self.inputs)

    @property
    def headings(self) -> list[str]:
        """Every heading that is asked for, that of the ids first."""
        inputs = (heading for declared in self.inputs.values() for heading in declared.headings)
        return list(dict.fromkeys([*self.who.values(), *self.attributes, *inputs]))

    def is_id(self, heading: str) -> bool:
        """Whether this is the heading of the ids."""
        return fold(heading) == fold(self.who["id"])

    @property
    def of_earlier(self) -> Form:
        """The same for an earlier period, of which no roster tells."""
        return replace(self, sources=tuple(replace(source, roster=False) for source in self.sources))


def units_form(scheme: Scheme) -> Form:
    """The columns of the units. What comes from records or from another scheme has none."""
    units, period = scheme.units, _period(scheme)
    given = {"id": units.id, "name": units.name, "class": units.class_, "parent": units.parent}
    inputs = scheme.collected
    compared = [heading for heading in scheme.scopes.values() if heading not in OTHER_SCOPES]
    samples = [d.sample for d in inputs.values() if d.sample and d.sample_at_least is not None]
    return Form(
        place=scheme.place,
        who={part: heading for part, heading in given.items() if heading is not None},
        attributes=_attributes([*compared, *samples, *_outcome_headings(scheme)], inputs, period),
        inputs=inputs,
        scopes=compared,
        period=period,
        classes=scheme.classes,
        vetoing=scheme.vetoing,
        sources=tuple(scheme.sources.values()),
        others=tuple(map(units_form, scheme.others.values())),
    )


def roster_form(scheme: Scheme) -> Form:
    """The columns of a roster: who the units are, and what scopes group by. Nothing that is reported is taken from it,
    for it may be the table of another year.
    """
    form = units_form(scheme)
    reported = {fold(heading) for declared in form.inputs.values() for heading in declared.headings}
    texts = [heading for heading in form.scopes if fold(heading) not in reported]
    texts += [] if form.period is None else [form.period]
    return replace(form, attributes=texts, optional=texts, inputs={}, others=())


def _outcome_headings(scheme: Scheme) -> list[str]:
    """The headings of decisions, and of what lists show."""
    decisions = [scheme.decided, *(veto.decided for veto in scheme.vetoes.values())]
    decided = [heading for decision in decisions if decision is not None for heading in decision.headings]
    grade = [scheme.decided.grade] if scheme.decided is not None else []
    return [*grade, *decided, *(heading for listing in scheme.lists.values() for heading in listing.show)]


def records_form(scheme: Scheme, records: Records) -> Form:
    """The columns of a table of records. Without a period all of them are of the scheme's."""
    units, period = scheme.units, _period(scheme)
    return Form(
        place=records.place,
        who={"id": records.unit or units.id},
        attributes=_attributes([], records.columns, period),
        optional=() if period is None else (period,),
        inputs=records.columns,
        period=period,
        sources=tuple(scheme.sources.values()),
        known=[heading for heading in (units.name, units.class_, units.parent) if heading is not None],
    )


def _period(scheme: Scheme) -> str | None:
    """The heading of the period; it says nothing where the scheme does not say which one it is for."""
    return None if scheme.period is None else scheme.units.period


def _attributes(scopes: Sequence[str], inputs: Mapping[str, Input], period: str | None) -> list[str]:
    """Each heading once."""
    reasons = [declared.reason for declared in inputs.values() if declared.reason]
    return list(dict.fromkeys([*scopes, *reasons, *([period] if period is not None else [])]))
