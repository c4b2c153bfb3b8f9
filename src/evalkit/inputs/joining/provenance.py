"""Which of the sources that a scheme declares a table is of, and which of them counts."""

from __future__ import annotations

from collections.abc import Sequence
from fnmatch import fnmatchcase
from pathlib import Path

from evalkit.inputs.cells.tidy import fold
from evalkit.inputs.source import Source
from evalkit.scheme.sources import ALL, DataSource


def source_of(sources: Sequence[DataSource], table: Source) -> DataSource | None:
    """The first source that a table can be of, by the name of its file and that of its sheet."""
    file = Path(table.file)
    for source in sources:
        if _like((file.name, file.stem), source.patterns) and (
            not source.sheet or (table.sheet is not None and _like((table.sheet,), source.sheet))
        ):
            return source
    return None


def counting(sources: Sequence[DataSource], name: str) -> DataSource | None:
    """The source that counts for an input: the one that says its name, or else `all`."""
    said = (source for wanted in (name, ALL) for source in sources if wanted in source.counts)
    return next(said, None)


def _like(names: Sequence[str], patterns: Sequence[str]) -> bool:
    """Whether a name fits a pattern; width, case and blanks are passed over."""
    return any(fnmatchcase(fold(name), fold(pattern)) for name in names for pattern in patterns)
