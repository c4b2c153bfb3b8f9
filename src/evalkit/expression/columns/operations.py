"""Which steps each operation becomes, by its name."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from evalkit.expression.columns import bands, choice, leaves, lines, numbers, reals, rounding, truths
from evalkit.expression.columns.assembler import Assembler, Lanes
from evalkit.expression.nodes import Node

OPERATIONS: dict[str, Callable[[Assembler, Node], Lanes]] = {
    "column": leaves.leaf,
    "gather": leaves.leaf,
    "not_applicable": leaves.absent,
    "add": numbers.simple(np.add),
    "sub": numbers.simple(np.subtract),
    "mul": numbers.simple(np.multiply),
    "div": numbers.div,
    "neg": numbers.simple(np.negative),
    "abs": numbers.simple(np.abs),
    "min": numbers.extreme,
    "max": numbers.extreme,
    "sum_known": numbers.sum_known,
    "trimmed_mean": numbers.trimmed_mean,
    "calendar": numbers.calendar,
    "interp": lines.interp,
    "pow": reals.power,
    "real": reals.real,
    "round": rounding.round_,
    "steps": rounding.steps,
    "lt": truths.less,
    "le": truths.less,
    "eq": truths.equal,
    "and": truths.junction,
    "or": truths.junction,
    "not": truths.negation,
    "is_unknown": truths.is_unknown,
    "indicator": truths.indicator,
    "count_true": truths.count_true,
    "if": choice.if_,
    "pick": choice.pick,
    "known": choice.known,
    "bands": bands.bands,
}
"""`count_known` and constants are gone when nodes have been lowered."""
