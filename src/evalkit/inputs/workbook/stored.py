"""A value as workbooks of the binary kinds store it -> the text that the same cell of an .xlsx gives."""

from __future__ import annotations

from evalkit.inputs.workbook.styles import DATE, typed

ERRORS = {
    0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A",
    0x2B: "#GETTING_DATA",
}  # fmt: skip


def error(code: int) -> str:
    """An error cell."""
    return ERRORS.get(code, "#VALUE!")


def date(value: float, *, from_1904: bool) -> str:
    """A number that counts days; one that is none on the calendar is an error, as it is shown."""
    return typed(value, DATE, from_1904=from_1904)
