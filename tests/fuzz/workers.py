"""Trials run in a process of their own, with a limit of time and of memory."""

from __future__ import annotations

import multiprocessing
import resource
import time
from dataclasses import dataclass
from importlib import import_module
from multiprocessing.connection import Connection

from trial import Trial, failure

SECONDS = 10
"""Of the processor: how busy the machine is says nothing."""
PATIENCE = 60
MEMORY = 500 << 20
"""What a run may take beyond what the process has at its start."""
CEILING = 4 << 30


@dataclass
class Worker:
    """A process that is started again when a trial has ended it."""

    process: multiprocessing.process.BaseProcess | None = None
    connection: Connection | None = None

    def failure(self, trial: Trial) -> str | None:
        """What went wrong in a trial, if anything did."""
        if self.process is None or not self.process.is_alive():
            self._start()
        assert self.connection is not None
        assert self.process is not None
        self.connection.send(trial)
        try:
            if not self.connection.poll(PATIENCE):
                self.stop()
                return f"took more than {PATIENCE} s"
            wrong: str | None = self.connection.recv()
        except (EOFError, ConnectionError):
            self.process.join()
            return f"the process ended: {self.process.exitcode}"
        if wrong == TOO_MUCH:
            self.stop()
        return wrong

    def stop(self) -> None:
        """End the process."""
        if self.process is not None:
            self.process.kill()
            self.process.join()
            self.process = None

    def _start(self) -> None:
        for heavy in ("openpyxl", "pandas", "xlsxwriter", "evalkit.cli.main"):
            import_module(heavy)  # once, for all processes to come
        context = multiprocessing.get_context("fork")
        self.connection, theirs = context.Pipe()
        self.process = context.Process(target=_work, args=(theirs,), daemon=True)
        self.process.start()
        theirs.close()


TOO_MUCH = f"took more than {MEMORY >> 20} MiB"


def _work(connection: Connection) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (CEILING, CEILING))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    while True:
        trial: Trial = connection.recv()
        started = time.process_time()
        wrong = failure(trial)
        if wrong is None and time.process_time() - started > SECONDS:
            wrong = f"took more than {SECONDS} s"
        if wrong is None and resource.getrusage(resource.RUSAGE_SELF).ru_maxrss << 10 > MEMORY:
            wrong = TOO_MUCH
        connection.send(wrong)
