"""Criteria written among the keys of the criterion above them, as in an outline, instead of under `criteria`."""

from __future__ import annotations

from evalkit import source
from evalkit.diagnostics import Problems, form
from evalkit.diagnostics.near import MANY, near
from evalkit.loader.meant import meanings, meant
from evalkit.loader.merge import without
from evalkit.loader.scalars import cut
from evalkit.rules import kinds
from evalkit.scheme.criteria import Criterion
from evalkit.scheme.shapes import keys_of

CHILDREN = "criteria"
NAMED = 5
"""Criteria that the message names."""
MERGE = "<<"
"""The merge key of YAML, which is no key of the language and no criterion."""


def gathered(node: source.Mapping, name: str, others: tuple[str, ...], problems: Problems) -> source.Mapping:
    """`node` with such criteria told and put under `criteria`, so that their own mistakes are found in the same run.

    `others` are further keys that it may have.
    """
    keys = {*keys_of(Criterion), *kinds(), CHILDREN}
    known = {*keys, *others, MERGE}
    likely = [
        entry
        for entry in node
        if entry.key.text not in known
        and isinstance(entry.value, source.Mapping)
        and any(below.key.text in keys for below in entry.value)
    ]
    words = meanings(Criterion, known) if likely else {}
    misspelt = {
        entry.key.text
        for entry in likely[:MANY]
        if near(entry.key.text, known, problems, 0.75) or meant(entry.key.text, words)
    }
    found = tuple(entry for entry in likely if entry.key.text not in misspelt)
    if not found:
        return node
    first = found[0].key
    names = tuple(cut(entry.key.text) for entry in found[:NAMED]) + ("…",) * (len(found) > NAMED)
    problems.add(form.NESTED(first.place, names=names, above=name))
    beside = node.get(CHILDREN)
    if beside is not None and not isinstance(beside, source.Mapping):
        return without(node, [entry.key.text for entry in found])
    children = source.Mapping((*(beside or ()), *found), first.place if beside is None else beside.place)
    rest = without(node, [CHILDREN, *(entry.key.text for entry in found)])
    return source.Mapping((*rest, source.Entry(source.Scalar(CHILDREN, first.place, plain=True), children)), node.place)
