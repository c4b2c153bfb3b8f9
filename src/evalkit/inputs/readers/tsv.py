"""Reads .tsv, which is .csv under another name."""

from evalkit.inputs.readers.csv import open_book, open_pieces

__all__ = ["open_book", "open_pieces"]
