"""Schemes made of records, for the tests of reading."""

from evalkit.diagnostics import Place
from evalkit.scheme import Criterion, Input, Scheme, UnitColumns

HERE = Place("scheme.yaml", 1, 1)


def declared(type_: str, name: str = "", **fields: object) -> Input:
    return Input(place=HERE, name=name, type=type_, **fields)


def scheme_of(inputs: dict[str, Input | str], who: dict[str, str] | None = None, **fields: object) -> Scheme:
    """A scheme that asks for these inputs; a text is the type of a plain one."""
    full = {name: declared(i, name) if isinstance(i, str) else i for name, i in inputs.items()}
    units = UnitColumns(place=HERE, **({"id": "编码"} | (who or {})))
    return Scheme(place=HERE, top=Criterion(place=HERE), evalkit=1, title="试行", units=units, inputs=full, **fields)
