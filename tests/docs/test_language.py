"""docs/language.md says what is so: its examples run, its outcomes come out, and it mentions everything there is."""

import re
from pathlib import Path
from textwrap import indent

import pandas as pd
import pytest
from keys import DOCUMENT, RECORDS, written
from markdown import Example, examples
from worked import Outcome, compiled, outcomes, spelled, whole

from evalkit.cli.exits import Exit
from evalkit.cli.main import main
from evalkit.diagnostics import Problems
from evalkit.evaluate import evaluate
from evalkit.inputs import from_frame
from evalkit.loader import load
from evalkit.plan import compile_scheme
from evalkit.plan.functions import FUNCTIONS
from evalkit.rules import kinds
from evalkit.schema import STRUCTURE_MEANINGS
from evalkit.scheme import data
from evalkit.scheme.criteria import POLICIES
from evalkit.scheme.shapes import keys_of

TEXT = DOCUMENT.read_text("utf-8")
FOUND = list(examples(TEXT))
FILES = {example.kind: example for example in FOUND if example.kind.endswith(".yaml")}
EXAMPLES = [example for example in FOUND if example.kind != "cases" and example.kind not in FILES]
WORDS = {"unknown": "?", "left": "left", "none": "none"}


def scheme_of(example: Example) -> str:
    """The whole scheme that an example belongs to."""
    if example.kind == "scheme":
        return example.text
    text = "criteria:\n" + indent(example.text, "  ") if example.kind == "criteria" else example.text
    if not re.search("^criteria:", text, re.MULTILINE):
        text += 'criteria: {anything: {points: 100, value: "1"}}\n'
    columns = zip(*example.rows, strict=True) if example.rows else [()] * len(example.headings)
    return whole(text, [f"{h}:{type_of(cells)}" for h, cells in zip(example.headings, columns, strict=True)])


def type_of(cells: tuple[str, ...]) -> str:
    """What kind of column an example shows."""
    told = [cell for cell in cells if cell and cell != "不涉及"]
    if any(cell.endswith("%") for cell in told):
        return "percent"
    if all(cell in ("yes", "no") for cell in told):
        return "flag"
    return "number" if all(re.fullmatch(r"-?[\d.]+", cell) for cell in told) else "text"


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: f"line {example.line}")
def test_every_example_compiles(example):
    assert example.kind in ("scheme", "part", "criteria")
    compiled(scheme_of(example))


@pytest.mark.parametrize("example", [e for e in EXAMPLES if e.results], ids=lambda example: f"line {example.line}")
def test_every_stated_outcome_comes_out(example):
    found = outcomes(scheme_of(example), example.headings, example.rows, example.records)
    assert [[near(unit(name)) for name in example.results] for unit in found] == [
        [near(WORDS.get(cell) or spelled(cell)) for cell in row] for row in example.expected if any(row)
    ]


@pytest.mark.parametrize("name", [name for name, example in FILES.items() if example.results])
def test_the_stated_outcome_of_several_files_comes_out(name, tmp_path, monkeypatch):
    for file, example in FILES.items():
        (tmp_path / file).write_text(example.text, "utf-8")
    monkeypatch.chdir(tmp_path)
    example, problems = FILES[name], Problems()
    plan = compile_scheme(load(Path(name), problems), problems)
    frame = pd.DataFrame([dict(zip(example.headings, row, strict=True)) for row in example.rows], dtype=str)
    units = from_frame(plan.scheme, frame, problems=problems)
    problems.stop_if_errors()
    result = evaluate(plan, units)
    assert [[near(Outcome(result, row)(name)) for name in example.results] for row in range(len(result))] == [
        [near(WORDS.get(cell) or spelled(cell)) for cell in row] for row in example.expected
    ]


CASES = [example for example in FOUND if example.kind == "cases"]


@pytest.mark.parametrize("cases", CASES, ids=lambda example: f"line {example.line}")
def test_the_cases_come_out(cases, tmp_path, capfd):
    """Cases are of the scheme before them."""
    scheme = [example for example in EXAMPLES if example.kind == "scheme" and example.line < cases.line][-1]
    (tmp_path / "scheme.yaml").write_text(scheme.text, "utf-8")
    (tmp_path / "scheme.cases.yaml").write_text(cases.text, "utf-8")
    assert main(["test", str(tmp_path), "--lang", "en"]) == Exit.CLEAN, capfd.readouterr()
    assert capfd.readouterr().out == "schemes: 1, cases: 2, all as expected\n"


def near(value: str) -> str:
    """A number without an end as the document shows it: to 12 decimals."""
    return f"{eval(value):.12f}" if re.fullmatch(r"[\d/.]+", value) and "/" in value else value


def test_the_tables_of_keys_are_those_of_the_language():
    assert written(TEXT) == TEXT, "run: python tests/docs/keys.py"


def test_every_record_has_its_table():
    from evalkit.scheme import Scheme, criteria, decisions, lists, outcomes, sources

    modules = (criteria, data, decisions, lists, outcomes, sources)
    found = [cls for module in modules for cls in vars(module).values() if isinstance(cls, type)]
    with_keys = {cls for cls in found if cls.__module__.startswith("evalkit.scheme.") and keys_of_any(cls)} | {Scheme}
    assert with_keys == set(RECORDS.values())


def keys_of_any(cls: type) -> bool:
    return hasattr(cls, "__dataclass_fields__") and bool(keys_of(cls))


PROSE = TEXT.partition("<!-- keys -->")[0]


@pytest.mark.parametrize(
    "word",
    sorted(
        {name for cls in RECORDS.values() for name in keys_of(cls)}
        | {name for kind in kinds().values() for name in keys_of(kind)}
        | {*kinds(), *STRUCTURE_MEANINGS, *POLICIES, *data.INPUT_TYPES, *FUNCTIONS}
    ),
)
def test_every_word_of_the_language_is_explained(word):
    assert re.search(rf"(?<![\w]){re.escape(word)}(?![\w])", PROSE)


@pytest.mark.parametrize("function", FUNCTIONS.values(), ids=FUNCTIONS)
def test_every_function_stands_in_the_table(function):
    assert f"`{function.signature}`" in PROSE
