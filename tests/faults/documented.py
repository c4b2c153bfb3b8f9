"""Faults that `docs/files.md` tells of: each line of it is a test, whose exit codes are those that the line tells."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import wraps
from typing import Any

KILLED = "–"
"""The exit of a process that a signal ended."""


@dataclass(frozen=True)
class Documented:
    """A line of the page."""

    case: str
    exit: str
    does: str


LINES: dict[str, list[Documented]] = {}
"""The lines of every module of tests."""


def documented(case: str, exits: str, does: str) -> Callable[[Callable[..., Any]], Callable[..., None]]:
    """A test that gives the exit code of its runs, or several; all must be one of `exits`, such as `0, 2`."""

    def decorate(test: Callable[..., Any]) -> Callable[..., None]:
        LINES.setdefault(test.__module__, []).append(Documented(case, exits, does))

        @wraps(test)
        def tested(*arguments: Any, **fixtures: Any) -> None:
            found = test(*arguments, **fixtures)
            codes = {KILLED if code < 0 else str(int(code)) for code in _all(found)}
            assert codes, "the test tells no exit code"
            assert codes <= set(exits.split(", "))

        return tested

    return decorate


def _all(found: int | Iterable[int]) -> list[int]:
    return [found] if isinstance(found, int) else list(found)
