"""Work on pieces of a file a little ahead of the reader."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Barrier
from typing import TypeVar

WORKERS = 2
"""Most of the parser runs without the interpreter's lock."""

S = TypeVar("S")
T = TypeVar("T")


def ahead(work: Callable[[S], T], given: Iterator[S]) -> Iterator[tuple[S, T]]:
    """Every piece with `work` of it, in order; the work on a few is done in threads before they are asked for."""
    with ThreadPoolExecutor(WORKERS) as pool:
        if not _started(pool):
            yield from ((piece, work(piece)) for piece in given)
            return
        waiting: deque[tuple[S, Future[T]]] = deque()
        for piece in given:
            waiting.append((piece, pool.submit(work, piece)))
            if len(waiting) > WORKERS:
                first, future = waiting.popleft()
                yield first, future.result()
        for rest, future in waiting:
            yield rest, future.result()


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
