"""What an input is collected for: the clauses of all that is computed from it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass

from evalkit.expression.syntax import names
from evalkit.scheme import Criterion, Listing, Reward, Scheme, Terms, Veto
from evalkit.scheme.shapes import Expression

TREE = frozenset({"children", "variants", "deduct", "add"})
"""Fields of a criterion that are looked at one by one."""


def clauses_of(scheme: Scheme) -> dict[str, tuple[str, ...]]:
    """Input, value, records or column of records -> the clauses that speak of it, in the order of the scheme.

    A criterion without a clause has that of its group; the basis of the whole scheme is none.
    """
    clauses = _Clauses(scheme)
    for root in (scheme.top, scheme.bonus):
        for child in () if root is None else root.children:
            clauses.of_criterion(child, None)
    outcomes: list[Veto | Reward | Listing] = [
        *scheme.vetoes.values(),
        *scheme.rewards.values(),
        *scheme.lists.values(),
    ]
    for outcome in outcomes:
        clauses.add(_names(outcome), outcome.basis)
    return {name: tuple(found) for name, found in clauses.found.items()}


class _Clauses:
    def __init__(self, scheme: Scheme) -> None:
        self._scheme = scheme
        self.found: dict[str, dict[str, None]] = defaultdict(dict)

    def of_criterion(self, criterion: Criterion, outer: str | None) -> None:
        """Take a criterion, in all its variants, and what is below it."""
        for version in (criterion, *criterion.variants.values()):
            basis = version.basis or criterion.basis or outer
            own = {f.name: getattr(version, f.name) for f in fields(version) if f.name not in TREE}
            named = set(_names(own))
            if version.is_leaf and version.value is None:
                named.add(version.name)
            if version.for_each is not None:
                named.add(version.for_each.in_)
            self.add(named, basis)
            for terms in (version.deduct, version.add):
                self._of_terms(terms, basis)
        for child in criterion.children:
            self.of_criterion(child, criterion.basis or outer)

    def _of_terms(self, terms: Terms | None, basis: str | None) -> None:
        for term in () if terms is None else terms.terms:
            self.add(_names(term), term.basis or basis)

    def add(self, named: Iterator[str] | set[str], basis: str | None) -> None:
        """Note a clause for names, and for those that they are computed from."""
        waiting = [] if basis is None else list(named)
        while waiting:
            name = waiting.pop()
            if basis is None or basis in self.found[name]:
                continue
            self.found[name][basis] = None
            if (value := self._scheme.values.get(name)) is not None:
                waiting += names(value.syntax)
            if (declared := self._scheme.inputs.get(name)) is not None and declared.from_ is not None:
                waiting += [declared.from_, *_names(declared)]


def _names(part: object) -> Iterator[str]:
    """The names in all expressions of a part of the scheme."""
    match part:
        case Expression():
            yield from names(part.syntax)
        case Mapping():
            for each in (*part, *part.values()):
                yield from _names(each)
        case list() | tuple():
            for each in part:
                yield from _names(each)
        case _ if is_dataclass(part):
            for field in fields(part):
                yield from _names(getattr(part, field.name))
