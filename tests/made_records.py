"""Records made by hand, as they are once they have been read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

import numpy as np

from evalkit.expression.data import Column
from evalkit.expression.nodes import Type
from evalkit.expression.values import Reason
from evalkit.inputs.belonging import RecordRows
from evalkit.inputs.source import Source
from evalkit.scheme import Input, Scheme

INAPPLICABLE = "不适用"


def only_units(scheme: Scheme) -> Scheme:
    """The scheme as far as the table of units goes: records are put beside it."""
    collected = {name: declared for name, declared in scheme.inputs.items() if declared.from_ is None}
    return replace(scheme, inputs=collected, records={})


def record_rows(declared: Mapping[str, Input], owners: Sequence[int], cells: Mapping[str, Sequence[str]]) -> RecordRows:
    """A table of records; `owners` is for each the row of its unit, `cells` what stands in every column."""
    columns = {name: column(input_, cells[name]) for name, input_ in declared.items()}
    source = Source("records.csv", None, "")
    return RecordRows(np.array(owners, dtype=np.int64), columns, [source], np.arange(len(owners)) + 2)


def column(declared: Input, cells: Sequence[str]) -> Column:
    """A column of an input's type; `""` is a blank cell."""
    states = {row: Reason.NOT_APPLICABLE for row, cell in enumerate(cells) if cell == INAPPLICABLE}
    known = ["" if cell == INAPPLICABLE else cell for cell in cells]
    match declared.node_type:
        case Type.TEXT:
            labels = tuple(declared.levels) or tuple(dict.fromkeys(cell for cell in known if cell))
            codes = [labels.index(cell) if cell else -1 for cell in known]
            return Column(Type.TEXT, np.array(codes, dtype=np.int32), labels, states=states)
        case Type.TRUTH:
            truths = [{"是": 1, "否": 0, "": -1}[cell] for cell in known]
            return Column(Type.TRUTH, np.array(truths, dtype=np.int8), states=states)
        case Type.DATE:
            days = [date.fromisoformat(cell).toordinal() if cell else np.nan for cell in known]
            return Column(Type.DATE, np.array(days, dtype=np.float64), states=states)
    shift = 2 if declared.type == "percent" else 0
    values = [float(f"{cell}e-{shift}") if cell else np.nan for cell in known]
    decimals = max((len(cell.partition(".")[2]) for cell in known), default=0) + shift
    return Column(Type.NUMBER, np.array(values, dtype=np.float64), decimals=decimals, states=states)
