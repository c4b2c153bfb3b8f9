"""Changes workbooks, CSV files and schemes at random, runs evalkit on them, and keeps what it may not do.

    python tests/fuzz/fuzz.py --minutes 60 --seed 1

Every trial has a number, and comes out the same again: `--only 4711` runs a single one. A trial that goes wrong is
made smaller and kept in a folder of its own, with its command line; each kind of mistake is kept once.
"""

from __future__ import annotations

import argparse
import shlex
import sys
import time
from collections import Counter
from pathlib import Path
from random import Random

from shrinking import shrunk
from trial import Trial, trial_of
from workers import Worker


def made(seed: int, number: int) -> Trial:
    """The trial of a number."""
    return trial_of(Random(f"{seed}:{number}"))


def fuzz(seed: int, minutes: float, keep: Path, first: int, only: int | None) -> Counter[str]:
    """Run trials until the time is over; how often each mistake came up."""
    worker, found = Worker(), Counter[str]()
    started, number = time.monotonic(), first if only is None else only
    told = started
    while time.monotonic() - started < minutes * 60:
        trial = made(seed, number)
        wrong = worker.failure(trial)
        if wrong is not None:
            found[wrong] += 1
            if found[wrong] == 1:
                _say(f"{number}: {wrong}")
                smallest = shrunk(trial, lambda one, wrong=wrong: worker.failure(one) == wrong)
                _keep(smallest, keep / f"{seed}-{number}", wrong)
        number += 1
        if only is not None:
            break
        if time.monotonic() - told > 60:
            told = time.monotonic()
            _say(f"{number - first} trials, {sum(found.values())} wrong in {len(found)} ways")
    worker.stop()
    _say(f"{number - first} trials in {(time.monotonic() - started) / 60:.1f} minutes")
    for wrong, count in found.most_common():
        _say(f"{count:6} {wrong}")
    return found


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def _keep(trial: Trial, folder: Path, wrong: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in trial.files.items():
        (folder / name).write_bytes(content)
    (folder / "command.txt").write_text(
        f"{wrong}\nCOLUMNS={trial.columns} evalkit {shlex.join(trial.arguments)}\n", "utf-8"
    )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--first", type=int, default=0, help="the number of the first trial")
    parser.add_argument("--only", type=int, help="run this trial alone")
    parser.add_argument("--keep", type=Path, default=Path("fuzz-found"), help="where what goes wrong is kept")
    given = parser.parse_args()
    raise SystemExit(bool(fuzz(given.seed, given.minutes, given.keep, given.first, given.only)))
