"""A file system on which one step fails: the n-th time that something is opened, written, renamed, removed, …"""

from __future__ import annotations

import builtins
import errno
import io
import os
import signal
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any
from unittest.mock import patch

STEPS = ("replace", "rename", "link", "symlink", "unlink", "remove", "fsync", "chmod", "mkdir", "rmdir", "sendfile")
"""What changes the file system, beside opening, writing and closing."""

Fault = Callable[[Callable[[], Any]], Any]
"""What happens instead of a step; it is given the step."""


def error(number: int) -> Fault:
    """The system refuses."""

    def fault(step: Callable[[], Any]) -> None:
        raise OSError(number, os.strerror(number))

    return fault


full = error(errno.ENOSPC)


def asked_before(number: int) -> Fault:
    """A signal comes, and then the step is done, unless the signal ends it all."""

    def fault(step: Callable[[], Any]) -> Any:
        signal.raise_signal(number)
        return step()

    return fault


def asked_after(number: int) -> Fault:
    """The step is done, and a signal comes."""

    def fault(step: Callable[[], Any]) -> Any:
        try:
            return step()
        finally:
            signal.raise_signal(number)

    return fault


def killed(step: Callable[[], Any]) -> None:
    """Nothing more happens in this process."""
    os.kill(os.getpid(), signal.SIGKILL)


class Steps:
    """Every step that was made, by name; the one at `at` meets the fault, and with `onward` all after it; or those of
    the name `only`.
    """

    def __init__(
        self, fault: Fault | None = None, at: int = 0, *, onward: bool = False, only: str | None = None
    ) -> None:
        self.names: list[str] = []
        self.fault, self.at, self.onward, self.only = fault, at, onward, only

    def step(self, name: str, do: Callable[[], Any]) -> Any:
        number = len(self.names)
        self.names.append(name)
        met = name == self.only if self.only else number == self.at or (self.onward and number > self.at)
        return self.fault(do) if self.fault and met else do()

    @contextmanager
    def watched(self) -> Iterator[Steps]:
        """Watch every step of the block."""
        with ExitStack() as patches:
            for name in STEPS:
                if hasattr(os, name):
                    patches.enter_context(patch.object(os, name, self._watched(name, getattr(os, name))))
            opener = self._opener(builtins.open)
            for module in (builtins, io):
                patches.enter_context(patch.object(module, "open", opener))
            yield self

    def _watched(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        return lambda *args, **options: self.step(name, lambda: real(*args, **options))

    def _opener(self, real: Callable[..., Any]) -> Callable[..., Any]:
        def opened(file: Any, mode: str = "r", *args: Any, **options: Any) -> Any:
            if not set(mode) & set("wxa+"):
                return real(file, mode, *args, **options)
            return _File(self.step("open", lambda: real(file, mode, *args, **options)), self)

        return opened


class _File:
    """A file that is written."""

    def __init__(self, file: Any, steps: Steps) -> None:
        self._file, self._steps = file, steps

    def write(self, data: Any) -> Any:
        """Half of it is written before the fault."""
        half = len(data) // 2

        def rest() -> int:
            return half + int(self._file.write(data[half:]))

        self._file.write(data[:half])
        self._file.flush()
        return self._steps.step("write", rest)

    def flush(self) -> None:
        self._file.flush()

    def fileno(self) -> int:
        return int(self._file.fileno())

    def close(self) -> None:
        """A file is closed whatever is told of it, as Python does."""
        try:
            self._steps.step("close", lambda: None)
        finally:
            self._file.close()

    def __enter__(self) -> _File:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
