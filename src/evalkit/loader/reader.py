"""Source nodes -> records: one reader for every shape. It goes on after a mistake, to find them all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from evalkit import source
from evalkit.diagnostics import Message, Place, Words
from evalkit.diagnostics import form as kinds
from evalkit.diagnostics.near import MANY, near
from evalkit.loader.called import called
from evalkit.loader.meant import meanings, meant
from evalkit.loader.scalars import LIST, MAPPING, ScalarReader, cut
from evalkit.scheme.shapes import TEXT, Choice, Either, ListOf, MapOf, Names, Plain, Record, Shape, keys_of

TOLD = Words("the findings before tell what the keys are", "可用的键见前面的提示")


@dataclass(frozen=True, slots=True)
class Reader(ScalarReader):
    """Reads nodes by their shapes. A value that cannot be read is None, and its mistake is in `problems`."""

    def value(self, node: source.Node, shape: Shape) -> Any:
        """What `node` says, read as `shape`."""
        match shape:
            case Plain() | Choice():
                return self.scalar(node, shape)
            case ListOf():
                if shape.single and not isinstance(node, source.Sequence):
                    return () if _is_null(node) else self.several((node,), shape.item)
                if not isinstance(node, source.Sequence):
                    self.wrong(node, LIST())
                    return ()
                return self.several(node.items, shape.item)
            case MapOf():
                return self.map(node, shape)
            case Names():
                if isinstance(node, source.Mapping):
                    return self.map(node, MapOf(TEXT, shape.item))
                return dict.fromkeys(self.value(node, ListOf(TEXT, single=True)))
            case Either():
                with_sign = isinstance(node, source.Mapping) and node.get(shape.sign) is not None
                if with_sign:
                    return self.record(node, shape.record)
                return shape.record.of(place=node.place, **{shape.sign: self.value(node, shape.plain)})
            case Record():
                return self.record(node, shape)

    def several(self, nodes: Sequence[source.Node], shape: Shape) -> tuple[Any, ...]:
        """The values of a list, those left out that cannot be read."""
        return tuple(value for value in (self.value(node, shape) for node in nodes) if value is not None)

    def map(self, node: source.Node, shape: MapOf) -> dict[Any, Any]:
        """A mapping; a record that has a `name` gets its key for one."""
        if not isinstance(node, source.Mapping):
            self.wrong(node, MAPPING())
            return {}
        found: dict[Any, Any] = {}
        for entry in node:
            name = self.scalar(entry.key, shape.keys) if isinstance(shape.keys, Plain) else entry.key.text
            value = self.value(entry.value, shape.item)
            if name is None or value is None:
                continue
            if isinstance(shape.item, Record) and hasattr(value, "name") and isinstance(name, str):
                value = replace(value, name=name, place=entry.key.place)
            found[name] = value
        return found

    def record(self, node: source.Node, shape: Record) -> Any:
        """A mapping with the keys of a dataclass, or a short form of it. None where a needed key is missing."""
        if isinstance(node, source.Mapping):
            values = self.fields(node, shape.of)
        elif shape.short is not None and not _is_null(node):
            name, key, _ = keys_of(shape.of)[shape.short]
            values = {name: self.value(node, key.shape)}
        elif _is_null(node):
            values = {}
        else:
            self.wrong(node, MAPPING())
            return None
        return self.build(shape.of, values, node.place)

    def build(self, cls: type, values: dict[str, Any], place: Place, **more: Any) -> Any:
        """A record of `cls`, or None where a needed key is missing."""
        complete = True
        for yaml_key, (name, key, needed) in keys_of(cls).items():
            if needed and values.get(name) is None:
                complete = False
                if name not in values:
                    self.problems.add(kinds.MISSING_KEY(place, where=called(cls), key=yaml_key, meaning=key.meaning()))
        given = {name: value for name, value in values.items() if value is not None}
        return cls(place=place, **given, **more) if complete else None

    def fields(self, node: source.Mapping, cls: type, others: Sequence[str] = ()) -> dict[str, Any]:
        """Field name -> value for the keys of `cls` in `node`; `others` are keys that somebody else reads."""
        known = keys_of(cls)
        keys = tuple(dict.fromkeys((*known, *others)))
        read_elsewhere = frozenset(others)
        values: dict[str, Any] = {}
        for entry in node:
            if entry.key.text in known:
                name, key, _ = known[entry.key.text]
                if not (_is_null(entry.value) and _keeps_null(key.shape)):
                    values[name] = self.value(entry.value, key.shape)
            elif entry.key.text not in read_elsewhere:
                self.unknown_key(entry.key, keys, cls)
        return values

    def unknown_key(self, key: source.Scalar, known: tuple[str, ...], cls: type) -> None:
        hint = TOLD() if len(self.problems.found) >= MANY else self.probably(key.text, known, cls)
        self.problems.add(kinds.UNKNOWN_KEY(key.place, hint=hint, key=cut(key.text), where=called(cls), keys=known))

    def probably(self, word: str, known: Sequence[str], cls: type) -> Message | None:
        """The key that is meant: spelt like the word, or with the word in its meaning."""
        return (
            near(word, known, self.problems, 0.75)
            or meant(word, meanings(cls, known))
            or near(word, known, self.problems, 0.6)
        )


def _is_null(node: source.Node) -> bool:
    return isinstance(node, source.Scalar) and node.is_null


def _keeps_null(shape: Shape) -> bool:
    """Whether an empty value leaves the key unsaid instead of being read."""
    return not isinstance(shape, Record)
