"""Work that Ctrl-C, or the end of a session, does not cut in two."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

ENDING = [
    getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK") if hasattr(signal, name)
]  # fmt: skip
"""What asks a process to end, and lets it do one more thing; Windows and Unix have different ones."""


@contextmanager
def held() -> Iterator[Callable[[], None]]:
    """Hold back every signal that would end the process; it comes when the block is left, however that is.

    What the block is given is to be called wherever it may well stop: it raises if a signal waits.
    """
    waiting: list[int] = []

    def wait(number: int, frame: FrameType | None) -> None:
        waiting.append(number)

    def stop() -> None:
        if waiting:
            raise KeyboardInterrupt

    before = {}
    if threading.current_thread() is threading.main_thread():  # no other is ever interrupted
        # What was set outside Python is None, and cannot be set again.
        known = [number for number in ENDING if signal.getsignal(number) not in (None, signal.SIG_IGN)]
        before = {number: signal.signal(number, wait) for number in known}
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        if waiting:
            signal.raise_signal(waiting[0])
