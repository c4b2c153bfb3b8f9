"""One scheme laid over another: names are kept, changed field by field, added at the end, or taken out with `none`."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TypeAlias

from evalkit import source
from evalkit.diagnostics import Place, Problems, reuse
from evalkit.diagnostics import expression as expression_kinds
from evalkit.loader.merge import merged
from evalkit.scheme import Scheme
from evalkit.scheme.shapes import MapOf, Record, keys_of

Way: TypeAlias = Callable[[source.Node, source.Node], source.Node]
"""(what was said, what is said now) -> both together."""

NONE = "none"
NOTHING_SAID = source.Mapping((), Place(""))


@dataclass(frozen=True, slots=True)
class Layers:
    """Lays what is said later over what was said before."""

    problems: Problems

    def scheme(self, base: source.Mapping, over: source.Mapping) -> source.Mapping:
        """`base` with all that `over` changes; a criterion is changed in the same way as the whole."""
        ways, entries = self.ways(), []
        for entry in merged(base, over):
            key, said = entry.key.text, over.get(entry.key.text)
            if key not in ways or said is None:
                entries.append(entry)
            elif not is_none(said):
                entries.append(source.Entry(entry.key, ways[key](base.get(key) or NOTHING_SAID, said)))
            elif base.get(key) is None:
                self.problems.add(reuse.NOT_THERE(entry.key.place, name=key))
        return source.Mapping(tuple(entries), over.place)

    def ways(self) -> dict[str, Way]:
        """How each key is laid over that holds names or fields; all other keys are replaced whole."""
        found = {key: self.names(way) for key, way in self.named_ways().items()}
        for key, (_, declared, _) in keys_of(Scheme).items():
            if isinstance(declared.shape, Record):
                found[key] = fields(declared.shape)
        return {**found, "bonus": self.criterion, "defaults": self.criterion, "by": self.names(found["by_class"])}

    def named_ways(self) -> dict[str, Way]:
        """How what stands at a name is laid over, for each key that holds names."""
        found: dict[str, Way] = {}
        for key, (_, declared, _) in keys_of(Scheme).items():
            if isinstance(declared.shape, MapOf):
                item = declared.shape.item
                found[key] = fields(item) if isinstance(item, Record) else replaced
        return {**found, "tables": replaced, "with": replaced, "criteria": self.criterion, "by_class": self.criterion}

    def criterion(self, base: source.Node, over: source.Node) -> source.Node:
        """One criterion over another."""
        base, over = filled(base), filled(over)
        if isinstance(base, source.Mapping) and isinstance(over, source.Mapping):
            return self.scheme(base, over)
        return over

    def names(self, way: Way) -> Way:
        """Lays names over names. A map that says all names again gives them its own order."""

        def laid(base: source.Node, over: source.Node) -> source.Node:
            base, over = filled(base), filled(over)
            if not (isinstance(base, source.Mapping) and isinstance(over, source.Mapping)):
                return over
            kept = {name_of(entry): entry for entry in base}
            for entry in over:
                name, before = name_of(entry), kept.get(name_of(entry))
                if not is_none(entry.value):
                    said = NOTHING_SAID if before is None else before.value
                    kept[name] = source.Entry(entry.key, way(said, entry.value))
                elif kept.pop(name, None) is None:
                    near = tuple(get_close_matches(name, kept, n=3))
                    hint = expression_kinds.DID_YOU_MEAN(names=near) if near else None
                    self.problems.add(reuse.NOT_THERE(entry.key.place, hint=hint, name=name))
            order = [name for entry in over if (name := name_of(entry)) in kept]
            in_order = order if len(order) == len(kept) else kept
            return source.Mapping(tuple(kept[name] for name in in_order), over.place)

        return laid


def replaced(base: source.Node, over: source.Node) -> source.Node:
    """What is said later is all that holds."""
    return over


def fields(record: Record) -> Way:
    """Lays the fields of a record over each other; a short form says one field."""

    def laid(base: source.Node, over: source.Node) -> source.Node:
        base, over = written_out(base, record), written_out(over, record)
        if not (isinstance(base, source.Mapping) and isinstance(over, source.Mapping)):
            return over
        known = keys_of(record.of)
        kept = {entry.key.text: entry for entry in base}
        for entry in over:
            key, value = entry.key.text, entry.value
            shape = known[key][1].shape if key in known else None
            if key in kept and isinstance(shape, Record):
                value = fields(shape)(kept[key].value, value)
            kept[key] = source.Entry(entry.key, value)
        return source.Mapping(tuple(kept.values()), over.place)

    return laid


def written_out(node: source.Node, record: Record) -> source.Node:
    """A record in its long form."""
    if record.short is None or not isinstance(node, source.Scalar) or node.is_null:
        return filled(node)
    key = source.Scalar(record.short.rstrip("_"), node.place, True)
    return source.Mapping((source.Entry(key, node),), node.place)


def filled(node: source.Node) -> source.Node:
    """A name with nothing behind it says nothing."""
    return source.Mapping((), node.place) if isinstance(node, source.Scalar) and node.is_null else node


def is_none(node: source.Node) -> bool:
    """Whether a name is taken out."""
    return isinstance(node, source.Scalar) and node.plain and node.text == NONE


def name_of(entry: source.Entry) -> str:
    """A name as names are compared."""
    return unicodedata.normalize("NFC", entry.key.text)
