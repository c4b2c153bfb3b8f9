"""What an expression gives for one unit: a value, or the reason why it has none."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import TypeAlias


class Reason(StrEnum):
    """Why something is unknown, the reason that prevails over the others first."""

    NOT_APPLICABLE = "not_applicable"
    NOT_DUE = "not_due"
    NO_EARLIER = "no_earlier"
    NOT_READABLE = "not_readable"
    NOT_REPORTED = "not_reported"
    PROVISIONAL = "provisional"
    """The result of another scheme, which is still open."""
    NO_ROWS = "no_rows"
    NO_CHILDREN = "no_children"
    NO_PARENT = "no_parent"
    NO_PROPORTION = "no_proportion"
    UNDEFINED = "undefined"


PRIORITY = {reason: place for place, reason in enumerate(Reason)}


@dataclass(frozen=True, slots=True)
class Unknown:
    """No value, for a reason, because of these inputs."""

    reason: Reason
    inputs: tuple[str, ...] = ()


Value: TypeAlias = Fraction | bool | str | Unknown
"""Numbers and dates (days from 0001-01-01) are fractions, truths bool, texts str."""


def unknown_of(*values: Value) -> Unknown | None:
    """The unknowns among `values` as one: the prevailing reason, and all inputs that have it."""
    unknowns = [v for v in values if isinstance(v, Unknown)]
    if not unknowns:
        return None
    reason = min((u.reason for u in unknowns), key=PRIORITY.__getitem__)
    return Unknown(reason, tuple(dict.fromkeys(name for u in unknowns if u.reason is reason for name in u.inputs)))
