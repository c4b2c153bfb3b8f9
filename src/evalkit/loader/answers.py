"""Answers of a survey -> a count of votes for each, and their mean as a value of the input's name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from evalkit.expression.syntax import Name, Operation, Span, Syntax
from evalkit.scheme import Scheme
from evalkit.scheme.data import Input
from evalkit.scheme.shapes import Expression
from evalkit.scheme.sources import DataSource

NOWHERE = Span(0, 1)


def with_answers(scheme: Scheme) -> Scheme:
    """The scheme with every input that has answers as what it is made of."""
    surveys = [input_ for input_ in scheme.inputs.values() if input_.answers]
    if not surveys:
        return scheme
    inputs: dict[str, Input] = {}
    for name, input_ in scheme.inputs.items():
        inputs.update(_counts(input_) if input_.answers else {name: input_})
    values = {input_.name: _mean(input_) for input_ in surveys}
    sources = {name: replace(source, counts=_counted(source, surveys)) for name, source in scheme.sources.items()}
    return replace(scheme, inputs=inputs, values={**values, **scheme.values}, sources=sources)


def _counted(source: DataSource, surveys: Sequence[Input]) -> tuple[str, ...]:
    """What a source counts for, a survey by its counts of votes."""
    votes = {survey.name: tuple(_count(survey, answer) for answer in survey.answers) for survey in surveys}
    return tuple(name for counted in source.counts for name in votes.get(counted, (counted,)))


def _counts(survey: Input) -> Mapping[str, Input]:
    """A count for each answer, under its own heading or that of the survey before it."""
    names = tuple(_count(survey, answer) for answer in survey.answers)
    found = {
        name: replace(survey, name=name, type="count", column=(name, answer), answers={}, sample=None,
                      sample_at_least=None, at_least=None, at_most=None)
        for name, answer in zip(names, survey.answers, strict=True)
    }  # fmt: skip
    first = names[0]
    found[first] = replace(found[first], survey=survey.name, votes=names, sample_at_least=survey.sample_at_least)
    return found


def _count(survey: Input, answer: str) -> str:
    return f"{survey.name}·{answer}"


def _mean(survey: Input) -> Expression:
    """The sum of votes times what each is worth, divided by the votes."""
    votes: list[Syntax] = [Name(_count(survey, answer), NOWHERE) for answer in survey.answers]
    worth = [expression.syntax for expression in survey.answers.values()]
    products: list[Syntax] = [_of("*", vote, value) for vote, value in zip(votes, worth, strict=True)]
    return Expression(_of("/", _sum(products), _sum(votes)), survey.name, survey.place)


def _sum(parts: list[Syntax]) -> Syntax:
    found = parts[0]
    for part in parts[1:]:
        found = _of("+", found, part)
    return found


def _of(operator: str, left: Syntax, right: Syntax) -> Syntax:
    return Operation(operator, (left, right), NOWHERE)
