"""The cases, a module for each subject; a new module here is a new section of docs/files.md."""

from __future__ import annotations

import pkgutil
from collections.abc import Iterator
from importlib import import_module

from case import Case, Subject


def subjects() -> Iterator[Subject]:
    """Every subject, in the order of the modules' names."""
    for module in pkgutil.iter_modules(__path__):
        yield import_module(f"{__name__}.{module.name}").subject


def cases() -> Iterator[Case]:
    """All cases."""
    for subject in subjects():
        yield from subject.cases
