"""Reads .jsonl: a record a line."""

from evalkit.inputs.json import open_book

__all__ = ["open_book"]
