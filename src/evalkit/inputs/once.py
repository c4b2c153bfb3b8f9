"""The bytes of files, each read once in a run: all that comes of a file comes of the same bytes, whatever becomes of it
meanwhile; and a pipe can be read only once.
"""

from __future__ import annotations

import stat
from pathlib import Path

from evalkit.diagnostics import EvalkitError, Message, Place, files

PIPED = Path("-")
"""How what comes through a pipe is called."""


class Contents:
    """What has been read so far."""

    def __init__(self) -> None:
        self._read: dict[Path, bytes] = {}

    def __contains__(self, path: Path) -> bool:
        return path in self._read

    def keep(self, path: Path, content: bytes) -> None:
        """Take what is no file, but goes by this name."""
        self._read[path] = content

    def of(self, path: Path) -> bytes:
        """The bytes of a file.

        Raises:
            EvalkitError: D101, it cannot be read.
        """
        if path not in self._read:
            try:
                self._read[path] = _read(path)
            except OSError as error:
                raise EvalkitError((files.NOT_OPENED(Place(str(path)), reason=_reason(error)),)) from None
        return self._read[path]


def _read(path: Path) -> bytes:
    mode = path.stat().st_mode
    if stat.S_ISCHR(mode) or stat.S_ISBLK(mode):  # it might have no end
        raise EvalkitError((files.NOT_OPENED(Place(str(path)), reason=files.A_DEVICE()),))
    return path.read_bytes()


def _reason(error: OSError) -> Message | str:
    match error:
        case FileNotFoundError():
            return files.NO_SUCH_FILE()
        case IsADirectoryError():
            return files.A_FOLDER()
        case PermissionError():
            return files.NO_PERMISSION()
    return error.strerror or type(error).__name__
