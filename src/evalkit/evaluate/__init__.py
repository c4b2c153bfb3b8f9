"""From values to results: scores, total, rewards and vetoes, ranks, grades, in the order of the language.

What happens here sees whole numbers and truths only; it is written once, for every back end.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from evalkit.diagnostics import Diagnostic, EvalkitError
from evalkit.evaluate import decisions, effects, failing
from evalkit.evaluate.listing import listed
from evalkit.evaluate.quotas import codes
from evalkit.evaluate.stages import Computed, Progress, compute, staged
from evalkit.evaluate.standing import grade_column, standing
from evalkit.evaluate.taking import with_taken
from evalkit.expression.data import Array, Below, Column, Data, Earlier
from evalkit.expression.nodes import Type, columns
from evalkit.plan import GRADE
from evalkit.plan.context import CLASS, ORDER, PARENT, in_table
from evalkit.plan.model import CriterionPlan, Plan, RewardPlan, VetoPlan
from evalkit.result import Judgement, Result, Scores, State

if TYPE_CHECKING:
    from evalkit.inputs.belonging import RecordRows
    from evalkit.inputs.units import Units

__all__ = ["Progress", "criterion_scores", "evaluate", "marks_refused"]


def evaluate(plan: Plan, units: Units, progress: Progress | None = None) -> Result:
    """Score all units.

    Args:
        plan: a compiled scheme without errors.
        units: the data, with a column for every input of the scheme.
        progress: is told how many units are done, now and then.

    Raises:
        EvalkitError: a value is missing that the scheme says must be there.
    """
    results: dict[str, Result] = {}
    for file, other in plan.others.items():
        results[file] = _evaluated(other, with_taken(other, units.others[file], results), progress)
    return _evaluated(plan, with_taken(plan, units, results) if results else units, progress)


def _evaluated(plan: Plan, units: Units, progress: Progress | None) -> Result:
    """All units scored, once what they take from other schemes is there."""
    judged: list[VetoPlan | RewardPlan] = [*plan.vetoes, *plan.rewards]
    conditions = [node for part in judged for node in part.conditions]
    numbers = [node for part in judged for node in part.numbers.values()]
    roots = [plan.total, plan.total_zeroed, plan.base, plan.missing, *numbers, *conditions]
    checks = [*failing.missing(plan), *failing.refused(plan)]
    roots += [node for _, node, _ in checks]

    data = _data(units)
    if GRADE in columns(conditions):
        data = _with_grades(plan, units, data)
    data = staged([*roots, *plan.previous.values()], data, progress)
    found = compute(roots, data, progress=progress)
    if failures := tuple(failing.failures(plan, units, found, checks)):
        raise EvalkitError(failures)

    vetoes, rewards = _judgements(plan.vetoes, found), _judgements(plan.rewards, found)
    refused = tuple(decisions.refused(plan, units, vetoes))
    if refused:
        raise EvalkitError(refused)
    total, low, high, provisional = _totals(plan, data, found, vetoes, rewards)
    unscored = effects.unscored(plan, vetoes, len(units))
    stand = standing(plan, units, data, total, vetoes, provisional, unscored)
    computed = effects.lowered(plan, vetoes, effects.raised(plan, rewards, stand.grades))
    grades = decisions.decided(plan, units, computed)
    data, lists = listed(plan, units, stand, grades, unscored)
    return Result(
        plan=plan,
        units=units,
        data=data,
        before=found.scores[plan.total],
        total=total,
        low=low,
        high=high,
        base=found.scores[plan.base],
        missing=found.scores[plan.missing].wholes,
        vetoes=vetoes,
        rewards=rewards,
        provisional=provisional | stand.undecided,
        ranks=stand.ranks,
        ranked_in=stand.ranked_in,
        earned_grades=stand.grades,
        computed_grades=computed,
        grades=grades,
        reserved=stand.reserved,
        places=stand.places,
        unscored=unscored,
        listed=lists,
    )


def marks_refused(plan: Plan, units: Units) -> Iterator[Diagnostic]:
    """The marks outside their bounds, so that they can be told with the cells that cannot be read."""
    checks = failing.refused(plan)
    nodes = [node for _, node, _ in checks]
    yield from failing.failures(plan, units, compute(nodes, staged(nodes, _data(units))), checks)


def _data(units: Units) -> Data:
    """What programs read of the units: their inputs, and where the rows are that they may look at."""
    earlier = units.earlier
    return Data(
        len(units),
        _columns(units),
        below={name: _below(name, rows) for name, rows in units.records.items()},
        above=units.above,
        earlier=None if earlier is None else Earlier(_data(earlier), earlier.places(units.ids)),
        groups=partial(codes, units),
    )


def _below(name: str, rows: RecordRows) -> Below:
    """Records with their columns as nodes call them, and the order in which they stand."""
    order = Column(Type.NUMBER, np.arange(len(rows), dtype=np.float64))
    columns = {in_table(name, column): values for column, values in rows.columns.items()}
    return Below(rows.owners, {**columns, in_table(name, ORDER): order})


def _columns(units: Units) -> dict[str, Column]:
    """The inputs, and the class and parent of each unit where the data tell them."""
    nobody = Column(Type.TEXT, np.full(len(units), -1, dtype=np.int32))
    return {**units.columns, CLASS: units.class_ or nobody, PARENT: units.parent or nobody}


def _with_grades(plan: Plan, units: Units, data: Data) -> Data:
    """The data with the grades that would be given if there were no rewards and vetoes, which look at them."""
    unjudged = Column(Type.TEXT, np.full(len(units), -1, dtype=np.int32))
    data = staged([plan.total], replace(data, columns={**data.columns, GRADE: unjudged}))
    total = compute([plan.total], data).scores[plan.total]
    nothing_yet = np.zeros(len(units), dtype=np.int8)
    vetoes = [Judgement(veto.name, tuple(nothing_yet for _ in veto.conditions)) for veto in plan.vetoes]
    stand = standing(plan, units, data, total, vetoes, ~total.known, nothing_yet > 0)
    return replace(data, columns={**data.columns, GRADE: grade_column(plan, stand.grades)})


def criterion_scores(result: Result, criteria: Sequence[CriterionPlan], rows: Sequence[int]) -> dict[str, Scores]:
    """The scores of some criteria at the decimals of the total, for some units, in their order."""
    plan = result.plan
    nodes = {part.criterion.name: plan.graph.round(part.score, "half_up", plan.decimals) for part in criteria}
    found = compute(list(nodes.values()), result.data, rows=np.asarray(rows, dtype=np.intp))
    return {name: found.scores[node] for name, node in nodes.items()}


def _judgements(parts: Sequence[VetoPlan | RewardPlan], found: Computed) -> tuple[Judgement, ...]:
    return tuple(Judgement(part.name, tuple(found.states[node] for node in part.conditions)) for part in parts)


def _totals(
    plan: Plan, data: Data, found: Computed, vetoes: Sequence[Judgement], rewards: Sequence[Judgement]
) -> tuple[Scores, Scores, Scores, Array]:
    """The total after rewards and vetoes, its lowest and highest possible value, and who is provisional."""
    numbers = {node: (scores.wholes, scores.known) for node, scores in found.scores.items()}
    zeroed = found.scores[plan.total_zeroed]
    lifted = effects.lifted(plan, effects.fired(rewards), zeroed.wholes, zeroed.known, numbers)
    wholes, known = effects.punished(plan, effects.fired(vetoes), *lifted, numbers)
    unscored = effects.unscored(plan, vetoes, len(known))
    known = known & ~unscored
    provisional = ~known
    for reward in rewards:
        provisional |= reward.states == State.UNDETERMINED
    provisional &= ~unscored  # what moves a total moves nothing where there is none
    for veto in vetoes:
        provisional |= veto.states == State.UNDETERMINED
    total = Scores(np.where(known, wholes, 0), known, plan.decimals)
    rows = np.flatnonzero(provisional)
    return total, *_extremes(plan, data, total, numbers, vetoes, rewards, rows), provisional


def _bounds(plan: Plan, data: Data, zeroed: tuple[Array, Array], rows: Array) -> effects.Wholes:
    """The lowest and the highest total of `rows` before rewards and the other vetoes."""
    wholes, known = zeroed[0][rows], zeroed[1][rows]
    found = {node: (wholes.copy(), known.copy()) for node in (plan.low, plan.high)}
    # Where every score is known, only a veto that takes criteria away can still move the total.
    zeroing = any(part.veto.effect.zero for part in plan.vetoes)
    open_ = np.arange(len(rows)) if zeroing else np.flatnonzero(~known)
    if len(open_):
        data = staged([plan.low, plan.high], data)
        computed = compute([plan.low, plan.high], data, rows=rows[open_])
        for node, (values, sure) in found.items():
            values[open_], sure[open_] = computed.scores[node].wholes, computed.scores[node].known
    return found


def _extremes(
    plan: Plan,
    data: Data,
    total: Scores,
    numbers: effects.Wholes,
    vetoes: Sequence[Judgement],
    rewards: Sequence[Judgement],
    rows: Array,
) -> tuple[Scores, Scores]:
    """The lowest and the highest total that `rows` may come to; of the others the total itself."""
    bounds = _bounds(plan, data, numbers[plan.total_zeroed], rows)
    numbers = {node: (wholes[rows], known[rows]) for node, (wholes, known) in numbers.items()}
    unscored = effects.unscored(plan, vetoes, len(total.known))
    vetoes, rewards = [v.of(rows) for v in vetoes], [r.of(rows) for r in rewards]
    extremes = []
    for node, extreme in ((plan.low, np.min), (plan.high, np.max)):
        may_be = list(effects.outcomes(plan, vetoes, rewards, bounds[node], numbers))
        wholes, known = total.wholes.copy(), total.known.copy()
        wholes[rows] = extreme([found for found, _ in may_be], axis=0)
        known[rows] = np.all([is_known for _, is_known in may_be], axis=0) & ~unscored[rows]
        extremes.append(Scores(np.where(known, wholes, 0), known, plan.decimals))
    return extremes[0], extremes[1]
