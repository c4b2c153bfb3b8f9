"""Rows below units gathered, against a bare pandas group-by of the same keys: 10,000,000 records of 1,000,000 units.

Run: python benchmarks/records.py [records]
Prints the seconds of each, the median of the ratios of the pairs, in time and in processor time, and the memory beside
the data. Both count those of one kind and add up an amount; evalkit exactly, and computing in blocks.
"""

from __future__ import annotations

import sys
import time
import tracemalloc
from collections.abc import Callable
from statistics import median

import numpy as np
import pandas as pd

from evalkit.diagnostics import Problems
from evalkit.evaluate.stages import staged
from evalkit.expression.data import Below, Column, Data
from evalkit.expression.nodes import Node, Type
from evalkit.loader import from_text
from evalkit.plan import compile_scheme

PAIRS = 5
KINDS = ("late", "lost", "wrong")
SCHEME = """
evalkit: 1
title: Records
units: {id: id}
records: {checks: {columns: {kind: {type: level, levels: [late, lost, wrong]}, amount: money}}}
inputs:
  lost:  {type: count, from: checks, where: kind == "lost"}
  spent: {type: money, from: checks, sum: amount}
criteria:
  lost:  {points: 10, deduct: {each: lost, points: 1}}
  spent: {points: 10, value: spent, ratio: 1000}
"""


def made(records: int) -> Data:
    """Ten records a unit, in no order, amounts with cents."""
    random, units = np.random.default_rng(11), max(records // 10, 1)
    columns = {
        "checks.kind": Column(Type.TEXT, random.integers(0, 3, records).astype(np.int32), KINDS),
        "checks.amount": Column(Type.NUMBER, random.integers(0, 100_000, records) / 100, decimals=2),
    }
    return Data(units, {}, below={"checks": Below(random.integers(0, units, records), columns)})


def roots() -> list[Node]:
    problems = Problems()
    scheme = from_text(SCHEME, problems)
    assert scheme is not None
    plan = compile_scheme(scheme, problems)
    problems.stop_if_errors()
    return [plan.total]


def grouped(data: Data) -> Callable[[], object]:
    """The same by pandas, whole and in floats."""
    below = data.below["checks"]
    codes, amounts = below.columns["checks.kind"].values, below.columns["checks.amount"].values
    kinds = pd.Categorical.from_codes(codes, KINDS)
    frame = pd.DataFrame({"unit": below.owners, "kind": kinds, "amount": amounts})

    def run() -> object:
        return frame[frame.kind == "lost"].groupby("unit").size(), frame.groupby("unit").amount.sum()

    return run


def timed(run: Callable[[], object]) -> tuple[float, float]:
    started, processor = time.perf_counter(), time.process_time()
    run()
    return time.perf_counter() - started, time.process_time() - processor


def main() -> None:
    records = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000_000
    data, wanted = made(records), roots()
    ours, theirs = lambda: staged(wanted, data), grouped(data)
    pairs = [(timed(ours), timed(theirs)) for _ in range(PAIRS)]
    tracemalloc.start()
    ours()
    peak = tracemalloc.get_traced_memory()[1]
    print(f"{records} records of {data.count} units")
    print(f"evalkit {median(a[0] for a, _ in pairs):.2f} s, pandas {median(b[0] for _, b in pairs):.2f} s")
    print(f"ratio {median(a[0] / b[0] for a, b in pairs):.2f}, processor {median(a[1] / b[1] for a, b in pairs):.2f}")
    print(f"peak beside the data {peak / 1e6:.0f} MB")


if __name__ == "__main__":
    main()
