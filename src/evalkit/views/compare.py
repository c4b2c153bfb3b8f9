"""Two schemes on the same data, side by side: what changes for each unit, and who gains and who loses."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from functools import partial

from evalkit.diagnostics import Message, Words
from evalkit.diagnostics.message import Fixed
from evalkit.result import NOT_RANKED, Result
from evalkit.table import Cell, Column, Marked, Table, Tone
from evalkit.views import cells
from evalkit.views.ranking import CLASS, ID, UNIT, grade, needs_id

TITLE = Words("A: {first}; B: {second}", "A: {first}; B: {second}")
ENTITLED = Words("{title} {period}", "{title} {period}")
BY_PLACES = Words(
    "The schemes are out of different points, so who gains and who loses is told by rank.",
    "两个方案满分不同, 升降按名次判定。",
)
RANK, SCORE, GRADE = (
    Words("rank {scheme}", "名次 {scheme}"),
    Words("score {scheme}", "得分 {scheme}"),
    Words("grade {scheme}", "等次 {scheme}"),
)
PLACES, POINTS = Words("places ±", "名次升降"), Words("score ±", "得分升降")
MOVES, BY_B, UNITS, MOST = (
    Words("Who gains and who loses by B", "改用 B 后的升降"),
    Words("by B", "改用 B"),
    Words("units", "单位数"),
    Words("most of all", "幅度最大"),
)
MOVED = Words("{unit} {sign}{amount}", "{unit} {sign}{amount}")
NAMED = 5
"""How many of those that gain or lose are named."""


class Move(Enum):
    """What the second scheme does to a unit."""

    GAINS = Words("gains", "升")
    LOSES = Words("loses", "降")
    SAME = Words("the same", "不变")
    OPEN = Words("open", "未定")


TONES = {Move.GAINS: Tone.GOOD, Move.LOSES: Tone.BAD, Move.SAME: Tone.PLAIN, Move.OPEN: Tone.WARNING}


@dataclass(frozen=True, slots=True)
class Pair:
    """One unit under both schemes."""

    row: int
    other: int | None
    """Its row under the second scheme; None where that has no such unit."""
    points: Fraction | None
    """What the second scheme gives more; None where a score is not known."""
    places: int | None
    """How many places it is further ahead by the second scheme; None where it has no rank."""
    open: bool
    """Whether one of the results may still change."""

    def move(self, by_places: bool) -> Move:
        change = self.places if by_places else self.points
        if change is None or self.open:
            return Move.OPEN
        return Move.GAINS if change > 0 else Move.LOSES if change < 0 else Move.SAME


def tables(first: Result, second: Result, rows: Sequence[int]) -> list[Table]:
    """The units of some rows of the first result under both schemes, and those that gain and lose."""
    rows_of = {unit: row for row, unit in enumerate(second.units.ids)}
    pairs = [_pair(first, second, row, rows_of.get(first.units.ids[row])) for row in rows]
    by_places = _points(first) != _points(second)
    decimals = max(first.plan.decimals, second.plan.decimals)
    makers = _columns(first, second, by_places, decimals)
    compared = Table(
        "comparison",
        TITLE(first=_entitled(first), second=_entitled(second)),
        tuple(column for column, _ in makers),
        [[make(pair) for _, make in makers] for pair in pairs],
        (BY_PLACES(),) if by_places else (),
    )
    return [compared, _moves(first, pairs, by_places, decimals)]


def _pair(first: Result, second: Result, row: int, other: int | None) -> Pair:
    if other is None:
        return Pair(row, None, None, None, open=True)
    before, after = first.total[row], second.total[other]
    ranks = _rank(first, row), _rank(second, other)
    return Pair(
        row,
        other,
        None if before is None or after is None else after - before,
        None if NOT_RANKED in ranks else ranks[0] - ranks[1],
        open=bool(first.provisional[row] or second.provisional[other]),
    )


def _columns(
    first: Result, second: Result, by_places: bool, decimals: int
) -> list[tuple[Column, Callable[[Pair], Cell]]]:
    """The columns of the comparison, and what each holds for a unit."""
    units, found = first.units, list[tuple[Column, Callable[[Pair], Cell]]]()
    if needs_id(first):
        found.append((Column("id", ID()), lambda pair: units.ids[pair.row]))
    if first.plan.scheme.units.name:
        found.append((Column("unit", UNIT()), lambda pair: units.names[pair.row]))
    if units.classes:
        classes = units.classes
        found.append((Column("class", CLASS(), spare=True), lambda pair: classes[pair.row]))
    both = (("A", first), ("B", second))
    for scheme, result in both:
        found.append((Column(f"rank:{scheme}", RANK(scheme=scheme), numeric=True), partial(_rank_cell, result, scheme)))
    found.append((Column("places", PLACES(), numeric=True), lambda pair: _places(pair, by_places)))
    for scheme, result in both:
        found.append((Column(f"score:{scheme}", SCORE(scheme=scheme), numeric=True), partial(_score, result, scheme)))
    found.append((Column("points", POINTS(), numeric=True), lambda pair: _change(pair, by_places, decimals)))
    for scheme, result in both:
        if result.plan.grades:
            found.append((Column(f"grade:{scheme}", GRADE(scheme=scheme)), partial(_grade, result, scheme)))
    return found


def _of(pair: Pair, scheme: str) -> int | None:
    """The row of a unit under one of the schemes."""
    return pair.row if scheme == "A" else pair.other


def _rank(result: Result, row: int) -> int:
    """The rank in the first scope."""
    return int(next(iter(result.ranks.values()))[row])


def _rank_cell(result: Result, scheme: str, pair: Pair) -> Cell:
    row = _of(pair, scheme)
    rank = NOT_RANKED if row is None else _rank(result, row)
    return cells.NOTHING() if rank == NOT_RANKED else rank


def _score(result: Result, scheme: str, pair: Pair) -> Cell:
    row = _of(pair, scheme)
    return cells.score(None if row is None else result.total[row], result.plan.decimals)


def _grade(result: Result, scheme: str, pair: Pair) -> Cell:
    row = _of(pair, scheme)
    return cells.NOTHING() if row is None else grade(result, row)


def _places(pair: Pair, by_places: bool) -> Cell:
    if pair.places is None:
        return cells.NOTHING()
    return Marked(pair.places, TONES[pair.move(by_places)]) if by_places else pair.places


def _change(pair: Pair, by_places: bool, decimals: int) -> Cell:
    shown = cells.score(pair.points, decimals)
    return shown if by_places else Marked(shown, TONES[pair.move(by_places)])


def _moves(first: Result, pairs: Sequence[Pair], by_places: bool, decimals: int) -> Table:
    """How many units gain, lose, stay or are open, and which of them move most."""
    rows: list[list[Cell]] = []
    for move in Move:
        here = [pair for pair in pairs if pair.move(by_places) is move]
        if here:
            most = _most(first, here, by_places, decimals) if move in (Move.GAINS, Move.LOSES) else ()
            rows.append([Marked(move.value(), TONES[move]), len(here), most or None])
    columns = Column("move", BY_B()), Column("units", UNITS(), numeric=True), Column("most", MOST())
    return Table("moves", MOVES(), columns, rows)


def _most(first: Result, pairs: Sequence[Pair], by_places: bool, decimals: int) -> tuple[Message, ...]:
    """The units that move most, each with how far."""
    moved = [(Fraction(change), pair) for pair in pairs if (change := pair.places if by_places else pair.points)]
    moved.sort(key=lambda one: (-abs(one[0]), one[1].row))
    return tuple(
        MOVED(
            unit=first.units.names[pair.row],
            sign="+" if change > 0 else "−",
            amount=Fixed(abs(change), 0 if by_places else decimals),
        )
        for change, pair in moved[:NAMED]
    )


def _points(result: Result) -> Fraction | None:
    """What a scheme is out of, where that is one number."""
    points = result.plan.top.points
    return None if points is None else points.constant


def _entitled(result: Result) -> Message | str:
    scheme = result.plan.scheme
    return ENTITLED(title=scheme.title, period=scheme.period) if scheme.period else scheme.title
