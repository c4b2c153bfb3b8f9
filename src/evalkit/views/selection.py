"""Which units are shown, and in which order."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches

from evalkit.diagnostics import EvalkitError, run
from evalkit.diagnostics import expression as expression_kinds
from evalkit.result import NOT_RANKED, Result

SORTS = ("rank", "score", "name", "id", "data")


def select(
    result: Result,
    *,
    classes: Sequence[str] = (),
    units: Sequence[str] = (),
    top: int | None = None,
    bottom: int | None = None,
    scope: str | None = None,
    sort: str | None = None,
) -> list[int]:
    """The rows to show.

    Args:
        result: what was evaluated.
        classes: only units of these classes.
        units: only these units, by id or name.
        top: the best n of each group of the scope.
        bottom: the last n of each group of the scope.
        scope: whose ranks sort and cut; the first of the scheme unless said.
        sort: one of `SORTS`.

    Raises:
        EvalkitError: a unit, class or scope that is not there.
    """
    name = scope or next(iter(result.plan.scopes))
    if name not in result.ranks:
        raise EvalkitError((run.NO_SCOPE(name=name, scopes=tuple(result.plan.scopes)),))
    ranks = result.ranks[name]
    rows = [row for row in range(len(result)) if not classes or _class(result, row) in classes]
    unknown = [label for label in classes if label not in (result.units.classes or ())]
    if unknown:
        known = tuple(dict.fromkeys(result.units.classes or ()))
        raise EvalkitError(tuple(run.NO_CLASS(name=label, classes=known) for label in unknown))
    if units:
        chosen = {find(result, unit) for unit in units}
        rows = [row for row in rows if row in chosen]
    if top is not None or bottom is not None:
        sizes = result.ranked_in[name]
        rows = [
            row
            for row in rows
            if ranks[row] != NOT_RANKED
            and ((top is not None and ranks[row] <= top) or (bottom is not None and ranks[row] > sizes[row] - bottom))
        ]
    return _sorted(result, rows, sort or "rank", name)


def find(result: Result, unit: str) -> int:
    """The row of a unit, by its id or else by its name.

    Raises:
        EvalkitError: no unit, or more than one, is called so.
    """
    ids, names = result.units.ids, result.units.names
    if unit in ids:
        return ids.index(unit)
    if names.count(unit) == 1:
        return names.index(unit)
    near = [*get_close_matches(unit, names, n=2), *(_without_zeros(unit, ids) or get_close_matches(unit, ids, n=1))]
    if unit in names:
        near = [id_ for id_, name in zip(ids, names, strict=True) if name == unit]
    hint = expression_kinds.DID_YOU_MEAN(names=tuple(near)) if near else None
    raise EvalkitError((run.NO_UNIT(hint=hint, name=unit),))


def _without_zeros(unit: str, ids: Sequence[str]) -> list[str]:
    """The ids that are `unit` but for the leading zeros that spreadsheets take away."""
    return [known for known in ids if known.lstrip("0") == unit.lstrip("0")]


def _class(result: Result, row: int) -> str | None:
    return result.units.classes[row] if result.units.classes else None


def _sorted(result: Result, rows: list[int], sort: str, scope: str) -> list[int]:
    """Units without a rank come last, in the order of the data."""
    ranks, units = result.ranks[scope], result.units
    match sort:
        case "rank":
            groups = {label: place for place, label in enumerate(_groups(result, scope))}
            return sorted(
                rows, key=lambda r: (groups[_group(result, scope, r)], ranks[r] == NOT_RANKED, int(ranks[r]), r)
            )
        case "score":
            return sorted(rows, key=lambda r: (not result.total.known[r], -int(result.total.wholes[r]), r))
        case "name":
            return sorted(rows, key=lambda r: units.names[r])
        case "id":
            return sorted(rows, key=lambda r: units.ids[r])
    return rows


def _group(result: Result, scope: str, row: int) -> str:
    column = result.units.scope(result.plan.scopes[scope])
    return "" if column is None or column.values[row] < 0 else column.labels[column.values[row]]


def _groups(result: Result, scope: str) -> list[str]:
    """The groups of a scope, in the order in which the data first name them."""
    return list(dict.fromkeys(_group(result, scope, row) for row in range(len(result))))
