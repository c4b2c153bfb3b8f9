"""What is wrong about the data that a scheme asks for: inputs from records, periods."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from evalkit.diagnostics import Diagnostic, Message, Place, Words
from evalkit.diagnostics import data as data_kinds
from evalkit.diagnostics import expression as expression_kinds
from evalkit.diagnostics import rows as kinds
from evalkit.diagnostics import scheme as scheme_kinds
from evalkit.expression.nodes import Type
from evalkit.plan.lint_numbers import plain
from evalkit.scheme import Scheme
from evalkit.scheme.data import Input

FORMS = ("sum", "mean", "min", "max")
OF_RECORDS = ("where", "once_per", *FORMS, "weight", "trim")
"""What is said of records only."""
OF_CELLS = ("column", "sample", "sample_at_least", "levels", "labels", "reason")
"""What is said of a column only."""
OF_UNITS = ("answers", "sample_at_least")
"""What is said of the inputs of units only."""

ONE_FORM = Words("it has {keys}, and one value comes out", "同时写了 {keys}, 而结果只有一个")
NOT_A_MEAN = Words("{key} belongs to mean", "{key} 只能与 mean 同用")
NOT_A_NUMBER = Words("its type is {type}, and a number comes out", "类型为 {type}, 而结果是数字")
A_COUNT = Words("a count has no {key}: make it a number", "count 不能用 {key}, 请改为 number")
NO_CELLS = Words("{key} is for what is read from a column", "{key} 只用于从列中读取的填报项")
FROM_ITSELF = Words("a column of records is read, and has no {key}", "明细表的列直接读取, 不能有 {key}")


def data(scheme: Scheme) -> Iterator[Diagnostic]:
    """Everything about inputs from records, their columns, and periods."""
    for input_ in scheme.inputs.values():
        yield from _input(scheme, input_)
        yield from _bounds(input_)
    for records in scheme.records.values():
        for column in records.columns.values():
            yield from _bounds(column)
            for key in _given(column, ("from_", *OF_RECORDS, *OF_UNITS)):
                yield _form(column, FROM_ITSELF(key=key.rstrip("_")), key)
    if scheme.units.period is not None and scheme.period is None:
        yield kinds.NO_PERIOD(scheme.units.place, heading=scheme.units.period)


def _input(scheme: Scheme, input_: Input) -> Iterator[Diagnostic]:
    given = _given(input_, OF_RECORDS)
    if input_.from_ is None:
        for key in given:
            yield kinds.FROM_MISSING(_place(input_, key), name=input_.name, key=key)
        return
    if input_.from_ not in scheme.records:
        near = get_close_matches(input_.from_, scheme.records, n=3, cutoff=0.5)
        hint = expression_kinds.DID_YOU_MEAN(names=tuple(near)) if near else None
        yield kinds.RECORDS_UNKNOWN(input_.place, hint=hint, name=input_.from_)
    forms = [key for key in given if key in FORMS]
    if len(forms) > 1:
        yield _form(input_, ONE_FORM(keys=tuple(forms)), forms[1])
    for key in ("weight", "trim"):
        if key in given and "mean" not in given:
            yield _form(input_, NOT_A_MEAN(key=key), key)
    if input_.node_type is not Type.NUMBER and (input_.node_type is not Type.TRUTH or forms):
        yield _form(input_, NOT_A_NUMBER(type=input_.type))
    elif input_.type == "count" and forms and forms[0] != "sum":
        yield _form(input_, A_COUNT(key=forms[0]), forms[0])
    if input_.trim is not None and input_.trim < 0:
        yield scheme_kinds.NEGATIVE(input_.place, key="trim", found=input_.trim, least=0)
    for key in _given(input_, OF_CELLS):
        yield _form(input_, NO_CELLS(key=key))


def _bounds(input_: Input) -> Iterator[Diagnostic]:
    low, high = plain(input_.at_least), plain(input_.at_most)
    if input_.at_least and input_.at_most and low is not None and high is not None and low > high:
        low_text, high_text = input_.at_least.text, input_.at_most.text
        at = input_.at_most.place
        yield data_kinds.BOUNDS_CROSSED(
            at, others=(input_.at_least.place,), name=input_.name, low=low_text, high=high_text
        )


def _given(input_: Input, keys: tuple[str, ...]) -> list[str]:
    """The keys that are said."""
    return [key for key in keys if getattr(input_, key) not in (None, (), {})]


def _form(input_: Input, why: Message, key: str = "") -> Diagnostic:
    return kinds.FROM_FORM(_place(input_, key), name=input_.name, why=why)


def _place(input_: Input, key: str) -> Place:
    """Where a formula of an input stands; of other keys, the input."""
    return getattr(getattr(input_, key, None), "place", input_.place)
