"""What comes out: totals, groups, flags, ranks and grades of all units, and where to find every reason."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING

from evalkit.expression.data import Array, Data
from evalkit.expression.nodes import Node
from evalkit.plan.model import Plan

if TYPE_CHECKING:
    from evalkit.inputs.units import Units


class State(IntEnum):
    """What a veto or a condition came to."""

    PASSED = 0
    FIRED = 1
    UNDETERMINED = 2
    """Its inputs are not known; it never counts as passed."""


@dataclass(frozen=True, slots=True)
class Scores:
    """A score for each unit, as whole numbers of its last decimal, so that equal is equal."""

    wholes: Array
    """int64, or Python's own whole numbers where they are larger; 0 where unknown."""
    known: Array
    decimals: int

    def __getitem__(self, row: int) -> Fraction | None:
        """The score of a unit, or None where it is unknown."""
        return Fraction(int(self.wholes[row]), 10**self.decimals) if self.known[row] else None


@dataclass(frozen=True)
class Judgement:
    """One veto or reward for all units: the state of each of its conditions."""

    name: str
    conditions: tuple[Array, ...]
    """int8 arrays of `State`."""

    def state(self, row: int) -> State:
        """Fired where any condition has, undetermined where none has but one may have."""
        here = [int(condition[row]) for condition in self.conditions]
        return (
            State.FIRED if State.FIRED in here else State.UNDETERMINED if State.UNDETERMINED in here else State.PASSED
        )

    @cached_property
    def states(self) -> Array:
        """The state for all units, int8."""
        import numpy as np

        if len(self.conditions) == 1:
            return self.conditions[0]
        fired = np.any([c == State.FIRED for c in self.conditions], axis=0)
        open_ = np.any([c == State.UNDETERMINED for c in self.conditions], axis=0)
        return np.where(fired, State.FIRED, np.where(open_, State.UNDETERMINED, State.PASSED)).astype(np.int8)

    def of(self, rows: Array) -> Judgement:
        """The same for some units."""
        return Judgement(self.name, tuple(condition[rows] for condition in self.conditions))


NO_GRADE = -1
NOT_RANKED = 0


@dataclass(frozen=True)
class Result:
    """The result of a scheme for a set of units. Accounts and gaps are computed from it when asked for."""

    plan: Plan
    units: Units
    data: Data
    """What the programs read, with what looks at peers have given."""
    before: Scores
    """The total before rewards and vetoes."""
    total: Scores
    low: Scores
    high: Scores
    """The lowest and highest possible total of a provisional unit; the total itself elsewhere."""
    base: Scores
    """The total before bonus."""
    missing: Array
    """How many indicators of a unit have no value though they apply."""
    vetoes: tuple[Judgement, ...]
    rewards: tuple[Judgement, ...]
    provisional: Array
    """Whether anything that decides the result is not yet known."""
    ranks: Mapping[str, Array]
    """Scope -> rank, `NOT_RANKED` where there is none."""
    ranked_in: Mapping[str, Array]
    """Scope -> how many are ranked beside the unit."""
    earned_grades: Array
    """Place in the scheme's grades before vetoes lower them, or `NO_GRADE`."""
    computed_grades: Array
    """Place in the scheme's grades after rewards and vetoes, or `NO_GRADE` where it is withheld or there is none."""
    grades: Array
    """The same, but where people have decided, the grade that they gave."""
    reserved: Array
    """Place of the grade in whose quota a place is kept until all is known, or `NO_GRADE`."""
    places: tuple[Array | None, ...]
    """For each grade with a quota, how many units of the group of each unit may have it."""
    unscored: Array
    """Whether a veto has stopped the scoring: no total, no rank, and nothing provisional about that."""
    listed: tuple[Judgement, ...]
    """For each list of the scheme who is on it (FIRED), and for whom that is not known."""
    notes: tuple[str, ...] = field(default=())
    memory: dict[Node, tuple[Array, Array, Array]] = field(default_factory=dict, repr=False, compare=False)
    """What goals keep between units: the values that a look at peers sees."""

    def __len__(self) -> int:
        return len(self.units)

    def __repr__(self) -> str:
        return f"<Result of {self.plan.scheme.title}: {len(self)} units>"

    def lists_of(self, row: int) -> tuple[str, ...]:
        """The lists that a unit is on: those of the scheme, then those that only vetoes name."""
        listed = [found.name for found in self.listed if found.state(row) is State.FIRED]
        for plan, judgement in zip(self.plan.vetoes, self.vetoes, strict=True):
            if judgement.state(row) is State.FIRED:
                listed += [status.name for status in plan.veto.effect.status]
        return tuple(dict.fromkeys(listed))

    def grade(self, row: int) -> str | None:
        """The grade of a unit, or None where it has none."""
        place = int(self.grades[row])
        return None if place == NO_GRADE else list(self.plan.scheme.grades)[place]
