"""How many were asked: the size of the sample behind a value."""

from __future__ import annotations

from fractions import Fraction

from evalkit.expression.syntax import Number
from evalkit.expression.values import Reason, Unknown, Value
from evalkit.inputs.units import Units
from evalkit.scheme import Input


def sample(units: Units, row: int, input_: Input) -> Fraction | None:
    """The size of the sample of an input: its votes, or what stands under its heading; None where it is unknown."""
    if input_.votes:
        counts = [units.columns[name].exact(row, name) for name in input_.votes]
        stated = [_blank(input_) if _is_blank(count) else count for count in counts]
        known = [count for count in stated if isinstance(count, Fraction)]
        return sum(known, Fraction(0)) if len(known) == len(counts) else None
    heading = input_.sample or ""
    column = units.attributes.get(heading)
    text = None if column is None else column.exact(row, heading)
    try:
        return Fraction(text.replace(",", "")) if isinstance(text, str) else None
    except (ValueError, ZeroDivisionError):
        return None


def too_small(units: Units, row: int, input_: Input) -> bool:
    """Whether a value is known, but not from a sample as large as the scheme wants."""
    least, column = input_.sample_at_least, units.columns.get(input_.name)
    if least is None or column is None or not (input_.sample or input_.votes):
        return False
    size = sample(units, row, input_)
    return not isinstance(column.exact(row, input_.name), Unknown) and (size is None or size < least)


def _is_blank(value: Value) -> bool:
    return isinstance(value, Unknown) and value.reason is Reason.NOT_REPORTED


def _blank(input_: Input) -> Fraction | None:
    """The number that a blank stands for, where the scheme says one."""
    said = input_.missing
    return said.syntax.value if said is not None and isinstance(said.syntax, Number) else None
