"""A whole scheme, from typed columns to ranks, against a NumPy program written by hand for it.

1,000,000 units × 100 mixed indicators, unknown values, an undetermined veto; out come totals, flags, grades and ranks.
Run: python benchmarks/scoring.py [units]
Runs are paired and the median ratios are printed with the best times, because machines are shared.
"""

from __future__ import annotations

import statistics
import sys
import time
import tracemalloc
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

import numpy as np

from evalkit.diagnostics import Problems
from evalkit.evaluate import evaluate
from evalkit.expression.data import Column
from evalkit.expression.nodes import Type
from evalkit.inputs.units import Units
from evalkit.loader import from_text
from evalkit.plan import compile_scheme
from evalkit.plan.model import Plan

ROUNDS = 5
BLOCK = 32_768
CLASSES = 20
INDICATORS = 100
LEVELS = ("full", "partly", "none")
Array = Any
Time = tuple[float, float]
"""Seconds, and those of the processor: where other programs run, threads gain nothing in the first."""


def scheme(computed: bool) -> str:
    """Five kinds of indicator in turn; with `computed`, bands and steps stand on a ratio of two inputs."""
    lines = ["evalkit: 1", "title: benchmark", "missing: zero", "units: {id: id, class: class}", "inputs:"]
    criteria = ["criteria:"]
    for n in range(INDICATORS):
        match n % 5:
            case 0:
                lines += (
                    [f"  a{n}: {{type: count}}", f"  b{n}: {{type: count}}"]
                    if computed
                    else [f"  p{n}: {{type: percent}}"]
                )
                value = f"a{n} / b{n}" if computed else f"p{n}"
                criteria.append(
                    f"  c{n}: {{points: 10, value: {value}, at_least: {{95%: 100%, 90%: 80%, 80%: 60%, else: 0}}}}"
                )
            case 1:
                lines.append(f"  p{n}: {{type: percent}}")
                criteria.append(f"  c{n}: {{points: 10, value: p{n}, linear: {{60%: 0, 95%: 100%}}}}")
            case 2:
                lines.append(f"  n{n}: {{type: count}}")
                criteria.append(f"  c{n}: {{points: 10, deduct: {{each: n{n}, points: 0.5}}}}")
            case 3:
                lines.append(f"  l{n}: {{type: level, levels: [full, partly, none]}}")
                criteria.append(f"  c{n}: {{points: 10, value: l{n}, levels: {{full: 100%, partly: 50%, none: 0}}}}")
            case _:
                lines += [f"  a{n}: {{type: count}}", f"  b{n}: {{type: count}}"]
                criteria.append(f"  c{n}: {{points: 10, value: a{n}, ratio: {{to: b{n}}}}}")
    lines += ["  quality: {type: percent}", "  events: {type: count}", *criteria]
    lines += [
        "vetoes:",
        "  low: {when: quality < 60%, effect: {grade: C}}",
        "  event: {when: events > 0, effect: {grade: C}}",
    ]
    return "\n".join([*lines, "grades: {A: {at_least: 850}, B: {at_least: 600}, C: {}}"]) + "\n"


def made(units: int, plan: Plan) -> Units:
    """Typed columns with 2 % of the cells unknown."""
    random = np.random.default_rng(3)
    columns = {}
    for name, input_ in plan.scheme.inputs.items():
        if input_.type == "level":
            columns[name] = Column(Type.TEXT, random.integers(-1, 3, units).astype(np.int32), LEVELS)
            continue
        if input_.type == "percent":
            values = random.integers(500, 1001, units) / 1000
        else:
            values = random.integers(1, 30 if name[0] in "ne" else 1000, units).astype(float)
        if name == "events":
            values = (values > 28).astype(float)
        values[random.random(units) < 0.02] = np.nan
        columns[name] = Column(Type.NUMBER, values, decimals=3 if input_.type == "percent" else 0)
    codes = random.integers(0, CLASSES, units).astype(np.int32)
    ids = tuple(map(str, range(units)))
    class_ = Column(Type.TEXT, codes, tuple(f"k{n}" for n in range(CLASSES)))
    return Units(ids, ids, class_, None, {}, columns, (), (), {})


