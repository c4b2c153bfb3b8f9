"""Rules: how a value becomes a score. A module per kind, found by listing this folder.

A rule is a frozen dataclass whose fields are its YAML keys. It lowers to the expression language, says
itself in words, and knows what is odd about it. A new kind is a new module here, and its test.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import ClassVar, Protocol

from evalkit.diagnostics import Diagnostic, Message, Place, Words
from evalkit.diagnostics.message import Value
from evalkit.expression.graph import Graph
from evalkit.expression.nodes import Node
from evalkit.scheme.shapes import Expression, Shape


class Lowering(Protocol):
    """What a rule may ask of its criterion."""

    @property
    def graph(self) -> Graph:
        """Makes the nodes."""
        ...

    @property
    def x(self) -> Node:
        """The criterion's value."""
        ...

    @property
    def points(self) -> Node:
        """What the criterion can earn."""
        ...

    def number(self, expression: Expression) -> Node:
        """An expression that must be a number."""
        ...

    def score(self, expression: Expression) -> Node:
        """The same where a score stands: a number with % is a share of the points."""
        ...

    def truth(self, expression: Expression) -> Node:
        """An expression that must be a condition."""
        ...

    def text(self) -> Node:
        """The criterion's value where it must be a text."""
        ...

    def peers(self, function: str, x: Node, within: str | None, where: Node | None = None) -> Node:
        """What `function` makes of `x` over the units of a scope (the class unless said)."""
        ...

    def levels(self) -> tuple[str, ...]:
        """The levels of the input that the criterion measures, or nothing where it has none."""
        ...


class Speaker(Protocol):
    """Turns expressions of the scheme into what a reader sees."""

    @property
    def cap(self) -> Expression | None:
        """What the criterion itself earns at most, where it says so."""
        ...

    @property
    def peers(self) -> str:
        """The scope that is meant where none is said: `class` or `all`."""
        ...

    def value(self, expression: Expression) -> Value:
        """A number as a number, a percentage as one, anything else as it is written."""
        ...

    def factor(self, expression: Expression) -> Value:
        """The same beside a multiplication sign: `(a + b)`."""
        ...

    def score(self, expression: Expression) -> Value:
        """The same where a score stands: `80% of the points`, `12 points`."""
        ...


@dataclass(frozen=True, kw_only=True)
class Rule:
    """The base of all rules. A subclass says its keys and its shape, lowers itself and speaks."""

    KEYS: ClassVar[tuple[str, ...]]
    """The YAML keys of this kind; a rule that has several is told by `key` which was written."""
    MEANING: ClassVar[Words]
    BODY: ClassVar[Shape | None] = None
    """The shape of what stands under the key, put into the field `body`; None: a mapping of the fields."""
    SHORT: ClassVar[str | None] = None
    """The field that a value which is no mapping fills."""

    place: Place
    key: str

    def lower(self, to: Lowering) -> Node:
        """The score as an expression of the value."""
        raise NotImplementedError

    def limit(self, to: Lowering) -> Node | None:
        """What a criterion with this rule earns at most, unless it says so itself; None: there is no bound."""
        return to.points

    def given(self) -> Iterable[Expression]:
        """The scores that it gives, as they are written."""
        return ()

    def refuses(self, to: Lowering) -> Node | None:
        """Where this holds, the data are wrong and nothing may be scored."""
        return None

    def words(self, say: Speaker) -> Message:
        """The rule as an office says it."""
        raise NotImplementedError

    def lint(self, to: Lowering) -> Iterator[Diagnostic]:
        """What is odd or wrong about it."""
        return iter(())


@cache
def kinds() -> dict[str, type[Rule]]:
    """YAML key -> kind of rule, for every module in this folder."""
    found: dict[str, type[Rule]] = {}
    for module in pkgutil.iter_modules(__path__):
        for member in vars(import_module(f"{__name__}.{module.name}")).values():
            if isinstance(member, type) and issubclass(member, Rule) and "KEYS" in vars(member):
                found.update(dict.fromkeys(member.KEYS, member))
    return found
