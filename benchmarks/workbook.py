"""Reading a workbook, against python-calamine and fastexcel, each behind a pass that looks for far cells.

The sheet has texts, counts, decimals and quotients with 17 digits, is made in a temporary folder and is in the cache
of the system. The two are no part of evalkit: `pip install python-calamine fastexcel pyarrow`; one that is not there
is left out. Both end the whole program on a legal cell XFD1048576, so that nobody may use them on files of others
without that pass; even then they tell no number formats, and no formula that was never calculated from a blank.
Run: python benchmarks/workbook.py [rows] [columns]
Every reader runs in a process of its own, so that its peak of memory is its own; runs are paired, ratios are medians.
"""

from __future__ import annotations

import json
import random
import re
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from zipfile import ZipFile

import xlsxwriter

from evalkit.diagnostics import Problems
from evalkit.inputs import read_units
from evalkit.loader import from_text
from evalkit.scheme import Scheme

ROUNDS = 5
TEXTS = ("编码", "名称", "级")
LEVELS = ("优", "良", "差")
FAR = re.compile(rb'<c r="[A-Z]{3}|<row r="[0-9]{7}')
PIECE = 1 << 20


@cache
def scheme(columns: int) -> Scheme:
    numbers = "\n".join(f"  数{n}: {{type: number}}" for n in range(columns - len(TEXTS)))
    text = (
        f"evalkit: 1\ntitle: 试行\npoints: 1\nunits: {{id: 编码, name: 名称}}\ninputs:\n"
        f"  级: {{type: level, levels: [{', '.join(LEVELS)}]}}\n{numbers}\n"
        "criteria:\n  数0: {points: 1, full_if: is_known(数0)}\n"
    )
    problems = Problems()
    found = from_text(text, problems)
    assert found is not None, problems.errors
    return found


def written(path: Path, rows: int, columns: int) -> None:
    chance = random.Random(1)
    made: tuple[Callable[[], float | None], ...] = (
        lambda: chance.randrange(1000),
        lambda: round(chance.random() * 100, 1),
        lambda: round(chance.random() * 10_000, 2),
        lambda: chance.randrange(100_000) / 7 if chance.random() < 0.9 else None,
    )
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("数据")
    sheet.write_row(0, 0, [*TEXTS, *(f"数{n}" for n in range(columns - len(TEXTS)))])
    for row in range(1, rows + 1):
        sheet.write_row(row, 0, [f"{row:08}", f"单位{row}", chance.choice(LEVELS)])
        sheet.write_row(row, len(TEXTS), [made[n % len(made)]() for n in range(columns - len(TEXTS))])
    book.close()


def screened(path: Path) -> None:
    """The least that makes it safe to go on."""
    with ZipFile(path) as archive, archive.open("xl/worksheets/sheet1.xml") as part:
        window = b""
        while piece := part.read(PIECE):
            window = window[-32:] + piece
            assert not FAR.search(window)


def calamine(path: Path, _columns: int) -> None:
    from python_calamine import CalamineWorkbook

    screened(path)
    CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()


def fastexcel(path: Path, _columns: int) -> None:
    from fastexcel import read_excel

    screened(path)
    read_excel(path).load_sheet(0).to_arrow()


def evalkit(path: Path, columns: int) -> None:
    problems = Problems()
    units = read_units(scheme(columns), [path], problems=problems)
    assert not problems.errors, problems.errors
    assert len(units)


OURS = "evalkit, all checks made"
ROLES: dict[str, tuple[str, Callable[[Path, int], None]]] = {
    "calamine": ("python_calamine", calamine),
    "fastexcel": ("fastexcel", fastexcel),
    OURS: ("evalkit", evalkit),
}


def alone(role: str, path: Path, columns: int) -> tuple[float, float, float]:
    """Seconds, those of the processor and the peak of memory in MB of a process that does nothing else."""
    command = [sys.executable, __file__, role, str(path), str(columns)]
    answer = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    seconds, busy, peak = json.loads(answer)
    return seconds, busy, peak


def measured(role: str, path: Path, columns: int) -> None:
    """Imports, and the compiling of the scheme, are not counted."""
    module, run = ROLES[role]
    __import__(module)
    if role == OURS:
        from evalkit.inputs import table  # noqa: F401
        from evalkit.inputs.readers import xlsx  # noqa: F401

        scheme(columns)
    start, busy = time.perf_counter(), time.process_time()
    run(path, columns)
    seconds, busy = time.perf_counter() - start, time.process_time() - busy
    print(json.dumps([seconds, busy, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024]))


def compare(path: Path, columns: int) -> None:
    roles = [role for role, (module, _) in ROLES.items() if find_spec(module)]
    rounds = [{role: alone(role, path, columns) for role in roles} for _ in range(ROUNDS)]
    for role in roles:
        seconds, busy, peaks = zip(*(found[role] for found in rounds), strict=True)
        print(
            f"  {role}: {statistics.median(seconds):.2f} s, processor {statistics.median(busy):.2f} s,"
            f" peak {max(peaks):.0f} MB"
        )
        for place, what in enumerate(("time", "processor")):
            if role != OURS:
                ratios = sorted(found[OURS][place] / found[role][place] for found in rounds)
                print(
                    f"    evalkit: ratio of {what} {statistics.median(ratios):.2f} ({ratios[0]:.2f} … {ratios[-1]:.2f})"
                )


def main() -> None:
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    columns = int(sys.argv[2]) if len(sys.argv) > 2 else 50
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "units.xlsx")
        making = [sys.executable, __file__, str(path), str(rows), str(columns)]
        subprocess.run(making, check=True)  # in a process of its own, too: a peak of memory is handed down
        print(f"{rows:,} rows, {columns} columns, {path.stat().st_size / 1e6:.0f} MB")
        compare(path, columns)


if __name__ == "__main__":
    if len(sys.argv) > 3 and sys.argv[1] in ROLES:
        measured(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]))
    elif len(sys.argv) > 3:
        written(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
    else:
        main()
