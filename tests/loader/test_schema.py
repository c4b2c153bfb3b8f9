"""The printed JSON Schema says the same as the loader."""

from dataclasses import is_dataclass
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from plain_yaml import plain

from evalkit.loader.tree import STRUCTURE
from evalkit.rules import kinds
from evalkit.schema import STRUCTURE_MEANINGS, json_schema
from evalkit.scheme import criteria, data, decisions, lists, outcomes, sources
from evalkit.scheme.criteria import Criterion
from evalkit.scheme.shapes import keys_of

ROOT = Path(__file__).parents[2]
FILES = [
    path
    for path in [*ROOT.glob("schemes/*.yaml"), *ROOT.glob("examples/*/*.yaml")]
    if not path.name.endswith(".cases.yaml") and "evalkit:" in path.read_text(encoding="utf-8")
]
SCHEMA = json_schema()
RECORDS = {
    cls.__name__: cls
    for module in (criteria, data, decisions, lists, outcomes, sources)
    for cls in vars(module).values()
    if is_dataclass(cls) and keys_of(cls)
}
"""Every dataclass with keys of the language."""

SMALL: dict[str, Any] = {
    "evalkit": "1",
    "title": "t",
    "units": {"id": "id"},
    "inputs": {"a": "count"},
    "criteria": {"a": {"points": "10"}},
}


def errors(document: object) -> list[str]:
    return [error.message for error in jsonschema.Draft7Validator(SCHEMA).iter_errors(document)]


def test_it_is_draft_7():
    jsonschema.Draft7Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_shipped_schemes_are_valid(path):
    assert errors(plain(path.read_text(encoding="utf-8"))) == []


def test_the_sketch_of_the_design_is_valid():
    assert errors(plain((Path(__file__).parent / "sketch.yaml").read_text(encoding="utf-8"))) == []


def test_numbers_and_texts_may_be_read_by_any_yaml_loader():
    document = {**SMALL, "evalkit": 1, "period": 2025, "criteria": {"a": {"points": 10, "round": 2}}}
    assert errors(document) == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"punkte": 3},
        {"criteria": {"a": {"punkte": 3}}},
        {"criteria": {"a": {"deduct": {"each": "a", "point": 1}}}},
        {"criteria": {"a": {"ratio": {"to": "3", "caps": "1"}}}},
        {"criteria": {"a": {"by_class": {"x": {"criteria": {}}}}}},
        {"inputs": {"a": {"type": "counts"}}},
        {"inputs": {"a": {}}},
        {"vetoes": {"v": {"when": "a > 1"}}},
        {"evalkit": "2"},
        {"criteria": {}},
    ],
)
def test_what_the_loader_refuses_is_invalid(wrong):
    assert errors(SMALL) == []
    assert errors({**SMALL, **wrong}) != []


@pytest.mark.parametrize("needed", ["evalkit", "title", "units", "criteria"])
def test_needed_keys(needed):
    assert errors({k: v for k, v in SMALL.items() if k != needed}) != []


@pytest.mark.parametrize("name", sorted(RECORDS.keys() - {"Criterion"}))
def test_every_key_of_every_record_is_in_it(name):
    definition = SCHEMA["definitions"][name]
    assert definition["properties"].keys() == keys_of(RECORDS[name]).keys()
    assert definition["additionalProperties"] is False


BUILT: dict[str, Any] = {
    "extends": "base.yaml",
    "inputs": {"a": {"owner": "Office"}, "b": "none", "c": "count"},
    "criteria": {"a": {"points": 5}, "b": "none", "g": {"criteria": {"c": "none"}}},
    "vetoes": {"v": {"basis": "art. 2"}, "w": "none"},
    "tables": {"t": "none"},
    "bonus": "none",
}


def test_a_scheme_that_is_built_on_another_says_only_what_changes():
    assert errors(BUILT) == []
    assert errors({**SMALL, "use": ["vetoes.yaml"]}) == []
    assert errors({**SMALL, "inputs": {"a": {"type": "number", "scheme": "b.yaml", "take": "score"}}}) == []


@pytest.mark.parametrize("part", [{"a": {"owner": "Office"}}, {"a": "count", "b": "none"}])
def test_without_a_base_an_input_is_told_whole(part):
    assert errors({**SMALL, "inputs": part}) != []


@pytest.mark.parametrize("wrong", [{"title": None, "inputs": {"a": {"types": "count"}}}, {"criteria": {"a": "some"}}])
def test_what_is_built_must_still_be_right(wrong):
    assert errors({**BUILT, **wrong}) != []


def test_every_key_of_a_criterion_is_in_it():
    keys = {*keys_of(Criterion), *STRUCTURE, *kinds()}
    assert SCHEMA["definitions"]["Criterion"]["properties"].keys() == keys
    top = keys - {*kinds()}
    assert top <= SCHEMA["properties"].keys()


def test_every_key_that_holds_criteria_or_tables_has_a_meaning():
    assert STRUCTURE_MEANINGS.keys() == {*STRUCTURE, "bonus", "tables"}


def test_every_key_is_described_in_both_languages():
    def described(properties: dict[str, Any]) -> None:
        for name, schema in properties.items():
            english, _, chinese = schema["description"].partition(" — ")
            assert english, name
            assert chinese, name

    described(SCHEMA["properties"])
    for definition in SCHEMA["definitions"].values():
        described(definition["properties"])


def test_it_is_valid_yaml_too():
    assert yaml.safe_load(yaml.safe_dump(SCHEMA)) == SCHEMA
