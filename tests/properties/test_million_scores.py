"""A million unit-scores, made nasty, are those found in fractions: edges and what lies one part in 1e11 beside them,
totals on ties, cents, whole and started steps, ranks of equal ratios, negatives.
"""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from fractions import Fraction
from functools import partial
from typing import cast

import pandas as pd
import pytest

from evalkit.diagnostics import Problems
from evalkit.diagnostics.message import round_half_up
from evalkit.evaluate import evaluate
from evalkit.evaluate.stages import compute
from evalkit.expression import exact
from evalkit.expression.nodes import Along, Node, columns, reachable
from evalkit.expression.values import Unknown, Value
from evalkit.inputs import from_frame
from evalkit.inputs.units import Units
from evalkit.loader import from_text
from evalkit.plan import compile_scheme
from evalkit.plan.model import Plan

UNITS = 10_000
RULES = (
    "value: percent, at_least: {95%: 100%, 80%: 3.335, 60%: 1.005, else: 0}",
    "value: percent, below: {60%: 2.675, 95%: 33.3%, else: 100%}",
    "value: percent, deduct: {below: 95%, per: 0.1%, points: 0.005, steps: started}",
    "value: percent, deduct: {below: 95%, per: 0.1%, points: 0.005, steps: whole}",
    "value: percent, deduct: {above: 60%, per: 0.3%, points: 0.035}",
    "value: percent, linear: {60%: 0, 80%: 2.345, 95%: 100%}",
    "value: a / b, at_least: {2/3: 100%, 1/3: 1.115, else: 0}",
    "value: a / b, deduct: {below: 100%, per: 1/3, points: 1.005, steps: started}",
    "value: a / b, ratio: 2/3",
    "value: a / b, ratio: {to: best}",
    "value: a / b, rank: {step: 0.005, floor: 1}",
    "value: a / b, rank: {scores: [100%, 4.445, 3.335], floor: 0.005, better: lower, within: all}",
    "value: money, rank: {step: 0.015, within: all}",
    "value: money, ratio: {to: best, within: all}",
    "value: cents, score: x * 0.5, round: 2, floor: none, cap: none",
    "value: cents, score: x / 3, round_even: 3, floor: none, cap: none",
    "value: number, floor: none, cap: none",
    'value: number, score: "clip(x, -2.005, 2.675)", floor: none',
    "value: number - cents, full_if: x >= 0",
    'value: "a - peer_mean(a)", score: 2.5 + x / 100, floor: -1.005, round_down: 2',
    "value: percent, deduct: {each: a, points: 0.105, cap: 4.005}",
    "value: number, score: points - x, times: 0.95",
    'value: "(a + b) / (b + 10)", linear: {0: 0, 1: 100%}, round_up: 2',
    "value: number, add: {each: b, points: 0.015}",
    "value: percent, choose: [{when: x > 95%, score: 100%}, {when: x == 95%, score: 4.995}, {else: x * 0.5}]",
)
NO_FRACTIONS = (0, 1, 2, 3, 10, 11, 12, 14, 16, 17, 18, 23)
"""Rules that give thousandths only, so that their totals are often ties."""
KINDS = (RULES, tuple(RULES[NO_FRACTIONS[n % len(NO_FRACTIONS)]] for n in range(len(RULES))))
POOLS = {
    "percent": "95 95.000000001 94.999999999 80 80.000000001 79.999999999 60 59.999999999 94.9 94.8 66.6666666667 33.3",
    "a": "0 1 2 3 4 6 8 12 20 333333",
    "b": "1 2 3 4 6 8 12 30 500000",
    "money": "0 0.01 0.02 1000000.01 1000000 5000000000.05 999999999999.99 1000000000000 -0.01",
    "cents": "0.01 0.03 -0.01 -0.03 1.15 2.35 -1.15 0.07 0.005 -0.005",
    "number": "-2.005 2.005 1.005 -1.005 0.005 -0.005 0.285 2.675 -2.675 0",
}
HEAD = """\
evalkit: 1
title: t
units: {id: id, class: class}
points: 250
inputs: {percent: percent, a: count, b: count, money: money, cents: number, number: number}
ranking: {then: money}
grades: {good: {top: 30%}, rest: {}}
criteria:
"""


@pytest.mark.slow
@pytest.mark.parametrize(("rules", "ties"), [(KINDS[0], 0), (KINDS[1], 500)], ids=["mixed", "ties"])
def test_a_million_scores_are_exact(rules: tuple[str, ...], ties: int) -> None:
    scheme = from_text(HEAD + "".join(lines(rules)), problems := Problems())
    assert scheme is not None
    plan = compile_scheme(scheme, problems)
    units = from_frame(scheme, data(), problems=problems)
    assert not problems.errors
    result = evaluate(plan, units)
    leaves = [part for part in plan.criteria.values() if not part.children]
    assert len(leaves) * len(units) == 1_000_000 // len(KINDS)

    found = Fractions(plan, units)
    rounded = {part.criterion.name: plan.graph.round(part.score, "half_up", 9) for part in leaves}
    scores = compute(list(rounded.values()), result.data).scores
    totals = [Fraction(0)] * len(units)
    for place, part in enumerate(leaves):
        exactly = found.of(part.score)
        wholes = scores[rounded[part.criterion.name]].wholes.tolist()
        # The second group is worth 100 of its 125 points, and so each of its parts.
        factor = Fraction(1) if place < len(rules) else Fraction(100, 125)
        for row, value in enumerate(exactly):
            assert isinstance(value, Fraction)
            assert wholes[row] == found.rounded(value), (part.criterion.name, row)
            totals[row] += value * factor
    expected = [Fraction(round_half_up(total * 100), 100) for total in totals]
    assert [result.total[row] for row in range(len(units))] == expected
    assert sum(total * 1000 % 10 == 5 for total in totals) >= ties
    check_ranks(units, expected, result.ranks["class"].tolist(), result.grades.tolist())


