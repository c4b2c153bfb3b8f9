"""How a value may be written in a scheme file. A shape is read by the loader and printed as JSON Schema.

Every key of the language is a dataclass field made by `key`; what may stand there, what it means and
how it is called in both languages stand in that one place.
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, field, fields
from functools import cache
from typing import Any, TypeAlias, cast

from evalkit.diagnostics import Place, Words
from evalkit.expression.syntax import Number, Span, Syntax


@dataclass(frozen=True, slots=True)
class Expression:
    """A formula or a number of the scheme, parsed, with its place."""

    syntax: Syntax
    text: str
    place: Place

    @property
    def is_share(self) -> bool:
        """A bare number with %: where a score stands, it is a share of the points."""
        return isinstance(self.syntax, Number) and self.syntax.percent

    def at(self, span: Span) -> Place:
        """The place of a part of the expression."""
        from dataclasses import replace

        if self.place.column is None or "\n" in self.text:
            return self.place
        return replace(self.place, column=self.place.column + span.start, width=max(1, span.end - span.start))


@dataclass(frozen=True, slots=True)
class Plain:
    """A scalar: `text`, `word` (a name that expressions can use), `scope` (a word, or class or parent), `whole`,
    `decimals` (0 to 9), `date`, `rows` (of a file: 3, or 3-4), `expression`, `condition`, `score` (% is a share of the
    points), `limit` (a score, or none), `policy` or `flag` (true or false).
    """

    name: str


PLAIN = (
    *("text", "word", "scope", "whole", "decimals", "date", "flag", "rows"),
    *("expression", "condition", "score", "limit", "policy"),
)
TEXT, WORD, SCOPE, WHOLE, DECIMALS, DATE, FLAG, ROWS, EXPRESSION, CONDITION, SCORE, LIMIT, POLICY = map(Plain, PLAIN)


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a few words."""

    options: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ListOf:
    """Several of a shape; with `single`, one alone may stand without brackets."""

    item: Shape
    single: bool = False


@dataclass(frozen=True, slots=True)
class MapOf:
    """Names or numbers, each with a value of a shape, in the order written; its keys are read as `keys`."""

    keys: Shape
    item: Shape


@dataclass(frozen=True, slots=True)
class Record:
    """A mapping with the keys of a dataclass. A value that is not a mapping fills the field `short`."""

    of: type
    short: str | None = None


@dataclass(frozen=True, slots=True)
class Either:
    """A list or map of `plain`, or a mapping with the keys of `record`, told apart by the key `sign`."""

    plain: Shape
    record: Record
    sign: str


@dataclass(frozen=True, slots=True)
class Names:
    """Names, as a list or as a map in which each has a value of a shape; read as a mapping, None for no value."""

    item: Shape


Shape: TypeAlias = Plain | Choice | ListOf | MapOf | Record | Either | Names


@dataclass(frozen=True, slots=True)
class Key:
    """A key of the language: what may stand there, and what it means."""

    shape: Shape
    meaning: Words


def key(shape: Shape, en: str, zh: str, default: Any = None) -> Any:
    """A dataclass field that is a key of the language. A `default` of `dict` is an empty mapping."""
    metadata = {"key": Key(shape, Words(en, zh))}
    return (
        field(default_factory=dict, metadata=metadata) if default is dict else field(default=default, metadata=metadata)
    )


def required(shape: Shape, en: str, zh: str) -> Any:
    """A key that must be there."""
    return field(metadata={"key": Key(shape, Words(en, zh))})


def keys_of(cls: type[Any]) -> dict[str, tuple[str, Key, bool]]:
    """YAML key -> (field name, key, whether it must be there). A field `class_` is the key `class`."""
    return _keys_of(cast("Hashable", cls))


@cache
def _keys_of(cls: Any) -> dict[str, tuple[str, Key, bool]]:
    from dataclasses import MISSING

    return {
        f.name.rstrip("_"): (f.name, f.metadata["key"], f.default is MISSING and f.default_factory is MISSING)
        for f in fields(cls)
        if "key" in f.metadata
    }
