"""The tree of criteria: defaults go down, `by_class` branches off, rules are told by their keys."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from evalkit import source
from evalkit.diagnostics import Place, Words, form
from evalkit.diagnostics import scheme as kinds
from evalkit.loader.classes import overrides
from evalkit.loader.merge import merged, without
from evalkit.loader.nested import gathered
from evalkit.loader.reader import Reader
from evalkit.loader.scalars import MAPPING
from evalkit.rules import Rule
from evalkit.rules import kinds as rule_kinds
from evalkit.scheme.criteria import Criterion
from evalkit.scheme.shapes import EXPRESSION, WORD, Expression, MapOf, keys_of

STRUCTURE = ("criteria", "by_class", "by", "defaults", "with")
NO_CHILDREN = Words("it has no criteria to put together", "它没有子项可汇总")
RULE_STARTS = Words("its rule says where the account starts", "起始分已由评分标准决定")
DOLLAR = Words("a name cannot begin with $", "名称不能以 $ 开头")
CRITERIA = Words("a mapping of criteria", "考核项的键值对")
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
        node = gathered(node, name.removeprefix("$"), (*STRUCTURE, *others), self.reader.problems)
        group = node.get("criteria")
        place = place or node.place
        if group is None and not others:
            node = merged(defaults, node)
        constants = {**(constants or {}), **self.constants(node)}
        inner = node.get("defaults")
        if isinstance(inner, source.Mapping):
            defaults = merged(defaults, inner)
        elif inner is not None:
            self.reader.wrong(inner, MAPPING())
        criterion = self.one(name, node, constants, place, others)
        self.misplaced(node, criterion.called)
        children: list[Criterion] = []
        if group is not None:
            if isinstance(group, source.Mapping):
                if not group.entries:
                    self.reader.problems.add(form.EMPTY(group.place, what="criteria"))
                children = [self.named(entry, defaults, constants) for entry in group if self.is_new(entry.key)]
            else:
                self.reader.wrong(group, CRITERIA())
        by, changes = overrides(node, self.reader)
        plain, others = without(node, ("by_class", "by", "defaults")), (*others, "criteria")
        variants = {
            label: replace(
                self.one(name, merged(plain, over), constants, over.place, others), children=tuple(children), by=by
            )
            for label, over in changes
        }
        return replace(criterion, children=tuple(children), variants=variants, by=by)

    def misplaced(self, node: source.Mapping, name: str) -> None:
        """Tell the keys that would mean nothing at a group, at an indicator or beside a rule."""
        rules, is_group = rule_kinds(), node.get("criteria") is not None
        has_rule = any(entry.key.text in rules for entry in node)
        for entry in node:
            key, why = entry.key.text, None
            if isinstance(entry.value, source.Scalar) and entry.value.is_null:
                continue
            if is_group and (key == "value" or key in rules):
                why = LEAF_RULE
            elif not is_group and key in ("combine", "out_of"):
                why = NO_CHILDREN
            elif has_rule and not is_group and key == "start":
                why = RULE_STARTS
            if why is not None:
                self.reader.problems.add(kinds.GROUP_RULE(entry.key.place, key=key, name=name, why=why()))

    def named(
        self, entry: source.Entry, defaults: source.Mapping | None, constants: dict[str, Expression]
    ) -> Criterion:
        value = entry.value
        if isinstance(value, source.Scalar) and value.is_null:
            value = source.Mapping((), entry.key.place)
        if not isinstance(value, source.Mapping):
            self.reader.wrong(value, MAPPING())
            value = source.Mapping((), entry.key.place)
        return self.criterion(entry.key.text, value, defaults, constants, entry.key.place)

    def is_new(self, key: source.Scalar) -> bool:
        name = self.reader.read_text(key)
        if name is None:
            return False
        if name.startswith("$"):
            self.reader.problems.add(form.BAD_TEXT(key.place, why=DOLLAR()))
            return False
        first = self.places.setdefault(name, key.place)
        if first is not key.place:
            self.reader.problems.add(kinds.SAME_CRITERION(key.place, others=(first,), name=name))
        return first is key.place

    def constants(self, node: source.Mapping) -> dict[str, Expression]:
        given = node.get("with")
        return {} if given is None else self.reader.value(given, MapOf(WORD, EXPRESSION))

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
                    name=name.removeprefix("$"),
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
            if isinstance(body, (dict, tuple)) and not body:
                if _is_empty(entry.value):
                    self.reader.problems.add(form.EMPTY(entry.key.place, what=entry.key.text))
                return None
            if body is None:
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


def _is_empty(node: source.Node) -> bool:
    """Whether there is nothing inside, rather than something that could not be read."""
    return (isinstance(node, source.Mapping) and not node.entries) or (
        isinstance(node, source.Sequence) and not node.items
    )
