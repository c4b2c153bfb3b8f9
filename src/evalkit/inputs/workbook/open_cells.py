"""A cell of an OpenDocument sheet -> the text that the same cell of an .xlsx gives."""

from __future__ import annotations

import re
from collections.abc import Mapping

from evalkit.inputs.cells.spelling import UNCALCULATED, spelled

OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0|"
TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0|"
CALC = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0|"
FORMATS = {"float": "General", "currency": "General", "percentage": "0%"}
VALUES = {"date": "date-value", "time": "time-value", "boolean": "boolean-value", "string": "string-value"}
CLOCK = re.compile(r"PT([0-9]+)H([0-9]+)M([0-9]+)(?:[.,]0*)?S")
MIDNIGHT = re.compile(r"T00:00:00(\.0*)?$")
NO_FRACTION = re.compile(r"(:[0-9]{2})\.0+$")


def written(attributes: Mapping[str, str], shown: str) -> str:
    """What is written in a cell; `shown` is how it looks."""
    kind = attributes.get(f"{OFFICE}value-type")
    if attributes.get(f"{CALC}value-type") == "error":
        return shown if shown.startswith("#") else "#VALUE!"
    value = attributes.get(OFFICE + VALUES.get(kind or "", "value"))
    if value is None and not shown and f"{TABLE}formula" in attributes:
        return UNCALCULATED + attributes[f"{TABLE}formula"]
    if kind in FORMATS and value is not None:
        return _number(value, FORMATS[kind], shown)
    if kind == "date" and value is not None:
        return NO_FRACTION.sub(r"\1", MIDNIGHT.sub("", value).replace("T", " "))
    if kind == "time" and value is not None:
        clock = CLOCK.fullmatch(value)
        return f"{int(clock[1]):02}:{clock[2]:>02}:{clock[3]:>02}" if clock else value
    if kind == "boolean" and value is not None:
        return value.upper()
    return shown if value is None or kind != "string" else value


def _number(value: str, number_format: str, shown: str) -> str:
    number = float(value)
    padded = shown.isascii() and shown.isdigit() and shown.startswith("0") and int(shown) == number
    return shown if padded else spelled(number, number_format)
