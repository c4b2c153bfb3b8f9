"""Whether a table is a long one, with a row for each unit and input, and which of its columns say so."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from evalkit.diagnostics import Problems, files, shapes
from evalkit.inputs.cells.tidy import cut, fold
from evalkit.inputs.choice import Choice
from evalkit.inputs.form import Form
from evalkit.inputs.shapes.layout import Layout, lay_out, near_headings
from evalkit.inputs.shapes.unfolded import unfolded
from evalkit.inputs.sheet import Sheet

VALUES = frozenset({"数值", "值", "数据", "填报值", "指标值", "实际值", "完成值", "填报数据", "value", "values"})
"""How the column of the values is headed where it need not be said."""


def as_wide(sheet: Sheet, choice: Choice, form: Form, problems: Problems) -> Sheet | None:
    """The same table, or the wide one that a long one stands for; None where the problems found leave no doubt."""
    layout = lay_out(form, sheet, Problems())
    if "id" not in layout.who or not form.inputs or (layout.inputs and choice.long is None):
        return sheet
    errors = len(problems.errors)
    found = _seen(sheet, layout, form, problems) if choice.long is None else _said(sheet, choice, problems)
    if len(problems.errors) > errors:
        return None
    return sheet if found is None else unfolded(sheet, layout, *found, problems)


def _said(sheet: Sheet, choice: Choice, problems: Problems) -> tuple[int, int] | None:
    """The columns that the caller names."""
    assert choice.long is not None
    columns = {fold(heading): column for column, heading in reversed(list(enumerate(sheet.heading)))}
    for heading in (choice.long.input, choice.long.value):
        if fold(heading) not in columns:
            at, hint = sheet.source.place(sheet.heading_row, 0), near_headings((heading,), [(sheet, None)])
            problems.add(files.NO_COLUMN(at, hint=hint, what="long", headings=(heading,)))
            return None
    return columns[fold(choice.long.input)], columns[fold(choice.long.value)]


def _seen(sheet: Sheet, layout: Layout, form: Form, problems: Problems) -> tuple[int, int] | None:
    """The column whose texts are names of inputs, and that of the values, where both are clear."""
    taken = {*layout.who.values(), *layout.attributes.values()}
    free = [column for column, heading in enumerate(sheet.heading) if heading.strip() and column not in taken]
    texts = _texts(sheet, free)
    known = {column: _share(sheet, form, found) for column, found in texts.items()}
    naming = [column for column, share in known.items() if share > 1 / 2]
    if len(naming) != 1:
        return None
    names = naming[0]
    rest = [column for column in free if column != names]
    headed = [column for column in rest if fold(sheet.heading[column]).partition("(")[0] in VALUES]
    values = headed or rest
    if len(values) == 1 and known[names] == 1:
        return names, values[0]
    at = sheet.source.place(sheet.heading_row, names)
    problems.add(shapes.LONG_UNCLEAR(at, column=cut(sheet.heading[names].strip())))
    return None


def _texts(sheet: Sheet, columns: list[int]) -> Mapping[int, list[str]]:
    """What is written in the first rows of each of these columns, each text once."""
    for block in sheet.blocks((), columns) if columns else ():
        return {c: [text for text in found.distinct if text.strip()] for c, found in block.texts(columns).items()}
    return {}


def _share(sheet: Sheet, form: Form, texts: list[str]) -> float:
    """Which part of these texts are names of inputs; none where that may be by chance."""
    if not texts or len(texts) > 4 * len(form.inputs):
        return 0
    headed = replace(sheet, heading=texts, paths={})
    found = len(lay_out(replace(form, who={}, attributes=(), others=()), headed, Problems()).inputs)
    return found / len(texts) if found > 1 or len(form.inputs) == 1 else 0
