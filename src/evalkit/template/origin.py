"""Which scheme a workbook was made from, so that two versions of it are told apart."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from hashlib import sha256
from pathlib import Path

from evalkit import __version__
from evalkit.diagnostics import Message, Place
from evalkit.inputs.made_from import NOTES
from evalkit.scheme import Scheme
from evalkit.template import words


def files_of(scheme: Scheme) -> list[Path]:
    """The file of a scheme, and those that have a part in it."""
    first = scheme.place.file
    return [Path(file) for file in (first, *sorted(set(_files(scheme)) - {first}))]


def made_from(scheme: Scheme) -> Message:
    """The name of the scheme file and its hash; of several files, that of all their bytes."""
    files = files_of(scheme)
    content = b"".join(file.read_bytes() for file in files if file.is_file())
    digest = sha256(content).hexdigest()
    return words.MADE_FROM(version=__version__, file=files[0].name, hash=digest, mark=NOTES)


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
