"""Formats write tables: a module per suffix, imported when it is used (`csv.py` writes `.csv`).

A new format is one new file here with a `write`; nothing lists it. The library never prints.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Protocol, cast

from evalkit.diagnostics import run
from evalkit.diagnostics.diagnostic import EvalkitError, Place
from evalkit.diagnostics.message import Language
from evalkit.table import Table

SHARED = frozenset({
    "beside", "cell", "excerpt", "file_name", "files", "fitting", "held", "limits", "looks", "page", "paint", "pen",
    "problems", "safe", "sheet_name", "template", "terminal", "tree", "wrap",
})  # fmt: skip
"""The modules of this folder that are no file format."""


@dataclass(frozen=True, slots=True)
class Written:
    """A finished file."""

    data: bytes
    quoted: int = 0
    """How many texts a spreadsheet would have run as formulas, had they not been marked as text."""


class Format(Protocol):
    """What a module of this folder offers."""

    def write(self, tables: Sequence[Table], language: Language) -> Written:
        """The tables as one file."""


def suffixes() -> list[str]:
    """The formats there are, without the dot and in order; none of them is imported."""
    return sorted(module.name for module in pkgutil.iter_modules(__path__) if module.name not in SHARED)


def format_for(path: Path) -> Format:
    """The format that the suffix of `path` names.

    Raises:
        EvalkitError: R107, no format has this suffix; R103, it is a folder.
    """
    suffix = path.suffix.lower().removeprefix(".")
    known = suffixes()
    if suffix not in known:
        place = Place(str(path))
        if path.is_dir():
            raise EvalkitError((run.OUTPUT_NOT_A_FILE(place, what=run.A_DIRECTORY()),))
        raise EvalkitError((run.UNKNOWN_FORMAT(place, suffix=path.suffix or path.name, known=tuple(known)),))
    return cast("Format", import_module(f"{__name__}.{suffix}"))


def render(suffix: str, tables: Sequence[Table], language: Language) -> Written:
    """`tables` in the format called `suffix`, one of `suffixes()`.

    Raises:
        EvalkitError: R107, no format has this suffix; R108, a table is too large for a sheet.
    """
    return format_for(Path(f"-.{suffix}")).write(tables, language)
