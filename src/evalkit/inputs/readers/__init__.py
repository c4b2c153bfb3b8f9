"""The kinds of file that can be read.

Every module of this folder is called like a suffix (`csv.py` reads `.csv`) and imported when it is used. A new kind is
one new file here with an `open_book`; nothing lists it.
"""

from __future__ import annotations

import pkgutil
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, cast

from evalkit.diagnostics import EvalkitError, Place, files

if TYPE_CHECKING:
    from evalkit.inputs.sheet import Reader


def suffixes() -> list[str]:
    """The kinds of file that can be read, without the dot and in order; none of them is imported."""
    return sorted(module.name for module in pkgutil.iter_modules(__path__))


def reader_for(path: Path, suffix: str | None = None) -> Reader:
    """The reader that the suffix of `path` names, or the one that is found out for a file that has none.

    Raises:
        EvalkitError: D102, nothing reads this suffix.
    """
    name = (suffix or path.suffix).lower().removeprefix(".")
    if name not in (known := suffixes()):
        place = Place(str(path))
        raise EvalkitError((files.UNKNOWN_SUFFIX(place, suffix=path.suffix or path.name, known=tuple(known)),))
    return cast("Reader", import_module(f"{__name__}.{name}"))
