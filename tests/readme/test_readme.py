"""The README stays true."""

from __future__ import annotations

import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from readme import BLOCK, README, ROOT, recorded


def test_every_command_prints_what_the_readme_shows() -> None:
    text = README.read_text(encoding="utf-8")
    assert recorded(text) == text


def test_the_python_runs() -> None:
    blocks = [body for kind, _, body in BLOCK.findall(README.read_text(encoding="utf-8")) if kind == "python"]
    code = "\n".join(blocks)
    run = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    assert "Gorse Supply" in run.stdout


@pytest.mark.slow
def test_the_first_command_sets_up_a_fresh_checkout(tmp_path: Path) -> None:
    """The very line of the README, in a copy of what git tracks."""
    (shell,) = [body for kind, _, body in BLOCK.findall(README.read_text(encoding="utf-8")) if kind == "sh"]
    first = shell.splitlines()[0]
    assert shlex.split(first)[0] == "python3"
    checkout = tmp_path / "checkout"
    subprocess.run(["git", "clone", "--quiet", str(ROOT), str(checkout)], check=True)
    run = subprocess.run(["sh", "-c", first], cwd=checkout, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    assert "杏花乡" in run.stdout
