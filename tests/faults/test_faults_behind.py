"""The files that a scheme leads to are read in the same run, and so not written over, whatever they are called."""

import os
from pathlib import Path

import pytest
from running import run

HEAD = "evalkit: 1\ntitle: t\npoints: 10\nunits: {id: id}\n"
FILES = {
    "base.yaml": HEAD + "inputs: {n: count}\ncriteria: {n: {points: 10}}\n",
    "parts.yaml": "inputs: {m: count}\n",
    "other.yaml": HEAD + "inputs: {k: count}\ncriteria: {k: {points: 10}}\n",
    "whole.yaml": """extends: base.yaml
use: parts.yaml
title: w
points: 30
inputs: {o: {type: number, scheme: other.yaml, take: score}}
criteria: {o: {points: 10}, m: {points: 10}}
""",
    "whole.sources.yaml": "all: data*\n",
    "later.yaml": "extends: base.yaml\ntitle: l\n",
    "data.csv": "id,n,m,k\nA,4,2,3\n",
}
BEHIND = ["base", "parts", "other", "whole.sources"]


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name, text in FILES.items():
        Path(name).write_text(text, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("name", BEHIND)
@pytest.mark.parametrize(
    "command",
    [
        ("score", "whole.yaml", "data.csv"),
        ("explain", "whole.yaml", "data.csv", "A"),
        ("gaps", "whole.yaml", "data.csv"),
        ("compare", "whole.yaml", "later.yaml", "data.csv"),
        ("compare", "later.yaml", "whole.yaml", "data.csv"),
        ("inspect", "data.csv", "-s", "whole.yaml"),
    ],
    ids=" ".join,
)
def test_what_a_scheme_leads_to_is_not_written_over(folder, command, name):
    os.link(f"{name}.yaml", "out.json")
    ran = run(*command, "-o", "out.json", "--force")
    assert ran.code == 2
    assert "error[R102]" in ran.err
    assert Path(f"{name}.yaml").read_text(encoding="utf-8") == FILES[f"{name}.yaml"]


def test_nor_by_a_template(folder):
    os.link("parts.yaml", "out.xlsx")
    ran = run("template", "whole.yaml", "-o", "out.xlsx", "--force")
    assert ran.code == 2
    assert "error[R102]" in ran.err
