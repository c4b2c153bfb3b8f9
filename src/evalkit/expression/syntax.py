"""What an expression says, before its names mean anything: a small immutable tree with places."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Span:
    """Where a part stands in the text of its expression, in characters from 0."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Number:
    """A number of the scheme."""

    value: Fraction
    percent: bool
    """Written with %: as a score it is a share of the points, elsewhere `95%` is only 0.95."""
    span: Span


@dataclass(frozen=True, slots=True)
class Text:
    """A text in quotes."""

    value: str
    span: Span


@dataclass(frozen=True, slots=True)
class Date:
    """A day, written 2025-12-31."""

    value: date
    span: Span


@dataclass(frozen=True, slots=True)
class Name:
    """A bare name."""

    name: str
    span: Span


@dataclass(frozen=True, slots=True)
class Operation:
    """`+ - * / ** neg and or not`."""

    operator: str
    operands: tuple[Syntax, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Comparison:
    """`a < b <= c`: every neighbouring pair must hold."""

    operands: tuple[Syntax, ...]
    operators: tuple[str, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Membership:
    """`x in (a, b)`, `x not in (a, b)`."""

    operand: Syntax
    options: tuple[Syntax, ...]
    negated: bool
    span: Span


@dataclass(frozen=True, slots=True)
class Call:
    """A function with its arguments."""

    function: str
    arguments: tuple[Syntax, ...]
    named: tuple[tuple[str, Syntax], ...]
    """`within=…`, `once=…`, in the order written."""
    span: Span


Syntax: TypeAlias = Number | Text | Date | Name | Operation | Comparison | Membership | Call


def walk(syntax: Syntax) -> Iterator[Syntax]:
    """`syntax` and all its parts, outermost first."""
    waiting = [syntax]
    while waiting:
        part = waiting.pop()
        yield part
        match part:
            case Operation() | Comparison():
                inner = part.operands
            case Membership():
                inner = (part.operand, *part.options)
            case Call():
                inner = (*part.arguments, *(value for _, value in part.named))
            case _:
                continue
        waiting.extend(reversed(inner))


def names(syntax: Syntax) -> Iterator[str]:
    """The bare names that an expression speaks of."""
    return (part.name for part in walk(syntax) if isinstance(part, Name))


def said(syntax: Syntax) -> str | None:
    """What a bare name or a text says: `score(卫生)` and `score("卫生")` are the same."""
    match syntax:
        case Name(name) | Text(name):
            return name
    return None
