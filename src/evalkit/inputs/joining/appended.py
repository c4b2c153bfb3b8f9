"""Records of several tables, one after the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate

import numpy as np

from evalkit.expression.data import Column
from evalkit.inputs.belonging import RecordRows
from evalkit.inputs.joining.overlap import with_labels


def appended(parts: Sequence[RecordRows]) -> RecordRows:
    """The records of all parts, each with its own cell."""
    if len(parts) == 1:
        return parts[0]
    return RecordRows(
        np.concatenate([part.owners for part in parts]),
        {name: _appended([part.columns[name] for part in parts]) for name in parts[0].columns},
        [source for part in parts for source in part.sources],
        np.concatenate([part.rows for part in parts]),
        [origins for part in parts for origins in part.origins],
        np.repeat(np.arange(len(parts)), list(map(len, parts))),
    )


def _appended(columns: Sequence[Column]) -> Column:
    labels = tuple(dict.fromkeys(label for column in columns for label in column.labels))
    starts = accumulate((len(column.values) for column in columns), initial=0)
    return replace(
        columns[0],
        values=np.concatenate([with_labels(column, labels) for column in columns]),
        labels=labels,
        decimals=max(column.decimals for column in columns),
        states={
            start + row: reason
            for start, column in zip(starts, columns, strict=False)
            for row, reason in column.states.items()
        },
    )
