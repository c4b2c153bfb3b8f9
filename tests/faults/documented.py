"""Faults that `docs/files.md` tells of: each line of it is a test, whose exit codes are those that the line tells."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import wraps
from importlib import import_module
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
SECTIONS = {
    "test_faults_outputs": "What stands in the way of an output",
    "test_faults_each_step": "What happens while files are written",
    "test_faults_streams": "Standard output and standard error",
    "test_faults_narrow": "The terminal",
    "test_faults_reading": "What happens while files are read",
    "test_faults_surroundings": "Where it runs",
}
HEAD = """
## Writing and faults

Every file is written under another name beside its place, made sure of on the disk, and then put in place by a single
rename: there is the old file or the new one, whole. Several outputs are all put in place, or none. Nothing is written
where something is wrong with the data. Every line is a test in `tests/faults/`, which ends with one of these exit codes
(–: a signal ends it), one clear sentence and no traceback. Where it says \"any step\", each step that a run makes fails
once: every opening, write, closing, second name, rename and removal, for one output and for several, new and replaced.
"""


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


def section() -> str:
    """The part of `docs/files.md` that tells of faults."""
    for module in SECTIONS:
        import_module(module)
    return HEAD + "".join(_table(title, LINES[module]) for module, title in SECTIONS.items())


def _table(title: str, lines: Iterable[Documented]) -> str:
    rows = "".join(f"| {one.case} | {one.exit} | {one.does} |\n".replace("`| ", "`\\| ") for one in lines)
    return f"\n### {title}\n\n| case | exit | what happens |\n|---|---|---|\n{rows}"
