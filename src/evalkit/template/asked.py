"""Who is asked for what: the columns of a scheme by the department that answers for them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Set
from dataclasses import replace

from evalkit.inputs.cells.tidy import fold
from evalkit.scheme import Scheme
from evalkit.scheme.data import Input
from evalkit.scheme.decisions import DecidedGrade, Decision
from evalkit.template import words
from evalkit.template.clauses import clauses_of
from evalkit.template.fields import input_fields
from evalkit.template.model import Field
from evalkit.template.who import schemes

Owned = dict[str | None, list[Field]]


def asked(scheme: Scheme, who: Iterable[Field]) -> Owned:
    """Owner -> the columns beside those of `who`; each heading once, also where two schemes ask for it."""
    seen = {fold(field.heading) for field in who}
    wanted = {fold(heading) for one in schemes(scheme) for heading in _headings(one)} | seen
    found: Owned = {}
    for one in schemes(scheme):
        for owner, field in _columns(one, seen, wanted):
            if fold(field.heading) not in seen:
                seen.add(fold(field.heading))
                found.setdefault(owner, []).append(field)
        seen |= {fold(heading) for heading in _headings(one)}
    return found


def _headings(scheme: Scheme) -> Iterator[str]:
    for declared in scheme.collected.values():
        yield from declared.headings


def _columns(scheme: Scheme, seen: Set[str], wanted: Collection[str]) -> Iterator[tuple[str | None, Field]]:
    clauses = clauses_of(scheme)
    inputs = {name: one for name, one in scheme.collected.items() if seen.isdisjoint(map(fold, one.headings))}
    owned: dict[str | None, dict[str, Input]] = {}
    for name, declared in inputs.items():
        owned.setdefault(declared.owner, {})[name] = declared
    for owner, theirs in owned.items():
        yield from ((owner, field) for field in input_fields(theirs, clauses, wanted))
    for veto in scheme.vetoes.values():
        if veto.decided is not None:
            basis = (veto.basis,) if veto.basis else ()
            yield from ((veto.owner, replace(field, clauses=basis)) for field in _decision(veto.decided, ()))
    if scheme.decided is not None:
        yield from ((None, field) for field in _decision(scheme.decided, tuple(scheme.grades)))
    for heading in (heading for listing in scheme.lists.values() for heading in listing.show):
        yield None, Field(heading=heading, how=(words.A_TEXT(),), example=words.SOME_TEXT())


def _decision(decision: Decision, grades: tuple[str, ...]) -> Iterator[Field]:
    how = (words.THE_DECISION(),)
    if isinstance(decision, DecidedGrade):
        yield Field(heading=decision.grade, choices=grades, how=how)
    for heading in decision.headings:
        yield Field(heading=heading, type="date" if heading == decision.date else "text", how=how)
