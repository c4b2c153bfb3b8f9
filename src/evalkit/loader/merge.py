"""Defaults, own keys, class: what is said later replaces what was said before, field by field."""

from __future__ import annotations

from collections.abc import Iterable

from evalkit import source
from evalkit.rules import kinds
from evalkit.scheme.criteria import TERMS, Criterion
from evalkit.scheme.shapes import Either, Record, keys_of


def merged(base: source.Mapping | None, over: source.Mapping) -> source.Mapping:
    """`base` overridden by `over`. Fields merge; maps of bands and lists are replaced whole; another kind of rule
    replaces the rule.
    """
    if base is None:
        return over
    rules = kinds()
    own_rule = any(e.key.text in rules for e in over)
    kept = {e.key.text: e for e in base if not (own_rule and e.key.text in rules and over.get(e.key.text) is None)}
    for entry in over:
        before = kept.get(entry.key.text)
        if before is not None and _has_fields(entry.key.text):
            accounts = entry.key.text in ("deduct", "add")
            entry = source.Entry(entry.key, _merged_value(before.value, entry.value, accounts))  # noqa: PLW2901
        kept[entry.key.text] = entry
    return source.Mapping(tuple(kept.values()), over.place)


def _merged_value(base: source.Node, over: source.Node, accounts: bool) -> source.Node:
    if not (isinstance(base, source.Mapping) and isinstance(over, source.Mapping)):
        return over
    if accounts and _forms(over) and _forms(over) != _forms(base):
        return over
    entries = {e.key.text: e for e in base} | {e.key.text: e for e in over}
    return source.Mapping(tuple(entries.values()), over.place)


def _forms(node: source.Mapping) -> set[str]:
    """What tells one kind of line from another, and from several lines: another kind replaces the line."""
    return {e.key.text for e in node} & {"each", "below", "above", "if", TERMS.sign}


def _has_fields(key: str) -> bool:
    """Whether what stands under `key` is a record, whose fields merge."""
    rule = kinds().get(key)
    if rule is not None:
        return rule.BODY is None
    known = keys_of(Criterion).get(key)
    return key == "with" or (known is not None and isinstance(known[1].shape, (Record, Either)))


def without(node: source.Mapping, keys: Iterable[str]) -> source.Mapping:
    """`node` without some of its keys."""
    left_out = set(keys)
    return source.Mapping(tuple(e for e in node if e.key.text not in left_out), node.place)
