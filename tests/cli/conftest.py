import os
import subprocess
import sys
from pathlib import Path

import pytest
from transcripts import prepare

REPOSITORY = Path(__file__).resolve().parents[2]
PYTHON = [sys.executable, "-m", "evalkit"]


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder with the starter schemes, in which the test runs."""
    prepare(tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def evalkit(folder):
    """Runs `evalkit` in a process of its own; `environment` is all that it sees beside PATH."""

    def run(*arguments, environment=None, **options):
        variables = {"PATH": os.environ["PATH"], "LANG": "C.UTF-8", "PYTHONPATH": str(REPOSITORY / "src")}
        options = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE} | options
        return subprocess.run(
            [*PYTHON, *arguments], cwd=folder, env=variables | (environment or {}), check=False, **options
        )

    return run
