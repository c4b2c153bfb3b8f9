"""A CSV file cut into pieces of whole rows, and work on them a little ahead of the reader."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from threading import Barrier
from typing import TypeVar

SIZE = 1 << 24
"""Bytes: with much less the fixed cost of a call to the parser counts."""
WORKERS = 2
"""Most of the parser runs without the interpreter's lock."""

S = TypeVar("S")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Piece:
    """Whole rows of a file, in UTF-8, the last line end included."""

    content: bytes
    first_row: int
    """The row of the file where it begins, from 1."""
    lines: int
    quoted: bool
    """Whether there is a quote in it."""


def pieces(text: bytes, start: int, first_row: int, size: int = SIZE) -> Iterator[Piece]:
    """The rows of `text` from byte `start` on; no piece ends inside quotes."""
    row = first_row
    quoted = b'"' in text
    while start < len(text):
        end = _end(text, start, size, quoted=quoted)
        content = text[start:end]
        if not content.endswith(b"\n"):
            content += b"\n"
        piece = Piece(content, row, content.count(b"\n"), quoted and b'"' in content)
        yield piece
        row += piece.lines
        start = end


def _end(text: bytes, start: int, size: int, *, quoted: bool) -> int:
    end, quotes = start, 0
    while end < len(text):
        last = text.find(b"\n", min(end + size, len(text)) - 1)
        before, end = end, last + 1 if last >= 0 else len(text)
        quotes += text.count(b'"', before, end) if quoted else 0
        if quotes % 2 == 0:
            break
        size = max(1, size // 8)
    return end


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
