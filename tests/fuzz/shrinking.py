"""The smallest trial that still goes wrong in the same way, found by leaving out whatever can be left out."""

from __future__ import annotations

import time
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from io import BytesIO

from trial import Trial

SECONDS = 20


def shrunk(trial: Trial, still_wrong: Callable[[Trial], bool]) -> Trial:
    """A smaller trial, as far as the time goes."""
    end, found = time.monotonic() + SECONDS, True
    while found:
        found = False
        for smaller in _smaller(trial):
            if time.monotonic() > end:
                return trial
            if still_wrong(smaller):
                trial, found = smaller, True
                break
    return trial


def _smaller(trial: Trial) -> Iterator[Trial]:
    for name, content in trial.files.items():
        for less in _less_book(content) if content.startswith(b"PK") else _less(content):
            yield replace(trial, files={**trial.files, name: less})


def _less(content: bytes) -> Iterator[bytes]:
    """Without a half, a quarter, … of its lines, then of its bytes."""
    lines = content.splitlines(keepends=True)
    for some in (lines, [content[at : at + 1] for at in range(len(content))] if len(content) < 3000 else []):
        size = len(some) // 2
        while size:
            for start in range(0, len(some), size):
                yield b"".join(some[:start] + some[start + size :])
            size //= 2


def _less_book(content: bytes) -> Iterator[bytes]:
    """A workbook with less of each of its parts."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as file:
            parts = {name: file.read(name) for name in file.namelist()}
    except Exception:
        return
    for name, part in parts.items():
        pieces = part.replace(b"><", b">\n<")
        for less in _less(pieces) if part else ():
            out = BytesIO()
            with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
                for other, kept in {**parts, name: less}.items():
                    file.writestr(other, kept)
            yield out.getvalue()
