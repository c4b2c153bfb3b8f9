"""Reads .jsonl: a record a line."""

from evalkit.inputs.readers.json import open_book

__all__ = ["open_book"]
