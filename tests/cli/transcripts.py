"""What people see: sessions of commands with their exact output.

A transcript has lines `$ evalkit …`; below each stands what it prints, with `! ` before each line of standard error,
and `[exit 2]` where it does not end well. `python tests/cli/transcripts.py` runs the commands anew and records what
they print; read the differences before they are kept.
"""

from __future__ import annotations

import io
import os
import shlex
import shutil
import sys
from collections.abc import Iterator
from contextlib import chdir, redirect_stderr, redirect_stdout
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

from evalkit.cli.commands.init import STARTER
from evalkit.cli.main import main

HERE = Path(__file__).parent
TRANSCRIPTS = sorted((HERE / "transcripts").glob("*.txt"))
PROMPT = "$ "


def prepare(folder: Path) -> None:
    """What the sessions find in their folder: the starters, and files with mistakes."""
    for file in STARTER.iterdir():
        shutil.copy(file, folder)
    for file in (HERE / "broken").iterdir():
        shutil.copy(file, folder)


def run(arguments: list[str], *, columns: int = 120) -> tuple[int, str, str]:
    """Exit code, standard output and standard error of a run inside this process."""
    environment = {"COLUMNS": str(columns), "LANG": "C.UTF-8", "PATH": os.environ["PATH"]}
    out, err = io.StringIO(), io.StringIO()
    with patch.dict(os.environ, environment, clear=True), redirect_stdout(_Stdout(out)), redirect_stderr(err):
        code = main(arguments)
    return int(code), out.getvalue(), err.getvalue()


class _Stdout(io.TextIOBase):
    """Takes texts and bytes, as the real one does."""

    def __init__(self, into: io.StringIO) -> None:
        self.into = into

    def write(self, text: str) -> int:
        return self.into.write(text)

    @property
    def buffer(self) -> _Stdout:
        return _Bytes(self.into)


class _Bytes(_Stdout):
    def write(self, data: bytes) -> int:
        return self.into.write(data.decode())


def commands(transcript: Path) -> list[str]:
    return [line for line in transcript.read_text("utf-8").splitlines() if line.startswith(PROMPT)]


def replayed(transcript: Path) -> str:
    """The transcript as it is today. `COLUMNS=80 ` before a command sets the width."""
    with TemporaryDirectory() as name, chdir(name):
        prepare(Path(name))
        return "\n".join("".join(line + "\n" for line in _told(command)) for command in commands(transcript))


def _told(command: str) -> Iterator[str]:
    yield command
    words = shlex.split(command.removeprefix(PROMPT))
    columns = int(words.pop(0).removeprefix("COLUMNS=")) if words[0].startswith("COLUMNS=") else 120
    assert words.pop(0) == "evalkit"
    code, out, err = run(words, columns=columns)
    yield from out.splitlines()
    yield from (f"! {line}".rstrip() for line in err.splitlines())
    if code:
        yield f"[exit {code}]"


if __name__ == "__main__":
    for transcript in TRANSCRIPTS:
        transcript.write_text(replayed(transcript), "utf-8")
        sys.stdout.write(f"{transcript.name}\n")
