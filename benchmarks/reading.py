"""Reading a CSV and scoring it, against bare pandas in chunks and the NumPy program written by hand.

Two CSVs are made in a temporary folder and are in the cache of the system: one of an id and 100 number columns, and one
of 100 mixed indicators (142 columns), which is scored too.
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
from evalkit.inputs import read_chunks, read_units
from evalkit.inputs.units import Units
from evalkit.loader import from_text
from evalkit.plan import compile_scheme
from evalkit.plan.model import Plan
from evalkit.scheme import Scheme

ROUNDS = 5
CHUNK = 65_536
"""Rows: pandas reads chunks of this size as fast as any."""
PIECE = 20_000


COLUMNS = 100


@cache
def of_numbers() -> Scheme:
    """A scheme that asks for number columns only."""
    names = [f"n{number}" for number in range(COLUMNS)]
    inputs = "".join(f"  {name}: number\n" for name in names)
    criteria = "".join(f"  {name} scored: {{points: 1, score: {name} / 100000}}\n" for name in names)
    problems = Problems()
    found = from_text(f"evalkit: 1\ntitle: t\nunits: {{id: id}}\ninputs:\n{inputs}criteria:\n{criteria}", problems)
    assert found is not None
    assert not problems.errors, problems.errors
    return found


def written_numbers(path: Path, units: int) -> None:
    """Counts and numbers with one or two decimals; one column in ten has blanks."""
    draw = np.random.default_rng(1)
    for start in range(0, units, PIECE):
        size = min(PIECE, units - start)
        columns: dict[str, object] = {"id": [f"{row:08}" for row in range(start, start + size)]}
        for number in range(COLUMNS):
            whole = draw.integers(0, 100_000, size)
            values = whole if number % 3 == 0 else whole / 10 ** (number % 3)
            blank = draw.random(size) < (0.02 if number % 10 == 0 else 0)
            columns[f"n{number}"] = pd.Series(values).convert_dtypes().mask(blank)
        pd.DataFrame(columns).to_csv(path, index=False, header=not start, mode="a" if start else "w")


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


def scheme_for(path: Path) -> Scheme:
    return of_numbers() if path.stem == NUMBERS else compiled()[0]


def our_units(path: Path) -> Units:
    problems = Problems()
    units = read_units(scheme_for(path), [path], problems=problems)
    assert not problems.errors, problems.errors
    return units


def our_read(path: Path) -> None:
    our_units(path)


def our_chunks(path: Path) -> None:
    problems = Problems()
    for _ in read_chunks(scheme_for(path), path, rows=CHUNK, problems=problems):
        pass
    assert not problems.errors, problems.errors


def our_score(path: Path) -> None:
    evaluate(compiled()[1], our_units(path))


NUMBERS, MIXED = "numbers", "mixed"
ROLES: dict[str, Callable[[Path], None]] = {
    "bare reading": bare_read,
    "evalkit in chunks": our_chunks,
    "evalkit whole": our_read,
    "bare reading, scoring by hand": bare_score,
    "evalkit whole, and scoring": our_score,
}
PAIRS = {"evalkit in chunks": "bare reading", "evalkit whole": "bare reading",
         "evalkit whole, and scoring": "bare reading, scoring by hand"}  # fmt: skip


def alone(role: str, path: Path) -> tuple[float, float, float]:
    """Seconds, those of the processor and the peak of memory in MB of a process that does nothing else.

    Its imports, and the compiling of the scheme, are not counted.
    """
    command = [sys.executable, __file__, role, str(path)]
    answer = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    seconds, busy, peak = json.loads(answer)
    return seconds, busy, peak


def measured(role: str, path: Path) -> None:
    scheme_for(path)  # once, before the clock
    with tempfile.TemporaryDirectory() as folder:  # what reading imports when it is used
        short = Path(folder, path.name)
        with path.open("rb") as whole:
            short.write_bytes(whole.readline() + whole.readline())
        our_chunks(short)
    start, busy = time.perf_counter(), time.process_time()
    ROLES[role](path)
    seconds, busy = time.perf_counter() - start, time.process_time() - busy
    print(json.dumps([seconds, busy, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024]))


def compare(path: Path) -> None:
    roles = [role for role in ROLES if path.stem == MIXED or "scoring" not in role]
    rounds = [{role: alone(role, path) for role in roles} for _ in range(ROUNDS)]
    for role in roles:
        seconds, busy, peaks = zip(*(found[role] for found in rounds), strict=True)
        print(
            f"  {role}: {statistics.median(seconds):.2f} s, processor {statistics.median(busy):.2f} s,"
            f" peak {max(peaks):.0f} MB"
        )
    for ours in roles:
        for place, what in enumerate(("time", "processor") if ours in PAIRS else ()):
            ratios = sorted(found[ours][place] / found[PAIRS[ours]][place] for found in rounds)
            print(f"  {ours}: ratio of {what} {statistics.median(ratios):.2f} ({ratios[0]:.2f} … {ratios[-1]:.2f})")


def main() -> None:
    units = int(sys.argv[1]) if len(sys.argv) > 1 else 200_000
    for name, write in ((NUMBERS, written_numbers), (MIXED, written)):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, f"{name}.csv")
            write(path, units)
            print(f"{name}: {units:,} units, {path.stat().st_size / 1e6:.0f} MB")
            compare(path)


if __name__ == "__main__":
    if len(sys.argv) > 2:
        measured(sys.argv[1], Path(sys.argv[2]))
    else:
        main()
