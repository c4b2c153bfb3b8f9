"""The cases beside a scheme, `<name>.cases.yaml`: what goes in and what must come out, by those who know the rule.

    cases:
      - name: a sentence that says what is shown
        class: 街道                        # left out: the first of the scheme's classes
        inputs: {水质合格率: 97%, …}       # as in a cell of the data; what is not given is not reported
        expected: {score: 12.5, grade: 合格, rank: 1, criteria: {供水: 8}, vetoes: [弄虚作假], provisional: true}

`score: unknown` is no score; a score of a criterion is before any veto, and `left` says that it has left its group.
A rank is of the first scope, and `lists` are the names of the lists that the unit is on. `records` are lists of rows by
the name of their table. With `units`, a mapping of names, several units are scored together, each with its own `class`,
`parent`, `inputs`, `records` and `expected`; `inputs` and `records` of the case are then those that all have.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from evalkit import source
from evalkit.diagnostics import EvalkitError, Place, Problems, Words, run

CASE_KEYS = ("name", "class", "parent", "inputs", "records", "units", "expected")
UNIT_KEYS = ("class", "parent", "inputs", "records", "expected")
EXPECTED = ("score", "grade", "rank", "criteria", "vetoes", "lists", "provisional")
"""What a case may speak of."""
SEVERAL = ("vetoes", "lists")
"""Of these a case has a list of names."""

A_MAPPING = Words("a mapping of keys belongs here", "此处应为键值对")
A_LIST = Words("a list belongs here", "此处应为列表")
A_WORD = Words("a single value belongs here", "此处应为单个值")
UNKNOWN = Words("{key} is not one of {keys}", "{key} 不是 {keys} 之一")
LACKING = Words("{key} is missing", "缺少 {key}")


@dataclass(frozen=True, slots=True)
class Expected:
    """One thing that must come out."""

    what: str
    """`score`, `grade`, … or the name of a criterion, where `criterion` is set."""
    wanted: str | tuple[str, ...]
    place: Place
    criterion: bool = False


Rows = tuple[Mapping[str, str], ...]
"""Records of a unit, their cells as texts."""


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit of a case, its cells as texts."""

    name: str
    who: Mapping[str, str]
    """`class` and `parent`, as far as they are said."""
    inputs: Mapping[str, str]
    records: Mapping[str, Rows]
    expected: tuple[Expected, ...]


@dataclass(frozen=True, slots=True)
class Case:
    """What goes in and must come out together: one unit, or several side by side."""

    name: str
    place: Place
    units: tuple[Unit, ...]


def beside(scheme: Path) -> Path:
    """Where the cases of a scheme are."""
    return scheme.with_suffix(".cases.yaml")


def read(path: Path, problems: Problems) -> Iterator[Case]:
    """The cases of a file; every value stays the text that is written. What is no case is added to `problems`.

    Raises:
        EvalkitError: the file cannot be read.
    """
    root = source.read(path, problems)
    for node in _items(_get(root, "cases")):
        try:
            yield _case(node)
        except EvalkitError as error:
            problems.found.extend(error.diagnostics)


def _case(node: source.Node) -> Case:
    keys = _keys(node, CASE_KEYS)
    name = _text(_get(node, "name"))
    shared, rows = _texts(keys.get("inputs")), _records(keys.get("records"))
    who = _who(keys)
    if "units" not in keys:
        return Case(name, node.place, (Unit(name, who, shared, rows, _expected(_get(node, "expected"))),))
    units = []
    for entry in _entries(keys["units"]):
        own = _keys(entry.value, UNIT_KEYS)
        inputs, records = shared | _texts(own.get("inputs")), rows | _records(own.get("records"))
        expected = _expected(own.get("expected") or keys.get("expected") or _get(node, "expected"))
        units.append(Unit(entry.key.text, who | _who(own), inputs, records, expected))
    return Case(name, node.place, tuple(units))


def _who(keys: Mapping[str, source.Node]) -> dict[str, str]:
    return {part: _text(keys[part]) for part in ("class", "parent") if part in keys}


def _expected(node: source.Node) -> tuple[Expected, ...]:
    return tuple(found for what, value in _keys(node, EXPECTED).items() for found in _of(what, value))


def _of(what: str, node: source.Node) -> Iterator[Expected]:
    match node:
        case source.Mapping() if what == "criteria":
            for entry in node:
                yield Expected(entry.key.text, _text(entry.value), entry.value.place, criterion=True)
        case source.Sequence() if what in SEVERAL:
            yield Expected(what, tuple(_text(item) for item in node.items), node.place)
        case source.Scalar() if what not in ("criteria", *SEVERAL):
            yield Expected(what, node.text, node.place)
        case _:
            _wrong(node, A_MAPPING if what == "criteria" else A_LIST if what in SEVERAL else A_WORD)


def _keys(node: source.Node, known: tuple[str, ...]) -> dict[str, source.Node]:
    """The values of a mapping by their keys, each of which must be known."""
    for entry in _entries(node):
        if entry.key.text not in known:
            _stop(entry.key.place, UNKNOWN, key=entry.key.text, keys=known)
    return {entry.key.text: entry.value for entry in _entries(node)}


def _entries(node: source.Node) -> tuple[source.Entry, ...]:
    if not isinstance(node, source.Mapping):
        _wrong(node, A_MAPPING)
    return node.entries


def _get(node: source.Node, key: str) -> source.Node:
    found = next((entry.value for entry in _entries(node) if entry.key.text == key), None)
    if found is None:
        _stop(node.place, LACKING, key=key)
    return found


def _texts(node: source.Node | None) -> dict[str, str]:
    return {} if node is None else {entry.key.text: _text(entry.value) for entry in _entries(node)}


def _records(node: source.Node | None) -> dict[str, Rows]:
    return {} if node is None else {entry.key.text: tuple(map(_texts, _items(entry.value))) for entry in _entries(node)}


def _items(node: source.Node) -> tuple[source.Node, ...]:
    if not isinstance(node, source.Sequence):
        _wrong(node, A_LIST)
    return node.items


def _text(node: source.Node) -> str:
    if not isinstance(node, source.Scalar):
        _wrong(node, A_WORD)
    return node.text


def _wrong(node: source.Node, words: Words) -> NoReturn:
    _stop(node.place, words)


def _stop(place: Place, words: Words, **values: str | tuple[str, ...]) -> NoReturn:
    raise EvalkitError((run.CASE_FORM(place, why=words(**values)),))
