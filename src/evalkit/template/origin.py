"""Which scheme a workbook was made from, so that two versions of it are told apart."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from hashlib import sha256
from pathlib import Path

from evalkit import __version__
from evalkit.diagnostics import Message, Place
from evalkit.scheme import Scheme
from evalkit.template import words


def made_from(scheme: Scheme) -> Message:
    """The name of the scheme file and the hash of it; of several files, of all that have a part in it."""
    first = scheme.place.file
    files = [first, *sorted(set(_files(scheme)) - {first})]
    content = b"".join(Path(file).read_bytes() for file in files)
    return words.MADE_FROM(version=__version__, file=Path(first).name, hash=sha256(content).hexdigest())


def _files(part: object) -> Iterator[str]:
    match part:
        case Place():
            yield part.file
        case Mapping():
            for each in part.values():
                yield from _files(each)
        case list() | tuple():
            for each in part:
                yield from _files(each)
        case _ if is_dataclass(part):
            for field in fields(part):
                yield from _files(getattr(part, field.name))
