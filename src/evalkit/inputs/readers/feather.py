"""Reads .feather, which is another name of .arrow."""

from evalkit.inputs.readers.arrow import open_book

__all__ = ["open_book"]
