"""The lists, those of the scheme and those that vetoes put units on: who, why, what is done and for how long."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from evalkit.diagnostics import Message, Words, literally
from evalkit.result import NOT_RANKED, Result, State
from evalkit.scheme import Listing
from evalkit.table import Cell, Column, Marked, Table, Tone
from evalkit.views import cells, ranking

TITLE = Words("Lists", "名单")
LIST, STATE, WHY = Words("list", "名单"), Words("state", "状态"), Words("because", "列入原因")
MONTHS, ACTION, OWNER, DUE, BASIS = (
    Words("months", "期限(月)"),
    Words("action", "措施"),
    Words("owner", "责任部门"),
    Words("due", "截止"),
    Words("basis", "依据"),
)
STATES = {
    State.FIRED: (Words("listed", "列入"), Tone.PLAIN),
    State.UNDETERMINED: (Words("open", "待定"), Tone.WARNING),
}
TOP, BOTTOM = Words("the first {amount}", "前{amount}"), Words("the last {amount}", "后{amount}")
TOP_IN, BOTTOM_IN = (
    Words("the first {amount} in {scope}", "{scope}前{amount}"),
    Words("the last {amount} in {scope}", "{scope}后{amount}"),
)
PLACES = Words("{count}", "{count}名")
VETO = Words("veto: {name}", "否决: {name}")
ON_LIST = Words("list: {name}", "名单: {name}")


@dataclass(frozen=True, slots=True)
class Entry:
    """A unit on a list, or one of which that is not known."""

    name: str
    row: int
    state: State
    why: tuple[Message, ...]
    months: int | None
    basis: str | None
    listing: Listing | None
    """What the scheme says of the list, where it is not vetoes alone that put units on it."""


def tables(result: Result, rows: Sequence[int]) -> list[Table]:
    """One row for each unit on a list, list by list; no table where nobody is on one."""
    found = [entry for name in _names(result) for row in rows if (entry := _entry(result, name, row)) is not None]
    makers = _columns(result)
    columns = [key for key in makers if key in ("list", "unit", "why") or any(makers[key][1](e) for e in found)]
    shown = [[makers[key][1](entry) for key in columns] for entry in found]
    return [Table("lists", TITLE(), tuple(makers[key][0] for key in columns), shown)] if found else []


def rows(result: Result, row: int) -> Iterator[list[Cell]]:
    """The lists of one unit, each with its reason and what is done."""
    for name in _names(result):
        entry = _entry(result, name, row)
        if entry is not None:
            action = entry.listing.action if entry.listing is not None else None
            yield [ON_LIST(name=name), _state(entry), (*entry.why, *([literally(action)] if action else []))]


def _names(result: Result) -> list[str]:
    """The lists of the scheme, then those that only vetoes name."""
    named = [status.name for veto in result.plan.scheme.vetoes.values() for status in veto.effect.status]
    return list(dict.fromkeys([*result.plan.scheme.lists, *named]))


def _entry(result: Result, name: str, row: int) -> Entry | None:
    """Why a unit is on a list, or None where it is not; a veto that is open leaves that open."""
    listing = result.plan.scheme.lists.get(name)
    why: dict[State, list[Message]] = {State.FIRED: [], State.UNDETERMINED: [], State.PASSED: []}
    months, basis = (listing.months, listing.basis) if listing is not None else (None, None)
    for found in result.listed:
        if found.name == name and listing is not None:
            why[found.state(row)] += _place(result, listing)
    for plan, judgement in zip(result.plan.vetoes, result.vetoes, strict=True):
        for status in plan.veto.effect.status:
            state = judgement.state(row)
            if status.name == name and state is not State.PASSED:
                why[state].append(VETO(name=plan.name))
                months = max(months or 0, status.months or 0) or None
                basis = basis or plan.veto.basis
    state = State.FIRED if why[State.FIRED] else State.UNDETERMINED
    return Entry(name, row, state, tuple(why[state]), months, basis, listing) if why[state] else None


def _place(result: Result, listing: Listing) -> Iterator[Message]:
    """What puts a unit on a list: its place, and the condition."""
    if listing.amount is not None:
        text = listing.amount.text
        amount = literally(text) if listing.amount.is_share else PLACES(count=text)
        alone, inside = (TOP, TOP_IN) if listing.top is not None else (BOTTOM, BOTTOM_IN)
        scope = listing.within
        yield alone(amount=amount) if scope is None else inside(amount=amount, scope=ranking.scope_name(result, scope))
    if listing.when is not None:
        yield literally(" ".join(listing.when.text.split()))


def _columns(result: Result) -> dict[str, tuple[Column, Callable[[Entry], Cell]]]:
    """Key -> the column and what it holds for an entry; a column with nothing in it is not shown."""
    units, decimals = result.units, result.plan.decimals

    def said(key: str) -> Callable[[Entry], Cell]:
        return lambda entry: getattr(entry.listing, key) if entry.listing is not None else None

    def day(entry: Entry) -> Cell:
        due = entry.listing.due if entry.listing is not None else None
        return due.isoformat() if due is not None else None

    def beside(heading: str) -> Callable[[Entry], Cell]:
        def text(entry: Entry) -> Cell:
            shown = entry.listing is not None and heading in entry.listing.show
            value = units.attributes[heading].exact(entry.row, heading) if shown else None
            return value if isinstance(value, str) else None

        return text

    shown = dict.fromkeys(heading for listing in result.plan.scheme.lists.values() for heading in listing.show)
    return {
        "list": (Column("list", LIST(), section=True), lambda entry: entry.name),
        "unit": (Column("unit", ranking.UNIT()), lambda entry: units.names[entry.row]),
        "rank": (Column("rank", ranking.RANK(), numeric=True), lambda entry: _rank(result, entry)),
        "score": (Column("score", ranking.SCORE(), numeric=True),
                  lambda entry: cells.score(result.total[entry.row], decimals)),
        "state": (Column("state", STATE()), lambda entry: None if entry.state is State.FIRED else _state(entry)),
        "why": (Column("why", WHY()), lambda entry: entry.why),
        **{f"show:{name}": (Column(f"show:{name}", literally(name)), beside(name)) for name in shown},
        "months": (Column("months", MONTHS(), numeric=True), lambda entry: entry.months),
        "action": (Column("action", ACTION()), said("action")),
        "owner": (Column("owner", OWNER()), said("owner")),
        "due": (Column("due", DUE()), day),
        "basis": (Column("basis", BASIS(), spare=True), lambda entry: entry.basis),
    }  # fmt: skip


def _state(entry: Entry) -> Cell:
    words, tone = STATES[entry.state]
    return Marked(words(), tone)


def _rank(result: Result, entry: Entry) -> Cell:
    """The rank in the scope of the list, or where none is given in it, in the first of the scheme."""
    within = entry.listing.within if entry.listing is not None else None
    by = next((name for name, by in result.plan.scopes.items() if by == "class"), None) if within is None else within
    ranks = result.ranks.get(by or "", next(iter(result.ranks.values())))
    return None if ranks[entry.row] == NOT_RANKED else int(ranks[entry.row])
