"""The README as a program: its commands with what they print, its schemes, its Python.

`python tests/readme/readme.py` runs the commands anew and writes what they print into the README; read the
differences before they are kept.
"""

from __future__ import annotations

import io
import os
import re
import shlex
import shutil
import sys
from collections.abc import Callable
from contextlib import chdir, redirect_stderr, redirect_stdout
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

from evalkit.cli.main import main

ROOT = Path(__file__).parents[2]
README = ROOT / "README.md"
BLOCK = re.compile(r"^```(\w+) ?([^\n]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
PROMPT = "$ "


class Both(io.StringIO):
    """Takes texts, and bytes through `buffer`, as the real streams do."""

    @property
    def buffer(self) -> Both:
        return self

    def write(self, text: str | bytes) -> int:
        return super().write(text if isinstance(text, str) else text.decode())


def printed(command: str) -> str:
    """What a command of the README prints on a terminal of 100 columns, messages included."""
    environment = {"COLUMNS": "100", "LANG": "C.UTF-8", "PATH": os.environ["PATH"]}
    stream = Both()
    with patch.dict(os.environ, environment, clear=True), redirect_stdout(stream), redirect_stderr(stream):
        code = main(shlex.split(command)[1:])
    assert code == 0, (command, stream.getvalue())
    return stream.getvalue()


def session(text: str) -> str:
    """A console block, every command followed by what it prints."""
    commands = [line.removeprefix(PROMPT) for line in text.splitlines() if line.startswith(PROMPT)]
    return "".join(f"{PROMPT}{command}\n{printed(command)}" for command in commands)


def recorded(text: str) -> str:
    """The README with its schemes and outputs as they are now."""
    makers: dict[str, Callable[[str, str], str]] = {
        "console": lambda _, body: session(body),
        "yaml": lambda name, _: (ROOT / name).read_text(encoding="utf-8"),
    }

    def block(match: re.Match[str]) -> str:
        kind, name, body = match.groups()
        body = makers[kind](name, body) if kind in makers else body
        return f"```{kind}{' ' + name if name else ''}\n{body}```"

    with TemporaryDirectory() as folder, chdir(folder):
        shutil.copytree(ROOT / "examples", "examples")
        return BLOCK.sub(block, text)


if __name__ == "__main__":
    README.write_text(recorded(README.read_text(encoding="utf-8")), encoding="utf-8")
    sys.exit()