class ByHand:
    """The same arithmetic as a program of its own: blocks, buffers used again, nothing general."""

    def __init__(self, units: Units, computed: bool) -> None:
        self.columns = {name: column.values for name, column in units.columns.items()}
        self.classes = units.class_.values if units.class_ is not None else None
        self.computed = computed
        self.count = len(units)

    def run(self) -> tuple[Array, ...]:
        total = np.empty(self.count, dtype=np.int64)
        missing = np.empty(self.count, dtype=np.int64)
        low, event = (np.empty(self.count, dtype=np.int8) for _ in range(2))
        x, y, score, held = (np.empty(BLOCK) for _ in range(4))
        truth, unknown, place = np.empty(BLOCK, bool), np.empty(BLOCK, bool), np.empty(BLOCK, np.int8)
        gone = np.empty(BLOCK, np.int16)
        shares = np.array([0.0, 6.0, 8.0, 10.0])
        levels = np.array([10.0, 5.0, 0.0, np.nan])
        for start in range(0, self.count, BLOCK):
            stop = min(start + BLOCK, self.count)
            size = stop - start
            buffers = [b[:size] for b in (x, y, score, held, truth, unknown, place, gone)]
            self.block(slice(start, stop), buffers, shares, levels)
            held_, gone_ = buffers[3], buffers[7]
            np.multiply(held_, 100, out=held_)
            np.add(held_, 0.5, out=held_)
            np.floor(held_, out=held_)
            total[start:stop] = held_
            missing[start:stop] = gone_
            quality, events = self.columns["quality"][start:stop], self.columns["events"][start:stop]
            low[start:stop] = np.where(np.isnan(quality), 2, quality < 0.6)
            event[start:stop] = np.where(np.isnan(events), 2, events > 0)
        grades = np.where(total >= 85000, 0, np.where(total >= 60000, 1, 2)).astype(np.int16)
        grades[(low == 1) | (event == 1)] = 2
        grades[(low == 2) | (event == 2)] = -1
        return total, missing, low, event, grades, self.ranks(total, None), self.ranks(total, self.classes)

    def block(self, rows: slice, buffers: list[Array], shares: Array, levels: Array) -> None:
        x, _, score, held, truth, unknown, place, gone = buffers
        held[:] = 0
        gone[:] = 0
        for n in range(INDICATORS):
            match n % 5:
                case 0:
                    if self.computed:
                        np.divide(self.columns[f"a{n}"][rows], self.columns[f"b{n}"][rows], out=x)
                        value = x
                    else:
                        value = self.columns[f"p{n}"][rows]
                    np.isnan(value, out=unknown)
                    np.greater_equal(value, 0.8, out=truth)
                    place[:] = truth
                    for edge in (0.9, 0.95):
                        np.greater_equal(value, edge, out=truth)
                        np.add(place, truth, out=place, casting="unsafe")
                    np.take(shares, place, out=score, mode="clip")
                case 1:
                    value = self.columns[f"p{n}"][rows]
                    np.isnan(value, out=unknown)
                    np.subtract(value, 0.6, out=score)
                    np.multiply(score, 10 / 0.35, out=score)
                    np.clip(score, 0, 10, out=score)
                case 2:
                    value = self.columns[f"n{n}"][rows]
                    np.isnan(value, out=unknown)
                    np.multiply(value, 0.5, out=score)
                    np.subtract(10, score, out=score)
                    np.maximum(score, 0, out=score)
                case 3:
                    codes = self.columns[f"l{n}"][rows]
                    np.less(codes, 0, out=unknown)
                    np.take(levels, codes, out=score, mode="wrap")
                case _:
                    np.divide(self.columns[f"a{n}"][rows], self.columns[f"b{n}"][rows], out=score)
                    np.isnan(score, out=unknown)
                    np.minimum(score, 1, out=score)
                    np.multiply(score, 10, out=score)
            np.copyto(score, 0, where=unknown)
            np.add(gone, unknown, out=gone, casting="unsafe")
            np.add(held, score, out=held)

    def ranks(self, total: Array, classes: Array | None) -> Array:
        """Counting (class, total) pairs, then cumulating: ties share the better rank."""
        key = total if classes is None else total + classes.astype(np.int64) * 200_000
        size = int(key.max()) + 1
        counts = np.bincount(key, minlength=size)
        better = counts[::-1].cumsum()[::-1] - counts
        ranks = better[key] + 1
        if classes is not None:
            upper = (classes + 1).astype(np.int64) * 200_000
            ahead = np.r_[counts[::-1].cumsum()[::-1], 0]
            ranks -= ahead[np.minimum(upper, size)]
        return ranks


def fresh(units: Units) -> Units:
    """The same data as if just read."""
    return replace(units, columns={name: replace(column) for name, column in units.columns.items()})


def timed(action: Callable[[], object]) -> Time:
    start, busy = time.perf_counter(), time.process_time()
    action()
    return time.perf_counter() - start, time.process_time() - busy


def ratios(pairs: list[tuple[Time, Time]]) -> str:
    seconds, busy = (statistics.median(ours[place] / theirs[place] for ours, theirs in pairs) for place in (0, 1))
    return f"ratio {seconds:.2f} in time, {busy:.2f} in processor time"


def compare(units: int, *, computed: bool) -> None:
    problems = Problems()
    found = from_text(scheme(computed), problems)
    assert found is not None
    plan = compile_scheme(found, problems)
    assert not problems.errors, problems.errors
    data = made(units, plan)
    by_hand = ByHand(data, computed)
    result, expected = evaluate(plan, data), by_hand.run()
    off = int((result.total.wholes != expected[0]).sum())
    assert np.array_equal(result.missing, expected[1])
    assert np.array_equal(result.vetoes[0].states, expected[2])
    assert np.array_equal(result.vetoes[1].states, expected[3])
    del result, expected
    tracemalloc.start()
    evaluate(plan, fresh(data))
    grown = tracemalloc.get_traced_memory()[1] / 1e6
    tracemalloc.stop()
    # Every run gets columns that nothing is known of yet: finding their extremes is part of the work.
    pairs = [(timed(partial(evaluate, plan, fresh(data))), timed(by_hand.run)) for _ in range(ROUNDS)]
    known = [(timed(partial(evaluate, plan, data)), timed(by_hand.run)) for _ in range(ROUNDS)]
    kind = "bands on computed ratios" if computed else "bands on inputs"
    best, best_by_hand = (min(pair[place][0] for pair in pairs) for place in (0, 1))
    print(f"{kind}: evalkit {best:.2f} s, by hand {best_by_hand:.2f} s, {ratios(pairs)}")
    print(f"  where the extremes of the columns are known: {ratios(known)}")
    print(f"  totals that plain floats round wrongly: {off}; memory beside the data: {grown:.0f} MB")


def main() -> None:
    units = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    for computed in (False, True):
        compare(units, computed=computed)


if __name__ == "__main__":
    main()
