"""What a command speaks through: results to standard output, messages to standard error."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from evalkit.cli import streams
from evalkit.cli.progress import progress
from evalkit.diagnostics import Diagnostic, Language, Message, Severity

if TYPE_CHECKING:
    from evalkit.table import Table

ENDLESS = 100_000
"""The width where the output is no terminal: a program or a file has room for every column."""


@dataclass(frozen=True, slots=True)
class Console:
    """The two streams, in one language."""

    language: Language

    def show(self, tables: Sequence[Table]) -> None:
        """Tables as a person reads them."""
        from evalkit.formats.terminal import terminal

        streams.write(terminal(tables, self.language, width=_width(), colour=_colour(sys.stdout)))

    def progress(self) -> AbstractContextManager[Callable[[int, int], None] | None]:
        """Something to be told how far a long work has come."""
        return progress(self.language)

    def print(self, result: str | bytes) -> None:
        """A finished result."""
        streams.write(result)

    def findings(self, diagnostics: Sequence[Diagnostic], limit: int) -> None:
        """Diagnostics that are themselves the result, as those of `check`."""
        from evalkit.formats.problems import as_text

        streams.write(as_text(diagnostics, self.language, _colour(sys.stdout), limit))

    def tell(
        self, diagnostics: Iterable[Diagnostic], *, quiet: bool = False, limit: int = 20, brief: bool = False
    ) -> None:
        """Diagnostics beside a result, of each severity at most `limit`; `quiet` leaves notes out, `brief` makes
        each of them one line.
        """
        told = [d for d in diagnostics if not (quiet and d.severity is Severity.NOTE)]
        if told:
            from evalkit.formats.problems import as_text

            streams.tell(as_text(told, self.language, _colour(sys.stderr), limit, brief=brief))

    def say(self, *messages: Message) -> None:
        """Sentences beside a result, a line each."""
        from evalkit.formats.safe import safe

        for message in messages:
            streams.tell(safe(message.text(self.language)) + "\n")

    def next_steps(self, done: Message, commands: Iterable[str]) -> None:
        """What was done, and what to type next."""
        from evalkit.formats.safe import safe

        streams.write("".join(f"{safe(line)}\n" for line in [done.text(self.language), *("  " + c for c in commands)]))


def _width() -> int:
    """Cells in a line: COLUMNS, else those of the terminal, else as many as are needed."""
    if os.environ.get("COLUMNS", "").isdigit() or _is_terminal(sys.stdout):
        return shutil.get_terminal_size().columns
    return ENDLESS


def _colour(stream: object) -> bool:
    plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    return not plain and _is_terminal(stream)


def _is_terminal(stream: object) -> bool:
    isatty = getattr(stream, "isatty", None)
    return bool(isatty and isatty())
