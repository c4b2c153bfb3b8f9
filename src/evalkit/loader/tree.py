"""The tree of criteria: defaults go down, `by_class` branches off, rules are told by their keys."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from evalkit import source
from evalkit.diagnostics import Place, Words
from evalkit.diagnostics import scheme as kinds
from evalkit.loader.merge import merged, without
from evalkit.loader.reader import Reader
from evalkit.rules import Rule
from evalkit.rules import kinds as rule_kinds
from evalkit.scheme.criteria import Criterion
from evalkit.scheme.shapes import EXPRESSION, WORD, Expression, MapOf, keys_of

STRUCTURE = ("criteria", "by_class", "by", "defaults", "with")
INSIDE_CLASS = ("criteria", "by_class", "by", "defaults")
NOT_INSIDE = Words(
    "a class changes the parts of one criterion, not the tree", "类别只能改变本考核项的内容, 不能改变结构"
)
LEAF_RULE = Words(
    "a group's score comes from its criteria; use combine, deduct or add",
    "上级考核项得分来自其子项, 请用 combine、deduct 或 add",
)


@dataclass(slots=True)
class TreeReader:
    """Reads criteria, each with what its outer criteria say for all."""

    reader: Reader
    places: dict[str, Place] = field(default_factory=dict)
    """Where each criterion was first named, to find names given twice."""

    def criterion(
        self,
        name: str,
        node: source.Mapping,
        defaults: source.Mapping | None = None,
        constants: dict[str, Expression] | None = None,
        place: Place | None = None,
        others: tuple[str, ...] = (),
    ) -> Criterion:
        """The criterion that `node` describes, with its children. `others` are keys that somebody else reads."""
        group = node.get("criteria")
        place = place or node.place
        if group is None and not others:
            node = merged(defaults, node)
        constants = {**(constants or {}), **self.constants(node)}
        inner = node.get("defaults")
        if isinstance(inner, source.Mapping):
            defaults = merged(defaults, inner)
        criterion = self.one(name, node, constants, place, others)
        children: list[Criterion] = []
        if group is not None:
            if isinstance(group, source.Mapping):
                children = [self.named(entry, defaults, constants) for entry in group if self.is_new(entry.key)]
            else:
                self.reader.wrong(group, Words("a mapping of criteria", "考核项的键值对")())
            if criterion.rule is not None:
                assert isinstance(criterion.rule, Rule)
                self.reader.problems.add(
                    kinds.GROUP_RULE(criterion.rule.place, key=criterion.rule.key, name=name, why=LEAF_RULE())
                )
        variants = {
            label: replace(
                self.one(name, merged(without(node, STRUCTURE[1:4]), over), constants, place, (*others, "criteria")),
                children=tuple(children),
            )
            for label, over in self.overrides(node)
        }
        return replace(criterion, children=tuple(children), variants=variants)

    def named(
        self, entry: source.Entry, defaults: source.Mapping | None, constants: dict[str, Expression]
    ) -> Criterion:
        value = entry.value
        if isinstance(value, source.Scalar) and value.is_null:
            value = source.Mapping((), entry.key.place)
        if not isinstance(value, source.Mapping):
            self.reader.wrong(value, Words("a mapping of keys", "键值对")())
            value = source.Mapping((), entry.key.place)
        return self.criterion(entry.key.text, value, defaults, constants, entry.key.place)

    def is_new(self, key: source.Scalar) -> bool:
        name = self.reader.read_text(key)
        if name is None:
            return False
        first = self.places.setdefault(name, key.place)
        if first is not key.place:
            self.reader.problems.add(kinds.SAME_CRITERION(key.place, others=(first,), name=name))
        return first is key.place

    def constants(self, node: source.Mapping) -> dict[str, Expression]:
        given = node.get("with")
        return {} if given is None else self.reader.value(given, MapOf(WORD, EXPRESSION))

    def overrides(self, node: source.Mapping) -> list[tuple[str, source.Mapping]]:
        """The classes that change something, with what they change."""
        given = node.get("by_class")
        if given is None:
            return []
        if not isinstance(given, source.Mapping):
            self.reader.wrong(given, Words("classes, each with what it changes", "各类别及其不同之处")())
            return []
        found = []
        for entry in given:
            if not isinstance(entry.value, source.Mapping):
                self.reader.wrong(entry.value, Words("a mapping of keys", "键值对")())
                continue
            for inner in entry.value:
                if inner.key.text in INSIDE_CLASS:
                    self.reader.problems.add(
                        kinds.GROUP_RULE(inner.key.place, key=inner.key.text, name=entry.key.text, why=NOT_INSIDE())
                    )
            found.append((entry.key.text, without(entry.value, INSIDE_CLASS)))
        return found

    def one(
        self, name: str, node: source.Mapping, constants: dict[str, Expression], place: Place, others: tuple[str, ...]
    ) -> Criterion:
        """The criterion alone, without children and classes."""
        rules = rule_kinds()
        values = self.reader.fields(node, Criterion, (*STRUCTURE, *rules, *others))
        own = {**constants, **self.constants(node)}
        found = [entry for entry in node if entry.key.text in rules]
        if len(found) > 1:
            self.reader.problems.add(
                kinds.TWO_RULES(
                    found[1].key.place,
                    others=(found[0].key.place,),
                    name=name,
                    rules=tuple(entry.key.text for entry in found),
                )
            )
        rule = self.rule(found[0]) if found else None
        criterion: Criterion = self.reader.build(Criterion, values, place, name=name, rule=rule, inherited=own)
        return criterion

    def rule(self, entry: source.Entry) -> Rule | None:
        """The rule under a key, by the shape that its kind declares."""
        kind: type[Rule] = rule_kinds()[entry.key.text]
        if kind.BODY is not None:
            body = self.reader.value(entry.value, kind.BODY)
            if body is None or (not body and not isinstance(body, Expression)):
                if body is not None:
                    self.reader.problems.add(kinds.EMPTY(entry.key.place, what=entry.key.text))
                return None
            return kind(place=entry.key.place, key=entry.key.text, body=body)  # type: ignore[call-arg]
        if isinstance(entry.value, source.Mapping):
            values = self.reader.fields(entry.value, kind)
        elif kind.SHORT is not None and not (isinstance(entry.value, source.Scalar) and entry.value.is_null):
            values = {kind.SHORT: self.reader.value(entry.value, keys_of(kind)[kind.SHORT][1].shape)}
        else:
            values = {}
        rule: Rule | None = self.reader.build(kind, values, entry.key.place, key=entry.key.text)
        return rule
