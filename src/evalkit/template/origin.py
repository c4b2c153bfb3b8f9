"""Which scheme a workbook was made from, so that two versions of it are told apart."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from evalkit import __version__
from evalkit.diagnostics import Message
from evalkit.inputs.made_from import NOTES
from evalkit.scheme import Scheme
from evalkit.template import words


def files_of(scheme: Scheme) -> list[Path]:
    """The file of a scheme, and those that have a part in it."""
    return [Path(scheme.place.file), *sorted(scheme.files)]


def made_from(scheme: Scheme) -> Message:
    """The name of the scheme file and its hash; of several files, that of all their bytes."""
    files = files_of(scheme)
    content = b"".join(file.read_bytes() for file in files if file.is_file())
    digest = sha256(content).hexdigest()
    return words.MADE_FROM(version=__version__, file=files[0].name, hash=digest, mark=NOTES)
