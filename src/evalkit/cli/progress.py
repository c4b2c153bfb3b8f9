"""How far a long run has come, on a terminal only."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic
from typing import TYPE_CHECKING

from evalkit.diagnostics import Language, Words

if TYPE_CHECKING:
    from rich.progress import Progress

LONG = 1.0
"""Seconds before anything is shown."""
SCORING = Words("scoring", "评分中")


@contextmanager
def progress(language: Language) -> Iterator[Callable[[int, int], None] | None]:
    """Something to be told how many units of how many are done; None where nobody would see it."""
    if sys.stderr is None or not sys.stderr.isatty():
        yield None
        return
    began = monotonic()
    bars: list[Progress] = []

    def tell(done: int, count: int) -> None:
        if not bars and monotonic() - began > LONG:
            bars.append(_bar(language, count))
        for bar in bars:
            bar.update(bar.task_ids[0], completed=done, total=count)

    try:
        yield tell
    finally:
        for bar in bars:
            bar.stop()


def _bar(language: Language, count: int) -> "Progress":
    from rich.console import Console
    from rich.progress import Progress

    bar = Progress(console=Console(stderr=True), transient=True)
    bar.add_task(SCORING().text(language), total=count)
    bar.start()
    return bar
