"""Which of the sources that a scheme declares a file is of, and which of them counts."""

from __future__ import annotations

from collections.abc import Sequence
from fnmatch import fnmatchcase
from pathlib import Path

from evalkit.inputs.tidy import fold
from evalkit.scheme.sources import ALL, DataSource


def source_of(sources: Sequence[DataSource], file: str) -> DataSource | None:
    """The first source that has a file of this name, with or without its suffix; width, case and blanks are passed
    over.
    """
    called = {fold(Path(file).name), fold(Path(file).stem)}
    fitting = (
        source
        for source in sources
        if any(fnmatchcase(name, fold(pattern)) for pattern in source.patterns for name in called)
    )
    return next(fitting, None)


def counting(sources: Sequence[DataSource], name: str) -> DataSource | None:
    """The source that counts for an input: the one that says its name, or else `all`."""
    said = (source for wanted in (name, ALL) for source in sources if wanted in source.counts)
    return next(said, None)
