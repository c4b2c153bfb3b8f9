"""Reads .xlsm, which is .xlsx with macros; nothing of these is looked at."""

from evalkit.inputs.readers.xlsx import open_book

__all__ = ["open_book"]
