"""How long the command line takes to begin, against a bare typer program.

Run: python benchmarks/startup.py
Runs are paired, each in a process of its own; ratios are medians, with the smallest and the largest.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

ROUNDS = 25
INDICATORS = 200
BARE = '''
import typer

app = typer.Typer()


@app.command()
def check(scheme: str = typer.Argument(..., help="a scheme"), quiet: bool = typer.Option(False, help="say less")):
    """Find every mistake."""
    print("0 errors")


@app.command()
def score(scheme: str = typer.Argument(..., help="a scheme")):
    """Rank the units."""


app()
'''
RULES = (
    "value: i{n}, at_least: {{95%: 100%, 90%: 80%, 80%: 60%, else: 0}}",
    "value: i{n}, linear: {{60%: 0, 95%: 100%}}",
    "value: i{n}, at_least: {{90%: 100%, else: 0}}",
    "value: i{n} / 2, linear: {{0%: 0, 50%: 100%}}",
)


def scheme(indicators: int) -> str:
    """Percent inputs, and criteria on them of four kinds."""
    lines = ["evalkit: 1", "title: benchmark", "missing: zero", "units: {id: id}", "inputs:"]
    lines += [f"  i{n}: {{type: percent}}" for n in range(indicators)]
    rules = (RULES[n % len(RULES)].format(n=n) for n in range(indicators))
    return "\n".join([*lines, "criteria:", *(f"  c{n}: {{points: 5, {rule}}}" for n, rule in enumerate(rules))]) + "\n"


def timed(command: Sequence[str]) -> float:
    start = time.perf_counter()
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    seconds = time.perf_counter() - start
    assert done.returncode == 0, done.stdout + done.stderr
    return seconds


def compare(name: str, ours: Sequence[str], theirs: Sequence[str]) -> None:
    for command in (ours, theirs):
        timed(command)  # the first run compiles and fills the cache of the system
    pairs = [(timed(ours), timed(theirs)) for _ in range(ROUNDS)]
    ratios = sorted(one / other for one, other in pairs)
    first, second = (1000 * statistics.median(column) for column in zip(*pairs, strict=True))
    spread = f"{ratios[0]:.2f} … {ratios[-1]:.2f}"
    print(f"{name}: {first:.0f} ms, bare {second:.0f} ms, ratio {statistics.median(ratios):.2f} ({spread})")


def main() -> None:
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    with tempfile.TemporaryDirectory() as folder:
        bare, file = Path(folder, "bare.py"), Path(folder, "scheme.yaml")
        bare.write_text(BARE)
        file.write_text(scheme(INDICATORS))
        ours, theirs = [sys.executable, "-m", "evalkit"], [sys.executable, str(bare)]
        compare("--help", [*ours, "--help"], [*theirs, "--help"])
        compare("--version against --help of bare typer", [*ours, "--version"], [*theirs, "--help"])
        compare(f"check, {INDICATORS} indicators", [*ours, "check", str(file)], [*theirs, "check", str(file)])


if __name__ == "__main__":
    main()
