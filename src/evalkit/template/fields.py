"""An input of the scheme -> the columns in which it is filled in."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from fractions import Fraction

from evalkit.diagnostics import Message
from evalkit.diagnostics.message import literally
from evalkit.inputs.cells.grammar import Grammar
from evalkit.inputs.cells.states import STATES
from evalkit.inputs.cells.tidy import fold
from evalkit.scheme.data import Input
from evalkit.template import words
from evalkit.template.examples import example_of
from evalkit.template.headings import heading_of
from evalkit.template.model import Field

Clauses = Mapping[str, tuple[str, ...]]


def input_fields(inputs: Mapping[str, Input], clauses: Clauses, others: Collection[str]) -> Iterator[Field]:
    """The column of every input, and beside it those of its reason and the size of its sample."""
    for name, declared in inputs.items():
        yield _field(declared, clauses.get(declared.survey or name, ()), others)
        if declared.type == "judged" and declared.reason:
            how = words.REASON_OF(name=declared.headings[0])
            yield Field(heading=declared.reason, how=(how,), example=words.A_REASON(), due=declared.due)
        if declared.sample:
            yield _sample(declared, inputs)


def _field(declared: Input, clauses: tuple[str, ...], others: Collection[str]) -> Field:
    low, high = _limits(declared)
    return Field(
        heading=heading_of(declared, others),
        type=declared.type,
        choices=_choices(declared),
        low=low,
        high=high,
        clauses=clauses,
        due=declared.due,
        how=tuple(_how(declared, low, high)),
        example=example_of(declared),
    )


def _sample(declared: Input, inputs: Mapping[str, Input]) -> Field:
    """Several inputs may come from one survey."""
    same = [one for one in inputs.values() if one.sample == declared.sample]
    least = max((one.sample_at_least or 0 for one in same), default=0)
    how = [words.SAMPLE_OF(names=tuple(one.headings[0] for one in same))]
    how += [words.SAMPLE_AT_LEAST(count=least)] if least else []
    return Field(
        heading=declared.sample or "", type="count", low=Fraction(0), how=tuple(how), due=declared.due,
        example=Fraction(max(least, 120)),
    )  # fmt: skip


def _limits(declared: Input) -> tuple[Fraction | None, Fraction | None]:
    """The bounds as a person types them."""
    grammar = Grammar(declared)
    scale = 100 if declared.type == "percent" else 1
    low, high = (None if bound is None else bound * scale for bound in (grammar.low, grammar.high))
    return (max(low or Fraction(0), Fraction(0)) if declared.type == "count" else low), high


def _choices(declared: Input) -> tuple[str | Message, ...]:
    match declared.type:
        case "flag":
            return words.YES(), words.NO(), words.NOT_APPLICABLE()
        case "level" if declared.levels:
            taken = {*map(fold, declared.levels), *map(fold, declared.labels or ())}
            others = () if taken & STATES.keys() else (words.NOT_APPLICABLE(),)
            return (*declared.levels, *others)
    return ()


def _how(declared: Input, low: Fraction | None, high: Fraction | None) -> Iterator[Message]:
    yield words.VOTES_OF() if declared.votes or "·" in declared.name else words.HOW_TYPED[declared.type]()
    match low, high:
        case None, None:
            pass
        case _, None if declared.type != "count" or low:
            yield words.FROM(low=low or 0)
        case None, _:
            yield words.UP_TO(high=high or 0)
        case _, Fraction():
            yield words.BOTH_BOUNDS(low=low or 0, high=high)
    if declared.type == "judged" and declared.reason:
        yield words.WITH_REASON(reason=declared.reason)
    if declared.missing is not None:
        yield words.BLANK_COUNTS(value=declared.missing.text)
    if declared.source:
        yield words.SOURCE(source=declared.source)
    if declared.note:
        yield literally(declared.note)
