"""What was read: the files of data, and the fingerprints of the bytes that were used."""

from __future__ import annotations

from evalkit.diagnostics import Words
from evalkit.inputs.units import Units
from evalkit.result import Result
from evalkit.table import Column, Table

TITLE, FILE, HASH = Words("Files read", "所读文件"), Words("file", "文件"), Words("SHA-256", "SHA-256")


def tables(result: Result) -> list[Table]:
    """The files in the order in which they were read, those of earlier periods last."""
    columns = (Column("file", FILE()), Column("sha256", HASH()))
    rows: dict[str, str] = {}
    units: Units | None = result.units
    while units is not None:
        rows |= units.content_hashes
        units = units.earlier
    return [Table("read", TITLE(), columns, list(rows.items()))]
