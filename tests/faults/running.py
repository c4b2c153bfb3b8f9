"""Runs evalkit inside this process, as fast as can be, and says what it left behind."""

from __future__ import annotations

import io
import os
import re
import shutil
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest.mock import patch

from evalkit.cli.commands.init import STARTER
from evalkit.cli.main import main

SCORE = ("score", "en.yaml", "en.csv")
DEBRIS = re.compile(r"\.evalkit-[0-9]+-[0-9a-f]+\.tmp")


@dataclass(frozen=True)
class Ended:
    """How a run ended."""

    code: int
    out: bytes
    err: str

    @property
    def findings(self) -> list[str]:
        """The codes that were told, in their order."""
        return re.findall(r"^(?:error|warning|note)\[(\w+)\]", self.err, re.MULTILINE)


def run(*arguments: str, stdout: Any = None, stderr: Any = None, **environment: str) -> Ended:
    """A run in the working folder; what it says is kept unless streams are given."""
    out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8") for _ in range(2))
    seen = {"PATH": os.environ["PATH"], "LANG": "C.UTF-8", **environment}
    with patch.dict(os.environ, seen, clear=True), redirect_stdout(stdout or out), redirect_stderr(stderr or err):
        code = main(arguments)
    out.flush()
    err.flush()
    ended = Ended(int(code), out.buffer.getvalue(), err.buffer.getvalue().decode())
    assert "Traceback" not in ended.err
    return ended


def forked(*arguments: str, **environment: str) -> int:
    """The same in a child process, which may be killed: its exit code, or minus the signal that ended it."""
    child = os.fork()
    if child == 0:
        code = 99
        try:
            code = run(*arguments, **environment).code
        finally:
            os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def prepare(folder: Path) -> None:
    """The starter schemes and their data."""
    for file in STARTER.iterdir():
        shutil.copy(file, folder)


def contents(folder: Path) -> dict[str, bytes]:
    """Every file of a folder, but for the starters."""
    known = {file.name for file in STARTER.iterdir()}
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file() and path.name not in known}
