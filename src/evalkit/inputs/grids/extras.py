"""Libraries that only some kinds of file need, each brought by an extra of evalkit."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Any

from evalkit.diagnostics import EvalkitError, Place, other_files

EXTRAS = {"xlrd": "xls", "pyarrow": "arrow"}
"""Library -> the extra that brings it."""


def library(module: str, path: Path) -> Any:
    """A module of such a library, imported.

    Raises:
        EvalkitError: D265, it is not installed; told with the command that does.
    """
    try:
        return import_module(module)
    except ImportError:
        name = module.partition(".")[0]
        missing = other_files.NOT_INSTALLED(Place(str(path)), suffix=path.suffix, library=name, extra=EXTRAS[name])
        raise EvalkitError((missing,)) from None
