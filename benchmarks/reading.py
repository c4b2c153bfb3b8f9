"""Reading a CSV and scoring it, against bare pandas in chunks and the NumPy program written by hand.

The CSV has 100 mixed indicators (142 columns), is made in a temporary folder and is in the cache of the system.
Run: python benchmarks/reading.py [units]
Every reader runs in a process of its own, so that its peak of memory is its own; runs are paired, ratios are medians.
"""

from __future__ import annotations

import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd
from scoring import CLASSES, LEVELS, Array, ByHand, made, scheme

from evalkit.diagnostics import Problems
from evalkit.evaluate import evaluate
from evalkit.expression.data import Column
from evalkit.expression.nodes import Type
from evalkit.inputs import read_units
from evalkit.inputs.units import Units
from evalkit.loader import from_text
from evalkit.plan import compile_scheme
from evalkit.plan.model import Plan
from evalkit.scheme import Scheme

ROUNDS = 5
CHUNK = 65_536
"""Rows: pandas reads chunks of this size as fast as any."""
PIECE = 20_000


@cache
def compiled() -> tuple[Scheme, Plan]:
    problems = Problems()
    found = from_text(scheme(computed=False), problems)
    assert found is not None
    plan = compile_scheme(found, problems)
    assert not problems.errors, problems.errors
    return found, plan


def written(path: Path, units: int) -> None:
    """The typed columns of `scoring.py` as a person would send them: percents with one decimal, blanks, names."""
    _, plan = compiled()
    types = {name: input_.type for name, input_ in plan.scheme.inputs.items()}
    for start in range(0, units, PIECE):
        made_units = made(min(PIECE, units - start), plan)
        rows = np.arange(start, start + len(made_units))
        columns: dict[str, object] = {
            "id": [f"{row:08}" for row in rows],
            "class": [f"k{row % CLASSES}" for row in rows],
        }
        for name, column in made_units.columns.items():
            columns[name] = shown(column, types[name])
        pd.DataFrame(columns).to_csv(path, index=False, header=not start, mode="a" if start else "w")


def shown(column: Column, kind: str) -> object:
    if column.type is Type.TEXT:
        return np.array([*LEVELS, ""], dtype=object)[column.values]
    return np.round(column.values * 100, 1) if kind == "percent" else pd.Series(column.values).astype("Int64")


def bare_units(path: Path) -> Units:
    """What a program written by hand for this file would do: pandas in chunks, words to codes, columns put together."""
    parts: dict[str, list[Array]] = {}
    ids: list[str] = []
    with pd.read_csv(path, chunksize=CHUNK, dtype={"id": str}) as chunks:
        for chunk in chunks:
            ids += chunk["id"].tolist()
            for name in chunk.columns[1:]:
                parts.setdefault(name, []).append(typed(chunk[name], name))
    columns = {name: Column(Type.NUMBER, np.concatenate(arrays)) for name, arrays in parts.items()}
    return Units(tuple(ids), tuple(ids), columns.pop("class"), None, {}, columns, (), (), {})


def typed(column: pd.Series[float], name: str) -> Array:
    if name[0] == "l":
        return np.asarray(pd.Categorical(column, categories=LEVELS).codes, dtype=np.int32)
    if name == "class":
        return np.asarray(pd.Categorical(column, categories=[f"k{n}" for n in range(CLASSES)]).codes, dtype=np.int32)
    values = column.to_numpy(np.float64)
    return values / 100 if name[0] in "pq" else values


def bare_read(path: Path) -> None:
    """Bare reading in chunks, nothing kept."""
    with pd.read_csv(path, chunksize=CHUNK, dtype={"id": str}) as chunks:
        for _ in chunks:
            pass


def bare_score(path: Path) -> None:
    ByHand(bare_units(path), computed=False).run()


def our_units(path: Path) -> tuple[Units, Plan]:
    found, plan = compiled()  # once, before the clock
    problems = Problems()
    units = read_units(found, [path], problems=problems)
    assert not problems.errors, problems.errors
    return units, plan


def our_read(path: Path) -> None:
    our_units(path)


def our_score(path: Path) -> None:
    units, plan = our_units(path)
    evaluate(plan, units)


ROLES: dict[str, Callable[[Path], None]] = {
    "bare reading": bare_read,
    "evalkit reading": our_read,
    "bare reading, scoring by hand": bare_score,
    "evalkit reading and scoring": our_score,
}


def alone(role: str, path: Path) -> tuple[float, float, float]:
    """Seconds, those of the processor and the peak of memory in MB of a process that does nothing else.

    Its imports, and the compiling of the scheme, are not counted.
    """
    command = [sys.executable, __file__, role, str(path)]
    answer = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    seconds, busy, peak = json.loads(answer)
    return seconds, busy, peak


def measured(role: str, path: Path) -> None:
    compiled()
    start, busy = time.perf_counter(), time.process_time()
    ROLES[role](path)
    seconds, busy = time.perf_counter() - start, time.process_time() - busy
    print(json.dumps([seconds, busy, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024]))


def compare(path: Path) -> None:
    rounds = [{role: alone(role, path) for role in ROLES} for _ in range(ROUNDS)]
    for role in ROLES:
        seconds, busy, peaks = zip(*(found[role] for found in rounds), strict=True)
        print(
            f"  {role}: {statistics.median(seconds):.2f} s, processor {statistics.median(busy):.2f} s,"
            f" peak {max(peaks):.0f} MB"
        )
    first, second, third, fourth = ROLES
    for name, ours, theirs in (("reading", second, first), ("reading and scoring", fourth, third)):
        for place, what in enumerate(("time", "processor")):
            ratios = sorted(found[ours][place] / found[theirs][place] for found in rounds)
            print(f"  {name}: ratio of {what} {statistics.median(ratios):.2f} ({ratios[0]:.2f} … {ratios[-1]:.2f})")


def main() -> None:
    units = int(sys.argv[1]) if len(sys.argv) > 1 else 200_000
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "units.csv")
        written(path, units)
        print(f"{units:,} units, {path.stat().st_size / 1e6:.0f} MB")
        compare(path)


if __name__ == "__main__":
    if len(sys.argv) > 2:
        measured(sys.argv[1], Path(sys.argv[2]))
    else:
        main()
