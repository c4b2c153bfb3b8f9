"""What is mutated: the shipped schemes and examples, random schemes, and every case of `tests/files`."""

from __future__ import annotations

import random
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

TESTS = Path(__file__).parents[1]
sys.path += [str(TESTS / "files"), str(TESTS / "properties")]

from case import book  # noqa: E402
from random_schemes import SchemeMaker  # noqa: E402
from subjects import cases  # noqa: E402

LARGEST = 100_000
"""Bytes; what is larger takes too long to try thousands of times."""
CELLS = {
    "count": ("0", "1", "3", "20", "1000"),
    "percent": ("94.5", "60%", "100", "0"),
    "ratio": ("0.945", "1", "0"),
    "money": ("0.01", "1234.5", "1000000"),
    "number": ("-3", "0.5", "12"),
    "flag": ("是", "否", "√"),
    "date": ("2025-01-31", "2025/12/1"),
}


@dataclass(frozen=True)
class Seed:
    """A scheme and the files that go with it."""

    scheme: str
    data: dict[str, bytes]
    unit: str = "001"
    """One to explain."""


@cache
def seeds() -> Sequence[Seed]:
    """All of them, always in the same order."""
    return (*_shipped(), *_examples(), *_made(), *_files())


def _shipped() -> list[Seed]:
    paths = [path for path in sorted((TESTS.parent / "schemes").glob("*.yaml")) if ".cases" not in path.name]
    return [Seed(path.read_text("utf-8"), _data_for(path)) for path in paths]


def _data_for(path: Path) -> dict[str, bytes]:
    """A few rows of plausible cells for a scheme, as CSV and as a workbook."""
    from evalkit.diagnostics import Problems
    from evalkit.loader import load

    scheme = load(path, Problems())
    assert scheme is not None
    chosen = random.Random(path.name)
    inputs = {name: declared for name, declared in scheme.inputs.items() if declared.from_ is None}
    heads = [head for head in (scheme.units.id, scheme.units.name, scheme.units.class_, scheme.units.parent) if head]
    rows = [[*heads, *inputs]]
    for unit in range(1, 6):
        who = [f"{unit:03}", *(chosen.choice([*scheme.classes, "甲"]) for _ in heads[1:])]
        rows.append([*who, *(chosen.choice([*one.levels, *CELLS.get(one.type, "甲")]) for one in inputs.values())])
    return {"data.xlsx": book(rows).content}


def _examples() -> list[Seed]:
    folder = TESTS.parent / "examples"
    suppliers = Seed((folder / "suppliers/scheme.yaml").read_text("utf-8"),
                     {"offers.csv": (folder / "suppliers/offers.csv").read_bytes()})  # fmt: skip
    county = Seed((folder / "county/scheme.yaml").read_text("utf-8"),
                  {"data.xlsx": (folder / "county/data.xlsx").read_bytes()})  # fmt: skip
    return [suppliers, county]


def _made() -> list[Seed]:
    """Random schemes, in which every construct of the language comes up."""
    makers = [SchemeMaker(number) for number in range(20)]
    return [Seed(maker.scheme(), {"data.csv": maker.data(8).encode()}, "u003") for maker in makers]


def _files() -> list[Seed]:
    return [
        Seed(case.scheme, dict(case.files))
        for case in cases()
        if sum(map(len, case.files.values())) < LARGEST and not case.options
    ]
