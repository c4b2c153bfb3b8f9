"""Source -> `Scheme`, with every mistake of the file at once."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from evalkit import source
from evalkit.diagnostics import EvalkitError, Problems, Words
from evalkit.diagnostics import scheme as kinds
from evalkit.loader.reader import Reader
from evalkit.loader.tree import STRUCTURE, TreeReader
from evalkit.rules import kinds as rule_kinds
from evalkit.scheme import LANGUAGE_VERSION, Criterion, Scheme, Table
from evalkit.scheme.shapes import EXPRESSION, TEXT, WORD, MapOf, keys_of

A_SCHEME = Words("a scheme: a mapping of keys", "考核方案: 键值对")


def load(path: Path, problems: Problems) -> Scheme | None:
    """Read a scheme file. Its mistakes are added to `problems`; None where so little is right that no scheme is left.

    Raises:
        EvalkitError: where the file cannot be read at all.
    """
    return from_source(source.read(path, problems), problems)


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
    _check_version(root, reader)
    tree_keys = (*keys_of(Criterion), *STRUCTURE, *rule_kinds())
    values = reader.fields(root, Scheme, (*tree_keys, "bonus", "tables"))
    trees = TreeReader(reader)
    top = trees.criterion(values.get("title") or "?", root, others=(*keys_of(Scheme), "bonus", "tables"))
    bonus = root.get("bonus")
    more: dict[str, Any] = {"top": top, "tables": _tables(root, reader)}
    if isinstance(bonus, source.Mapping):
        more["bonus"] = trees.criterion("bonus", bonus)
    elif bonus is not None:
        reader.wrong(bonus, A_SCHEME())
    scheme: Scheme | None = reader.build(Scheme, values, root.place, **more)
    return scheme


def _check_version(root: source.Mapping, reader: Reader) -> None:
    version = root.get("evalkit")
    if isinstance(version, source.Scalar) and version.text.isdigit() and version.text != str(LANGUAGE_VERSION):
        reader.problems.add(kinds.NEWER(version.place, found=version.text[:20], known=LANGUAGE_VERSION))


def _tables(root: source.Mapping, reader: Reader) -> dict[str, Table]:
    node = root.get("tables")
    if node is None:
        return {}
    found: dict[str, dict[str, Any]] = reader.value(node, MapOf(WORD, MapOf(TEXT, EXPRESSION)))
    return {name: Table(place=node.place, name=name, entries=entries) for name, entries in found.items()}