def lines(rules: tuple[str, ...]) -> list[str]:
    """Two groups of the same 25 rules; the second is scaled."""
    found = []
    for group, more in (("one", "points: 125"), ("two", "points: 100, out_of: 125")):
        found.append(f"  {group}:\n" + "".join(f"    {text}\n" for text in more.split(", ")) + "    criteria:\n")
        for number, rule in enumerate(rules):
            key, _, rest = rule.partition(", ")
            found.append(f"      {group}{number}: {{points: 5, {key}, {rest}}}\n")
    return found


def data() -> pd.DataFrame:
    random_ = random.Random(7)
    pools = {name: text.split() for name, text in POOLS.items()}
    rows = [
        {"id": f"u{number}", "class": f"c{number % 40}", **{name: random_.choice(pool) for name, pool in pools.items()}}
        for number in range(UNITS)
    ]
    return pd.DataFrame(rows, dtype=str)


class Fractions:
    """Nodes in fractions for all units: each is computed once for every different set of inputs."""

    def __init__(self, plan: Plan, units: Units) -> None:
        self.plan, self.units = plan, units
        self.gathered: dict[Node, list[Value]] = {}
        self.counts: dict[Fraction, int] = {}

    def rounded(self, value: Fraction) -> int:
        """In units of 10^-9."""
        if value not in self.counts:
            self.counts[value] = round_half_up(value * 10**9)
        return self.counts[value]

    def of(self, node: Node) -> list[Value]:
        gathers = [part for part in reachable([node]) if part.operation == "gather"]
        for part in gathers:
            self.gather(part)
        names = list(columns([node]))
        arrays = [self.units.columns[name].values.tolist() for name in names]
        looked = [self.gathered[part] for part in gathers]
        known: dict[tuple[object, ...], Value] = {}
        found = []
        for row, key in enumerate(zip(*arrays, *looked, strict=True)):
            if key not in known:
                known[key] = exact.compute([node], partial(self.read, row))[node]
            found.append(known[key])
        return found

    def read(self, row: int, leaf: Node) -> Value:
        name = str(leaf.data[0])
        return self.gathered[leaf][row] if leaf.operation == "gather" else self.units.columns[name].exact(row, name)

    def gather(self, node: Node) -> None:
        """A look at peers, from how often each value is there in a group."""
        if node in self.gathered:
            return
        function, (_, scope), _ = cast("tuple[str, Along, object]", node.data)
        own = cast("list[Fraction]", self.of(node.arguments[0]))
        groups = self.units.classes if scope == "class" else [""] * len(self.units)
        peers: dict[str, Counter[Fraction]] = defaultdict(Counter)
        for value, group in zip(own, groups, strict=True):
            assert not isinstance(value, Unknown)
            peers[group][value] += 1
        told = {group: looked_at(function, counted) for group, counted in peers.items()}
        self.gathered[node] = [told[group][value] for value, group in zip(own, groups, strict=True)]


def looked_at(function: str, counted: Counter[Fraction]) -> dict[Fraction, Fraction]:
    """For each value what the function makes of its group."""
    if function in ("rank_up", "rank_down"):
        found, ahead = {}, 1
        for value in sorted(counted, reverse=function == "rank_down"):
            found[value] = Fraction(ahead)
            ahead += counted[value]
        return found
    mean = sum((value * count for value, count in counted.items()), Fraction(0)) / counted.total()
    return dict.fromkeys(counted, {"max": max(counted), "min": min(counted), "mean": mean}[function])


def check_ranks(units: Units, totals: list[Fraction], ranks: list[int], grades: list[int]) -> None:
    """Ranks by sorting, money deciding between equals; the first 30 % of a class, whole with their ties, are good."""
    money = [units.columns["money"].exact(row, "money") for row in range(len(units))]
    keys = list(zip(totals, money, strict=True))
    members: dict[str, list[int]] = defaultdict(list)
    for row, group in enumerate(units.classes):
        members[group].append(row)
    for rows in members.values():
        place = looked_at("rank_down", Counter(keys[row] for row in rows))  # type: ignore[arg-type]
        for row in rows:
            rank = place[keys[row]]  # type: ignore[index]
            assert ranks[row] == rank
            assert grades[row] == (0 if rank <= len(rows) * 3 // 10 else 1)
