"""Who is on the lists of a scheme: the places of a list go to the ranked units for whom its condition holds."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from evalkit.evaluate.quotas import amounts, quota, within
from evalkit.evaluate.stages import compute, staged
from evalkit.evaluate.standing import Standing, grade_column
from evalkit.expression.data import Array, Data
from evalkit.plan import FINAL
from evalkit.plan.model import Plan
from evalkit.result import Judgement, State

if TYPE_CHECKING:
    from evalkit.inputs.units import Units


def listed(
    plan: Plan, units: Units, stand: Standing, grades: Array, unscored: Array
) -> tuple[Data, tuple[Judgement, ...]]:
    """For each list who is on it, and for whom that is not known; and the data with what conditions looked at.

    Whose condition is not known holds a place, as with grades; a unit without a score is on no list for what its
    score might have been.
    """
    if not plan.lists:
        return stand.data, ()
    data = replace(stand.data, columns={**stand.data.columns, FINAL: grade_column(plan, grades)})
    roots = [*amounts(plan, plan.lists), *(part.condition for part in plan.lists)]
    data = staged(roots, data)
    found = compute(roots, data)
    last_first = stand.order.max(initial=0) - stand.order
    lists = []
    for part in plan.lists:
        states = found.states[part.condition]
        on = (states == State.FIRED) | ((states == State.UNDETERMINED) & ~unscored)
        limit = quota(plan, part, part.listing, units, stand.ranked, found)
        if limit is not None:
            on = within(limit, on & stand.ranked, stand.order if part.listing.top is not None else last_first)
        lists.append(Judgement(part.name, (np.where(on, states, State.PASSED).astype(np.int8),)))
    return data, tuple(lists)
