"""Criteria written among the keys of the criterion above them, as in an outline, instead of under `criteria`."""

from __future__ import annotations

from evalkit import source
from evalkit.diagnostics import Problems, form
from evalkit.diagnostics.near import near
from evalkit.loader.meant import meanings, meant
from evalkit.loader.merge import without
from evalkit.rules import kinds
from evalkit.scheme.criteria import Criterion
from evalkit.scheme.shapes import keys_of

CHILDREN = "criteria"
MERGE = "<<"
"""The merge key of YAML, which is no key of the language and no criterion."""


def gathered(node: source.Mapping, name: str, others: tuple[str, ...], problems: Problems) -> source.Mapping:
    """`node` with such criteria told and put under `criteria`, so that their own mistakes are found in the same run.

    `others` are further keys that it may have.
    """
    keys = {*keys_of(Criterion), *kinds(), CHILDREN}
    known = {*keys, *others, MERGE}
    found = tuple(
        entry
        for entry in node
        if entry.key.text not in known
        and isinstance(entry.value, source.Mapping)
        and any(below.key.text in keys for below in entry.value)
        and near(entry.key.text, known, problems, 0.75) is None  # else a misspelt key
        and meant(entry.key.text, meanings(Criterion, known)) is None
    )
    if not found:
        return node
    first = found[0].key
    problems.add(form.NESTED(first.place, names=tuple(entry.key.text for entry in found), above=name))
    beside = node.get(CHILDREN)
    if beside is not None and not isinstance(beside, source.Mapping):
        return without(node, [entry.key.text for entry in found])
    children = source.Mapping((*(beside or ()), *found), first.place if beside is None else beside.place)
    rest = without(node, [CHILDREN, *(entry.key.text for entry in found)])
    return source.Mapping((*rest, source.Entry(source.Scalar(CHILDREN, first.place, plain=True), children)), node.place)
