"""`NAME.sources.yaml` beside a scheme: the sources, kept apart from the rule."""

import pytest

from evalkit.diagnostics import EvalkitError, Problems
from evalkit.loader import load

SCHEME = """\
evalkit: 1
title: 试行
points: 1
units: {id: 编码}
sources: {财政: {file: 财政*, footer: 1}}
inputs: {数: count}
criteria: {数: {points: 1, full_if: 数 > 0}}
"""


def loaded(folder, beside: str):
    path = folder / "规则.yaml"
    path.write_text(SCHEME, "utf-8")
    (folder / "规则.sources.yaml").write_text(beside, "utf-8")
    problems = Problems()
    return load(path, problems), [found.kind.code for found in problems]


def test_it_is_laid_over_the_sources_of_the_scheme(tmp_path):
    scheme, told = loaded(tmp_path, "财政: {header_row: 3-4}\n调查: {file: 调查*, turned: true}\n")
    assert told == ["D229"]
    finance, survey = scheme.sources.values()
    assert (finance.file, finance.footer, finance.header_row) == (("财政*",), 1, (3, 4))
    assert (survey.name, survey.turned) == ("调查", True)
    assert scheme.place.file.endswith("规则.yaml")


def test_its_mistakes_are_told_in_its_own_lines(tmp_path):
    _, told = loaded(tmp_path, "财政: {header_row: 4-3}\n")
    assert told == ["D229", "S108"]
    with pytest.raises(EvalkitError, match="sources"):
        loaded(tmp_path, "财政: {\n")


def test_without_it_nothing_is_said(tmp_path):
    path = tmp_path / "规则.yaml"
    path.write_text(SCHEME, "utf-8")
    problems = Problems()
    assert load(path, problems).sources["财政"].footer == 1
    assert not problems.found
