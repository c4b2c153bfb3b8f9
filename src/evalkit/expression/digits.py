"""How long the numbers of a node may grow: a product has as many digits as its factors together.

Fractions are exact, so that forty squares, each of the one before, would never end. What is used once cannot grow so:
only a scheme whose products build on one another is stopped.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from fractions import Fraction
from typing import NamedTuple, cast

from evalkit.expression import reals
from evalkit.expression.nodes import Node, Type, reachable

LONGEST, A_NODE = 200_000, 20
"""Digits that any number may have, and how many more for each node made before it."""
IN_A_CELL = 15
ROWS = 8
"""Digits of the number of rows that a look may see."""


class Digits(NamedTuple):
    """At most so many digits: of the numerator, and of a denominator that is 10^tens times another number."""

    numerator: int = 0
    tens: int = 0
    other: int = 0

    @property
    def denominator(self) -> int:
        return self.tens + self.other

    @property
    def inverse(self) -> Digits:
        return Digits(self.denominator, 0, self.numerator)


def limit(node: Node) -> int:
    """How many digits a node may have."""
    return LONGEST + A_NODE * node.serial


def measure(node: Node, known: dict[Node, Digits]) -> int:
    """How many digits a node has at most; what is found for it and its parts is added to `known`."""
    for part in reachable([node], known):
        if part not in known:
            known[part] = _digits(part, [known[argument] for argument in part.arguments])
    return sum(known[node])


def _digits(node: Node, arguments: list[Digits]) -> Digits:
    if node.type is not Type.NUMBER:
        return Digits()
    rule = RULES.get(node.operation)
    return _any_of(arguments) if rule is None else rule(node, arguments)  # min, if, bands, known …: one of them


def _of_number(number: Fraction) -> Digits:
    twos_and_fives, other = 0, number.denominator
    while other % 10 == 0 or other % 5 == 0 or other % 2 == 0:
        other //= 10 if other % 10 == 0 else 5 if other % 5 == 0 else 2
        twos_and_fives += 1
    return Digits(_length(number.numerator) + twos_and_fives, twos_and_fives, _length(other) if other > 1 else 0)


def _length(whole: int) -> int:
    return whole.bit_length() * 3 // 10 + 1


def _sum(terms: Iterable[Digits]) -> Digits:
    """Tens are common to all; the other denominators are multiplied."""
    terms = list(terms)
    tens, other = max(term.tens for term in terms), sum(term.other for term in terms)
    longest = max(term.numerator + tens - term.tens + other - term.other for term in terms)
    return Digits(longest + _length(len(terms)), tens, other)


def _product(factors: Iterable[Digits]) -> Digits:
    return Digits(*map(sum, zip(*factors, strict=True)))


def _quotient(node: Node, arguments: list[Digits]) -> Digits:
    left, right = arguments
    divisor = node.arguments[1].constant
    return _product([left, _of_number(1 / divisor) if divisor else right.inverse])


def _power(node: Node, arguments: list[Digits]) -> Digits:
    base, exponent = arguments[0], node.arguments[1].constant
    if exponent is None:
        return _any_of([REAL, *(_times(one, reals.LARGEST_WHOLE_EXPONENT) for one in (base, base.inverse))])
    if exponent.denominator != 1 or abs(exponent) > reals.LARGEST_WHOLE_EXPONENT:
        return REAL
    return _times(base if exponent > 0 else base.inverse, abs(int(exponent)))


def _times(base: Digits, count: int) -> Digits:
    return Digits(*(digits * count for digits in base))


def _rounded(node: Node, arguments: list[Digits]) -> Digits:
    decimals = max(cast("int", node.data[1]), 0)
    return Digits(arguments[0].numerator + decimals, decimals)


def _line(_: Node, arguments: list[Digits]) -> Digits:
    """A height, and a part of the way to the next: whichever piece of the line it is."""
    count = (len(arguments) - 1) // 2
    x, xs, ys = arguments[0], _any_of(arguments[1 : count + 1]), _any_of(arguments[count + 1 :])
    return _sum([ys, _product([_sum([ys, ys]), _sum([x, xs]), _sum([xs, xs]).inverse])])


def _any_of(choices: Iterable[Digits]) -> Digits:
    return Digits(*map(max, zip(*choices, strict=True)))


REAL = Digits(2 * reals.DECIMALS, reals.DECIMALS)
RULES: dict[str, Callable[[Node, list[Digits]], Digits]] = {
    "number": lambda node, _: _of_number(cast("Fraction", node.data[0])),
    "column": lambda _, __: Digits(IN_A_CELL, IN_A_CELL),
    "nothing": lambda _, __: Digits(),
    **dict.fromkeys(["calendar", "indicator", "count_known", "count_true"], lambda _, __: Digits(ROWS)),
    **dict.fromkeys(["neg", "abs"], lambda _, arguments: arguments[0]),
    **dict.fromkeys(["add", "sub", "sum_known"], lambda _, arguments: _sum(arguments)),
    "trimmed_mean": lambda _, arguments: _product([_sum(arguments), Digits(0, 0, ROWS)]),
    "mul": lambda _, arguments: _product(arguments),
    "div": _quotient,
    "pow": _power,
    "real": lambda _, __: REAL,
    "round": _rounded,
    "steps": lambda _, arguments: Digits(_product([arguments[0], arguments[1].inverse]).numerator),
    "interp": _line,
    "gather": lambda _, arguments: Digits(arguments[0].numerator + 2 * ROWS, 2 * ROWS, ROWS),
}
"""What is a number of its own; all else is one of its arguments."""
