"""Source -> `Scheme`, with every mistake of the file at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from evalkit import source
from evalkit.diagnostics import EvalkitError, Place, Problems, Words
from evalkit.diagnostics import form as kinds
from evalkit.loader.answers import with_answers
from evalkit.loader.beside import sources_of, with_sources
from evalkit.loader.called import called
from evalkit.loader.composing import composed
from evalkit.loader.files import Files, check_version
from evalkit.loader.reader import Reader
from evalkit.loader.scalars import MAPPING
from evalkit.loader.taking import Taking
from evalkit.loader.tree import STRUCTURE, TreeReader
from evalkit.rules import kinds as rule_kinds
from evalkit.scheme import Criterion, Scheme, Table
from evalkit.scheme.criteria import BONUS, TOP
from evalkit.scheme.shapes import EXPRESSION, TEXT, MapOf, keys_of

A_TABLE = Words("a table: labels with numbers", "对照表: 名称及数值")
A_SCHEME = Words("a scheme: a mapping of keys", "考核方案: 键值对")
THE_TREE = Words("what is scored", "考核项")


def load(path: Path, problems: Problems) -> Scheme | None:
    """Read a scheme file. Its mistakes are added to `problems`; None where so little is right that no scheme is left.

    Raises:
        EvalkitError: where the file cannot be read at all.
    """
    scheme = from_source(with_sources(source.read(path, problems), path, problems), problems)
    beside = sources_of(path)
    return replace(scheme, files=scheme.files | {beside}) if scheme is not None and beside.is_file() else scheme


def from_text(text: str, problems: Problems, file: str = "scheme.yaml") -> Scheme | None:
    """Read a scheme from a text; `file` is how messages call it."""
    return from_source(source.parse(text, file, problems), problems)


def from_source(root: source.Node, problems: Problems) -> Scheme | None:
    """The scheme that the nodes describe."""
    if problems.errors:
        # A comma that cut a formula in two makes nonsense of all that follows.
        raise EvalkitError(tuple(problems.found))
    reader = Reader(problems)
    if not isinstance(root, source.Mapping):
        reader.wrong(root, A_SCHEME())
        return None
    check_version(root, problems)
    files = Files.of(root.place, problems)
    scheme = _scheme(root, files)
    return None if scheme is None else replace(scheme, files=frozenset(files.named))


def _scheme(root: source.Mapping, files: Files) -> Scheme | None:
    """The scheme that the nodes of a file describe, with what they are built on and take from other files."""
    root, reader = composed(root, files), Reader(files.problems)
    tree_keys = (*keys_of(Criterion), *STRUCTURE, *rule_kinds())
    values = reader.fields(root, Scheme, (*tree_keys, "bonus", "tables"))
    if values.get("inputs"):
        values["inputs"] = Taking(files, _taken).inputs(root.get("inputs"), values["inputs"])
    if root.get("criteria") is None:
        reader.problems.add(kinds.MISSING_KEY(root.place, where=called(Scheme), key="criteria", meaning=THE_TREE()))
        return None
    trees, bonus = TreeReader(reader), root.get("bonus")
    top = trees.criterion(TOP, root, others=tuple(entry.key.text for entry in root))
    more: dict[str, Any] = {"top": top, "tables": _tables(root, trees), "unread": _unread(root, values)}
    if isinstance(bonus, source.Mapping):
        more["bonus"] = trees.criterion(BONUS, bonus)
    elif bonus is not None:
        reader.wrong(bonus, MAPPING())
    scheme: Scheme | None = reader.build(Scheme, values, root.place, **more)
    return None if scheme is None else with_answers(scheme)


def _taken(files: Files) -> Scheme | None:
    """A scheme whose result another one takes."""
    return _scheme(files.read(), files)


def _unread(root: source.Mapping, values: Mapping[str, Any]) -> frozenset[str]:
    """The inputs and values whose mistakes have been told: nothing more is said where they are used."""
    declared = {key: root.get(key) for key in ("inputs", "values")}
    return frozenset(
        entry.key.text
        for key, node in declared.items()
        if isinstance(node, source.Mapping)
        for entry in node
        if entry.key.text not in (values.get(key) or ())
    )


def _tables(root: source.Mapping, trees: TreeReader) -> dict[str, Table]:
    """Each table: labels with numbers, labels with labels with numbers, or a rule that the key is put into."""
    node, reader = root.get("tables"), trees.reader
    if node is None:
        return {}
    if not isinstance(node, source.Mapping):
        reader.wrong(node, A_TABLE())
        return {}
    found = {}
    for entry in node:
        name = reader.read_word(entry.key)
        if not isinstance(entry.value, source.Mapping):
            reader.wrong(entry.value, A_TABLE())
        elif name is not None:
            found[name] = _table(name, entry.key.place, entry.value, trees)
    return found


def _table(name: str, place: Place, node: source.Mapping, trees: TreeReader) -> Table:
    if len(node.entries) == 1 and node.entries[0].key.text in rule_kinds():
        return Table(place=place, name=name, rule=trees.rule(node.entries[0]))
    entries = {}
    for entry in node:
        shape = MapOf(TEXT, EXPRESSION) if isinstance(entry.value, source.Mapping) else EXPRESSION
        value = trees.reader.value(entry.value, shape)
        if value is not None:
            entries[entry.key.text] = value
    return Table(place=place, name=name, entries=entries)
