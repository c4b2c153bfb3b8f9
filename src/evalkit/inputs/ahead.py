"""Work on pieces of a file a little ahead of the reader."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Barrier
from typing import TypeVar

from evalkit.inputs.pieces import Piece

WORKERS = 2
"""Most of the parser runs without the interpreter's lock."""

T = TypeVar("T")


def ahead(work: Callable[[Piece], T], given: Iterator[Piece]) -> Iterator[T]:
    """`work` of every piece, in order; on a few it is done in threads before they are asked for."""
    with ThreadPoolExecutor(WORKERS) as pool:
        if not _started(pool):
            yield from map(work, given)
            return
        waiting: deque[Future[T]] = deque()
        for piece in given:
            waiting.append(pool.submit(work, piece))
            if len(waiting) > WORKERS:
                yield waiting.popleft().result()
        for future in waiting:
            yield future.result()


def _started(pool: ThreadPoolExecutor) -> bool:
    """Whether the system has memory for the threads.

    All start before there is work: a thread that starts while another takes the last of the memory never tells.
    """
    together = Barrier(WORKERS)
    try:
        for _ in range(WORKERS):
            pool.submit(together.wait)
    except RuntimeError:
        together.abort()
        return False
    return True
