"""What `by_class` and `by` change of a criterion for single classes."""

from __future__ import annotations

from evalkit import source
from evalkit.diagnostics import Words
from evalkit.diagnostics import scheme as kinds
from evalkit.loader.merge import without
from evalkit.loader.reader import Reader
from evalkit.loader.scalars import MAPPING

SAME_FOR_ALL = ("missing", "not_applicable")
INSIDE_CLASS = ("criteria", "by_class", "by", "defaults", *SAME_FOR_ALL)
"""What a class cannot change."""
FOR_ALL = Words(
    "it is the same for all classes; a formula such as if(class == 'x', points, 0) tells them apart",
    "各类别相同; 如需区分, 请写公式, 如 if(class == 'x', points, 0)",
)
NOT_INSIDE = Words(
    "a class changes the parts of one criterion, not the tree", "类别只能改变本考核项的内容, 不能改变结构"
)
CLASSES = Words("classes, each with what it changes", "各类别及其不同之处")
ONE_COLUMN = Words("one column with its labels, and no by_class beside it", "一个列名及其各取值, 且不与 by_class 并用")


def overrides(node: source.Mapping, reader: Reader) -> tuple[str, list[tuple[str, source.Mapping]]]:
    """The column that tells classes apart, and the classes that change something, with what they change.

    `by_class: {镇: {…}}` is the short form of `by: {class: {镇: {…}}}`.
    """
    column, given = "class", node.get("by_class")
    longer = node.get("by")
    if longer is not None:
        if not isinstance(longer, source.Mapping) or len(longer.entries) != 1 or given is not None:
            reader.wrong(longer, ONE_COLUMN())
            return column, []
        column, given = longer.entries[0].key.text, longer.entries[0].value
    if given is None:
        return column, []
    if not isinstance(given, source.Mapping):
        reader.wrong(given, CLASSES())
        return column, []
    return column, [(entry.key.text, changed) for entry in given if (changed := _change(entry, reader)) is not None]


def _change(entry: source.Entry, reader: Reader) -> source.Mapping | None:
    """What a class changes of its criterion; the tree itself is the same for all."""
    if not isinstance(entry.value, source.Mapping):
        reader.wrong(entry.value, MAPPING())
        return None
    for inner in entry.value:
        if inner.key.text in INSIDE_CLASS:
            why = FOR_ALL if inner.key.text in SAME_FOR_ALL else NOT_INSIDE
            reader.problems.add(kinds.GROUP_RULE(inner.key.place, key=inner.key.text, name=entry.key.text, why=why()))
    return without(entry.value, INSIDE_CLASS)
